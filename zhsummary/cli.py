"""The command line: ``zhsummary compare | facts | headings | check | explain | completion``.

In go paths (or ``-`` for standard input), out come tables in the terminal and files
whose names are printed. Exit codes: 0 done, 1 something about the input is wrong (one
line says what, where and what to do), 2 the command itself was not understood. No colours
are used, on a terminal or elsewhere. Messages speak the language of the locale, see
`zhsummary.language`.
"""

from __future__ import annotations

import argparse
import codecs
import os
import re
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from zhsummary import __version__, progress
from zhsummary.errors import SourceError, ZhSummaryError, ZhSummaryWarning
from zhsummary.messages import joined, say, system_reason

_EXAMPLES = {
    "compare": (
        "zhsummary compare corpus/ --codebook union --out report/",
        "zhsummary compare corpus/ --codebook union --modality planned",
        "zhsummary compare corpus/ --rows document --format csv > table.csv",
    ),
    "facts": (
        "zhsummary facts corpus/ --out facts.xlsx",
        "zhsummary facts corpus/ --out facts/",
        "cat summary.txt | zhsummary facts - --format csv",
    ),
    "headings": ("zhsummary headings summary.txt",),
    "check": ("zhsummary check corpus/", "zhsummary check corpus/ --out problems.csv"),
    "explain": ('zhsummary explain "近三百户，1.09万元"',),
    "completion": (
        "zhsummary completion bash > ~/.local/share/bash-completion/completions/zhsummary",
        "zhsummary completion zsh > ~/.zfunc/_zhsummary",
        "zhsummary completion fish > ~/.config/fish/completions/zhsummary.fish",
    ),
}

_SHELLS = ("bash", "zsh", "fish")
#: Those of `zhsummary.show.listing`, which is slow to import.
_FORMATS = ("csv", "xlsx", "html", "json", "parquet")

_FACTS = ["doc_id", "text", "item", "action", "modality", "value", "low", "high", "unit"]
_HEADINGS = ["doc_id", "level", "marker", "title"]


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
        parser.error(say("- is standard input and stands alone"))
    form = getattr(options, "format", None)
    if form in ("xlsx", "parquet") and options.out is None:
        parser.error(say("--format {form} needs --out", form=form))
    quiet = getattr(options, "quiet", False)
    with warnings.catch_warnings(), progress.allowed(not quiet):
        warnings.showwarning = _hush if quiet else _warn
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
            why = system_reason(refused)
            _complain(say("standard output: cannot be written ({why}).", why=why))
            return 1
        except KeyboardInterrupt:
            _complain(say("interrupted"))
            return 1
    return 0


# ---------------------------------------------------------------- what can be typed


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help whose own words are in the language of the moment."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Begin with the word for usage."""
        super().add_usage(usage, actions, groups, say("usage: ") if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **given: Any) -> None:
        super().__init__(**given, formatter_class=_Help, add_help=False)

    def error(self, message: str) -> NoReturn:
        """Say what was not understood, and how to ask."""
        self.print_usage(sys.stderr)
        told = {"name": self.prog, "message": _understandable(message)}
        self.exit(2, say("{name}: not understood: {message}", **told) + "\n")


#: What argparse says of a command, and how it is said here; in the order of asking.
_MISUNDERSTOOD = (
    (
        r"argument (?P<name>.+?): invalid choice: (?P<given>.+?)(?:, maybe you meant .*)?"
        r" \(choose from (?P<known>.+)\)",
        "{name} is {given}; choose from {known}",
    ),
    (
        r"argument (?P<name>.+?): invalid int value: (?P<given>.+)",
        "{name} is {given}; give a number",
    ),
    (r"argument (?P<name>.+?): expected (?:one|at least one) argument", "{name} needs a value"),
    (
        r"argument (?P<name>.+?): ignored explicit argument (?P<given>.+)",
        "{name} takes no value; leave {given} out",
    ),
    (r"the following arguments are required: (?P<name>.+)", "{name} is missing"),
    (r"unrecognized arguments: (?P<given>.+)", "{given} is not known here; --help lists what is"),
    (
        r"ambiguous option: (?P<given>.+) could match (?P<known>.+)",
        "{given} may mean {known}; write it out",
    ),
    (r"argument (?P<name>.+?): (?P<reason>.+)", "{name}: {reason}"),
)


