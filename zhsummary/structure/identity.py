"""Whose summary, of when, about what: each answer with the words that gave it.

In goes one summary's text, its title and its file's name, out comes an `Identity`. The places
are asked in order: the title, a line that names the writer alone, the signature at the end
(落款), the organisations that act in the first paragraphs, the file's name. 我镇 is no name, a
neighbour that was visited is not the issuer, and a name that was blanked out (xx镇) stays None:
nothing is guessed. Villages and provinces are not looked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice

from zhsummary.lexicons.load import rows, word_set, words
from zhsummary.spans import fold, with_wide_stops
from zhsummary.structure.confidence import weighed
from zhsummary.structure.documents import title_span, without_series
from zhsummary.structure.lines import Line, lines, without_sounds
from zhsummary.structure.model import Claim, Identity

_OPENING = 400  # characters in which a writer says who reports on which year
_LONGEST_NAME = 5
_HAN = r"\u4e00-\u9fff"
_COUNTY = re.compile(r"(?:自治县|(?<!自治)(?:县|旗|市|区))")


@dataclass(slots=True)
class _Found:
    """What was found so far, and where."""

    values: dict[str, str | int] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    def put(self, name: str, value: str | int | None, source: str, words: str) -> None:
        """Keep the first answer to a question, and each place's as a claim."""
        if value is None:
            return
        if name not in self.values:
            self.values[name] = value
            self.evidence[name] = f"{source}: {words.strip()}"
        known = self.values[name]
        if source == "opening" and isinstance(value, str) and value != known:
            return  # a neighbour in the first paragraphs contradicts no title
        if not any(claim.field == name and claim.source == source for claim in self.claims):
            self.claims.append(Claim(name, value, source, words.strip()))

    def text(self, name: str) -> str | None:
        value = self.values.get(name)
        return value if isinstance(value, str) else None


def identify(text: str, title: str | None = None, file_name: str = "") -> Identity:
    """Tell whose summary a text is, of which year and about what.

    Parameters
    ----------
    text : str
        One summary, its title line included.
    title : str, optional
        Its title; found in the text where not given.
    file_name : str, optional
        What its file is called, without the ending: asked where the text says nothing.

    Returns
    -------
    Identity
        None in each field that the text does not state.

    Examples
    --------
    >>> found = identify("# 河口镇总工会2023年工作总结\\n今年，镇总工会建会5家。")
    >>> found.township, found.year, found.issuer, found.topic
    ('河口镇', 2023, '河口镇总工会', 'union')
    >>> found.evidence["township"]
    'title: 河口镇'
    >>> identify("xx镇工会工作总结\\n我镇建会5家。").township is None
    True
    """
    folded = without_sounds(with_wide_stops(fold(text)))
    raw = without_sounds(title_span(text).of(text) if title is None else title)
    clean = clean_title(raw)
    body = _unsigned(_body(folded, raw))
    found = _Found()
    _from_title(found, fold(_closed_up(clean)), _looking_back(folded, body))
    _from_byline(found, folded, is_news=_SUMS_UP.search(fold(clean)) is None)
    _from_signature(found, folded)
    _from_opening(found, body, of_all=_OF_ALL.search(fold(clean)) is not None)
    _from_headings(found, folded)
    _from_session(found, folded)
    _from_mask(found, fold(clean))
    _from_file_name(found, fold(file_name))
    from_collection = clean != _bare_title(raw)
    topic, evidence = _topic(fold(clean), _body(folded, raw), 1 if from_collection else 10)
    found.put("topic", topic, "words", evidence)
    year = found.values.get("year")
    return Identity(
        title=clean,
        issuer=found.text("issuer"),
        township=found.text("township"),
        county=found.text("county"),
        year=year if isinstance(year, int) else None,
        topic=found.text("topic"),
        evidence=found.evidence,
        claims=weighed(_placed(claim, text) for claim in found.claims),
    )


#: 我县推进厕所革命, 县国土资源局工作总结, 团区委工作总结: what is told of townships below is no
#: account of one of them.
_OF_ALL = re.compile(
    rf"[我全][县市区旗州]|^团[县市区旗州]委|^(?:市区|[县旗州]|市(?![场政民容])|区(?!域))[{_HAN}]{{0,10}}?"
    r"(?:局|委(?!员)|办(?!事处)|联合会|[残妇文侨科]联|科协|总工会|供销(?:合作)?社|中心)(?![镇乡])"
)

#: The places that the last words of a text belong to, those of its first lines, and no words.
_LAST, _NOWHERE = ("signature",), ("file name",)


def _placed(claim: Claim, text: str) -> Claim:
    """Give a claim its place in the text, where its words stand there as they are."""
    if claim.source in _NOWHERE or not claim.text:
        return claim
    folded = with_wide_stops(fold(text))
    words = claim.text.split("\n")[0]
    find = folded.rfind if claim.source in _LAST else folded.find
    start = find(words)
    if start < 0:
        return claim
    end = start + len(words)
    return replace(claim, text=text[start:end], start=start, end=end)


