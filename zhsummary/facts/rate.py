"""Per what: the base of a rate (每季度, 人均, 每名村医, 元/亩)."""

from __future__ import annotations

from zhsummary.facts.phrase import Frame

#: After these the base goes on with its noun: 每位执委, 每个团队.
_OPEN = ("个", "位", "名", "家", "所", "支", "座", "处")


def per(frame: Frame, inherited: Frame | None) -> tuple[str, str]:
    """Give the base of a rate and the rule that found it."""
    found = _stated(frame)
    if found:
        return found, "rate-word"
    if "/" in frame.quantity.unit and not frame.quantity.unit.endswith(("立方米", "升", "m³", "L")):
        return "每" + frame.quantity.unit.rpartition("/")[2], "rate-unit"
    if (
        inherited is not None
        and inherited.quantity.kind == frame.quantity.kind
        and (frame.listed or _reaches(frame))
    ):
        return per(inherited, None)[0], "rate-carried"
    return "", ""


def _stated(frame: Frame) -> str:
    if "R" not in frame.left_classes:
        return ""
    tokens = frame.left
    for i in range(len(tokens) - 1, -1, -1):
        if tokens[i].cls != "R":
            continue
        base = tokens[i].text
        if base.endswith(_OPEN) and i + 1 < len(tokens) and tokens[i + 1].cls == "N":
            base += tokens[i + 1].text
        return base
    return ""


def _reaches(frame: Frame) -> bool:
    """每人每月410元提高到455元: the second has the base of the first."""
    return frame.verb_class == "C" and not frame.before and frame.neighbour is not None
