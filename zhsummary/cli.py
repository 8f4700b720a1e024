"""The command line: ``zhsummary compare | facts | headings | check | explain``.

In go paths (or ``-`` for standard input), out come tables in the terminal and files
whose names are printed. Exit codes: 0 done, 1 something about the input is wrong (one
line says what, where and what to do), 2 the command itself was not understood.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from zhsummary import __version__
from zhsummary.errors import SourceError, ZhSummaryError, ZhSummaryWarning
from zhsummary.messages import system_reason

_EXAMPLES = """examples:
  zhsummary compare corpus/ --codebook union --out report/
  zhsummary compare corpus/ --codebook union --modality planned
  zhsummary compare corpus/                    (indicators discovered in the corpus)
  zhsummary facts corpus/ --out facts.csv
  zhsummary headings summary.txt
  zhsummary check corpus/
  zhsummary explain "近三百户，1.09万元"
  cat summary.txt | zhsummary facts - --format csv
  zhsummary facts corpus/ --out facts.parquet
"""

_FACTS = ["doc_id", "text", "item", "action", "modality", "value", "low", "high", "unit"]
_HEADINGS = ["doc_id", "level", "marker", "title"]

_PATIENCE = 2.0  # seconds until progress is shown

Item = TypeVar("Item")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments : sequence of str, optional
        What was typed after ``zhsummary``; the process's own arguments otherwise.

    Returns
    -------
    int
        0 or 1; wrong usage leaves with `SystemExit` and code 2.
    """
    _speak_utf8()
    parser = _parser()
    options = parser.parse_args(arguments)
    if "-" in getattr(options, "source", []) and len(options.source) > 1:
        parser.error("- is standard input and stands alone")
    form = getattr(options, "format", None)
    if form in ("xlsx", "parquet") and options.out is None:
        parser.error(f"--format {form} needs --out")
    with warnings.catch_warnings():
        warnings.showwarning = _warn if not options.quiet else _hush
        warnings.simplefilter("always", ZhSummaryWarning)
        try:
            options.run(options)
            sys.stdout.flush()
        except ZhSummaryError as error:
            _complain(str(error))
            return 1
        except BrokenPipeError:
            _leave_standard_output()  # the reader (head, less) has gone
        except OSError as refused:
            _leave_standard_output()
            _complain(f"standard output: cannot be written ({refused.strerror or refused}).")
            return 1
        except KeyboardInterrupt:
            _complain("interrupted")
            return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="zhsummary",
        description="Turn Chinese township work summaries into comparison tables in which "
        "every cell can be traced to its sentence.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"zhsummary {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    compare = _command(
        commands, "compare", _compare, "compare townships by the indicators of a codebook"
    )
    compare.add_argument(
        "--codebook",
        metavar="NAME",
        help="a shipped codebook (union, "
        "government, grassroots) or a file of one's own; without it, indicators are "
        "discovered in the corpus",
    )
    compare.add_argument(
        "--modality",
        choices=["actual", "planned", "reference"],
        default="actual",
        help="figures that were done (default), are planned, or are background",
    )
    compare.add_argument(
        "--out",
        metavar="FOLDER",
        type=_path,
        help="write compare.csv, cells.csv, problems.csv, compare.xlsx and report.html there; "
        "with --format one table in that format alone",
    )

    for name, run, said in (
        ("facts", _facts, "list the figures and what they say"),
        ("headings", _headings, "list the numbered headings"),
        ("check", _check, "list what a careful reader would ask about"),
    ):
        listing = _command(commands, name, run, said)
        listing.add_argument(
            "--out",
            metavar="FILE",
            type=_path,
            help="write all columns to a file; the ending of its name says the format",
        )
        _add_format(listing)

    _add_format(compare)

    explain = commands.add_parser("explain", help="tell how a text is read, rule by rule")
    explain.add_argument("text", help="the text, or - for standard input")
    explain.add_argument("--quiet", action="store_true", help=argparse.SUPPRESS)
    explain.set_defaults(run=_explain)
    return parser


def _add_format(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format",
        choices=["csv", "xlsx", "html", "json", "parquet"],
        help="print all columns in this format, or write it with --out (xlsx and parquet "
        "need a file)",
    )
    command.add_argument(
        "--csv", dest="format", action="store_const", const="csv", help="short for --format csv"
    )


def _path(given: str) -> Path:
    if not given.strip():
        raise argparse.ArgumentTypeError("a name is needed")
    return Path(given)


def _command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], None], said: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=said, description=said[0].upper() + said[1:] + ".")
    command.add_argument(
        "source",
        nargs="+",
        metavar="SOURCE",
        help="a file, a folder, a pattern such as 'corpus/*.txt', or - for standard input",
    )
    command.add_argument(
        "--words",
        metavar="FILE",
        help="words of your own, one a line with its tag behind it (三资清理 v)",
    )
    command.add_argument(
        "--corrections",
        metavar="FILE",
        help="apply these corrections in place of the corrections.tsv beside the texts",
    )
    command.add_argument("--quiet", action="store_true", help="print nothing but errors")
    command.set_defaults(run=run)
    return command