def clean_title(title: str) -> str:
    """Strip Markdown signs and the running number of a collection from a title.

    Examples
    --------
    >>> clean_title("**乡镇妇联工作总结 篇三**")
    '乡镇妇联工作总结'
    >>> clean_title("凝心聚力促发展\\n——河口乡工会工作总结")
    '凝心聚力促发展——河口乡工会工作总结'
    """
    bare = _bare_title(title)
    return without_series(bare).strip() or bare


def short_names(text: str, title: str) -> list[tuple[str, str | None, str]]:
    """Give what stands before an organisation where a township's name may lack its 镇.

    Returns
    -------
    list of (str, str or None, str)
        The short name, the county before it and the words.

    Examples
    --------
    >>> short_names("岚川县青石工会2023年工作总结\\n建会5家。", "岚川县青石工会2023年工作总结")
    [('青石', '岚川县', '青石工会')]
    """
    folded = fold(text)
    tail = (folded[line.inner_start : line.inner_end] for line in _last_lines(folded))
    signed = (said for said in tail if len(said) <= _LONGEST_BYLINE)
    asked = [fold(title), *(s for s in signed if "。" not in s and s != fold(title))]
    found = []
    for said in asked:
        organisation = _organisation().search(said)
        base = _name_before(said, organisation.start(), True) if organisation else ""
        if organisation and len(base) > 1:
            county = _last_county(said[: organisation.start() - len(base)])
            found.append((base, county, base + organisation[0]))
    return found


def townships_named(text: str) -> set[str]:
    """Give every township that a text names, its own and its neighbours.

    Examples
    --------
    >>> sorted(townships_named("青石镇、白沙乡的同志来我镇学习。"))
    ['白沙乡', '青石镇']
    """
    folded = fold(text)
    return {name for name, _, _ in _townships(folded, folded)}


def plain_township(told: str, identity: Identity | None = None) -> tuple[str | None, str]:
    """Give the county, if any, and the plain name of what an analyst calls a township.

    Examples
    --------
    >>> plain_township("岚川县青石镇总工会"), plain_township("青石街道办事处")
    (('岚川县', '青石镇'), (None, '青石街道'))
    >>> plain_township("青石", identify("青石镇工会2023年工作总结\\n建会5家。"))
    (None, '青石镇')
    """
    name = fold(told).strip()
    found = _Found()
    _put_names(found, name, "title")
    township = found.text("township")
    rest = name[name.find(township) + len(township) :] if township else ""
    if township and (not rest or rest == "办事处" or _organisation().fullmatch(rest)):
        return found.text("county"), township
    said = identity.township if identity else None
    if said and said in {name + suffix for suffix in words("township_suffixes.txt")}:
        return None, said
    return None, told.strip()


def _closed_up(title: str) -> str:
    """Write a title in one that is spaced out for print: 青 石 镇 工 会 2023 年 工 作 总 结."""
    pieces = title.split()
    single = sum(len(piece) == 1 for piece in pieces)
    return "".join(pieces) if single > _LEAST_SPACED and single * 2 > len(pieces) else title


_LEAST_SPACED = 4


def _bare_title(title: str) -> str:
    joined = re.sub(r"\s*\n[\s#*]*", "", title.strip())
    bare = re.sub(r"^[#\s]+", "", joined)
    if bare.startswith("**") and bare.endswith("**") and len(bare) > 4:
        bare = bare[2:-2]
    return bare.strip()


# --- places that are asked --------------------------------------------------------------------


def _from_title(found: _Found, title: str, reviewed: int | None) -> None:
    """Read the title; a government's report is called after the year in which it is given."""
    _put_names(found, title, "title")
    if "township" not in found.values:
        county = _county_of_title(title)
        found.put("county", county, "title", county or "")
    year, said = _year_of_title(title)
    if year is not None:
        is_later = "政府工作报告" in title and reviewed == year - 1
        found.put("year", year - 1 if is_later else year, "title", said)


def _county_of_title(title: str) -> str | None:
    """Find the county whose own paper a title names, or which opens it: 岚川县民政局工作总结.

    Examples
    --------
    >>> _county_of_title("岚川县民政局2023年工作总结"), _county_of_title("全县民政工作总结")
    ('岚川县', None)
    """
    for match in _COUNTY.finditer(title):
        base = _name_before(title, match.start()) or _named_like_a_town(title[: match.start()])
        acts = _may_follow_a_name(title, match.end()) or _OFFICE.match(title, match.end())
        opens = match.start() == len(base) and not _township().match(title, match.end())
        if (acts or opens) and base and _is_county(base, match[0]):
            return base + match[0]
    return None


def _named_like_a_town(before: str) -> str:
    """Give the name of a county whose name holds 镇 or 乡: 镇安县, 金乡县, not 城乡市场."""
    if len(before) != 2:
        return ""
    of_a_name = before[1] == "乡" and before[0] not in (*_common_words()[0], "我")
    return before if before[0] == "镇" or of_a_name else ""


_OFFICE = re.compile(rf"人民政府|政府|委(?!员)|[{_HAN}]{{2,6}}?[局办]")


