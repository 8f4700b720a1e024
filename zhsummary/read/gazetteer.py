"""A gazetteer: the townships of each county, as an analyst's own table gives them.

In goes a path, a frame or a dictionary, out comes for each county the list of its townships. The
library brings none along: names change, and a list of the whole country would find a namesake
for every short form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from zhsummary.errors import ColumnError, SourceError
from zhsummary.messages import joined, say
from zhsummary.read.columns import field_of, is_empty
from zhsummary.read.frame import is_frame
from zhsummary.read.metadata import table_lines


def read_gazetteer(source: Any) -> dict[str, list[str]]:
    """Read the townships of each county.

    Parameters
    ----------
    source : path, DataFrame, or mapping of county to townships
        A table with the columns ``township`` (乡镇) and ``county`` (县); without the second,
        all townships are of one county, whose name is not said. None gives nothing.

    Returns
    -------
    dict of str to list of str
        Under ``""`` the townships whose county is not said.

    Raises
    ------
    SourceError
        If the file is not there or is no table.
    ColumnError
        If no column holds townships.

    Examples
    --------
    >>> read_gazetteer({"岚川县": ["青石镇", "白沙乡"]})
    {'岚川县': ['青石镇', '白沙乡']}
    """
    if source is None:
        return {}
    if isinstance(source, Mapping) and not is_frame(source):
        return {str(county): [str(name) for name in names] for county, names in source.items()}
    header, rows = _of_frame(source) if is_frame(source) else _of_file(source)
    fields = [field_of(str(column).strip()) for column in header]
    if "township" not in fields:
        raise ColumnError(
            "The gazetteer has no column 'township' (or 乡镇); its columns are {columns}. "
            "Name the one that holds the townships so.",
            columns=joined(map(str, header), ", ") or say("(none)"),
        )
    found: dict[str, list[str]] = {}
    for cells in rows:
        told = dict(zip(fields, cells, strict=False))
        township, county = told.get("township"), told.get("county")
        if not is_empty(township):
            known = found.setdefault("" if is_empty(county) else str(county).strip(), [])
            known.append(str(township).strip())
    return found


def _of_frame(frame: Any) -> tuple[list[str], Iterable[Iterable[Any]]]:
    columns = [str(column) for column in frame.columns]
    return columns, zip(*(list(frame[column]) for column in frame.columns), strict=True)


def _of_file(source: Any) -> tuple[list[str], Iterable[Iterable[Any]]]:
    path = Path(str(source))
    if not path.is_file():
        raise SourceError(
            "There is no gazetteer {source!r}. Give a table of townships and counties: a "
            "file (.csv, .tsv, .xlsx), a DataFrame or a dictionary.",
            source=str(source),
        )
    header, *rows = table_lines(path) or [[]]
    return header, rows
