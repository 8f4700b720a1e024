"""A frame as a file or as text in the format that was asked for.

In go a frame and the name of a format, out comes a file (``csv xlsx html json parquet``)
or, for the formats that are text, a string.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from zhsummary.errors import MissingExtraError, SourceError
from zhsummary.messages import joined
from zhsummary.show.chinese import named_all
from zhsummary.show.excel import Sheet, write_workbook
from zhsummary.show.files import write, write_csv
from zhsummary.show.html import page, styled
from zhsummary.show.table import rows_table
from zhsummary.tables import CsvText, is_absent

FORMATS = ("csv", "xlsx", "html", "json", "parquet")


def format_of(path: Path) -> str:
    """Tell by the ending of its name which format a file is to have.

    Raises
    ------
    SourceError
        If its ending is that of no format.

    Examples
    --------
    >>> format_of(Path("facts.JSON"))
    'json'
    """
    ending = path.suffix.lower().lstrip(".")
    if ending not in FORMATS:
        raise SourceError(
            "{path}: the ending of its name says no format. End it with one of {endings}, or say "
            "which: --format csv.",
            path=path,
            endings=joined((f".{form}" for form in FORMATS), ", "),
        )
    return ending


def listing_text(frame: Any, form: str, *, title: str = "zhsummary") -> str:
    """Give a frame as text: ``csv``, ``html`` or ``json``.

    Examples
    --------
    >>> import pandas as pd
    >>> listing_text(pd.DataFrame({"text": ["7家"], "value": [7.0]}), "json")
    '[{"text":"7家","value":7.0}]'
    """
    if form == "json":
        return frame.to_json(orient="records", force_ascii=False)
    if form == "html":
        rows = [["" if is_absent(v) else v for v in row] for row in frame.values.tolist()]
        shown = rows_table(named_all("column", frame.columns), rows)
        return page(title, styled(f'<div class="zhs">{shown}</div>'))
    made = CsvText()
    frame.to_csv(made, index=False, lineterminator="\r\n")
    return made.getvalue()


def write_listing(path: Path, frame: Any, form: str) -> None:
    """Write a frame to a file.

    Raises
    ------
    SourceError
        If the file cannot be written.
    MissingExtraError
        If Parquet is asked for and pyarrow is not installed.
    """
    others: dict[str, Callable[[], None]] = {
        "csv": lambda: write_csv(path, frame),
        "xlsx": lambda: write_workbook(path, [Sheet.of("zhsummary", frame)]),
        "parquet": lambda: _parquet(path, frame),
    }
    if form in others:
        others[form]()
    else:
        told = listing_text(frame, form, title=path.stem)
        write(path, lambda place: place.write_text(told, encoding="utf-8"))


def _parquet(path: Path, frame: Any) -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError as missing:
        raise MissingExtraError(
            "Writing Parquet needs pyarrow. Install it with: pip install 'zhsummary[parquet]'"
        ) from missing
    write(path, lambda place: frame.to_parquet(place, index=False))