def _looking_back(folded: str, body: str) -> int | None:
    """Give the year that a heading (一、2025年工作回顾) or the first sentences look back on.

    Where they say none, the day tells on which a government reported to its congress.
    """
    told = _Found()
    _from_headings(told, folded)
    year, _ = _year_of_opening(body[:_OPENING])
    told.put("year", year, "opening", "")
    _from_session(told, folded)
    reviewed = told.values.get("year")
    return reviewed if isinstance(reviewed, int) else None


def _from_byline(found: _Found, folded: str, *, is_news: bool) -> None:
    """Read a first line that holds names of organisations alone: 中共青石镇委员会.

    The day on which a page was posted tells the year of news; a report tells its own.
    """
    for line in lines(folded)[:_HEAD_LINES]:
        content = _unlabelled(folded[line.inner_start : line.inner_end].strip())
        if "。" in content:
            break
        if _DAY_ALONE.fullmatch(content):
            found.put("year", _year_of_date(content, folded), "byline", content)
        elif is_news and (posted := _POSTED.fullmatch(content)):
            found.put("year", int(posted["year"]), "byline", content)
        organisation = _organisation_line().fullmatch(content)
        if organisation and len(content) <= _LONGEST_BYLINE:
            _put_names(found, content, "byline")


_SUMS_UP = re.compile("总结|小结|报告|汇报|述职|计划|方案|材料|范文")
_HEAD_LINES = 5
#: 2009-10-28, 发布时间：2010-07-20 08:01: when a page was posted. In the first months of a year it
#: may tell of the year before.
_POSTED = re.compile(
    r"(?:(?:发布|添加|发表|更新|录入|编辑)?(?:时间|日期)[:：]?\s*)?(?P<year>(?:19|20)\d\d)[-/.年]"
    r"(?:0?[4-9]|1[0-2])[-/.月](?:0?[1-9]|[12]\d|3[01])日?(?:\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?"
)
_LONGEST_BYLINE = 40


@cache
def _organisation_line() -> re.Pattern[str]:
    names = f"(?:{_organisation().pattern}|委员会)"
    suffixes = "|".join(words("township_suffixes.txt"))
    one = rf"(?:中共|中国共产党)?[{_HAN}]{{2,12}}?(?:{suffixes}){names}?"
    return re.compile(rf"{one}(?:[ 、]+{one})?")


def _from_mask(found: _Found, title: str) -> None:
    """Keep that a title hides its township: xx镇 is another thing than no name at all."""
    masked = _MASKED.search(title)
    if masked and "township" not in found.values:
        found.claims.append(Claim("township", None, "title", masked[0]))


_MASKED = re.compile(r"(?:[xX×*＊╳○□_\\]{1,8}|某某?)(?:镇|乡|街道)(?![村民])")


def _from_file_name(found: _Found, name: str) -> None:
    """Ask what the file is called; a name that the title masks is left masked."""
    if not name:
        return
    if not any(claim.value is None for claim in found.claims):
        _put_names(found, name, "file name")
    years = {match[1] for match in _FILE_YEAR.finditer(name)}
    if len(years) == 1:
        (year,) = years
        found.put("year", int(year), "file name", name)


# a day (2023-12-15, 20231215) is when a file was written; several years are none
_FILE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)(?!(?:年|[-_.])\d{1,2}(?!\d))")


def _from_signature(found: _Found, folded: str) -> None:
    """Read the signature: short last lines that name an organisation or a day."""
    for line in _last_lines(folded):
        content = _unlabelled(folded[line.inner_start : line.inner_end])
        if not _may_sign(content):
            break
        if _organisation().search(content) or content.endswith(words("township_suffixes.txt")):
            _put_names(found, content, "signature")
        year = _year_of_date(content, folded)
        if year is not None:
            found.put("year", year, "signature", content)


_TAIL_LINES = 4


def _last_lines(folded: str) -> list[Line]:
    """Give the lines that may sign, the last one first; what is said behind them is left out."""
    found = lines(folded)[-_TAIL_LINES - _MOST_BEHIND :]
    annex = (at for at, line in enumerate(found) if _ANNEX.match(folded, line.inner_start))
    del found[next(annex, len(found)) :]
    for _ in range(_MOST_BEHIND):
        if found and _BEHIND.match(folded, found[-1].inner_start, found[-1].inner_end):
            found.pop()
    return found[: -_TAIL_LINES - 1 : -1]


_MOST_BEHIND = 4
_ANNEX = re.compile(r"附[件表录]?\d{0,2}[:：]")
#: What is said behind a signature: a courtesy, an annex, who gets copies, who printed it.
_BEHIND = re.compile(
    r"[（(]?(?:以上|特此|此件|抄[送报]|[主呈]?报送?[:：]|联系(?:人|电话|方式)|电话[:：]"
    r"|主题词|此致|敬礼|谢谢|感谢|敬请|不[妥当足]之处|如有不[妥当]|[妥当]否|请.{0,8}(?:批评|指正|审[阅议]|批示)"
    r"|校对|审[核签]|责任编辑|编辑[:：]|来源[:：]|共印|印数)"
)


def _unlabelled(content: str) -> str:
    """Give a line without what says that it signs: 汇报单位：, 日期：."""
    return _LABEL.sub("", content)


