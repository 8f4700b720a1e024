"""Comparison: townships down, indicators across, every cell traceable to its sentence.

In go the documents, their facts with the indicator that each was given, and the
codebook; out comes what ``corpus.compare("union")`` returns.

One rule decides how a cell is shown: **a number in the table is a number that its
writer stated exactly.** Everything vague stays text with its sign, so that adding up
a column with a vague cell fails aloud instead of counting it:

=============  ========================================================
``386``        stated exactly (a real zero is ``0``)
``≈300``       近, 约, 左右
``≥1000``      余, 多, 以上, 不少于
``≤5``         不足, 以下, 以内
``200–250``    a range, without a middle
``总体持平``     told in words, without a figure (与经济增长同步, 居全县前列)
``××``         stated, but blanked out or lost
``86≠90``      stated twice with different amounts; not settled here
NaN            not stated
=============  ========================================================

`Comparison.numbers` gives floats to compute with, `Comparison.marks` the signs alone.

Not handled here: which fact is which indicator and which of several candidates is
the cell (`zhsummary.compare.match`), and what is wrong with the documents
(`zhsummary.compare.checks`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zhsummary.compare.cells import Cell, column_name
from zhsummary.compare.computed import ComputedTable
from zhsummary.compare.lines import UNKNOWN, Line
from zhsummary.compare.stated import labels_of
from zhsummary.compare.units import unit_of
from zhsummary.errors import SourceError, ZhSummaryError
from zhsummary.show.amounts import MODALITIES as MODALITY_NAMES
from zhsummary.show.amounts import grouped
from zhsummary.show.chinese import named
from zhsummary.show.files import is_path
from zhsummary.show.text import cut, table_text, table_width

if TYPE_CHECKING:
    from zhsummary.show.charts import Chart
    from zhsummary.show.table import TableView

_SHOWN_ROWS = 200  # a notebook cell with more rows than these is no longer read
_BLOCKS = 5
_LABEL = 14  # a township of seven characters heads a column in full


class Comparison(ComputedTable):
    """A table of townships and indicators that remembers where each figure stands.

    Made by `corpus.compare`; not meant to be built by hand.

    Parameters
    ----------
    documents : sequence of mapping
        One mapping a document with ``doc_id source township year issuer title
        metadata``.
    rows : sequence of mapping
        All facts of these documents (the columns of ``corpus.facts()`` and
        ``source``); ``indicator`` is empty where no indicator took the fact.
    choice : Choice
        What `zhsummary.compare.match.choose` made of those rows.
    codebook : Codebook
        The indicators, in the order of the columns.
    modality : {"actual", "planned", "reference"}
        Which figures the table shows: done, planned, or background. They never
        share a cell.
    copies : iterable of (str, str)
        Pairs of document ids of which one is a copy of the other. A summary that
        is there twice counts once: the copy with fewer masked figures, then the
        one with more facts, then the first. Its cells stay in `cells`.
    problems : sequence of mapping, optional
        What `zhsummary.compare.checks.problem_rows` found, for the exports.
    texts : sequence of Document, optional
        The documents themselves, for `to_html`.
    by : {"township", "document"}
        What has a row: a township in a year, whose documents fill it together, or each
        document. Two documents of a township that state different amounts are a
        conflict, as two statements of one document are.

    Attributes
    ----------
    documents : tuple of dict
        The documents, ``copy_of`` filled in.
    modality : str
        Which figures `frame` shows.
    choice : Settled
        The chosen, rejected and conflicting facts, in the units of the columns.
    problems : pandas.DataFrame
        What `corpus.problems()` found, the figures whose unit did not fit, and the cells on
        which the documents of a row disagree.

    Examples
    --------
    >>> import pandas as pd, zhsummary as zs
    >>> corpus = zs.read(pd.DataFrame({"text": [
    ...     "河口镇工会2023年工作总结\\n全年新建基层工会7家，发展新会员386人。",
    ...     "青石镇工会2023年工作总结\\n全年新建基层工会12家，发展新会员近300人。",
    ... ]}))
    >>> table = corpus.compare("union")
    >>> table.frame["新发展会员 (人)"].tolist()
    [386, '≈300']
    >>> float(table.frame["新建基层工会 (家)"].sum())
    19.0
    >>> table.evidence("青石镇", "新发展会员")["text"].tolist()
    ['近300人']
    """

    def plot(self, indicator: str, *, ordered: bool = True) -> Chart:
        """Draw an indicator as bars, one a row of the table, with what was planned for it.

        Parameters
        ----------
        indicator : str
            An indicator's id, its label or the name of its column.
        ordered : bool
            Whether the highest comes first; otherwise in the order of the table.

        Returns
        -------
        Chart
            Shown by a notebook; ``save("chart.svg")`` or ``.html`` keeps it. An exact
            figure is a full bar and a vague one looks vague; where there is no
            number there is no bar. A red line is the target that the township's summary
            of the year before set.
        """
        from zhsummary.compare.plots import bars

        return bars(self, self.indicator(indicator), ordered=ordered)

    def plot_years(self, indicator: str) -> Chart:
        """Draw an indicator from year to year, one line a township.

        Parameters
        ----------
        indicator : str
            An indicator's id, its label or the name of its column.

        Returns
        -------
        Chart
            Full dots are exact, open ones vague; what has no number has words only.
        """
        from zhsummary.compare.plots import years

        return years(self, self.indicator(indicator))

    def plot_coverage(self) -> Chart:
        """Draw which indicators each row states, and how: exactly, vaguely, masked, twice."""
        from zhsummary.compare.plots import coverage

        return coverage(self)

    def __repr__(self) -> str:
        import shutil

        return self.to_text(columns=shutil.get_terminal_size((100, 24)).columns)

    def to_text(self, *, columns: int = 100) -> str:
        """Give the table as aligned plain text.

        Where it is too wide it is turned on its side, or else continued below.

        Parameters
        ----------
        columns : int
            The width that there is, in half-width characters.

        Raises
        ------
        ZhSummaryError
            If `columns` is no whole number.
        """
        if isinstance(columns, bool) or not isinstance(columns, int) or columns < 1:
            raise ZhSummaryError(
                "{name} is {value!r}; give a whole number from 1.", name="columns", value=columns
            )
        labels = [labels_of(key) for key in self._index]
        heads = [column_name(indicator) for indicator in self._columns]
        title = f"{self._title} · {len(labels)} 行"
        if not heads:
            return f"{title}\n没有一份文档提到这些指标。"
        cells = [
            [f"{cell.text or '–'}{'*' * cell.corrected}" for cell in line] for line in self._cells
        ]
        noted = "\n* 已更正" if any(cell.corrected for line in self._cells for cell in line) else ""
        header = [*self._names, *heads]
        down = [[*label, *line] for label, line in zip(labels, cells, strict=True)]
        if table_width(header, down) > columns:
            turned = ["", *(cut(" ".join(label), _LABEL) for label in labels)]
            across = [
                [head, *line] for head, line in zip(heads, zip(*cells, strict=True), strict=True)
            ]
            if table_width(turned, across) <= columns:
                return f"{title}\n{table_text(turned, across, columns=columns)}{noted}"
        laid = table_text(header, down, columns=columns, left=len(self._names), blocks=_BLOCKS)
        return f"{title}\n{laid}{noted}"

    def to_html(self, path: str | Path | None = None) -> str:
        """Give the report as one page of HTML that loads nothing, and write it to a file.

        It holds the table (and the planned and background figures), what is wrong, and
        every document with its figures marked; a click on a cell shows its sentence.

        Parameters
        ----------
        path : str or path, optional
            Where to write it.

        Returns
        -------
        str
            The page.

        Raises
        ------
        SourceError
            If the file cannot be written.
        """
        from zhsummary.compare.report import report_html
        from zhsummary.show.files import write

        report = report_html(self, self.texts)
        if path is not None:
            write(path, lambda place: place.write_text(report, "utf-8"))
        return report

    def _repr_html_(self) -> str:
        from zhsummary.compare.statements import with_statements
        from zhsummary.show.table import comparison_html

        return comparison_html(with_statements(self, rows=_SHOWN_ROWS), rows=_SHOWN_ROWS)

    def to_csv(self, path: str | Path) -> None:
        """Write the table as CSV that spreadsheet programs open with its Chinese intact.

        A name that begins like a formula gets an apostrophe before it.

        Parameters
        ----------
        path : str or path
            Where to write it.

        Raises
        ------
        SourceError
            If the file cannot be written.
        """
        from zhsummary.show.files import write_csv

        write_csv(path, self.frame, index=True)

    def to_excel(self, path: str | Path) -> None:
        """Write a workbook: the table, its evidence, and what went wrong.

        Sheets: 对比表 (each cell links to its row of evidence), 事实明细, 文字表述
        (where words stand in the table), 冲突, 未匹配, 问题, 说明. Exact
        figures are numbers, vague ones texts with their sign; no text is ever taken for a
        formula.

        Parameters
        ----------
        path : str or path
            Where to write it; ``.xlsx``.

        Raises
        ------
        SourceError
            If the name does not end in .xlsx, the file cannot be written, for example
            because it is open in Excel, or the evidence has more rows than a workbook holds.
        """
        from zhsummary.compare.workbook import sheets
        from zhsummary.show.excel import write_workbook

        if is_path(path) and Path(path).suffix.lower() != ".xlsx":
            raise SourceError(
                "{path}: a workbook is saved as .xlsx. Give such a name, or use to_csv.", path=path
            )
        write_workbook(path, sheets(self))

    def view(self) -> TableView:
        """Give what `zhsummary.show.table` needs to draw the table."""
        from zhsummary.show.document import anchor, document_anchor
        from zhsummary.show.table import Shown, TableView

        def places(line: Line, cell: Cell) -> tuple[str, ...]:
            """Give where a cell is stated, or the documents that do not state it."""
            named = [anchor(row["doc_id"], row["start"]) for row in cell.rows]
            return tuple(f"#{name}" for name in named or map(document_anchor, line.doc_ids))

        return TableView(
            caption=self._title,
            names=self._names,
            labels=tuple(tuple(labels_of(key)) for key in self._index),
            columns=tuple((indicator.label, unit_of(indicator)) for indicator in self._columns),
            grid=tuple(
                tuple(
                    Shown(
                        text=grouped(cell.text),
                        mark=cell.mark,
                        title=cell.hover,
                        hrefs=places(line, cell),
                        order=cell.number(vague=True),
                        corrected=cell.corrected,
                    )
                    for cell in cells
                )
                for line, cells in zip(self._lines, self._cells, strict=True)
            ),
        )

    @property
    def _title(self) -> str:
        return f"{named('codebook', self.codebook.name)}：{MODALITY_NAMES[self.modality]}"


def _short(label: str) -> str:
    """Cut a row's label to a column's head; 未知（…#5） keeps the end that tells it apart."""
    if not label.startswith(UNKNOWN) or table_width([label], []) <= _LABEL:
        return cut(label, _LABEL)
    return f"{UNKNOWN}（…{label[-7:]}"
