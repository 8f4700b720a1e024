"""The frames of a batch: their columns, their Arrow and Spark schemas, and documents to facts.

`extract_facts` goes from a frame of documents to a frame of facts. It looks at one row at a
time and keeps nothing, so that it gives the same on any partition of any machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from zhsummary import structure
from zhsummary.errors import BatchError, ColumnError, MissingExtraError, warn
from zhsummary.messages import changed, in_language, say
from zhsummary.read import Problem
from zhsummary.read.frame import is_frame, read_frame
from zhsummary.structure.model import Summary
from zhsummary.structure.words import vocabulary_of

if TYPE_CHECKING:
    import pandas as pd

DOCUMENTS: dict[str, str] = {
    "doc_id": "string",
    "source": "string",
    "start": "int64",
    "title": "string",
    "issuer": "string",
    "township": "string",
    "county": "string",
    "year": "Int64",
    "topic": "string",
    "facts": "int64",
    "encoding": "string",
    "warnings": "string",
    "metadata": "string",
    "text": "string",
}

ERRORS: dict[str, str] = {
    "source": "string",
    "doc_id": "string",
    "stage": "string",
    "reason": "string",
    "unread": "bool",
}

#: What is told in words, and the column of the files (of no frame) that has it in Chinese.
CHINESE = {"reason": "reason_zh", "warnings": "warnings_zh"}

_ARROW = {"string": "string", "Int64": "int64", "int64": "int64", "float64": "float64"}
_SPARK = {
    "string": "string",
    "Int64": "bigint",
    "int64": "bigint",
    "float64": "double",
    "bool": "boolean",
}


def in_files(columns: Mapping[str, str]) -> dict[str, str]:
    """Give the columns as the files of a batch have them: what is told, in Chinese as well.

    Examples
    --------
    >>> list(in_files({"source": "string", "reason": "string"}))
    ['source', 'reason', 'reason_zh']
    """
    return {**columns, **{CHINESE[name]: "string" for name in columns if name in CHINESE}}


def in_both(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give a row for a file: what is told in English, and in Chinese in a column of its own.

    Examples
    --------
    >>> in_both({"reason": say("is a folder, not a text file")})
    {'reason': 'is a folder, not a text file', 'reason_zh': '是文件夹，不是文本文件'}
    """
    told = {name: row[name] for name in CHINESE if name in row}
    chinese = {CHINESE[name]: in_language(said, "zh") for name, said in told.items()}
    return {**row, **{name: in_language(said, "en") for name, said in told.items()}, **chinese}


def pyarrow() -> Any:
    """Give pyarrow.

    Raises
    ------
    MissingExtraError
        If it is not installed.
    """
    try:
        import pyarrow  # pyright: ignore[reportMissingImports]
        import pyarrow.parquet  # pyright: ignore[reportMissingImports]
    except ImportError as missing:
        raise MissingExtraError(
            "A batch is written as Parquet and needs pyarrow. Install it with: pip install "
            "'zhsummary[parquet]'"
        ) from missing
    return pyarrow


def arrow_schema(columns: Mapping[str, str]) -> Any:
    """Give columns with pandas dtypes as an Arrow schema that brings the dtypes back.

    Examples
    --------
    >>> schema = arrow_schema({"doc_id": "string", "year": "Int64", "start": "int64"})
    >>> [(field.name, str(field.type), field.nullable) for field in schema]
    [('doc_id', 'string', True), ('year', 'int64', True), ('start', 'int64', False)]
    """
    from zhsummary.tables import frame_of

    arrow = pyarrow()
    told = arrow.Schema.from_pandas(frame_of([], columns), preserve_index=False).metadata
    fields = [
        arrow.field(
            name,
            arrow.bool_() if dtype == "bool" else getattr(arrow, _ARROW[dtype])(),
            nullable=dtype not in ("int64", "bool"),
        )
        for name, dtype in columns.items()
    ]
    return arrow.schema(fields, metadata=told)