def _understandable(message: str) -> str:
    """Say in the language of the moment what argparse says in English alone."""
    for pattern, template in _MISUNDERSTOOD:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return say(template, **found.groupdict())
    return message


def _parser() -> _Parser:
    parser = _Parser(
        prog="zhsummary",
        description=say(
            "Turn Chinese township work summaries into comparison tables in which every cell can "
            "be traced to its sentence."
        ),
        epilog=_epilog([lines[0] for lines in _EXAMPLES.values()]),
    )
    commands = parser.add_subparsers(title=say("commands"), metavar="COMMAND", required=True)
    _add_compare(commands)
    for name, run, said in (
        ("facts", _facts, say("list the figures and what they say")),
        ("headings", _headings, say("list the numbered headings")),
        ("check", _check, say("list what a careful reader would ask about")),
    ):
        listing = _command(commands, name, run, said)
        _add_source(listing)
        _add_output(
            listing,
            "FILE",
            say("write all columns to a file; the ending of its name says the format"),
        )
        if name == "facts":
            _add_batch(listing)
    explain = _command(commands, "explain", _explain, say("tell how a text is read, rule by rule"))
    explain.add_argument_group(say("what is read")).add_argument(
        "text", metavar="TEXT", help=say("the text, or - for standard input")
    )
    explain.add_argument("--quiet", action="store_true", help=argparse.SUPPRESS)
    _add_completion(commands)
    for command in commands.choices.values():
        _add_others(command)
    _add_others(parser).add_argument(
        "--version",
        action="version",
        version=f"zhsummary {__version__}",
        help=say("show the version and leave"),
    )
    return parser


def _add_compare(commands: Any) -> None:
    said = say("compare townships by the indicators of a codebook")
    compare = _command(commands, "compare", _compare, said)
    _add_source(compare)
    table = compare.add_argument_group(say("the table"))
    table.add_argument(
        "--codebook",
        metavar="NAME",
        help=say(
            "a shipped codebook (union, government, grassroots) or a file of one's own; without "
            "it, indicators are discovered in the corpus"
        ),
    )
    table.add_argument(
        "--modality",
        choices=["actual", "planned", "reference"],
        default="actual",
        help=say("figures that were done (default), are planned, or are background"),
    )
    table.add_argument(
        "--rows",
        choices=["township", "document"],
        default="township",
        help=say("a row a township and year (default), or a row a document"),
    )
    _add_output(
        compare,
        "FOLDER",
        say(
            "write compare.csv, cells.csv, problems.csv, compare.xlsx and report.html there; "
            "with --format one table in that format alone"
        ),
    )


def _add_completion(commands: Any) -> None:
    completion = _command(
        commands,
        "completion",
        _completion,
        say("print what makes a shell complete these commands"),
    )
    completion.add_argument_group(say("what is asked for")).add_argument(
        "shell", choices=_SHELLS, help=say("the shell; the examples say where its file belongs")
    )


def _add_batch(command: argparse.ArgumentParser) -> None:
    large = command.add_argument_group(
        say("many files"),
        say("with --out FOLDER/ facts are written piece by piece as Parquet; the same command "
        "goes on where one was broken off"),
    )  # fmt: skip
    large.add_argument(
        "--processes", metavar="N", type=int, help=say("how many work (one for each processor)")
    )
    large.add_argument(
        "--overwrite",
        action="store_true",
        help=say("begin anew where the folder holds another run"),
    )


def _command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], None], said: str
) -> _Parser:
    about = say("{what}.", what=said[0].upper() + said[1:])
    command = commands.add_parser(
        name, help=said, description=about, epilog=_epilog(_EXAMPLES[name])
    )
    command.set_defaults(run=run)
    return command