# ---------------------------------------------------------------- commands


def _compare(options: argparse.Namespace) -> None:
    corpus = _corpus(options)
    table = corpus.compare(options.codebook, modality=options.modality)
    if options.format == "html" and options.out is None:
        sys.stdout.write(table.to_html())
        return
    if options.format is not None and options.out is None:
        _print_listing(table.frame.reset_index(), options.format)
        return
    if not options.quiet:
        print(table.to_text(columns=_columns()))
        _summary(table)
    if options.out is not None:
        for path in _write_report(table, options.out, options.format):
            _say(options, f"written: {path}")


def _summary(table: Any) -> None:
    """Say what the table alone does not show."""
    copies = sum(bool(document["copy_of"]) for document in table.documents)
    counts = [
        (copies, "份重复文档未计入"),
        (len(table.problems), "个问题"),
        (len(table.choice.conflicts), "处前后不一"),
        (int(table.unmatched["facts"].sum()), "个数字没有归入指标"),
    ]
    said = "，".join(f"{count} {what}" for count, what in counts if count)
    if said:
        print(said)


def _write_report(table: Any, folder: Path, form: str | None) -> Iterator[Path]:
    from zhsummary.show.files import write_csv
    from zhsummary.show.listing import write_listing

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as refused:
        raise SourceError(
            "{folder}: cannot be made a folder ({why}). Give another name.",
            folder=folder,
            why=system_reason(refused),
        ) from refused
    outputs: list[tuple[str, Callable[[Path], Any]]] = [
        ("compare.csv", table.to_csv),
        ("cells.csv", lambda path: write_csv(path, table.cells)),
        ("problems.csv", lambda path: write_csv(path, table.problems)),
        ("compare.xlsx", table.to_excel),
        ("report.html", table.to_html),
    ]
    if form is not None:
        other = (f"cells.{form}", lambda path: write_listing(path, table.cells, form))
        outputs = [one for one in outputs if one[0].endswith(form)] or [other]
    for name, made in outputs:
        made(folder / name)
        yield folder / name


def _facts(options: argparse.Namespace) -> None:
    _list(_corpus(options).facts(), options, _FACTS)


def _headings(options: argparse.Namespace) -> None:
    frame = _corpus(options, facts=False).headings()
    shown = frame.assign(
        title=[
            f"{'　' * (level - 1)}{title}"
            for level, title in zip(frame["level"], frame["title"], strict=True)
        ]
    )
    _list(frame, options, _HEADINGS, shown)


def _check(options: argparse.Namespace) -> None:
    frame = _corpus(options).problems()
    if options.out is not None or options.format:
        _list(frame, options)
    elif frame.empty:
        _say(options, "nothing found")
    else:
        _say(options, _problems(frame.fillna({"doc_id": "", "source": "", "text": ""})))


def _problems(frame: Any) -> str:
    """Give the problems under their documents, a line each, however long it is."""
    lines = []
    named = None
    for row in frame.to_dict("records"):
        name = row["doc_id"] or row["source"]
        if name != named:
            lines.append(name)
            named = name
        words = f"{' '.join(row['text'].split())}: " if row["text"] else ""
        lines.append(f"  {row['kind']:<21} {words}{row['message']}")
    return "\n".join(lines)


def _explain(options: argparse.Namespace) -> None:
    import zhsummary

    text = _standard_input() if options.text == "-" else _typed(options.text)
    print(zhsummary.explain(text))