_LABEL = re.compile(
    r"^(?:汇报|报告|填报|报送|上报|撰写|编制|起草|成文|述职|总结|落款)?(?:单位|部门|时间|日期|人)[:：]\s*"
)


def _may_sign(content: str) -> bool:
    return len(content) <= 45 and not re.search(r"[。；：，]", content)


def _from_opening(found: _Found, body: str, *, of_all: bool) -> None:
    """Read the first sentences; where a title speaks `of_all` townships, no single one's name."""
    opening = body[:_OPENING]
    in_county = "county" in found.values and "township" not in found.values
    for name, start, end in () if of_all else _townships(opening, body):
        if in_county and body.count(name) == 1 and not _organisation().match(opening, end):
            continue  # a county's account names one of its townships in passing
        if _is_own(opening, start, end):
            found.put("township", name, "opening", name)
            issuer = _issuer(opening, start, end) or name
            if opening[start - 1 : start] in ("县", "市", "区", "旗"):
                county = _last_county(opening[max(0, start - 16) : start])
                found.put("county", county, "opening", county or "")
            if found.text("township") == name:
                found.put("issuer", issuer, "opening", issuer)
            break
    county = _county_in(opening)
    found.put("county", county, "opening", county or "")
    year, said = _year_of_opening(opening)
    found.put("year", year, "opening", said)


def _from_headings(found: _Found, folded: str) -> None:
    for match in _YEAR_HEADING.finditer(folded):
        before = folded[max(0, match.start() - _MOST_SIGNS) : match.start()]
        if before.rstrip("#* \t")[-1:] in ("", "\n") or before[-1] in "。：:":
            found.put("year", _year(match["year"]), "heading", match[0])
            return


def _from_session(found: _Found, folded: str) -> None:
    """Read the day of the session to which a government reports: in spring on the year before.

    ——2022年1月7日在西乌旗第十六届人民代表大会第一次会议上
    """
    session = _SESSION.match("".join(folded[:_OPENING].split()))
    if session is None:
        return
    year, month = _year(session["year"]), int(session["month"])
    if month <= _SPRING or month >= _AUTUMN:
        found.put("year", year - 1 if month <= _SPRING else year, "opening", session["said"])


_SPRING, _AUTUMN = 6, 11  # months in which a congress hears of the year before, and of its own
_SESSION = re.compile(
    r".{0,60}?政府工作报告.{0,60}?"
    r"(?P<said>(?P<year>20\d\d)年(?P<month>1[0-2]|[1-9])月\d{1,2}日在?[^。，]{2,30}?人民代表大会)"
)
_MOST_SIGNS = 80  # characters of Markdown before a heading: a bound, so that no line is reread
_YEAR_HEADING = re.compile(
    r"[一二三1](?:、|\.) *(?P<year>(?:19|20)\d\d|二〇[〇一二三四五六七八九]{2}) ?年度? ?"
    r"(?:主要)?工作(?:回顾|总结|情况|完成情况|开展情况)"
)


# --- names --------------------------------------------------------------------------------------


def _put_names(found: _Found, said: str, source: str) -> None:
    """Read the names of a title or signature: 岚川县河口镇总工会."""
    named = list(islice(_townships(said), 2))
    if len(named) > 1 and said[named[0][2] : named[1][1]] in ("、", "和", "与", "及"):
        return  # 白沙乡、青石镇合作修路: neither's own
    for name, start, end in named:
        before = said[:start]
        county = _last_county(before)
        found.put("county", county, source, county or "")
        found.put("township", name, source, name)
        issuer = _issuer(said, start, end) or name
        if issuer == name and source == "title":
            issuer += _village_behind(said, end)
        found.put("issuer", issuer, source, issuer)
        return


def _townships(said: str, whole: str | None = None) -> Iterator[tuple[str, int, int]]:
    """Give each township named, with its span.

    Prose is given with the `whole` text around it and asked more strictly: no verb, no
    neighbour, no common word, and a long name only where it comes again.
    """
    for match in _township().finditer(said):
        suffix = match[0].removesuffix("办事处")
        end = match.start() + len(suffix)
        is_certain = whole is None and _may_follow_a_name(said, match.end())
        base = _name_before(said, match.start(), is_certain)
        start = match.start() - len(base)
        if not base or _is_common(base) or _is_kind(base, suffix) or _is_quoted(said, start, end):
            continue
        if whole is not None and (
            said[start - 1 : start].isdecimal() or not _is_name_in_prose(base, suffix, whole)
        ):
            continue
        yield base + suffix, start, end


def _may_follow_a_name(said: str, end: int) -> bool:
    """Tell whether what follows leaves a title no other reading: an organisation, a year."""
    return _organisation().match(said, end) is not None or _AFTER_NAME.match(said, end) is not None


_AFTER_NAME = re.compile(
    r"\s*(?:(?:19|20|二[〇零○])[\d〇零○一二三四五六七八九]{2}|年度|工作|总结|$)"
)