def _epilog(examples: Sequence[str]) -> str:
    lines = "\n".join(f"  {line}" for line in examples)
    codes = "\n".join(f"  {code}  {said}" for code, said in enumerate(_exit_codes()))
    return f"{say('examples:')}\n{lines}\n\n{say('exit codes:')}\n{codes}"


def _exit_codes() -> tuple[str, ...]:
    return (
        say("done"),
        say("something about the input is wrong; one line says what, where and what to do"),
        say("the command was not understood"),
    )


def _add_source(command: _Parser) -> None:
    read = command.add_argument_group(say("what is read"))
    read.add_argument(
        "source",
        nargs="+",
        metavar="SOURCE",
        help=say("a file, a folder, a pattern such as 'corpus/*.txt', or - for standard input"),
    )
    read.add_argument(
        "--words",
        metavar="FILE",
        help=say("words of your own, one a line with its tag behind it (三资清理 v)"),
    )
    read.add_argument(
        "--corrections",
        metavar="FILE",
        help=say("apply these corrections in place of the corrections.tsv beside the texts"),
    )
    read.add_argument(
        "--gazetteer",
        metavar="FILE",
        help=say(
            "the townships of each county, a table with the columns township and county: a name "
            "without its 镇 is then resolved"
        ),
    )


def _add_output(command: _Parser, name: str, said: str) -> None:
    written = command.add_argument_group(say("what is written"))
    written.add_argument("--out", metavar=name, type=_name, help=said)
    written.add_argument(
        "--format",
        choices=_FORMATS,
        help=say(
            "print all columns in this format, or write it with --out (xlsx and parquet need a "
            "file)"
        ),
    )
    written.add_argument(
        "--csv",
        dest="format",
        action="store_const",
        const="csv",
        help=say("short for --format csv"),
    )
    written.add_argument("--quiet", action="store_true", help=say("print nothing but errors"))


def _add_others(command: Any) -> Any:
    others = command.add_argument_group(say("other options"))
    others.add_argument("-h", "--help", action="help", help=say("show this help and leave"))
    return others


def _name(given: str) -> str:
    if not given.strip():
        raise argparse.ArgumentTypeError(say("a name is needed"))
    return given


# ---------------------------------------------------------------- commands


def _compare(options: argparse.Namespace) -> None:
    from zhsummary.compare.codebook import load_codebook

    if options.out is not None:
        _check_folder(options.out)
    if options.codebook is not None:
        load_codebook(options.codebook)  # what is wrong with it is told before anything is read
    corpus = _corpus(options)
    table = corpus.compare(options.codebook, modality=options.modality, rows=options.rows)
    if options.format == "html" and options.out is None:
        sys.stdout.write(table.to_html())
        return
    if options.format is not None and options.out is None:
        _print_listing(table.frame.reset_index(), options.format)
        return
    if not options.quiet:
        _show(table.to_text(columns=_columns()))
        _summary(table)
    if options.out is not None:
        for path in _write_report(table, Path(options.out), options.format):
            _tell(options, say("written: {path}", path=path))


def _check_folder(out: str) -> None:
    """Refuse a folder of results whose name is that of a file."""
    ending = Path(out).suffix.lower()
    if ending.lstrip(".") in _FORMATS and not _is_folder(out):
        raise SourceError(
            "{out} is to be a folder, and its name is that of a file. Give the name of a folder; "
            "--format {form} writes one table in that format alone.",
            out=out,
            form=ending.lstrip("."),
        )


