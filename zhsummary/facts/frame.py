"""A figure in its clause: what stands around it, filled in as it is read.

`Frame` is made by `phrase.frames`; `trace` follows a list of frames back to the one that
answers for the others, `is_source` says whether a figure is what the next one came from.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zhsummary.facts.nouns import join
from zhsummary.facts.sentence import Clause, Token
from zhsummary.lexicons import load
from zhsummary.quantities.model import Quantity

_VERBAL = {"V", "VN", "L", "C"}
#: Units that say how often something was done.
HOW_OFTEN = frozenset({"次", "回", "遍", "趟"})


class Frame:
    """A quantity in its clause, with what was read around it."""

    def __init__(
        self,
        quantity: Quantity,
        clause: Clause,
        clause_index: int,
        at: int,
        part: bool,
        more: bool,
        left: list[Token],
        right: list[Token],
        previous: Frame | None = None,
        neighbour: Frame | None = None,
        topic: Clause | None = None,
        below: Clause | None = None,
    ) -> None:
        words = [t.text for t in left]
        self.quantity = quantity
        self.clause = clause
        self.clause_index = clause_index
        #: where it stands among the clause's tokens
        self.at = at
        #: a part of the figure before it: behind 其中, or in brackets
        self.part = part
        #: whether another figure follows in the clause
        self.more = more
        #: tokens between the previous quantity of the clause (or its beginning) and this one
        self.left = left
        #: the words to the left: joined, each once, and their classes
        self.left_text = "".join(words)
        self.left_words = set(words)
        self.left_classes = {t.cls for t in left}
        #: tokens between this quantity and the next one of the clause (or its end)
        self.right = right
        self.previous = previous
        #: the same clause's frame before this one
        self.neighbour = neighbour
        #: the clause before, where it holds no figure: what this one is about may stand there
        self.topic = topic
        #: the clause behind: what a sum is for may stand there
        self.below = below
        self.verb: list[Token] = []
        #: the verb as written
        self.verb_text = ""
        #: the class of the verb's last word, or an empty string
        self.verb_class = ""
        #: the noun phrase between verb and quantity, or the subject of a level verb
        self.before: list[Token] = []
        #: the noun phrase that the measure word counts
        self.after: list[Token] = []
        #: what is measured of those counted, behind them: 使35户农户收入增加了2000元
        self.owned: list[Token] = []
        #: what tells apart those counted who have no noun: 政策兜底的14户
        self.sort: list[Token] = []
        #: the sum that those counted got, which lends itself to an amount behind it
        self.got: list[Token] = []
        #: the first verb after the quantity, in the same clause
        self.follow: list[Token] = []
        #: the tokens before verb and noun phrase
        self.head: list[Token] = []
        self.juxtaposed = False
        self.listed = False
        #: the figure says which ones are meant (百人以上企业) and counts nothing itself
        self.limit = False
        #: the figure tells how large a works is (年产5万吨的加工企业) and lends nothing to others
        self.sizes = False
        #: places in the clause of words that tell how large a works is, which this figure skips
        self.untold: set[int] = set()
        #: the figure is the base of the share that follows (占21个村的71.4%)
        self.base = False
        #: behind a part (其中党员12户，低保户37户) without a verb of its own: perhaps another part
        self.beside_part = False
        #: the whole that it is the last part of, where the parts add up to it
        self.completes: Frame | None = None
        #: what `trace` found for it, by question
        self.known: dict[str, Any] = {}

    def ahead(self, far: int) -> list[Token]:
        """Give the words behind the figure, figures among them, but at most so many."""
        tokens, start = self.clause.tokens, self.at + 1
        if not self.untold:
            return tokens[start : start + far]
        return [tokens[k] for k in range(start, len(tokens)) if k not in self.untold][:far]

    def govern(self, verb: list[Token]) -> None:
        """Say which verb governs the figure."""
        self.verb = verb
        self.verb_text = join(verb)
        self.verb_class = next((t.cls for t in reversed(verb) if t.cls in _VERBAL), "")


def trace(
    frame: Frame, question: str, step: Callable[[Frame], tuple[Any, Frame | None]], otherwise: Any
) -> Any:
    """Follow a list back to the figure that answers for it; each frame is asked once.

    `step` gives the answer of a frame, or None and the frame to ask instead; `otherwise`
    is the answer where there is none left to ask.
    """
    passed: list[Frame] = []
    at: Frame | None = frame
    found = None
    while found is None and at is not None:
        if question in at.known:
            found = at.known[question]
        else:
            passed.append(at)
            found, at = step(at)
    found = otherwise if found is None else found
    for frame in passed:
        frame.known[question] = found
    return found


def is_origin(left: list[Token], i: int) -> bool:
    """Say whether a word opens what a figure is compared with or comes from (由, 从2019年的)."""
    token = left[i]
    if token.cls == "T":  # 从去年的: the preposition is part of the time
        behind = left[i + 1 : i + 2]
        return token.text.startswith(("从", "自")) and bool(behind) and behind[0].cls == "DE"
    return token.cls == "P" and token.text in _ORIGINS


def paid_for_each(frame: Frame) -> int:
    """每新建一个大棚补助3000元: the place of the verb by which so much is paid for each, or -1."""
    left = frame.left
    if len(left) < 3 or left[0].text != "每" or frame.quantity.kind != "money":
        return -1
    if left[1].cls not in {"V", "VN"}:
        return -1
    return max((k for k, t in enumerate(left) if k > 1 and t.text in _PAID_BY_RULE), default=-1)


_PAID_BY_RULE = load.word_set("rewarding_verbs") | {"奖", "补", "给予", "补给"}


def is_source(frame: Frame) -> bool:
    """Say whether a figure is the amount that the next one came from: 从26个压到9个."""
    left = frame.left
    return may_come_from(frame) and any(
        is_origin(left, i) and t.text not in {"比", "较"} for i, t in enumerate(left)
    )


def may_come_from(frame: Frame) -> bool:
    """Say whether the words to the left of a figure may say what it came from."""
    return "T" in frame.left_classes or not _ORIGINS.isdisjoint(frame.left_words)


_ORIGINS = {"由", "从", "比", "较"}
