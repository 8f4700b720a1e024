"""The documents of a corpus: a sequence that can be asked for one, or for those one means."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, SupportsIndex, overload

from zhsummary import structure
from zhsummary.document import Document, are_apart
from zhsummary.errors import UnknownNameError, ZhSummaryError
from zhsummary.facts.corrections import Unapplied
from zhsummary.messages import name_of
from zhsummary.read import Problem
from zhsummary.structure.model import Summary

if TYPE_CHECKING:
    from collections.abc import Sequence


_SHOWN_UNREAD = 20
_SHOWN_DOCUMENTS = 300


class Documents:
    """Documents in an order, each under a name of its own, and what could not be read.

    `Corpus` says what it is made of.
    """

    def __init__(self, documents: Any, unread: Any = (), unapplied: Any = ()) -> None:
        self._documents = tuple(
            d
            if isinstance(d, Document)
            else Document(**{name: getattr(d, name) for name in Summary.__dataclass_fields__})
            for d in structure.unique_ids(map(_summary, _iterated(documents)))
        )
        self._by_id = {document.doc_id: document for document in self._documents}
        problems = tuple(unread)
        #: What was not read, and why.
        self.unread: tuple[Problem, ...] = tuple(p for p in problems if p.unread)
        #: What should be known of what was read.
        self.noted: tuple[Problem, ...] = tuple(p for p in problems if not p.unread)
        #: What could not be corrected, and why.
        self.unapplied: tuple[Unapplied, ...] = tuple(unapplied)

    def __len__(self) -> int:
        return len(self._documents)

    def __iter__(self) -> Iterator[Document]:
        return iter(self._documents)

    def __contains__(self, document: object) -> bool:
        """Tell whether a document, or one of a name, is there: ``"河口镇-2023" in corpus``."""
        if isinstance(document, str):
            return document in self._by_id
        return document in self._documents

    @overload
    def __getitem__(self, key: slice) -> Self: ...

    @overload
    def __getitem__(self, key: int | str | tuple[str, int]) -> Document: ...

    def __getitem__(self, key: int | str | slice | tuple[str, int]) -> Document | Self:
        """Give a document by position, by its name, or by township and year; or some of them.

        A slice gives a corpus of these documents, without what is known of unread files.

        Raises
        ------
        UnknownNameError
            If there is no such document, or a township has several.
        """
        if isinstance(key, slice):
            return self._of(self._documents[key])
        if isinstance(key, SupportsIndex) and not isinstance(key, bool):
            try:
                return self._documents[key]
            except IndexError:
                raise UnknownNameError(
                    "There is no document {key}: the corpus has {count}, from 0.",
                    key=key,
                    count=len(self),
                ) from None
        if isinstance(key, str) and key in self._by_id:
            return self._by_id[key]
        township, year = key if isinstance(key, tuple) and len(key) == 2 else (key, None)
        found = [
            d
            for d in self
            if isinstance(township, str) and d.township == township and year in (None, d.year)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownNameError(
                "{key!r} has {count} documents: {documents}. Take one by its name.",
                key=key,
                count=len(found),
                documents="、".join(d.doc_id for d in found),
            )
        known = "、".join(list(self._by_id)[:8])
        raise UnknownNameError(
            "No document {key!r}. There are: {known}{more}",
            key=key,
            known=known,
            more=" …" * (len(self) > 8),
        )

    def _of(self, documents: Sequence[Document]) -> Self:
        """Give a corpus of some of the documents."""
        names = {d.doc_id for d in documents}
        return type(self)(documents, unapplied=[u for u in self.unapplied if u.doc_id in names])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Documents):
            return NotImplemented
        return self._held == other._held

    def __hash__(self) -> int:
        return hash(tuple(self._by_id))

    @property
    def _held(self) -> tuple[tuple[Any, ...], ...]:
        return self._documents, self.unread, self.noted, self.unapplied

    def _ipython_key_completions_(self) -> list[str]:
        """Name the documents to a notebook that completes ``corpus["``."""
        return list(self._by_id)

    def __repr__(self) -> str:
        townships = {d.township for d in self if d.township}
        years = sorted({d.year for d in self if d.year})
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))
        characters = sum(len(d.text) for d in self)
        return (
            f"<Corpus: {len(self)} 篇, {len(townships)} 个乡镇街道, {span or '年份未知'}, "
            f"{characters} 字, {len(self.unread)} 个文件未读>"
        )

    def _repr_html_(self) -> str:
        from zhsummary.show.html import styled
        from zhsummary.show.table import rows_table

        rows = [
            [
                d.doc_id,
                d.township or "未知",
                d.year or "未知",
                d.issuer or "",
                name_of("topic", d.topic or ""),
                len(d.sections),
                len(d.facts),
                sum(fact.quantity.masked for fact in d.facts) or "",
                "；".join(d.warnings),
            ]
            for d in self._documents[:_SHOWN_DOCUMENTS]
        ]
        head = ["文档", "乡镇", "年份", "单位", "主题", "节", "数字", "遮盖", "提示"]
        shown = rows_table(head, rows, caption=repr(self)[9:-1])
        left_out = max(0, len(self) - _SHOWN_DOCUMENTS)
        more = f'<p class="zhs-note">另有 {left_out} 篇未显示</p>' if left_out else ""
        return styled(f'<div class="zhs">{shown}{more}{self._unread_html()}</div>')

    def _unread_html(self) -> str:
        """Name the files that were not read, so that none is missing unnoticed."""
        from zhsummary.show.html import text as escaped

        if not self.unread:
            return ""
        said = [f"{problem.name}（{problem.reason}）" for problem in self.unread[:_SHOWN_UNREAD]]
        more = " …" if len(self.unread) > _SHOWN_UNREAD else ""
        return f'<p class="zhs-note">未读：{escaped("；".join(said))}{more}</p>'

    def _meant(self, which: Any) -> set[str]:
        """Give the names of the documents that an analyst means."""
        if callable(which):
            return {d.doc_id for d in self if which(d)}
        if isinstance(which, (list, tuple, set, frozenset)):
            return {doc_id for one in which for doc_id in self._meant(one)}
        named = self._called.get(which) if isinstance(which, Hashable) else None
        if not named:
            raise UnknownNameError(
                "No document, township, county, topic or year {which!r}. There are: "
                "{documents}{more}",
                which=which,
                documents="、".join(list(self._by_id)[:8]),
                more=" …" * (len(self) > 8),
            )
        return named

    @cached_property
    def _called(self) -> dict[Any, set[str]]:
        """What an analyst may call documents by, and which those are."""
        called: dict[Any, set[str]] = {}
        for d in self:
            for name in (d.doc_id, d.township, d.county, d.topic, d.year):
                if name is not None:
                    called.setdefault(name, set()).add(d.doc_id)
        return called

    @cached_property
    def _pairs(self) -> list[tuple[str, str, float]]:
        """The documents whose texts are nearly the same."""
        from zhsummary.mining.reuse import near_copies

        ids = [d.doc_id for d in self]
        found = near_copies(
            [d.text for d in self], whose=[(d.township, d.county, d.year) for d in self]
        )
        return [(ids[i], ids[j], similarity) for i, j, similarity in found]

    @cached_property
    def _copies(self) -> list[tuple[str, str, float]]:
        """Those of which a comparison counts one: one township that copies another has its row."""
        return [pair for pair in self._pairs if not are_apart(self[pair[0]], self[pair[1]])]


def _iterated(documents: Any) -> Iterator[Any]:
    if isinstance(documents, str) or not hasattr(documents, "__iter__"):
        raise ZhSummaryError(
            "A corpus is made of documents, not of a {given}. zhsummary.read(source) "
            "makes one of files or of a frame.",
            given=type(documents).__name__,
        )
    return iter(documents)


def _summary(document: Any) -> Summary:
    if not isinstance(document, Summary):
        raise ZhSummaryError(
            "A corpus is made of documents; this is a {given}. zhsummary.read(source) "
            "makes one of files or of a frame.",
            given=type(document).__name__,
        )
    return document
