"""Done, planned or background: the order in which the cues are asked.

Limits and denials first, then what a superior set (`required`), what is only compared with
(`compared`), what is still to come (`planned`) and what a rule sets (`rules`); what remains
was done.
"""

from __future__ import annotations

from zhsummary.facts.compared import baseline, in_brackets_behind_its_time
from zhsummary.facts.frame import Frame
from zhsummary.facts.model import Modality
from zhsummary.facts.planned import planned
from zhsummary.facts.required import superior_target
from zhsummary.facts.rules import rule_for
from zhsummary.facts.sentence import Sentence
from zhsummary.lexicons import load


def modality(
    frame: Frame,
    sentence: Sentence,
    dated: str,
    in_plan: bool,
    year: int | None,
) -> tuple[Modality, str]:
    """Give the modality of a quantity and the rule that found it.

    Parameters
    ----------
    frame : Frame
        The quantity in its clause.
    sentence : Sentence
        The whole sentence, for plans that reach over clauses.
    dated : str
        The time expression that dates the quantity, or an empty string.
    in_plan : bool
        True under a heading that announces plans.
    year : int or None
        The year that the document reports.
    """
    if frame.limit:
        return "reference", "limit"
    if _denied(frame, sentence):
        return "reference", "denied"
    if rule := superior_target(frame):
        return "planned", rule
    if in_brackets_behind_its_time(frame, sentence):
        return "reference", "compared-with"
    if rule := baseline(frame, dated, year):
        return "reference", rule
    if rule := planned(frame, sentence, dated, in_plan, year):
        return "planned", rule
    if rule := rule_for(frame, sentence):
        return "reference", rule
    return "actual", "stated"


def _denied(frame: Frame, sentence: Sentence) -> bool:
    """没有改造危房300户，仅改造218户: the first is what was not done; so is 并非新建5家."""
    if _DENIALS.isdisjoint(frame.left_words):
        return False
    first = next((t for t in frame.left if t.cls not in {"T", "S", "SUBJ"}), None)
    if first is None or first.text not in _DENIALS or any(t.cls == "DE" for t in frame.left):
        return False
    following = sentence.clauses[frame.clause_index + 1 : frame.clause_index + 3]
    only = any(c.tokens and c.tokens[0].text in _NO_MORE and c.figures for c in following)
    return only or first.text != "没有"


_DENIALS = {"没有", "并非", "不是"}
#: 只建成3个, 仅培训120人: not more than that was done.
_NO_MORE = load.word_set("no_more_words")
