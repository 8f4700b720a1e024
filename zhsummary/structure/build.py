"""From a source to its summaries: split, identify, name.

In goes a `Source`, out come `Summary` values with readable names: township and year where
both are known, else the file's stem, numbered where they clash. What `metadata.csv` or the
columns of a frame say goes before what the text says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from zhsummary.read.model import Source
from zhsummary.structure.confidence import weighed
from zhsummary.structure.documents import split
from zhsummary.structure.identity import identify, plain_township
from zhsummary.structure.model import Claim, Identity, Summary

_FIELDS = ("title", "issuer", "township", "county", "topic")


def build(source: Source) -> list[Summary]:
    """Split a source into its summaries and tell of each whose and of when it is.

    Parameters
    ----------
    source : Source
        A text with what is known about it.

    Returns
    -------
    list of Summary
        In order of appearance. Names are unique within the source; `unique_ids` makes
        them unique across sources.

    Examples
    --------
    >>> from zhsummary.read import from_text
    >>> [s.doc_id for s in build(from_text("河口镇工会2023年工作总结\\n建会5家。"))]
    ['河口镇-2023']
    """
    pieces = split(source.text)
    made: list[Summary] = []
    for index, piece in enumerate(pieces):
        text = source.text[piece.start : piece.end]
        title = source.text[piece.title_start : piece.title_end]
        name = _file_name(source) if len(pieces) == 1 else ""
        told = {**source.metadata, **source.parts.get(index + 1, {})}
        identity, rest = _with_metadata(identify(text, title, name), told, _said_by(source))
        made.append(
            Summary(
                doc_id=_name(identity, source, index),
                source=source.name,
                start=piece.start,
                text=text,
                identity=identity,
                metadata=rest,
                warnings=source.warnings,
                set_aside=source.set_aside,
                encoding=source.encoding,
            )
        )
    return unique_ids(made)


def unique_ids(summaries: Iterable[Summary]) -> list[Summary]:
    """Number the names that clash: 河口镇-2023, 河口镇-2023#2.

    Examples
    --------
    >>> from zhsummary.read import from_text
    >>> twice = build(from_text("建会5家。", "a")) + build(from_text("建会6家。", "a"))
    >>> [s.doc_id for s in unique_ids(twice)]
    ['a', 'a#2']
    """
    unique = UniqueNames()
    named = ((summary, unique(summary.doc_id)) for summary in summaries)
    return [s if name == s.doc_id else replace(s, doc_id=name) for s, name in named]


class UniqueNames:
    """Number names that were given before, in the order in which they are asked for.

    Examples
    --------
    >>> unique = UniqueNames()
    >>> [unique(name) for name in ("a", "b", "a", "a#2", "a")]
    ['a', 'b', 'a#2', 'a#2#2', 'a#3']
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def __call__(self, base: str) -> str:
        """Give the name, or the name with a number."""
        name = base
        while name in self._taken:
            self._counts[base] = self._counts.get(base, 1) + 1
            name = f"{base}#{self._counts[base]}"
        self._taken.add(name)
        return name


def _name(identity: Identity, source: Source, index: int) -> str:
    if identity.township and identity.year is not None:
        return f"{identity.township}-{identity.year}"
    stem = source.name if source.row is not None else _stem(source)
    return stem if index == 0 else f"{stem}#{index + 1}"


def _file_name(source: Source) -> str:
    """Give what the file is called, without its ending; a row of a frame has no file."""
    if source.row is not None or not PurePath(source.name).suffix:
        return ""
    return PurePath(source.label).stem if source.label else PurePath(source.name).stem


def _stem(source: Source) -> str:
    """Give the file's name without its ending, with what tells its texts apart."""
    label = f"#{source.label}" if source.label else ""
    name = source.name.removesuffix(label)
    return (PurePath(name).stem or name) + label


def _said_by(source: Source) -> str:
    return "column" if source.row is not None else "metadata.csv"


def _with_metadata(
    identity: Identity, told: dict[str, Any], said_by: str
) -> tuple[Identity, dict[str, Any]]:
    """Let what the analyst says of a text go before what the text says."""
    changes: dict[str, Any] = {}
    evidence = dict(identity.evidence)
    claims: list[Claim] = []
    for field, value in _named(told, identity).items():
        changes[field] = value
        evidence[field] = said_by
        claims.append(Claim(field, value, said_by, str(value)))
    changes["claims"] = weighed([*claims, *identity.claims])
    rest = {name: value for name, value in told.items() if name not in (*_FIELDS, "year")}
    return replace(identity, **changes, evidence=evidence), rest


def _named(told: dict[str, Any], identity: Identity) -> dict[str, Any]:
    """Give the library's own fields of what is told, the township by its plain name."""
    fields = {name: told[name] for name in (*_FIELDS, "year") if told.get(name) not in (None, "")}
    if "township" in fields:
        county, township = plain_township(str(fields["township"]), identity)
        fields["township"] = township
        if county:
            fields.setdefault("county", county)
    return fields