def _list(
    frame: Any, options: argparse.Namespace, columns: Sequence[str] = (), shown: Any = None
) -> None:
    """Write a frame to a file, print it in a format, or print its main columns to be read."""
    if options.out is not None:
        from zhsummary.show.listing import format_of, write_listing

        write_listing(options.out, frame, options.format or format_of(options.out))
        _say(options, f"written: {options.out}")
    elif options.format:
        _print_listing(frame, options.format)
    elif not options.quiet and len(frame):
        print(_listing(frame if shown is None else shown, columns))


def _print_listing(frame: Any, form: str) -> None:
    from zhsummary.show.listing import listing_text

    told = listing_text(frame, form)
    sys.stdout.write(told if told.endswith("\n") else f"{told}\n")


def _listing(frame: Any, columns: Sequence[str]) -> str:
    from zhsummary.show.amounts import number_text
    from zhsummary.show.text import fitted, table_text
    from zhsummary.tables import is_absent

    def told(value: Any) -> str:
        if is_absent(value):
            return ""
        said = number_text(value) if isinstance(value, float) else str(value)
        return said.replace("\n", " ")

    rows = [[told(value) for value in row] for row in frame[list(columns)].values.tolist()]
    header, rows = fitted(columns, rows, _columns())
    return table_text(header, rows, columns=_columns(), left=len(columns))


# ---------------------------------------------------------------- reading and writing


def _corpus(options: argparse.Namespace, *, facts: bool = True) -> Any:
    import zhsummary
    from zhsummary import structure

    if options.source == ["-"]:
        corpus = zhsummary.Corpus(structure.build(zhsummary.from_text(_standard_input(), "-")))
        corpus = corpus.with_words(options.words) if options.words else corpus
        corpus = corpus.with_corrections(options.corrections) if options.corrections else corpus
    else:
        given = options.source
        corpus = zhsummary.read(
            given[0] if len(given) == 1 else given,
            words=options.words,
            corrections=options.corrections or True,
        )
    if facts:
        for document in _progress(list(corpus), quiet=options.quiet):
            _ = document.facts  # read here, where the waiting can be shown
    return corpus


def _standard_input() -> str:
    from zhsummary.read.encoding import NotText, decode

    raw = b"" if sys.stdin is None else sys.stdin.buffer.read()
    if not raw.strip():
        raise SourceError("-: nothing came on standard input. Pipe a text into it.")
    try:
        text, _ = decode(raw)
    except NotText as error:
        raise SourceError(
            "-: standard input cannot be read as text: {error}.", error=error
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _typed(text: str) -> str:
    """Give what was typed as it was meant: outside UTF-8 locales Python does not decode it."""
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        return text


def _progress(items: Sequence[Item], *, quiet: bool) -> Iterable[Item]:
    """Count along on standard error, where somebody is watching and has waited a while."""
    if quiet or not sys.stderr.isatty() or len(items) < 2:
        yield from items
        return
    began, shown = monotonic(), False
    for number, item in enumerate(items, start=1):
        if shown or monotonic() - began > _PATIENCE:
            shown = True
            print(f"\r{number}/{len(items)}", end="", file=sys.stderr, flush=True)
        yield item
    if shown:
        print("\r" + " " * 16 + "\r", end="", file=sys.stderr, flush=True)


# ---------------------------------------------------------------- the terminal


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale: Chinese must not end in an encoding error."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the shell: >&-
            nowhere = os.open(os.devnull, os.O_WRONLY)
            setattr(sys, name, os.fdopen(nowhere, "w", encoding="utf-8"))
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            # names of files keep their bytes, as the shell gave them
            reconfigure(encoding="utf-8", errors="surrogateescape")


def _complain(message: str) -> None:
    print(f"zhsummary: {_one_line(message)}", file=sys.stderr)


def _one_line(message: str) -> str:
    return message.replace("\r", " ").replace("\n", " ")


def _leave_standard_output() -> None:
    """Send what is left nowhere: Python would complain again on leaving."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        pass


def _columns() -> int:
    return max(40, shutil.get_terminal_size((120, 24)).columns)


def _say(options: argparse.Namespace, message: str) -> None:
    if not options.quiet:
        print(message)


def _warn(message: Warning | str, *_: Any, **__: Any) -> None:
    print(f"warning: {_one_line(str(message))}", file=sys.stderr)


def _hush(*_: Any, **__: Any) -> None:
    pass


if __name__ == "__main__":
    sys.exit(main())
