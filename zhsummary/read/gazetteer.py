"""A gazetteer: the townships of each county, as an analyst's own table gives them.

In goes a path, a frame or a dictionary, out comes for each county the list of its townships. The
library brings none along: names change, and a list of the whole country would find a namesake
for every short form.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from zhsummary.errors import ColumnError, SourceError
from zhsummary.messages import joined, say
from zhsummary.read.columns import field_of, is_empty
from zhsummary.read.frame import columns_of, is_frame
from zhsummary.read.metadata import table_lines
from zhsummary.read.text import without_surrogates


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
        return {_name(county): _listed(county, names) for county, names in source.items()}
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
            known = found.setdefault("" if is_empty(county) else _name(county), [])
            known.append(_name(township))
    return found


def _listed(county: object, names: Any) -> list[str]:
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise SourceError(
            "The gazetteer has {given!r} as the townships of {county}. Give a list of names.",
            given=names if isinstance(names, str) else type(names).__name__,
            county=county,
        )
    return [_name(name) for name in names]


def _name(said: object) -> str:
    """Give a name as a text has it: half a character is in none."""
    return without_surrogates(str(said))[0].strip()


def _of_frame(frame: Any) -> tuple[list[str], Iterable[Iterable[Any]]]:
    columns = [str(column) for column in frame.columns]
    return columns, zip(*columns_of(frame), strict=True)


def _of_file(source: Any) -> tuple[list[str], Iterable[Iterable[Any]]]:
    path = Path(os.path.expanduser(str(source)))
    if not os.path.isfile(path):  # False too where a name is too long to be one
        raise SourceError(
            "There is no gazetteer {source!r}. Give a table of townships and counties: a "
            "file (.csv, .tsv, .xlsx), a DataFrame or a dictionary.",
            source=str(source),
        )
    header, *rows = table_lines(path) or [[]]
    return header, rows
