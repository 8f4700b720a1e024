"""What is stated of each township and indicator, and what stands behind it.

In go the documents, their facts with the indicator that each was given, and the codebook; out
come the cells as frames, the evidence of each, and what disagrees, is missing or was taken by
no indicator.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, Self

import pandas as pd

from zhsummary.compare.cells import COVERAGE, Cell, column_dtype, column_name, distinct
from zhsummary.compare.columns import CELLS, CONFLICTS, EVIDENCE, UNMATCHED, WORDED
from zhsummary.compare.lines import Line, lines_of, row_labels, with_copies
from zhsummary.compare.match import agreeing
from zhsummary.compare.units import Settled, settle
from zhsummary.errors import UnknownNameError, warn
from zhsummary.messages import Language, name_of, say
from zhsummary.show.amounts import WORDS, mark_of
from zhsummary.tables import Row, frame_of, is_absent, kept_frame

Modality = Literal["actual", "planned", "reference"]
MODALITIES: tuple[Modality, ...] = ("actual", "planned", "reference")

_NEAR = 5


class StatedTable:
    """Cells with their evidence; `zhsummary.compare.comparison` says how they are shown."""

    def __init__(
        self,
        documents: Sequence[Mapping[str, Any]],
        rows: Sequence[Mapping[str, Any]],
        choice: Any,
        codebook: Any,
        *,
        modality: str = "actual",
        copies: Iterable[tuple[str, str]] = (),
        problems: Sequence[Row] = (),
        texts: Sequence[Any] = (),
        by: str = "township",
    ) -> None:
        self.codebook = codebook
        #: The documents themselves, where they are at hand.
        self.texts = tuple(texts)
        known = isinstance(choice, Settled)  # the same comparison in another modality
        self.choice: Settled = choice if known else settle(choice, codebook.indicators)
        self.modality = known_modality(modality)
        self.by = known_rows(by)
        self._rows = [dict(row) for row in rows]
        self.documents = with_copies(documents, self._rows, copies)
        self._problems = problems if known else self._with_own(problems)

    @property
    def problems(self) -> pd.DataFrame:
        """What `corpus.problems()` found, and what the table itself refuses or cannot settle.

        Figures whose unit did not fit, and cells on which the documents of a row disagree.
        """
        return self.problems_in(None)

    def problems_in(self, language: Language | None) -> pd.DataFrame:
        """Give `problems` with messages in a language: a page is Chinese, whoever makes it."""
        from zhsummary.compare.checks import problem_frame

        return problem_frame(self._problems, language)

    def _with_own(self, problems: Sequence[Row]) -> list[Row]:
        """Give the problems of the documents with those of the table."""
        from zhsummary.compare.checks import in_order, unsettled

        labels = {indicator.id: indicator.label for indicator in self.codebook.indicators}
        kept = {(row.get("doc_id"), row["kind"], row.get("start")) for row in problems}
        told = unsettled(
            [row | {"label": labels[row["indicator"]]} for row in rows] for rows in self.shared
        )
        between = [row for row in told if (row["doc_id"], row["kind"], row["start"]) not in kept]
        own = [*_refused(self.choice.refused, self), *between]
        return in_order([*problems, *own], self.documents) if own else list(problems)

    @kept_frame
    def frame(self) -> pd.DataFrame:
        """The table as a plain DataFrame: one row a township, or a township and year.

        A column in which every stated cell is exact is float64 (NaN: not stated);
        a column with a vague, masked or conflicting cell holds numbers and texts
        (see the module's table of signs) and refuses to be added up.
        """
        return self._grid(lambda cell: cell.value)

    @kept_frame
    def marks(self) -> pd.DataFrame:
        """What is vague about each cell of `frame`, in a frame of the same shape.

        ``""`` (exact), ``≈``, ``≥``, ``≤``, ``range``, ``words``, ``masked``,
        ``conflict``, ``missing``.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> texts = ["河口镇工会2023年工作总结\\n新建基层工会7家，发展新会员386人。",
        ...          "青石镇工会2023年工作总结\\n新建基层工会12家，发展新会员近300人。"]
        >>> table = zs.read(pd.DataFrame({"text": texts})).compare("union")
        >>> table.marks["新发展会员 (人)"].tolist()
        ['', '≈']
        """
        return self._grid(lambda cell: cell.mark)

    def numbers(self, modality: str | None = None, *, vague: bool = False) -> pd.DataFrame:
        """Give the table as float64, to compute with.

        Parameters
        ----------
        modality : str, optional
            Another modality than the table's own.
        vague : bool
            Count 近300 as 300 and 1000余 as 1000, the numbers that stand in the
            text. Ranges, masked figures and conflicts are NaN either way: they
            have no number to give.

        Returns
        -------
        pandas.DataFrame
            Same rows and columns as `frame`.

        Raises
        ------
        UnknownNameError
            If there is no such modality.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> texts = ["河口镇工会2023年工作总结\\n新建基层工会7家，发展新会员386人。",
        ...          "青石镇工会2023年工作总结\\n新建基层工会12家，发展新会员近300人。"]
        >>> table = zs.read(pd.DataFrame({"text": texts})).compare("union")
        >>> table.numbers()["新发展会员 (人)"].tolist()
        [386.0, nan]
        >>> table.numbers(vague=True)["新发展会员 (人)"].tolist()
        [386.0, 300.0]
        """
        table = self if modality is None else self.with_modality(modality)
        return table._grid(lambda cell: cell.number(vague=vague)).astype("float64")

    def with_modality(self, modality: str) -> Self:
        """Give the same comparison of the planned or the background figures.

        Parameters
        ----------
        modality : {"actual", "planned", "reference"}
            Which figures its `frame` shows.

        Returns
        -------
        Comparison
            A new one; nothing is read again.

        Raises
        ------
        UnknownNameError
            If there is no such modality.
        """
        return type(self)(
            self.documents,
            self._rows,
            self.choice,
            self.codebook,
            modality=modality,
            copies=[(d["doc_id"], d["copy_of"]) for d in self.documents if d["copy_of"]],
            problems=self._problems,
            texts=self.texts,
            by=self.by,
        )

    @kept_frame
    def cells(self) -> pd.DataFrame:
        """Every stated cell of every modality, one row each, with its evidence.

        Money is in yuan. A copied document keeps its cells here, with the original's
        id in ``copy_of``; a cell that is stated twice with different amounts has a
        row for each and ``conflict`` is True. 持平 says an amount in words: ``qualifier`` is
        ``words`` and there is no value. What is only compared with something else
        (与经济增长同步) is no amount and stands in `worded` alone.
        """
        order = {document["doc_id"]: place for place, document in enumerate(self.documents)}
        ranks = {indicator.id: rank for rank, indicator in enumerate(self.codebook.indicators)}
        conflicting = self._conflicting
        stated = sorted(
            (row for rows in self._stated.values() for row in rows if _is_amount(row)),
            key=lambda row: (
                order[row["doc_id"]],
                ranks[row["indicator"]],
                MODALITIES.index(row["modality"]),
                row["start"],
            ),
        )
        return frame_of(
            (self._identified(row) | {"conflict": _key(row) in conflicting} for row in stated),
            CELLS,
        )

    def evidence(self, township: Any, indicator: str) -> pd.DataFrame:
        """Give the sentences behind a cell, the chosen one first, then the rejected.

        Parameters
        ----------
        township : str or (str, int)
            A township, alone or with its year, a row label of the table (an entry of
            ``frame.index``) or a document id. Every document of that township is answered
            for, copies too.
        indicator : str
            An indicator's id, its label or the column's name.

        Returns
        -------
        pandas.DataFrame
            One row a candidate, all modalities: ``choice`` is ``chosen``,
            ``conflict`` or ``rejected`` and ``why`` gives the reason; ``before`` says what a
            figure was read as before it was corrected.

        Raises
        ------
        UnknownNameError
            If either name is not there; the message lists names like it.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> texts = ["河口镇工会2023年工作总结\\n新建基层工会7家，发展新会员386人。",
        ...          "青石镇工会2023年工作总结\\n新建基层工会12家，发展新会员近300人。"]
        >>> table = zs.read(pd.DataFrame({"text": texts})).compare("union")
        >>> table.evidence("青石镇", "新发展会员")[["choice", "text", "sentence"]].values.tolist()
        [['chosen', '近300人', '新建基层工会12家，发展新会员近300人。']]
        """
        ids = {document["doc_id"] for document in self._documents_of(township)}
        wanted = self.indicator(indicator).id
        return frame_of(self._candidates(ids, wanted), EVIDENCE)

    @kept_frame
    def conflicts(self) -> pd.DataFrame:
        """Cells that are stated with different amounts, a row a statement.

        In one document, or in several documents of one township and year. The columns are
        ``doc_id source township year indicator modality text value start end sentence``.
        """
        told = [row for rows in self.choice.conflicts for row in rows]
        kept = {(_key(row), row["start"]) for row in told}
        told += [row for row in self._disagreeing if (_key(row), row["start"]) not in kept]
        return frame_of(map(self._identified, told), CONFLICTS)

    @kept_frame
    def worded(self) -> pd.DataFrame:
        """The cells that words fill, of every modality: 与经济增长同步, 总体持平, 居全县前列.

        No number is made of them: ``numbers()`` has NaN there and `marks` says ``words``. A
        document that states a figure of the indicator as well has none here.
        """
        return frame_of(
            (
                self._identified(row)
                for rows in self._stated.values()
                for row in rows
                if row.get("qualifier") == WORDS
            ),
            WORDED,
        )

    @kept_frame
    def coverage(self) -> pd.DataFrame:
        """How many of the table's rows state each indicator of the codebook.

        Every row is counted in one column: ``exact``, ``vague``, ``words``, ``masked``,
        ``conflict`` or ``missing``.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> texts = ["河口镇工会2023年工作总结\\n新建基层工会7家，发展新会员386人。",
        ...          "青石镇工会2023年工作总结\\n新建基层工会12家，发展新会员近300人。"]
        >>> table = zs.read(pd.DataFrame({"text": texts})).compare("union")
        >>> table.coverage.loc["新发展会员 (人)", ["exact", "vague", "missing"]].tolist()
        [1, 1, 0]
        """
        counts = []
        for indicator in self.codebook.indicators:
            said = Counter(cell.coverage for cell in self._column(indicator))
            counts.append([said[name] for name in COVERAGE])
        names = [column_name(indicator) for indicator in self.codebook.indicators]
        return pd.DataFrame(
            counts, index=pd.Index(names, name="indicator"), columns=list(COVERAGE), dtype="int64"
        )

    @kept_frame
    def unmatched(self) -> pd.DataFrame:
        """The facts that no indicator took, grouped by what they count, commonest first.

        Copies are not counted; ``vague`` and ``masked`` say how many of the facts are. What is
        common here and wanted belongs in the codebook.
        """
        counted = self._counted
        groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for row in self._rows:
            if not row.get("indicator") and row["doc_id"] in counted:
                key = (_text(row.get("item")), _text(row.get("kind")), _text(row.get("unit")))
                groups[key].append(row)
        described = [_group_row(key, rows) for key, rows in groups.items()]
        described.sort(key=lambda row: (-row["documents"], -row["facts"], row["item"], row["unit"]))
        return frame_of(described, UNMATCHED)

    def correction_line(
        self, township: Any, indicator: str, field: str = "value", value: Any = "", note: str = ""
    ) -> str:
        """Give the line of ``corrections.tsv`` that corrects a cell of the table.

        Parameters
        ----------
        township, indicator : str
            As for `evidence`. A cell that is stated twice gives a line for each statement.
        field : str
            What is wrong, as `Corpus.correct` names it.
        value : str or number
            What is right; without it the line is still to be filled.
        note : str
            Why.

        Returns
        -------
        str
            Cells with tabs between, a line a statement.

        Raises
        ------
        UnknownNameError
            If the table has no such cell, or nothing is stated in it.
        CorrectionError
            If there is no such field.
        """
        from zhsummary.facts.corrections import correction_line
        from zhsummary.read.corrections import cell_of

        ids = {document["doc_id"] for document in self._documents_of(township)}
        wanted = self.indicator(indicator).id
        stated = [
            row
            for (doc_id, name, modality), rows in self._stated.items()
            if doc_id in ids and name == wanted and modality == self.modality
            for row in rows
        ]
        if not stated:
            raise UnknownNameError(
                "{township} states no {indicator} ({modality}). For a figure that was missed "
                "see Document.correction_line.",
                township=township,
                indicator=indicator,
                modality=name_of("modality", self.modality),
            )
        return "\n".join(
            correction_line(
                row["doc_id"], self._by_id[row["doc_id"]]["text"], row["start"], row["end"],
                field, cell_of(value), note=cell_of(note or ""),
            )
            for row in stated
        )  # fmt: skip

    def indicator(self, name: str) -> Any:
        """Find an indicator by its id, its label or the name of its column.

        Raises
        ------
        UnknownNameError
            With the names that are like it.
        """
        name = str(name)
        for indicator in self.codebook.indicators:
            if name in (indicator.id, indicator.label, column_name(indicator)):
                return indicator
        labels = [indicator.label for indicator in self.codebook.indicators]
        raise UnknownNameError(
            "No indicator {name!r} in the codebook {codebook!r}. {near}",
            name=name,
            codebook=self.codebook.name,
            near=_near(name, labels, say("indicators")),
        )

    @property
    def indicators(self) -> list[Any]:
        """The indicators of the columns: those of the codebook that a row states."""
        return self._columns

    def __len__(self) -> int:
        return len(self._lines)

    def column(self, indicator: Any) -> Iterator[tuple[Line, list[str], Cell]]:
        """Give each row's documents, the parts of its label, and its cell of an indicator."""
        for line, key, cell in zip(self._lines, self._index, self._column(indicator), strict=True):
            yield line, labels_of(key), cell

    def lines(self) -> Iterator[tuple[list[str], list[Cell]]]:
        """Give each row of the table: the parts of its label and its cells."""
        for key, cells in zip(self._index, self._cells, strict=True):
            yield labels_of(key), cells

    @cached_property
    def _stated(self) -> dict[tuple[str, str, str], tuple[Row, ...]]:
        """The rows behind each stated cell: one, or several where they disagree."""
        stated: dict[tuple[str, str, str], dict[int, Row]] = defaultdict(dict)
        for row in (*(row for rows in self.choice.conflicts for row in rows), *self.choice.cells):
            stated[_key(row)].setdefault(row["start"], dict(row))
        return {key: tuple(rows.values()) for key, rows in stated.items()}

    @cached_property
    def _lines(self) -> list[Line]:
        """The rows of the table with their documents: all but the copies."""
        return lines_of(self.documents, by=self.by)

    @property
    def _counted(self) -> set[str]:
        return {doc_id for line in self._lines for doc_id in line.doc_ids}

    @cached_property
    def shared(self) -> list[tuple[Row, ...]]:
        """The statements of each cell on which the documents of a row, or copies, disagree."""
        told: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for doc_id, *cell in self._stated:
            told[doc_id].append((cell[0], cell[1]))
        shared = (
            self._rows_of(line, *cell)
            for line in self._lines
            if len(line.documents) > 1 or line.copies
            for cell in sorted({cell for doc_id in line.doc_ids for cell in told[doc_id]})
        )
        return [rows for rows in shared if len({row["doc_id"] for row in rows}) > 1]

    @property
    def _disagreeing(self) -> Iterator[Row]:
        return (row for rows in self.shared for row in rows)

    @cached_property
    def _conflicting(self) -> set[tuple[str, str, str]]:
        """The cells of documents that disagree, with themselves or with each other."""
        told = (row for rows in self.choice.conflicts for row in rows)
        return {_key(row) for row in (*told, *self._disagreeing)}

    @cached_property
    def _columns(self) -> list[Any]:
        counted = self._counted
        stated = {
            indicator
            for doc_id, indicator, modality in self._stated
            if modality == self.modality and doc_id in counted
        }
        return [indicator for indicator in self.codebook.indicators if indicator.id in stated]

    @cached_property
    def _index(self) -> pd.Index:
        years = {line.year for line in self._lines if line.year is not None}
        several = len(years) > 1
        labels = row_labels(self._lines, by_year=several)
        if not several:
            return pd.Index(labels, name="township", dtype="object")
        numbers = pd.array([line.year for line in self._lines], dtype="Int64")
        return pd.MultiIndex.from_arrays([labels, numbers], names=["township", "year"])

    @property
    def _names(self) -> tuple[str, ...]:
        return ("township", "year") if self._index.nlevels > 1 else ("township",)

    def _cell(self, line: Line, indicator: Any) -> Cell:
        return Cell(self._rows_of(line, indicator.id, self.modality), indicator)

    def _rows_of(self, line: Line, indicator: str, modality: str) -> tuple[Row, ...]:
        """Give the statements behind a cell: one, or those that disagree."""
        told = [
            row
            for doc_id in line.doc_ids
            for row in self._stated.get((doc_id, indicator, modality), ())
        ]
        # a copy adds no cell, but what it says otherwise
        copied = [
            row
            for doc_id in line.copies
            for row in self._stated.get((doc_id, indicator, modality), ())
            if told
        ]
        if len(line.documents) < 2 and not copied:
            return tuple(told)
        figures = [row for row in (*told, *copied) if row.get("qualifier") != WORDS]
        shown = [row for row in figures if not row["masked"]] or figures
        return tuple(agreeing(shown)[0]) if shown else tuple(told[:1])

    def _column(self, indicator: Any) -> list[Cell]:
        return [self._cell(line, indicator) for line in self._lines]

    @cached_property
    def _cells(self) -> list[list[Cell]]:
        """The cells of the table, a list for each row."""
        return [
            [self._cell(line, indicator) for indicator in self._columns] for line in self._lines
        ]

    def _grid(self, told: Callable[[Cell], Any]) -> pd.DataFrame:
        """Give a frame of what is told of each cell."""
        names = distinct(
            [column_name(indicator) for indicator in self._columns],
            [indicator.id for indicator in self._columns],
        )
        columns = {}
        for name, indicator in zip(names, self._columns, strict=True):
            values = [told(cell) for cell in self._column(indicator)]
            columns[name] = pd.Series(values, index=self._index, dtype=column_dtype(values))
        return pd.DataFrame(columns, index=self._index)

    def _identified(self, row: Row) -> Row:
        document = self._by_id[row["doc_id"]]
        return row | {name: document[name] for name in ("source", "township", "year", "copy_of")}

    @cached_property
    def _by_id(self) -> dict[str, Row]:
        return {document["doc_id"]: document for document in self.documents}

    def _candidates(self, ids: set[str], indicator: str) -> Iterator[Row]:
        """Give what some documents state of an indicator, the chosen first, with the reason."""
        for key, rows in self._stated.items():
            for row in rows if key[0] in ids and key[1] == indicator else ():
                told = (
                    {"choice": "conflict", "why": _CONFLICT}
                    if key in self._conflicting
                    else {"choice": "chosen", "why": _text(row.get("why"))}
                )
                yield self._identified(row) | told
        for row, why in self.choice.rejected:
            if row["doc_id"] in ids and row["indicator"] == indicator:
                yield self._identified(dict(row)) | {"choice": "rejected", "why": why}

    def _documents_of(self, township: Any) -> list[Row]:
        named, *years = township if isinstance(township, tuple) and township else (township,)
        name = str(named)
        labels = {
            doc_id: labels_of(key)[0]
            for line, key in zip(self._lines, self._index, strict=True)
            for doc_id in line.doc_ids
        }
        found = [
            document
            for document in self.documents
            if name in (document["township"], document["doc_id"], labels.get(document["doc_id"]))
            and all(_is_year(document["year"], year) for year in years)
        ]
        if found:
            return found
        names = [
            known
            for document in self.documents
            for known in (document["township"], document["doc_id"])
            if known
        ]
        raise UnknownNameError(
            "No township or document {township!r}. {near}",
            township=" ".join(map(str, (name, *years))),
            near=_near(name, names, say("names")),
        )


_CONFLICT = say("stated more than once with different amounts")


def _refused(refused: Sequence[tuple[Row, str]], table: StatedTable) -> list[Row]:
    """Give the cells that were refused for their unit as problems, and warn of each by name."""
    rows = []
    labels = {indicator.id: indicator.label for indicator in table.codebook.indicators}
    for row, why in refused:
        message = say(
            "{indicator}: {why}, so the figure is no cell. If it counts the same, list its unit "
            "in the codebook's column units.",
            indicator=labels[row["indicator"]],
            why=why,
        )
        rows.append(table._identified(row) | {"kind": "unit-mismatch", "message": message})
    if rows:
        first = rows[0]
        warn(
            "{count} figures are in units that do not fit their columns, the first in "
            "{doc_id} (characters {start}-{end}): {said} All of them are in .problems.",
            count=len(rows),
            doc_id=first["doc_id"],
            start=first["start"],
            end=first["end"],
            said=first["message"],
        )
    return rows


def _key(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["doc_id"], row["indicator"], row["modality"]


def _is_amount(row: Mapping[str, Any]) -> bool:
    return row.get("qualifier") != WORDS or row.get("states") == "amount"


def labels_of(key: Any) -> list[str]:
    """Give what a row's key says, a text each, empty for what is not known."""
    parts = key if isinstance(key, tuple) else (key,)
    return ["" if pd.isna(part) else str(part) for part in parts]


def _is_year(known: int | None, year: Any) -> bool:
    return known is None if is_absent(year) else known == year


def known_modality(name: str) -> Modality:
    """Give the modality of that name, or say which there are.

    Raises
    ------
    UnknownNameError
        If there is none.
    """
    for known in MODALITIES:
        if name == known:
            return known
    raise UnknownNameError(
        "No modality {name!r}. There are: actual (done), planned, reference (background).",
        name=name,
    )


def known_rows(name: str) -> str:
    """Give what has a row, or say what can.

    Raises
    ------
    UnknownNameError
        If nothing has rows so.
    """
    if name in ("township", "document"):
        return name
    raise UnknownNameError(
        "No rows by {name!r}. There are: township (a row a township and year), document.", name=name
    )


def _near(name: str, names: Sequence[str], what: str) -> str:
    """Suggest names: those that share a part with the wanted one, then those spelt alike."""
    unique = list(dict.fromkeys(names))
    within = [known for known in unique if name and (name in known or known in name)]
    close = difflib.get_close_matches(name, unique, n=_NEAR, cutoff=0.5)
    near = list(dict.fromkeys([*within, *close]))[:_NEAR]
    if near:
        return say("Did you mean {near}?", near="、".join(near))
    listed = "、".join(unique[:20]) + "…" * (len(unique) > 20)
    return say("Known {what}: {listed}.", what=what, listed=listed)


def _text(value: Any) -> str:
    return "" if value is None or value is pd.NA else str(value)


def _group_row(key: tuple[str, str, str], rows: Sequence[Row]) -> Row:
    item, kind, unit = key
    (action, _), *_ = Counter(_text(row.get("action")) for row in rows).most_common(1)
    return {
        "item": item,
        "kind": kind,
        "unit": unit,
        "facts": len(rows),
        "documents": len({row["doc_id"] for row in rows}),
        "vague": sum(mark_of(row) not in ("", "masked") for row in rows),
        "masked": sum(mark_of(row) == "masked" for row in rows),
        "action": action,
        "example": rows[0]["text"],
        "doc_id": rows[0]["doc_id"],
        "sentence": _text(rows[0].get("sentence")).strip(),
    }