def _is_quoted(said: str, start: int, end: int) -> bool:
    """Tell whether a name is a slogan in quotation marks: “经济强镇”."""
    return said[start - 1 : start] in _OPENING_QUOTES and said[end : end + 1] in _CLOSING_QUOTES


_OPENING_QUOTES = ("“", "‘", "「", "『", '"')
_CLOSING_QUOTES = ("”", "’", "」", "』", '"')


def _is_name_in_prose(base: str, suffix: str, whole: str) -> bool:
    """Tell a name from a stretch of running text before 镇 and the like.

    落实镇党委部署 opens with a deed, 北依石屏镇 names a neighbour, and 拆除街镇违建 means streets
    and townships, as 羊街镇 does not.
    """
    if base.endswith(_before_towns()) or _BESIDE.match(base):
        return False
    if base.endswith("街") and len(base) > _LONGEST_STREET:
        return False
    return len(base) < _LONG_NAME or whole.count(base + suffix) > 1


_BESIDE = re.compile(r"[东南西北]{1,2}[面部边侧]?[依接靠邻临连抵与至距毗濒傍望隔交]")
_LONG_NAME = 4  # characters; most names have two or three
_LONGEST_STREET = 2  # characters of a name that ends in 街


def _name_before(said: str, end: int, is_certain: bool = False) -> str:
    """Give the name that ends at an offset, '' where no name can be told.

    It reaches back to whatever is no Chinese character, to a county, or to a word that
    stands before names (我们, 领导下); a longer stretch is prose and holds no sure name.
    A name that is certain by its place may hold a character of function words (和平镇).
    """
    start = end
    while start and end - start < 16 and "\u4e00" <= said[start - 1] <= "\u9fff":
        start -= 1
    for date in _DATE_BEFORE.finditer(said, max(0, start - 3), end):
        start = max(start, date.end())  # 12月河口镇, 2016年县委
    base = said[start:end]
    for front in _fronts():
        at = base.rfind(front)
        rest = base[at + len(front) :] if at >= 0 else ""
        if len(rest) > 1 or (rest and at):  # 市桥 keeps its 市
            base = rest
    if said.endswith("关于", 0, end - len(base)):
        base = _without_verb(base)
    if len(_PEOPLES.sub("族", base)) > _LONGEST_NAME:
        return ""
    # 镇江, 乡宁: where a title holds nothing but a name, it may begin so
    inside = base[1:] if is_certain and len(base) == 2 and base[0] in "镇乡" else base
    if set(inside) & _grammar("never"):
        return ""
    seldom = set(base) & _grammar("seldom")
    return base if not seldom or (is_certain and _is_certain_name(base)) else ""


def _without_verb(base: str) -> str:
    """Give the name in 关于做好河口镇…的报告: what a paper is about may be a deed."""
    verbs = (verb for verb in _before_towns() if len(verb) > 1 and base.startswith(verb))
    longest = max(verbs, key=len, default="")
    return base.removeprefix(longest) if len(base) - len(longest) > 1 else base


_DATE_BEFORE = re.compile(
    r"[\d一二三四五六七八九十] ?月(?:份|上旬|中旬|下旬|[底初末])?"
    r"|(?:\d|[〇○零][〇○零一二三四五六七八九]{0,2}) ?年(?:度|[底初末终])?"
)
#: Two or more peoples in the name of a township of theirs: 石桥土家族苗族乡.
_PEOPLES = re.compile(rf"(?:[{_HAN}]{{1,3}}族){{2,}}$")


def _is_certain_name(base: str) -> bool:
    """Tell 和平 and 太和, which can only be names here, from 工会和."""
    if len(base) == 2:
        return True
    return len(base) == 3 and base[-1] not in _grammar("seldom") and "会" not in base[1:]


@cache
def _township() -> re.Pattern[str]:
    suffixes = "|".join(words("township_suffixes.txt"))
    # a suffix that opens another word (城镇化, 乡村, 镇江市) ends no name
    # and neither does 乡 before 镇, but 河口镇镇政府 says its own 镇 again
    return re.compile(f"(?:{suffixes})(?![化区市县村级域内里直贤亲土愁音情邻间江海])(?!(?<=乡)镇)")


@cache
def _fronts() -> tuple[str, ...]:
    return words("name_fronts.txt")


@cache
def _common_words() -> tuple[frozenset[str], tuple[str, ...]]:
    entries = words("not_townships.txt")
    return frozenset(entries), tuple(word for word in entries if len(word) > 1)


@cache
def _before_towns() -> tuple[str, ...]:
    """Give the verbs that stand before 镇 where no name does: 落实镇党委部署."""
    verbs = (row["word"] for row in rows("domain_words.tsv") if row["tag"] == "v")
    return (*words("before_towns.txt"), *(verb for verb in verbs if len(verb) > 1))


@cache
def _grammar(kind: str) -> frozenset[str]:
    lists = dict(line.split(" ", 1) for line in words("not_in_names.txt"))
    return frozenset(lists[kind])


def _is_common(base: str) -> bool:
    """Tell whether 镇 or 乡 belongs to a common word: 我镇, 家乡, 各乡, 周边乡."""
    whole, ends = _common_words()
    if _CONVERTED.search(base):
        return True
    return len(base) < 2 or base in whole or base.endswith(ends) or base[-1] in "全各本"


