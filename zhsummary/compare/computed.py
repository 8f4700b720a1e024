"""What is computed from the cells: per head, in order, from year to year, at a glance."""

from __future__ import annotations

import pandas as pd

from zhsummary.compare.cells import column_name
from zhsummary.compare.rates import of_metadata
from zhsummary.compare.stated import StatedTable
from zhsummary.errors import UnknownNameError
from zhsummary.messages import say


class ComputedTable(StatedTable):
    """Cells to reckon with: what is vague takes no part, and is named."""

    def per(self, base: str, *, marks: bool = False) -> pd.DataFrame:
        """Divide the table by another indicator or by a column of the metadata.

        Parameters
        ----------
        base : str
            An indicator (id, label or column name) or a metadata column of numbers.
        marks : bool
            Give what stands in the way in place of the numbers: ``""`` where there is
            one, else what `marks` says of the figure (``missing``, ``masked``, ``≈``, …), or
            of the base (``base missing``, ``base 0``, …).

        Returns
        -------
        pandas.DataFrame
            float64; NaN where either side is not stated exactly or the base is 0.
            Percentages are left out: they are rates already.

        Raises
        ------
        UnknownNameError
            If nothing has that name.
        ZhSummaryError
            If the metadata column holds no number.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> texts = ["河口镇工会2023年工作总结\\n发展新会员386人。",
        ...          "青石镇工会2023年工作总结\\n发展新会员近300人。"]
        >>> frame = pd.DataFrame({"text": texts, "职工": [2000, 1500]})
        >>> table = zs.read(frame).compare("union")
        >>> table.per("职工")["新发展会员 (人) / 职工"].tolist()
        [0.193, nan]
        >>> table.per("职工", marks=True)["新发展会员 (人) / 职工"].tolist()
        ['', '≈']
        """
        divisor, name, hindered = self._base(base)
        numbers = self.numbers()
        kept = [
            (column, indicator)
            for column, indicator in zip(numbers, self._columns, strict=True)
            if indicator.kind != "percent" and column != name
        ]
        if marks:
            told = {
                f"{column} / {name}": [
                    cell.mark or (f"base {why}" if why else "")
                    for cell, why in zip(self._column(indicator), hindered, strict=True)
                ]
                for column, indicator in kept
            }
            return pd.DataFrame(told, index=numbers.index, dtype="object")
        divisor = divisor.where(divisor != 0)
        return pd.DataFrame(
            {f"{column} / {name}": numbers[column] / divisor for column, _ in kept},
            index=numbers.index,
        )

    def rank(self, indicator: str) -> pd.DataFrame:
        """Order the townships by an indicator, the highest first.

        Only exact figures have a rank (equal ones share the better). The others are
        listed below with what is known of them, because where a range or a masked
        figure would stand is not known.

        Parameters
        ----------
        indicator : str
            An indicator's id, its label or the name of its column.

        Returns
        -------
        pandas.DataFrame
            ``rank``, the figure as `frame` shows it, and ``why_not``: what stands in the
            way of a rank (``missing``, ``masked``, ``vague``, ``words``, ``conflict``).

        Raises
        ------
        UnknownNameError
            If there is no such indicator.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> texts = ["河口镇工会2023年工作总结\\n新建基层工会7家，发展新会员386人。",
        ...          "青石镇工会2023年工作总结\\n新建基层工会12家，发展新会员近300人。"]
        >>> table = zs.read(pd.DataFrame({"text": texts})).compare("union")
        >>> table.rank("新发展会员").reset_index().fillna(0).values.tolist()
        [['河口镇', 1, 386, ''], ['青石镇', 0, '≈300', 'vague']]
        """
        wanted = self.indicator(indicator)
        cells = self._column(wanted)
        numbers = pd.Series([cell.number() for cell in cells], dtype="float64")
        ranked = pd.DataFrame(
            {
                "rank": numbers.rank(ascending=False, method="min").astype("Int64").to_numpy(),
                column_name(wanted): [cell.value for cell in cells],
                "why_not": [cell.coverage if cell.mark else "" for cell in cells],
            },
            index=self._index,
        ).astype({"rank": "Int64", "why_not": "string"})
        return ranked.sort_values("rank", kind="stable", na_position="last")

    def change(self, indicator: str) -> pd.DataFrame:
        """Give what an indicator was in one year and in the next, for each township.

        Parameters
        ----------
        indicator : str
            An indicator's id, its label or the name of its column.

        Returns
        -------
        pandas.DataFrame
            ``township from_year year before now difference percent why_not``: one row a
            pair of following years. ``difference`` (in the unit of the column; points
            for percentages) and ``percent`` stand only where both years state an exact
            number; ``why_not`` says what stands in the way (missing, masked, vague, …).

        Raises
        ------
        UnknownNameError
            If there is no such indicator.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> texts = [f"河口镇工会{year}年工作总结\\n发展新会员{n}人。"
        ...          for year, n in ((2022, 200), (2023, 250))]
        >>> table = zs.read(pd.DataFrame({"text": texts})).compare("union")
        >>> table.change("新发展会员")[["year", "difference", "percent"]].values.tolist()
        [[2023, 50.0, 25.0]]
        """
        from zhsummary.compare.years import change_frame

        wanted = self.indicator(indicator)
        return change_frame(self._lines, self._column(wanted), wanted)

    def describe(self) -> pd.DataFrame:
        """Sum up each column: what was stated how, and figures of the exact cells alone.

        Returns
        -------
        pandas.DataFrame
            A row a column of `frame`: ``exact vague words masked conflict missing`` count its
            cells, ``min median mean max sum`` are of the exact ones. ``sum`` is absent for
            percentages, which do not add up.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> texts = ["河口镇工会2023年工作总结\\n新建基层工会7家，发展新会员386人。",
        ...          "青石镇工会2023年工作总结\\n新建基层工会12家，发展新会员近300人。"]
        >>> table = zs.read(pd.DataFrame({"text": texts})).compare("union")
        >>> table.describe().loc["新发展会员 (人)", ["exact", "vague", "sum"]].tolist()
        [1.0, 1.0, 386.0]
        """
        numbers = self.numbers()
        marks = self.marks
        described = pd.DataFrame(
            {
                "exact": (marks == "").sum(),
                "vague": marks.isin(["≈", "≥", "≤", "range"]).sum(),
                "words": (marks == "words").sum(),
                "masked": (marks == "masked").sum(),
                "conflict": (marks == "conflict").sum(),
                "missing": (marks == "missing").sum(),
                "min": numbers.min(),
                "median": numbers.median(),
                "mean": numbers.mean(),
                "max": numbers.max(),
                "sum": numbers.sum(min_count=1),
            },
            index=numbers.columns,
        )
        rates = [
            column
            for column, indicator in zip(numbers, self._columns, strict=True)
            if indicator.kind == "percent"
        ]
        described.loc[rates, "sum"] = float("nan")
        return described

    def _base(self, name: str) -> tuple[pd.Series, str, list[str]]:
        """Give what to divide by, its name, and for each row what is wrong with it."""
        name = str(name)
        told = of_metadata(name, self._lines)
        if told is not None:
            values = pd.Series(told, index=self._index, dtype="float64")
            return (
                values,
                name,
                [_hindrance(one, "" if one == one else "missing") for one in told],
            )
        try:
            indicator = self.indicator(name)
        except UnknownNameError as unknown:
            columns = sorted({key for line in self._lines for key in line.metadata})
            raise UnknownNameError(
                "{unknown} Metadata columns: {columns}.",
                unknown=unknown,
                columns="、".join(map(str, columns)) or say("none"),
            ) from None
        cells = self._column(indicator)
        values = [cell.number() for cell in cells]
        return (
            pd.Series(values, index=self._index, dtype="float64"),
            column_name(indicator),
            [_hindrance(cell.number(), cell.mark) for cell in cells],
        )


def _hindrance(base: float, mark: str) -> str:
    return "0" if base == 0 else mark
