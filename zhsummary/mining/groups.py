"""Groups: what pairs join, directly or by way of others.

In go pairs, out come the groups that they make, or the pairs that alone join two of them. The
cost is linear in the pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

Member = TypeVar("Member", bound=Hashable)


def joining(pairs: Iterable[tuple[Member, Member]]) -> list[tuple[Member, Member]]:
    """Give the pairs that join two groups which those before them do not [1]_.

    References
    ----------
    .. [1] Kruskal, J. B. (1956). On the shortest spanning subtree of a graph and the
       traveling salesman problem. Proceedings of the AMS 7(1), 48-50.

    Examples
    --------
    >>> joining([("a", "b"), ("b", "c"), ("a", "c")])
    [('a', 'b'), ('b', 'c')]
    """
    return _joined(pairs)[0]


def groups(pairs: Iterable[tuple[Member, Member]]) -> list[list[Member]]:
    """Give the groups that pairs make, their members in the order in which the pairs name them.

    Examples
    --------
    >>> groups([("a", "b"), ("d", "e"), ("b", "c")])
    [['a', 'b', 'c'], ['d', 'e']]
    """
    _, first_of = _joined(pairs)
    together: dict[Member, list[Member]] = defaultdict(list)
    for member in first_of:
        together[_first(first_of, member)].append(member)
    return list(together.values())


def _joined(
    pairs: Iterable[tuple[Member, Member]],
) -> tuple[list[tuple[Member, Member]], dict[Member, Member]]:
    """Give the joining pairs, and what leads each member to the first of its group."""
    first_of: dict[Member, Member] = {}
    size: dict[Member, int] = {}
    kept: list[tuple[Member, Member]] = []
    for pair in pairs:
        for member in pair:
            if member not in first_of:
                first_of[member], size[member] = member, 1
        one, other = (_first(first_of, member) for member in pair)
        if one != other:
            if size[one] < size[other]:
                one, other = other, one
            first_of[other] = one
            size[one] += size[other]
            kept.append(pair)
    return kept, first_of


def _first(first_of: dict[Member, Member], member: Member) -> Member:
    while (higher := first_of[member]) != member:
        first_of[member] = member = first_of[higher]
    return member