#: 石村撤乡设镇: neither 石村撤乡 nor 石村撤乡设镇 is a township.
_CONVERTED = re.compile("撤(?:$|[乡镇][设建改并])")


def _is_kind(base: str, suffix: str) -> bool:
    """Tell a kind of township or a deed from a name: 享受城镇, 工业强镇, 带病回乡, 送戏下乡."""
    last = _LAST_OF_KIND.get(suffix, "")
    return len(base) > 2 and base[-1] in last


_LAST_OF_KIND = {"镇": "城集强名重大小古老新", "乡": "城集山水大回返归离还下故"}


def _last_county(before: str) -> str | None:
    county = None
    for match in _COUNTY.finditer(before):
        base = _without_province(_name_before(before, match.start()))
        if base and _is_county(base, match[0]):
            county = base + match[0]
    return county


def _without_province(base: str) -> str:
    """四川宁南县: a province may stand before a county without its 省."""
    rest = base[2:] if base[:2] in word_set("provinces") else base
    return rest if len(rest) > 1 else base


def _is_county(base: str, suffix: str) -> bool:
    """Tell a county from a common word (社区, 我县) and from running text (根据市委)."""
    if (
        base in ("族", "族自治")  # its name was left out
        or base.endswith("年")  # 2011年上半年县农业局
        or base in _common_words()[0]
        or (base + suffix).endswith(words("not_counties.txt"))
    ):
        return False
    return base not in _municipalities() and not base.endswith(_before_towns())


def _is_own(opening: str, start: int, end: int) -> bool:
    """Tell whether a name in the opening is the writer's: it opens a clause and acts.

    A neighbour stands in a list (桐坪镇、白沙镇) or is what somebody goes to.
    """
    if _ITS_WORK.match(opening, end):
        return True
    if opening[end : end + 1] in ("、", "等", "的", "和", "与", "及", "来"):
        return False
    before = opening[max(0, start - 12) : start]
    if before.endswith(("、", "和", "与", "及")):
        return False
    if _BORDERS.match(opening, end):
        return False
    tail = _clause_tail(before)
    if _BESIDE.search(tail):  # 西接本市康美镇
        return False
    if tail.endswith(("出现在", "发生在", "集中在")):  # 最大降雨量出现在石门镇
        return False
    return not any(word in tail for word in words("neighbour_words.txt"))


# 河口镇的人大工作 speaks of the writer, 河口镇的经验 of a neighbour
_ITS_WORK = re.compile(r"的[^，。；：、]{0,8}工作(?:在|坚持|按照|以|围绕|紧|取得|得到|继续|认真)")
_BORDERS = re.compile(r".{0,3}?(?:接壤|交界|毗邻|毗连|相邻|相连|相接|相望|为邻|隔[江河山])")


def _clause_tail(before: str) -> str:
    return re.split(r"[，。；：\s]", before)[-1]


def _county_in(opening: str) -> str | None:
    """Find the county that leads (在岚川县总工会的领导下) or in which it lies (位于岚川县南部)."""
    acting = ((_name_before(opening, m.start()), m[1]) for m in _COUNTY_ACTS.finditer(opening))
    around = ((_name_before(m[1], len(m[1])), m[2]) for m in _COUNTY_AROUND.finditer(opening))
    for base, suffix in (*acting, *around):
        if base and _is_county(base, suffix):
            return base + suffix
    return None


_COUNTY_ACTS = re.compile(
    r"(自治县|(?<!自治)(?:县|旗|市|区))(?=总工会|委|政府|人民政府|妇联|民政局|教育局|组织部)"
)
_COUNTY_AROUND = re.compile(
    rf"(?:位于|地处|座落于?|坐落于?|隶属于?)([{_HAN}]{{2,10}}?)(自治县|县|旗|市)"
    r"(?=[东南西北中境内腹城的，。])"
)


@cache
def _municipalities() -> frozenset[str]:
    return frozenset({"北京", "上海", "天津", "重庆", "各", "全", "本"})


def _issuer(said: str, start: int, end: int) -> str | None:
    match = _organisation().match(said, end)
    return said[start : match.end()] if match else None


#: 老城镇马沟村2019年工作总结: a village or neighbourhood right behind its township.
_VILLAGE = re.compile(
    rf"[{_HAN}]{{1,4}}?(?:村|社区)(?:村民委员会|居民委员会|村委会|居委会)?"
    r"(?=\s*(?:(?:19|20|二[〇零○])[\d〇零○一二三四五六七八九]{2}|年度|上半年|工作|党支部|党总支|党委|党建|支部"
    r"|两委|妇联|团支部|述职|总结|$))"
)
#: 驻村, 新农村, 城市社区: what stands before 村 and 社区 where no name does.
_NO_VILLAGE = re.compile(r"(?:[农乡驻包下进入到各全每本我该]|城市|城镇|民族|智慧|街道)(?:村|社区)")