def _summary(table: Any) -> None:
    """Say what the table alone does not show."""
    copies = sum(bool(document["copy_of"]) for document in table.documents)
    problems, conflicts = len(table.problems), len(table.choice.conflicts)
    left = int(table.unmatched["facts"].sum())
    said = [
        say("copies not counted: {count}", count=copies) if copies else "",
        say("problems: {count}", count=problems) if problems else "",
        say("cells that disagree: {count}", count=conflicts) if conflicts else "",
        say("figures that no indicator took: {count}", count=left) if left else "",
    ]
    if any(said):
        print(joined(filter(None, said), "; "))


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
    if options.out is not None and _is_folder(options.out) and not options.format:
        _facts_of_many(options)
        return
    if options.processes is not None or options.overwrite:
        raise SourceError(
            "--processes and --overwrite are for a folder of results. Give one: --out facts/"
        )
    _settle_format(options)
    corpus = _corpus(options)
    if _prints_csv(options):
        from zhsummary.tables import FACTS, csv_text, fact_rows

        documents = progress.watched(corpus, say("reading"))
        rows = (row for d in documents for row in fact_rows(d, d.sections, d.facts))
        sys.stdout.write(csv_text(rows, FACTS))
    else:
        _list(corpus.facts(), options, _FACTS)


def _is_folder(out: str) -> bool:
    """Tell whether a folder is meant: there is one, or the name says so (facts, facts.2023/)."""
    return out.endswith(("/", os.sep)) or os.path.isdir(out) or not Path(out).suffix


def _settle_format(options: argparse.Namespace) -> None:
    """Choose the format of a listing by the ending of its name, before anything is read."""
    if options.out is not None and options.format is None:
        from zhsummary.show.listing import format_of

        options.format = format_of(Path(options.out))


def _facts_of_many(options: argparse.Namespace) -> None:
    import zhsummary

    if options.source == ["-"]:
        raise SourceError("-: standard input is one text. Give --out facts.parquet, a file.")
    try:
        found = zhsummary.batch(
            options.source[0] if len(options.source) == 1 else options.source,
            options.out,
            processes=options.processes,
            overwrite=options.overwrite,
            progress=False if options.quiet else None,
            words=options.words,
            corrections=options.corrections or True,
            gazetteer=options.gazetteer,
        )
    except KeyboardInterrupt:
        raise ZhSummaryError(
            "{out}: interrupted. The same command goes on from here.", out=options.out
        ) from None
    counts = found.counts()
    said = say(
        "written: {path} ({documents} documents, {facts} figures, {errors} problems)",
        path=Path(options.out),
        documents=counts["documents"],
        facts=counts["facts"],
        errors=counts["errors"],
    )
    _tell(options, said)


def _headings(options: argparse.Namespace) -> None:
    _settle_format(options)
    corpus = _corpus(options)
    if _prints_csv(options):
        from zhsummary.tables import HEADINGS, csv_text, heading_rows

        rows = (row for d in corpus for row in heading_rows(d.doc_id, d.headings, d.sections))
        sys.stdout.write(csv_text(rows, HEADINGS))
        return
    frame = corpus.headings()
    shown = frame.assign(
        title=[
            f"{'　' * (level - 1)}{title}"
            for level, title in zip(frame["level"], frame["title"], strict=True)
        ]
    )
    _list(frame, options, _HEADINGS, shown)


def _prints_csv(options: argparse.Namespace) -> bool:
    """Say whether rows go straight to standard output: no frame is made, no pandas loaded."""
    return options.format == "csv" and options.out is None


def _check(options: argparse.Namespace) -> None:
    _settle_format(options)
    frame = _corpus(options).problems()
    if options.out is not None or options.format:
        _list(frame, options)
    elif frame.empty:
        _tell(options, say("nothing found"))
    else:
        _tell(options, _problems(frame.fillna({"doc_id": "", "source": "", "text": ""})))


def _problems(frame: Any) -> str:
    """Give the problems under their documents, a line each, however long it is."""
    lines = []
    named = None
    for row in frame.to_dict("records"):
        name = row["doc_id"] or row["source"]
        if name != named:
            lines.append(name)
            named = name
        said = row["message"]
        if row["text"]:
            said = say("{name}: {reason}", name=" ".join(row["text"].split()), reason=said)
        lines.append(f"  {row['kind']:<21} {said}")
    return "\n".join(lines)