def facts_ddl() -> str:
    """Give the columns of the facts as Spark wants them declared.

    Examples
    --------
    >>> facts_ddl()[:58]
    '`doc_id` string, `township` string, `year` bigint, `sectio'
    """
    from zhsummary.tables import FACTS

    return ", ".join(f"`{name}` {_SPARK[dtype]}" for name, dtype in FACTS.items())


def extract_facts(
    documents: pd.DataFrame, *, text: str = "text", words: Any = None, errors: str = "raise"
) -> pd.DataFrame:
    """Find the facts of a frame of documents, row by row: for Dask, Spark and one's own loops.

    Parameters
    ----------
    documents : DataFrame
        A text a row. ``township``, ``county``, ``year``, ``title``, ``issuer`` and ``topic`` go
        before what the text says; ``doc_id`` names the document, else ``source`` does where the
        text tells no township and year. Other columns are left out.
    text : str
        The column of the texts.
    words : list of str, dict of str to str, or path, optional
        Words of one's own, as in `zhsummary.read`.
    errors : {"raise", "warn"}
        Whether a document that fails ends the call, or is named in a warning and has no facts.

    Returns
    -------
    DataFrame
        The columns and dtypes of `zhsummary.tables.FACTS`, in the order of the rows; an empty
        frame for an empty one.

    Raises
    ------
    ColumnError
        If it is no frame, or there is no text column.
    BatchError
        If a document fails.

    Notes
    -----
    What takes several documents is not done here: names that clash are not numbered (give
    ``doc_id``), short forms of townships are not resolved, `metadata.csv` and
    `corrections.tsv` are not read. `zhsummary.batch` does all this.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"doc_id": ["a", "b"], "text": ["建会7家。", "慰问近40户。"]})
    >>> extract_facts(frame)[["doc_id", "text", "qualifier"]].values.tolist()
    [['a', '7家', 'exact'], ['b', '近40户', 'approx']]
    """
    from zhsummary.tables import facts_frame

    if errors not in ("raise", "warn"):
        raise BatchError("errors={errors!r} is not known. Give 'raise' or 'warn'.", errors=errors)
    if not is_frame(documents):
        raise ColumnError(
            "extract_facts wants a data frame with a text a row, not a {given}. Give one "
            "with the column 'text'; zhsummary.read takes files and folders.",
            given=type(documents).__name__,
        )
    own = vocabulary_of(words)
    rows: list[Mapping[str, Any]] = []
    for summary in _summaries(documents, text):
        try:
            rows += fact_rows(replace(summary, vocabulary=own) if own else summary)
        except Exception as error:
            why = say("its facts were not read ({error})", error=reason_of(error))
            said = say("{name}: {reason}", name=summary.doc_id, reason=why)
            if errors == "raise":
                raise BatchError("{said}. errors='warn' goes on without it.", said=said) from error
            warn(said)
    return facts_frame(rows)


def fact_rows(summary: Summary) -> list[dict[str, Any]]:
    """Give the facts of one summary as rows."""
    from zhsummary import tables
    from zhsummary.document import Document

    document = Document(**{name: getattr(summary, name) for name in Summary.__dataclass_fields__})
    return tables.fact_rows(document, document.sections, document.facts)


def reason_of(error: BaseException) -> str:
    """Say in one line what went wrong."""
    return changed(str(error), partial(_in_one_line, type(error).__name__))


def _in_one_line(name: str, said: str) -> str:
    said = " ".join(said.split())[:200]
    return f"{name}: {said}" if said else name


def _summaries(documents: pd.DataFrame, text: str) -> Iterator[Summary]:
    if not len(documents):
        return
    for source in read_frame(documents, text, True, _warn_of):
        told = dict(source.metadata)
        doc_id = told.pop("doc_id", None)
        name = str(told.pop("source", "") or doc_id or source.name)
        made = structure.build(replace(source, name=name, metadata=told))
        if doc_id is not None:
            numbers = ["", *(f"#{number}" for number in range(2, len(made) + 1))]
            made = [replace(s, doc_id=f"{doc_id}{n}") for s, n in zip(made, numbers, strict=True)]
        yield from made


def _warn_of(problem: Problem) -> None:
    warn("{name}: {reason}", name=problem.name, reason=problem.reason)