def _village_behind(said: str, end: int) -> str:
    """Give the village or neighbourhood that stands right behind a township's name, if one does."""
    found = _VILLAGE.match(said, end)
    if found is None or _NO_VILLAGE.search(found[0]):
        return ""
    kinds = (kind for kind in word_set("kinds_of_village") if len(kind) > 1)
    return "" if found[0].startswith(tuple(kinds)) else found[0]


def is_of_a_village(issuer: str | None, township: str | None) -> bool:
    """Say whether a summary is that of one village or neighbourhood of its township.

    Examples
    --------
    >>> is_of_a_village("老城镇马沟村", "老城镇"), is_of_a_village("老城镇工会", "老城镇")
    (True, False)
    """
    if not issuer or not township or not issuer.startswith(township):
        return False
    return issuer[len(township) :].endswith(("村", "社区", "村委会", "居委会", "委员会")) and (
        _VILLAGE.fullmatch(issuer, len(township)) is not None
    )


@cache
def _organisation() -> re.Pattern[str]:
    names = sorted(words("organisations.txt"), key=len, reverse=True)
    return re.compile("|".join(re.escape(name) for name in names))


# --- years --------------------------------------------------------------------------------------

_YEAR = (
    r"(?:(?:19|20)\d\d|二[〇零○oO0][〇零○一二三四五六七八九oO0]{2}"
    r"|[壹贰][零〇玖][零〇壹贰叁肆伍陆柒捌玖]{2})"
)
#: 造林2000亩: a number with a unit is no year.
_MEASURED = "[亩万亿元人户名个家吨株头只]|公[里顷斤]|平方"
_TITLE_YEAR = re.compile(
    rf"(?<![\d—\-~至])(?P<year>{_YEAR})(?!\s*[—\-~至]\s*\d)(?!\s*(?:{_MEASURED}))\s*年?"
)
_DATE = re.compile(
    rf"(?P<year>{_YEAR})\s*[年./-]\s*(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})"
    r"\s*(?:[月./-]|$)"
)
#: The month that a report is about: 2023年12月工作总结.
_MONTH_REPORTED = re.compile(
    rf"\s*{_YEAR}年(?=\s?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月份?(?!\d|[上中下一二三四五六七八九十])"
    r"[^，。]{0,20}(?:总结|小结|汇报))"
)
#: The day under a text with a year of two digits: 23年12月28日.
_SHORT_DATE = re.compile(r"(?<!\d)(?P<year>[012]\d)年(?P<month>\d{1,2})月\d{1,2}日$")
_OPENING_YEAR = re.compile(
    r"(?:^|(?<=[\s。！？；，,)）]))(?:刚刚过去的|过去的|刚过去的|即将过去的|现将|现就)?"
    rf"(?P<year>{_YEAR}) ?年"
    r"(?:度|以来|来|全年|,|，|是|里|(?=[^\d\s月—\-~至]))"
)
_PLAN = re.compile(r"[^。]{0,12}(?:计划|打算|将|力争|目标|规划|预计)")
# 2020年，某村被确定为示范村: the year of an event
_EVENT = re.compile(r"[^。；]{0,16}被(?:确定|评|列|授|命名|认定|表彰|确认)")
_CN_YEAR = {char: str(i) for i, char in enumerate("〇一二三四五六七八九")}
_CN_YEAR |= {char: str(i) for i, char in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
_CN_YEAR |= {"零": "0", "○": "0", "o": "0", "O": "0"}


def _year(written: str) -> int:
    return int("".join(_CN_YEAR.get(char, char) for char in written))


def _unsigned(body: str) -> str:
    """Leave out the signature, which is asked by itself: it confirms no first paragraph."""
    end = len(body)
    for line in _last_lines(body):
        if not _may_sign(_unlabelled(body[line.inner_start : line.inner_end])):
            break
        end = line.start
    return body[:end]


def _year_of_title(title: str) -> tuple[int | None, str]:
    # the day of a meeting in the subtitle (——2026年1月8日在…会议上) is not the year reported on
    opening = _MONTH_REPORTED.match(title)
    undated = title[: opening.end()] if opening else ""
    undated += _DATE.sub(lambda match: "＿" * len(match[0]), title[len(undated) :])
    undated = _AND_PLANS.sub(lambda match: "＿" * len(match[0]), undated)
    found = {m["year"]: m for m in _TITLE_YEAR.finditer(undated)}
    years = {_year(written) for written in found}
    if not years:
        return _short_year(undated)
    if len(years) != 1:
        return None, ""
    return years.pop(), next(iter(found.values()))[0]


def _short_year(title: str) -> tuple[int | None, str]:
    """Read a year of two digits: 青石镇工会23年工作总结, ’23, 23年度.

    A round number of years behind an organisation may be its age, and tells no year.
    """
    told: dict[int, str] = {}
    for match in _SHORT_YEAR.finditer(title):
        short = _year(match["year"])
        certain = match["mark"] or match["degree"] or short < 10
        if certain or (short % 5 and _opens_or_follows_a_name(title[: match.start()])):
            told[short + (1900 if short >= _CENTURY else 2000)] = match[0]
    return next(iter(told.items())) if len(told) == 1 else (None, "")


def _opens_or_follows_a_name(before: str) -> bool:
    names = (*words("organisations.txt"), *words("township_suffixes.txt"), "关于")
    return not before.strip() or before.rstrip().endswith(names)


_CENTURY = 70
_SHORT_YEAR = re.compile(
    r"(?<![\d.,—\-~至])(?P<mark>[’‘'′]?)(?P<year>\d\d|[〇零○][一二三四五六七八九])年"
    r"(?P<degree>度?)"
    r"(?=上半年|下半年|第?[一二三四]季度|[^\d，。；：]{0,16}(?:总结|小结|汇报|报告|述职))"
)


# 2023年工作总结和2024年工作打算 reports on the first of the two
_AND_PLANS = re.compile(
    rf"(?<=.)(?:及|和|与|暨|、)(?:{_YEAR}|\d\d) ?年度?[^及和与暨、\d]{{0,8}}"
    r"(?:计划|打算|安排|思路|谋划|设想|目标|重点|要点|展望|规划|部署|任务)"
)


def _year_of_date(content: str, folded: str) -> int | None:
    """Read the year that a signature's date speaks of: January's is about the year before."""
    match = _DATE.search(content) or _SHORT_DATE.search(content)
    if match is None:
        return None
    year, month = _year(match["year"]), _month(match["month"])
    if year < 100:
        year += 2000
    early = 1 <= month <= 3 and not _QUARTER.search(folded[:_OPENING])
    return year - 1 if early else year


#: The day under a title: （2023年12月20日）.
_DAY_ALONE = re.compile(rf"[（(]?\s*{_YEAR}\s*年\s*\d{{1,2}}\s*月\s*(?:\d{{1,2}}\s*日)?\s*[）)]?")
_QUARTER = re.compile(r"(?:第?一季度|1[-—至]3月|1[-—至]2月|元月份|1月份)")


def _month(written: str) -> int:
    if written.isdecimal():
        return int(written)
    _, ten, ones = written.rpartition("十")
    return (10 if ten else 0) + ("〇一二三四五六七八九".find(ones) if ones else 0)


def _year_of_opening(opening: str) -> tuple[int | None, str]:
    """Read the year that the first sentences report on; two of them leave it open."""
    outside = re.sub(r"《[^》]{0,60}》|（[^）]{0,60}）", lambda m: "＿" * len(m[0]), opening)
    found = [
        match
        for match in _OPENING_YEAR.finditer(outside)
        if not _PLAN.match(outside, match.end()) and not _EVENT.match(outside, match.end())
    ]
    years = {_year(match["year"]) for match in found}
    return (years.pop(), found[0][0]) if len(years) == 1 else (None, "")


# --- topic --------------------------------------------------------------------------------------


_LEAST_SCORE = 6.0


def _topic(title: str, body: str, title_weight: int) -> tuple[str | None, str]:
    """Count the words of each topic, those of the title ten times.

    The title of a collection's piece counts once: it may stand over quite another text.
    """
    scores: dict[str, float] = {}
    heard: dict[str, str] = {}
    said = _topic_words_in(body)
    entitled = _topic_words_in(title)
    for row in rows("topics.tsv"):
        count = min(said[row["word"]], 12) + title_weight * (entitled[row["word"]] > 0)
        if count:
            scores[row["topic"]] = scores.get(row["topic"], 0.0) + float(row["weight"]) * count
            heard.setdefault(row["topic"], row["word"])
    best = max(scores, key=lambda topic: scores[topic], default=None)
    if best is None or scores[best] < _LEAST_SCORE:
        return ("other", "none of the known topics") if body.strip() else (None, "")
    return best, heard[best]


def _topic_words_in(text: str) -> Counter[str]:
    """Count the words of all topics in one pass.

    One may open or end another (女职工); in the midst of one it is none (人民政府).
    """
    pattern, opening, amidst = _topic_words()
    said = Counter(pattern.findall(text))
    for word, count in list(said.items()):
        for shorter in opening.get(word, ()):
            said[shorter] += count
        for shorter in amidst.get(word, ()):
            said[shorter] -= count
    return said


@cache
def _topic_words() -> tuple[re.Pattern[str], dict[str, list[str]], dict[str, list[str]]]:
    """Give what finds the longest word at each place, and the words that open or lie in it."""
    listed = sorted(
        {row["word"] for row in rows("topics.tsv")}, key=lambda word: (-len(word), word)
    )
    opening = {
        word: [one for one in listed if one != word and word.startswith(one)] for word in listed
    }
    amidst = {word: [one for one in listed if one in word[1:-1]] for word in listed}
    firsts = "".join(re.escape(char) for char in sorted({word[0] for word in listed}))
    longest = "|".join(re.escape(word) for word in listed)
    # one of the first characters, then a look back at the word that it opens: words may overlap
    return re.compile(f"[{firsts}](?<=(?=({longest})).)"), opening, amidst


def _body(folded: str, raw_title: str) -> str:
    at = folded.find(fold(raw_title)) if raw_title else -1
    return folded[at + len(raw_title) :].lstrip("*\n\r \t") if at >= 0 else folded
