"""zhsummary: comparison tables from Chinese township work summaries (乡镇工作总结).

Every cell can be traced to the sentence that states it. The stages, in order:

==============  ==========================================  ================================
stage           asks                                        gives
==============  ==========================================  ================================
`read`          a file, folder, glob, list or DataFrame     texts, metadata, what was unread
`structure`     a text                                      summaries, headings, sentences
`quantities`    a string                                    numbers with units, hedges, masks
`facts`         quantities in their sentences               item, action, modality, change …
`tables`        facts                                       DataFrames
`compare`       facts and a codebook                        townships by indicators
==============  ==========================================  ================================

>>> import zhsummary as zs
>>> [(q.text, q.low, q.high) for q in zs.find_quantities("近三百户，1.09万元")]
[('近三百户', None, Decimal('300')), ('1.09万元', None, None)]
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

# what has the name of a function below is imported first, so that the function keeps the name
import zhsummary.batch as _batch_room  # noqa: F401
import zhsummary.read as _read_stage  # noqa: F401
from zhsummary.errors import (
    BatchError,
    CodebookError,
    ColumnError,
    CorrectionError,
    MissingExtraError,
    SourceError,
    UnknownNameError,
    ZhSummaryError,
    ZhSummaryWarning,
)
from zhsummary.language import set_language, speak_as_set

speak_as_set(os.environ)

if TYPE_CHECKING:
    from collections.abc import Callable

    from zhsummary.batch.frames import extract_facts
    from zhsummary.batch.run import Batch, read_batch
    from zhsummary.compare.codebook import Codebook, codebooks, load_codebook
    from zhsummary.compare.comparison import Comparison
    from zhsummary.corpus import Corpus
    from zhsummary.document import Document
    from zhsummary.explanation import explain
    from zhsummary.facts.model import Fact
    from zhsummary.quantities.find import find_numbers, find_quantities
    from zhsummary.quantities.model import Quantity
    from zhsummary.quantities.numerals import parse_number
    from zhsummary.read import from_text
    from zhsummary.show.frames import view

__version__ = "0.1.0"

#: Where the public names live; each is imported when it is first asked for.
_HOMES = {
    "Batch": "zhsummary.batch.run",
    "Codebook": "zhsummary.compare.codebook",
    "Comparison": "zhsummary.compare.comparison",
    "Corpus": "zhsummary.corpus",
    "Document": "zhsummary.document",
    "Fact": "zhsummary.facts.model",
    "Quantity": "zhsummary.quantities.model",
    "codebooks": "zhsummary.compare.codebook",
    "explain": "zhsummary.explanation",
    "extract_facts": "zhsummary.batch.frames",
    "find_numbers": "zhsummary.quantities.find",
    "find_quantities": "zhsummary.quantities.find",
    "from_text": "zhsummary.read",
    "load_codebook": "zhsummary.compare.codebook",
    "parse_number": "zhsummary.quantities.numerals",
    "view": "zhsummary.show.frames",
    "read_batch": "zhsummary.batch.run",
}

__all__ = [
    "Batch", "BatchError", "Codebook", "CodebookError", "ColumnError", "Comparison", "Corpus",
    "CorrectionError", "Document", "Fact", "MissingExtraError", "Quantity", "SourceError",
    "UnknownNameError", "ZhSummaryError", "ZhSummaryWarning", "batch", "codebooks", "explain",
    "extract_facts", "find_numbers", "find_quantities", "from_text", "load_codebook",
    "parse_number", "read", "read_batch", "set_language", "view",
]  # fmt: skip


def read(
    source: Any,
    *,
    text: str = "text",
    metadata: bool = True,
    encoding: str | None = None,
    words: Any = None,
    corrections: Any = True,
    gazetteer: Any = None,
) -> Corpus:
    """Read a file, a folder, a glob, a list of paths or a DataFrame into a `Corpus`.

    Parameters
    ----------
    source : str, path, list of paths, or DataFrame
        A file, a folder (all its folders too), a glob, a list of these, or a frame with
        one text a row.
    text : str
        The frame's text column; 正文 and 内容 are tried as well.
    metadata : bool
        Whether to use ``metadata.csv`` beside the texts, or the frame's other columns.
    encoding : str, optional
        The encoding of the files, in place of the rule (UTF-8, UTF-16, GB18030, Big5).
    words : list of str, dict of str to str, or path, optional
        Words of one's own that a general dictionary cuts apart (``["三资清理"]``), with
        their tags (``{"三资清理": "v"}``), or a file with a word a line; they hold for
        this corpus alone. See `Corpus.with_words`.
    corrections : bool or path
        Whether to apply the ``corrections.tsv`` beside the texts (also ``.csv``, ``.xlsx``), or
        the file to apply in its place. See `Corpus.correct`.
    gazetteer : path, DataFrame or dict, optional
        The townships of each county, a table with the columns township and county. With
        it a name without its 镇 (青石工会) and the short form in a document number
        (青政发〔2023〕5号) are resolved, within the document's own county alone.

    Returns
    -------
    Corpus
        One document a summary; a page with several summaries gives several.

    Raises
    ------
    SourceError
        If nothing can be read, or the words cannot. A bad file among others is a
        `ZhSummaryWarning` that names it.
    ColumnError
        If the frame has no text column.

    Examples
    --------
    >>> import pandas as pd
    >>> corpus = read(pd.DataFrame({"正文": ["河口镇工会2023年工作总结\\n新建工会7家。"]}))
    >>> [document.doc_id for document in corpus]
    ['河口镇-2023']
    """
    from zhsummary.corpus import read_corpus

    return read_corpus(
        source,
        words,
        gazetteer,
        text=text,
        metadata=metadata,
        encoding=encoding,
        corrections=corrections,
    )


def batch(
    source: Any,
    out: str | os.PathLike[str],
    *,
    processes: int | None = None,
    engine: str = "processes",
    scheduler: str | None = None,
    shard_size: int = 250,
    seconds: float | None = None,
    overwrite: bool = False,
    progress: Callable[[str, int, int], Any] | bool | None = None,
    metadata: bool = True,
    encoding: str | None = None,
    words: Any = None,
    corrections: Any = True,
    gazetteer: Any = None,
) -> Batch:
    """Read many files and write their facts to a folder of Parquet files, piece by piece.

    The facts are those of ``zhsummary.read(source, …).facts()``, row by row, but they are never
    in memory together, all processors work, and a run that was ended by anything is gone on
    with by the same call. ``pandas.read_parquet(out)`` reads them. See `zhsummary.batch` for
    what lies in the folder, and for many machines.

    Parameters
    ----------
    source : str, path, or list of paths
        As in `read`; a frame is for `extract_facts`.
    out : str or path
        A folder of its own, outside of the texts.
    processes : int, optional
        How many work; one for each processor unless said. The result is the same.
    engine : {"processes", "dask"}
        What does the work: processes of this machine, or Dask (``pip install
        'zhsummary[dask]'``), whose machines must see the same files and the same folder.
    scheduler : str, optional
        The address of a Dask scheduler; a cluster on this machine unless said.
    shard_size : int
        How many documents are one piece: one file of the result, and the most that is done
        again after a break.
    seconds : float, optional
        How long one document may take before it is left out and named.
    overwrite : bool
        Whether to begin anew where the folder holds a batch of something else.
    progress : callable or bool, optional
        Called with ``files`` or ``documents``, how many are done and how many there are. True
        shows a line on standard error, False none; unless said, where somebody is watching.
    metadata, encoding, words, corrections, gazetteer
        As in `read`.

    Returns
    -------
    Batch
        ``facts()``, ``documents()``, ``headings()`` and ``errors()`` read the frames. A file or
        a document that fails is a row of ``errors()``, and no more.

    Raises
    ------
    SourceError
        If there is nothing to read, or `out` lies among the texts.
    BatchError
        If the folder holds a batch of something else or another run writes into it, if it
        cannot be written to, or if processes cannot be started.
    MissingExtraError
        If pyarrow (``pip install 'zhsummary[parquet]'``) or Dask is not installed.
    """
    from zhsummary.batch.run import run

    return run(
        source,
        out,
        processes=processes,
        engine=engine,
        scheduler=scheduler,
        shard_size=shard_size,
        seconds=seconds,
        overwrite=overwrite,
        progress=progress,
        metadata=metadata,
        encoding=encoding,
        words=words,
        corrections=corrections,
        gazetteer=gazetteer,
    )


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'zhsummary' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
