"""The order of a batch: plan, read, name, find facts; and what has been found already."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from zhsummary.batch.folder import (
    DOCUMENTS,
    ERRORS,
    FACTS,
    HEADINGS,
    BatchFolder,
    moved,
    reading,
    removed,
    save_json,
    save_rows,
    writing,
)
from zhsummary.batch.frames import CHINESE, in_both, in_files, pyarrow
from zhsummary.batch.frames import DOCUMENTS as DOCUMENT_COLUMNS
from zhsummary.batch.frames import ERRORS as ERROR_COLUMNS
from zhsummary.batch.plan import Plan, plan_of, settle_plan
from zhsummary.batch.progress import Listener, Progress
from zhsummary.batch.tasks import Common, FactsTask, Made, notes_of, summaries_in
from zhsummary.batch.workers import Task, check_main, count_of, workers
from zhsummary.errors import BatchError, SourceError, warn
from zhsummary.facts.corrections import Unapplied, named_by, settle
from zhsummary.messages import in_language, language, say
from zhsummary.read import Problem
from zhsummary.read.model import Correction
from zhsummary.structure.build import UniqueNames
from zhsummary.structure.model import Summary
from zhsummary.structure.resolve import Known

if TYPE_CHECKING:
    import pandas as pd


class Engine(Protocol):
    """What does tasks."""

    def results(self, tasks: Iterator[Task], common: Common | None) -> Iterator[tuple[Task, Made]]:
        """Give what the tasks made, as they end."""
        ...


@dataclass(frozen=True, repr=False)
class Batch:
    """What a batch found, in its folder; frames are read when they are asked for.

    Attributes
    ----------
    folder : Path
        Where it lies. ``pandas.read_parquet(folder)`` gives its facts too.
    finished : bool
        Whether everything was done; a batch that was not gives what it has.
    """

    folder: Path
    finished: bool

    def facts(self) -> pd.DataFrame:
        """Give one row a figure, as `Corpus.facts` does."""
        from zhsummary.tables import FACTS as COLUMNS

        return _frame(BatchFolder(self.folder).files(FACTS), COLUMNS)

    def documents(self) -> pd.DataFrame:
        """Give one row a document, its text with it; ``facts`` says how many figures it has."""
        return _frame(BatchFolder(self.folder).files(DOCUMENTS), DOCUMENT_COLUMNS)

    def headings(self) -> pd.DataFrame:
        """Give one row a numbered heading, as `Corpus.headings` does."""
        from zhsummary.tables import HEADINGS as COLUMNS

        return _frame(BatchFolder(self.folder).files(HEADINGS), COLUMNS)

    def errors(self) -> pd.DataFrame:
        """Give one row a thing that went wrong: a file, a document, a correction.

        ``unread`` is False where the text was read and the reason is only to be known. Reasons
        are in the language of the moment, whatever that of the run was.
        """
        return _frame(BatchFolder(self.folder).files(ERRORS), ERROR_COLUMNS)

    def pieces(self) -> Iterator[pd.DataFrame]:
        """Give the facts piece by piece, so that they need not be in memory together."""
        from zhsummary.tables import FACTS as COLUMNS

        for path in BatchFolder(self.folder).files(FACTS):
            yield _frame([path], COLUMNS)

    def counts(self) -> dict[str, int]:
        """Give how many documents, facts and errors there are; no frame is read for it."""
        return _counts(BatchFolder(self.folder))

    def __repr__(self) -> str:
        counts = self.counts()
        state = "" if self.finished else ", 未完成"
        return (
            f"<Batch {self.folder}: {counts[DOCUMENTS]} 篇, {counts[FACTS]} 个数字, "
            f"{counts[ERRORS]} 条问题{state}>"
        )


def read_batch(folder: str | os.PathLike[str]) -> Batch:
    """Open what `zhsummary.batch` wrote; see `Batch`.

    Raises
    ------
    SourceError
        If the folder holds no batch.
    """
    pyarrow()
    place = BatchFolder(folder)
    if not os.path.isfile(place.manifest):
        raise SourceError(
            "{path} holds no batch. Give the folder that zhsummary.batch wrote to.", path=place.path
        )
    return Batch(place.path, place.done.is_file())


def run(
    source: Any,
    out: str | os.PathLike[str],
    *,
    processes: int | None,
    engine: str,
    scheduler: str | None,
    shard_size: int,
    seconds: float | None,
    overwrite: bool,
    progress: Listener | bool | None,
    **given: Any,
) -> Batch:
    """Do a batch; `zhsummary.batch` says how."""
    check_main()
    pyarrow()
    if not str(out or "").strip():
        raise BatchError("The folder for the results has no name. Give one.")
    folder = BatchFolder(out)
    hands_of = _engine(engine, scheduler, processes, seconds)
    plan = plan_of(source, folder, rows=shard_size, seconds=seconds, **given)
    with folder.held() as half:
        settle_plan(plan, folder, half, overwrite=overwrite)
        if not _is_whole(folder):
            with hands_of as hands:
                paths = _read(plan, folder, half, hands, progress)
                _find(plan, folder, half, hands, progress, paths)
            save_json(folder.done, half, [_counts(folder)])
        with writing(folder.read):
            for left in folder.read.glob("*.parquet"):
                left.unlink()
    _warn_of_errors(folder)
    return Batch(folder.path, True)


def _is_whole(folder: BatchFolder) -> bool:
    """Tell whether everything was done, and all of it is still there."""
    try:
        told = json.loads(folder.done.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return False
    return told == _counts(folder)


def _engine(
    name: str, scheduler: str | None, processes: int | None, seconds: float | None
) -> AbstractContextManager[Engine]:
    if name == "dask":
        from zhsummary.batch.cluster import cluster

        return cluster(scheduler, processes, seconds)
    if name != "processes":
        raise BatchError("engine={name!r} is not known. Give 'processes' or 'dask'.", name=name)
    if scheduler is not None:
        raise BatchError("scheduler= is for engine='dask'. Give both, or neither.")
    return workers(count_of(processes), seconds)


# ---------------------------------------------------------------- reading


def _read(
    plan: Plan, folder: BatchFolder, half: Path, hands: Engine, listener: Listener | bool | None
) -> list[Path]:
    """Read what has not been read, and give where all of it lies."""
    tasks = list(plan.read_tasks(folder, half))
    left = [task for task in tasks if not Path(task.target).is_file()]
    done = len(plan.files) - sum(task.size for task in left)
    progress = Progress(listener, "files", done, len(plan.files))
    _done(hands.results(iter(left), None), progress, done)
    return [Path(task.target) for task in tasks]


def _done(results: Iterator[tuple[Task, Made]], progress: Progress, done: int) -> None:
    """Give what was made its names, as it comes."""
    try:
        for task, made in results:
            for new, name in made.files:
                moved(Path(new), Path(name))
            done += task.size
            progress.at(done)
    finally:
        progress.end()


# ---------------------------------------------------------------- names, and facts


def _find(
    plan: Plan, folder: BatchFolder, half: Path, hands: Engine, listener: Listener | bool | None,
    paths: list[Path],
) -> None:  # fmt: skip
    """Find the facts of all documents that have none yet."""
    taken = _corrections(plan, folder, half, paths)
    known = Known(place for path in paths for place in _column(path, "county", "township", "year"))
    pieces = [(path, group) for path in paths for group, rows in enumerate(_groups(path)) if rows]
    wanted = [_targets(folder, number, _width(pieces)) for number in range(len(pieces))]
    there = [not any(_missing(each)) for each in wanted]
    again = (each for each, is_there in zip(wanted, there, strict=True) if not is_there)
    _clear_errors(folder, again)
    tasks = _facts_tasks(half, pieces, wanted, taken)
    left = (task for task, is_there in zip(tasks, there, strict=True) if not is_there)
    sizes = [_groups(path)[group] for path, group in pieces]
    done = sum(size for size, is_there in zip(sizes, there, strict=True) if is_there)
    common = Common(known, plan.gazetteer, plan.vocabulary)
    progress = Progress(listener, "documents", done, sum(sizes))
    _done(hands.results(left, common), progress, done)
    for gone in (path for each in wanted for path in _missing(each)):
        raise removed(gone)


def _targets(folder: BatchFolder, number: int, width: int) -> dict[str, str]:
    """Give the files of a piece."""
    return {t: str(folder.file(t, number, width)) for t in (FACTS, DOCUMENTS, HEADINGS, ERRORS)}


def _missing(targets: Mapping[str, str]) -> Iterator[Path]:
    """Give the files of a piece that are not there; errors there need not be."""
    paths = (Path(path) for table, path in targets.items() if table != ERRORS)
    return (path for path in paths if not path.is_file())


def _clear_errors(folder: BatchFolder, pieces: Iterable[Mapping[str, str]]) -> None:
    """Remove what a try that was cut off said: the next one may go well."""
    with writing(folder.home(ERRORS)):
        for targets in pieces:
            Path(targets[ERRORS]).unlink(missing_ok=True)


def _facts_tasks(
    half: Path,
    pieces: list[tuple[Path, int]],
    wanted: list[dict[str, str]],
    taken: Mapping[str, tuple[Correction, ...]],
) -> Iterator[FactsTask]:
    named: dict[Path, Iterator[str]] = {}
    unique = UniqueNames()
    for number, (path, group) in enumerate(pieces):
        if path not in named:
            named = {path: (unique(name) for (name,) in _column(path, "doc_id"))}
        names = tuple(islice(named[path], _groups(path)[group]))
        yield FactsTask(
            number,
            str(path),
            group,
            names,
            {place: taken[name] for place, name in enumerate(names) if name in taken},
            wanted[number],
            str(half),
        )


def _width(pieces: list[tuple[Path, int]]) -> int:
    """Give how many digits the pieces are numbered with, so that their names sort as they do."""
    return max(5, len(str(len(pieces) - 1)))


def _corrections(
    plan: Plan, folder: BatchFolder, half: Path, paths: list[Path]
) -> dict[str, tuple[Correction, ...]]:
    """Find the documents that corrections are of; write down what went wrong until now."""
    notes = [notes_of(path) for path in paths]
    told = [*plan.corrections, *(each for _, found in notes for each in found)]
    meant = list(_meant(told, paths)) if told else []
    if plan.alone:  # what a file beside a single text says of the others
        inside = str(plan.files[0])
        named = named_by(meant)
        told = [c for c in told if c.place.startswith(inside) or c.doc_id in named]
    taken, unapplied = settle(told, meant)
    rows = [_problem("files", problem) for problem in plan.problems]
    rows += [_problem("read", problem) for problems, _ in notes for problem in problems]
    rows += [_uncorrected(each) for each in unapplied]
    with writing(folder.path):
        new = half / "errors.parquet"
        save_rows(new, map(in_both, rows), in_files(ERROR_COLUMNS))
        moved(new, folder.file(ERRORS, "files"))
    return taken


def _meant(corrections: list[Correction], paths: list[Path]) -> Iterator[Summary]:
    """Give the documents that corrections name, or whose file they name."""
    wanted = {correction.doc_id for correction in corrections}
    unique = UniqueNames()
    for path in paths:
        named = ((unique(name), source) for name, source in _column(path, "doc_id", "source"))
        places = {
            place: name
            for place, (name, source) in enumerate(named)
            if not wanted.isdisjoint((name, *_tails(source)))
        }
        yield from summaries_in(path, places)


def _tails(source: str) -> Iterator[str]:
    """Give all names by which a file may be meant: with its folders and without."""
    source = source.replace("\\", "/")
    for whole in {source, source.partition("#")[0], source.rpartition("#")[2]}:
        parts = whole.split("/")
        yield from ("/".join(parts[n:]) for n in range(len(parts)))


def _problem(stage: str, problem: Problem) -> dict[str, Any]:
    told = {"stage": stage, "source": problem.name, "doc_id": None}
    return {**told, "reason": problem.reason, "unread": problem.unread}


def _uncorrected(unapplied: Unapplied) -> dict[str, Any]:
    correction = unapplied.correction
    return {
        "stage": "corrections",
        "source": in_language(correction.place, "en"),
        "doc_id": unapplied.doc_id or correction.doc_id,
        "reason": _not_applied(correction.words, correction.field, unapplied.reason),
        "unread": False,
    }


def _not_applied(words: str, field: str, why: str) -> str:
    if words:
        return say(
            "the correction of {words} ({field}) was not applied: {why}",
            words=words,
            field=field,
            why=why,
        )
    return say("the correction ({field}) was not applied: {why}", field=field, why=why)


# ---------------------------------------------------------------- files and frames


def _groups(path: Path) -> list[int]:
    """Give how many rows each row group has."""
    with reading(path):
        metadata = pyarrow().parquet.read_metadata(path)
    return [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)]


def _column(path: Path, *names: str) -> Iterator[tuple[Any, ...]]:
    """Give some columns row by row."""
    with reading(path):
        table = pyarrow().parquet.read_table(path, columns=list(names))
    return zip(*(table.column(name).to_pylist() for name in names), strict=True)


def _counts(folder: BatchFolder) -> dict[str, int]:
    return {table: _rows(folder.files(table)) for table in (DOCUMENTS, FACTS, ERRORS)}


def _rows(paths: list[Path]) -> int:
    return sum(sum(_groups(path)) for path in paths)


def _frame(paths: list[Path], columns: Mapping[str, str]) -> pd.DataFrame:
    from zhsummary.tables import frame_of

    arrow = pyarrow()
    if not paths:
        return frame_of([], columns)
    tables = []
    chinese = CHINESE if language() == "zh" else {}
    kept = [chinese.get(name, name) for name in columns]
    for path in paths:
        with reading(path):
            table = arrow.parquet.read_table(path).select(kept)
            told = table.schema.metadata
            tables.append(table.rename_columns(list(columns)).replace_schema_metadata(told))
    with reading(paths[0].parent):
        return arrow.concat_tables(tables).to_pandas()


def _warn_of_errors(folder: BatchFolder) -> None:
    """Say how much went wrong, in one line: a warning a file would be too many."""
    unread = sum(sum(flag for (flag,) in _column(path, "unread")) for path in folder.files(ERRORS))
    if unread:
        warn(
            "{path}: {unread} files or documents were not read; errors() of the batch names "
            "each and why.",
            path=folder.path,
            unread=unread,
        )
