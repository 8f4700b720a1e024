"""What one worker does at a time: read some files, or find the facts of some documents.

A task says before each file or document which one it begins (`Begin`), so that whoever waits
knows which one was at work when a process dies or takes too long. What was found guilty so is
left out the next time and becomes a row of the errors. A task writes under names of its own;
`Made` says what is to be renamed to what.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from zhsummary import pipeline
from zhsummary.batch.folder import TableFile, half_written, reading, save_rows
from zhsummary.batch.frames import DOCUMENTS, ERRORS, in_both, in_files, pyarrow, reason_of
from zhsummary.document import Document
from zhsummary.facts.corrections import identified
from zhsummary.messages import Said, either, joined, say
from zhsummary.read.formats import at_once
from zhsummary.read.model import Correction, Problem, Source
from zhsummary.read.sources import Told, printable, read_files
from zhsummary.structure.model import Claim, Identity, Summary
from zhsummary.structure.resolve import Gazetteer, Known, resolve

Begin = Callable[[int], None]
Stamp = tuple[int, int]

_ABSENT: Stamp = -1, -1

#: The documents as they lie between reading and finding facts.
READ: dict[str, str] = {
    **{name: dtype for name, dtype in in_files(DOCUMENTS).items() if name != "facts"},
    "masked": "bool",
}


@dataclass(frozen=True)
class Common:
    """What all documents of a batch share when their facts are found."""

    known: Known
    gazetteer: Gazetteer
    vocabulary: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Made:
    """What a task wrote: files with the names that they are to have, the last one last."""

    files: tuple[tuple[str, str], ...]
    documents: int
    errors: int
    facts: int = 0


@dataclass(frozen=True)
class ReadTask:
    """Read files to documents.

    Attributes
    ----------
    number : int
        Which shard it is.
    files, stamps : tuple
        Its files with their sizes and times as they were listed.
    told : dict
        What `metadata.csv` says of them.
    rows : int
        How many documents are one row group, and so one piece of later work.
    target, half : str
        The file to be made, and the folder for what is half written.
    guilty : dict
        Files that are not to be read, by their place, and why.
    """

    number: int
    files: tuple[str, ...]
    stamps: tuple[Stamp, ...]
    told: Mapping[Path, Told]
    encoding: str | None
    rows: int
    target: str
    half: str
    guilty: Mapping[int, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many pieces of work it has."""
        return len(self.files)

    def patience(self, place: int) -> int:
        """Give how many times the limit a file may take."""
        return at_once(Path(self.files[place]))

    def without(self, place: int, reason: str) -> ReadTask:
        """Give the same task without one of its files."""
        return replace(self, guilty={**self.guilty, place: reason})

    def run(self, common: Common | None, begin: Begin) -> Made:
        """Read the files, and write the documents with what was wrong."""
        new = half_written(self.half, self.target)
        problems: list[Problem] = []
        corrections: list[Correction] = []
        count, waiting = 0, []
        with TableFile(new, READ) as file:
            for summary in self._summaries(problems, corrections, begin):
                waiting.append(summary)
                count += 1
                if len(waiting) == self.rows:
                    file.write(_frame(waiting))
                    waiting = []
            if waiting or not count:
                file.write(_frame(waiting))
            file.note({"problems": _json(problems), "corrections": _json(corrections)})
        return Made(((str(new), self.target),), count, sum(p.unread for p in problems))

    def _summaries(
        self, problems: list[Problem], corrections: list[Correction], begin: Begin
    ) -> Iterator[Summary]:
        files: Iterator[Iterator[Source]] | None = None
        for place, path in enumerate(map(Path, self.files)):
            if place in self.guilty:
                problems.append(Problem(printable(str(path)), self.guilty[place]))
                continue
            begin(place)
            known = len(problems)
            files = files or self._read(place, problems, corrections)
            try:
                sources = list(next(files))
                self._check(place, path)
                for source in sources:
                    yield from pipeline.summaries_of(source, problems.append)
            except MemoryError:
                raise
            except Changed as changed:
                problems[known:] = [Problem(printable(str(path)), str(changed))]
            except Exception as error:
                files = None  # what a reader left behind is not gone on with
                reason = say("cannot be read ({error})", error=reason_of(error))
                problems.append(Problem(printable(str(path)), reason))

    def _read(
        self, start: int, problems: list[Problem], corrections: list[Correction]
    ) -> Iterator[Iterator[Source]]:
        kept = [Path(p) for n, p in enumerate(self.files) if n >= start and n not in self.guilty]
        return read_files(
            kept,
            lambda path: self.told.get(path, ({}, {})),
            encoding=self.encoding,
            on_problem=problems.append,
            on_correction=corrections.append,
        )

    def _check(self, place: int, path: Path) -> None:
        now = stamp(path)
        if now == self.stamps[place]:
            return
        if now == _ABSENT:
            raise Changed(say("it was removed after the run began and was not read"))
        raise Changed(say("it changed after the run began and was not read"))