def _explain(options: argparse.Namespace) -> None:
    import zhsummary

    text = _standard_input() if options.text == "-" else _typed(options.text)
    _show(str(zhsummary.explain(text)))


def _completion(options: argparse.Namespace) -> None:
    import shtab

    parser = _parser()
    _complete_paths(parser, {"FILE": shtab.FILE, "FOLDER": shtab.DIRECTORY, "SOURCE": shtab.FILE})
    print(shtab.complete(parser, options.shell))


def _complete_paths(parser: argparse.ArgumentParser, found: dict[str, Any]) -> None:
    """Tell which options are paths, in the commands too."""
    for action in parser._actions:
        if action.metavar in found:
            action.complete = found[action.metavar]  # pyright: ignore[reportAttributeAccessIssue]
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                _complete_paths(command, found)


def _list(
    frame: Any, options: argparse.Namespace, columns: Sequence[str] = (), shown: Any = None
) -> None:
    """Write a frame to a file, print it in a format, or print its main columns to be read."""
    if options.out is not None:
        from zhsummary.show.listing import write_listing

        write_listing(Path(options.out), frame, options.format)
        _tell(options, say("written: {path}", path=options.out))
    elif options.format:
        _print_listing(frame, options.format)
    elif not options.quiet and len(frame):
        _show(_listing(frame if shown is None else shown, columns))


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


def _corpus(options: argparse.Namespace) -> Any:
    import zhsummary
    from zhsummary import structure
    from zhsummary.read.gazetteer import read_gazetteer
    from zhsummary.structure.resolve import resolved

    if options.source == ["-"]:
        summaries = structure.build(zhsummary.from_text(_standard_input(), "-"))
        corpus = zhsummary.Corpus(resolved(summaries, read_gazetteer(options.gazetteer)))
        corpus = corpus.with_words(options.words) if options.words else corpus
        corpus = corpus.with_corrections(options.corrections) if options.corrections else corpus
    else:
        given = options.source
        corpus = zhsummary.read(
            given[0] if len(given) == 1 else given,
            words=options.words,
            corrections=options.corrections or True,
            gazetteer=options.gazetteer,
        )
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


# ---------------------------------------------------------------- the terminal


_SHOWN = "zhsummary.shown"


def _as_given(error: UnicodeError) -> tuple[str | bytes, int]:
    """Let names of files keep their bytes, as the shell gave them; halves of pairs are spelt."""
    try:
        return codecs.lookup_error("surrogateescape")(error)
    except UnicodeEncodeError:
        return codecs.lookup_error("backslashreplace")(error)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale: Chinese must not end in an encoding error."""
    codecs.register_error(_SHOWN, _as_given)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the shell: >&-
            nowhere = os.open(os.devnull, os.O_WRONLY)
            setattr(sys, name, os.fdopen(nowhere, "w", encoding="utf-8"))
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors=_SHOWN)


def _complain(message: str) -> None:
    print(f"zhsummary: {_one_line(message)}", file=sys.stderr)


def _one_line(message: str) -> str:
    from zhsummary.show.text import visible

    return visible(message.replace("\r", " ").replace("\n", " "))


def _leave_standard_output() -> None:
    """Send what is left nowhere: Python would complain again on leaving."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        pass


def _columns() -> int:
    return max(40, shutil.get_terminal_size((120, 24)).columns)


def _tell(options: argparse.Namespace, message: str) -> None:
    if not options.quiet:
        _show(message)


def _show(text: str) -> None:
    """Print what was found in texts: a terminal must not take it for orders."""
    from zhsummary.show.text import visible

    print(visible(text))


def _warn(message: Warning | str, *_: Any, **__: Any) -> None:
    print(say("warning: {message}", message=_one_line(str(message))), file=sys.stderr)


def _hush(*_: Any, **__: Any) -> None:
    pass


if __name__ == "__main__":
    sys.exit(main())