class Changed(Exception):
    """A file is no longer what was listed."""


def stamp(path: Path) -> Stamp:
    """Give the size and the time of a file, what tells that it changed."""
    try:
        told = os.stat(path)
    except OSError:
        return _ABSENT
    return told.st_size, told.st_mtime_ns


@dataclass(frozen=True)
class FactsTask:
    """Find the facts and headings of the documents of one row group.

    Attributes
    ----------
    number : int
        Which piece it is.
    source, group : str, int
        The file of documents and its row group.
    names : tuple of str
        The names of the documents, no two alike in the batch.
    corrections : dict
        What the analyst set right, by the place of the document.
    targets : dict
        The files to be made, by table.
    """

    number: int
    source: str
    group: int
    names: tuple[str, ...]
    corrections: Mapping[int, tuple[Correction, ...]]
    targets: Mapping[str, str]
    half: str
    guilty: Mapping[int, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many documents it has."""
        return len(self.names)

    def patience(self, place: int) -> int:
        """Give how many times the limit a document may take."""
        return 1

    def without(self, place: int, reason: str) -> FactsTask:
        """Give the same task without the facts of one of its documents."""
        return replace(self, guilty={**self.guilty, place: reason})

    def run(self, common: Common | None, begin: Begin) -> Made:
        """Find what the documents say, and write it."""
        from zhsummary import tables

        assert common is not None  # facts are found by what the whole batch knows
        made: dict[str, list[Any]] = {name: [] for name in self.targets}
        for place, row in enumerate(self._rows()):
            summary = self._as_known(place, row, common)
            facts: list[Any] = []
            try:
                if place in self.guilty:
                    raise Refused(self.guilty[place])
                begin(place)
                document = Document(
                    **{n: getattr(summary, n) for n in Summary.__dataclass_fields__}
                )
                facts = tables.fact_rows(document, document.sections, document.facts)
                headings = tables.heading_rows(
                    document.doc_id, document.headings, document.sections
                )
            except MemoryError:
                raise
            except Exception as error:
                why = str(error) if isinstance(error, Refused) else reason_of(error)
                reason = say("its facts were not read ({error})", error=why)
                made["errors"].append(_error(summary, reason))
            else:
                made["facts"] += facts
                made["headings"] += headings
            made["documents"].append(_document(summary, row, len(facts)))
        return self._written(made)

    def _rows(self) -> list[dict[str, Any]]:
        arrow = pyarrow()
        with reading(Path(self.source)), arrow.parquet.ParquetFile(self.source) as file:
            return file.read_row_group(self.group).to_pylist()

    def _as_known(self, place: int, row: Mapping[str, Any], common: Common) -> Summary:
        summary = resolve(_summary(row, self.names[place]), common.known, common.gazetteer)
        if place in self.corrections:
            told = self.corrections[place]
            identity = identified(summary.identity, told)
            summary = replace(summary, identity=identity, corrections=told)
        return replace(summary, vocabulary=common.vocabulary) if common.vocabulary else summary

    def _written(self, made: Mapping[str, list[Any]]) -> Made:
        from zhsummary import tables

        columns = {
            "documents": DOCUMENTS,
            "headings": tables.HEADINGS,
            "errors": ERRORS,
            "facts": tables.FACTS,  # last: it says that the piece is done
        }
        files: list[tuple[str, str]] = []
        for name, own in columns.items():
            if name == "errors" and not made[name]:
                continue
            new = half_written(self.half, self.targets[name])
            save_rows(new, map(in_both, made[name]), in_files(own))
            files.append((str(new), self.targets[name]))
        return Made(tuple(files), len(self.names), len(made["errors"]), len(made["facts"]))


class Refused(Exception):
    """A document that was found guilty before."""


def notes_of(path: Path) -> tuple[list[Problem], list[Correction]]:
    """Give what was wrong with the files of a shard, and the corrections in its archives."""
    arrow = pyarrow()
    with reading(path):
        notes = arrow.parquet.read_metadata(path).metadata or {}
        problems = [Problem(**told) for told in _kept(notes.get(b"problems", b"[]"))]
        corrections = [Correction(**told) for told in _kept(notes.get(b"corrections", b"[]"))]
    return problems, corrections


def prepare() -> None:
    """Load what is loaded once, so that the first document is not slower than the others."""
    pipeline.read_facts(Summary("", "", 0, "新建工会7家，发展会员近300人。", Identity()))


def summaries_in(path: Path, names: Mapping[int, str]) -> Iterator[Summary]:
    """Give some of the documents of a shard by their places, with the names they are to have."""
    arrow = pyarrow()
    with reading(path), arrow.parquet.ParquetFile(path) as file:
        place = 0
        for group in range(file.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            if any(place <= wanted < place + rows for wanted in names):
                for n, row in enumerate(file.read_row_group(group).to_pylist(), start=place):
                    if n in names:
                        yield _summary(row, names[n])
            place += rows


# ---------------------------------------------------------------- rows and values


def _frame(summaries: list[Summary]) -> Any:
    from zhsummary.tables import frame_of

    return frame_of(map(_row, summaries), READ)


def _row(summary: Summary) -> dict[str, Any]:
    identity = summary.identity
    row = {
        **{name: getattr(identity, name) for name in _IDENTITY},
        "doc_id": summary.doc_id,
        "source": summary.source,
        "start": summary.start,
        "encoding": summary.encoding,
        "warnings": joined(summary.warnings, "; "),
        "metadata": json.dumps(summary.metadata, ensure_ascii=False, default=str),
        "text": summary.text,
        "masked": any(claim.standing == "masked" for claim in identity.claims),
    }
    return in_both(row)


_IDENTITY = ("title", "issuer", "township", "county", "year", "topic")


def _summary(row: Mapping[str, Any], name: str) -> Summary:
    """Give a document of its row; of what its places say only whether one masks the name."""
    masked = (Claim("township", None, "title", "", standing="masked"),) if row["masked"] else ()
    identity = Identity(**{each: row[each] for each in _IDENTITY}, claims=masked)
    return Summary(name, row["source"], row["start"], row["text"], identity)


def _document(summary: Summary, row: Mapping[str, Any], facts: int) -> dict[str, Any]:
    kept = {name: row[name] for name in ("encoding", "metadata", "text", "start")}
    kept["warnings"] = either(row["warnings"], row["warnings_zh"])
    told = {name: getattr(summary.identity, name) for name in _IDENTITY}
    return {**kept, **told, "doc_id": summary.doc_id, "source": summary.source, "facts": facts}


def _error(summary: Summary, reason: str) -> dict[str, Any]:
    told = {"doc_id": summary.doc_id, "source": summary.source}
    return {**told, "stage": "facts", "reason": reason, "unread": True}


def _json(told: Sequence[Problem | Correction]) -> str:
    return json.dumps(
        [
            {name: _in_json(getattr(each, name)) for name in each.__dataclass_fields__}
            for each in told
        ]
    )


def _in_json(value: Any) -> Any:
    """Give a value; what can be said in two languages, in both."""
    return [value.told("en"), value.told("zh")] if isinstance(value, Said) else value


def _kept(told: bytes) -> list[dict[str, Any]]:
    """Give what `_json` wrote."""
    return [
        {name: either(*value) if isinstance(value, list) else value for name, value in each.items()}
        for each in json.loads(told)
    ]
