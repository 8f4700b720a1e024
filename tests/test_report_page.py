"""The report as a browser shows it; skipped where there is no Chromium to ask."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

import zhsummary as zs
from zhsummary.show.html import page

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
needs_browser = pytest.mark.skipif(not CHROMIUM, reason="no Chromium here to show the page")

TEXTS = [
    "河口镇工会2022年工作总结\n全年新建基层工会7家，发展新会员206人。\n明年计划发展新会员300人。",
    "河口镇工会2023年工作总结\n全年新建基层工会0家，发展新会员近318人，发展困难帮扶xx人。",
    "青石镇工会2023年工作总结\n全年新建基层工会12家，发展新会员200—250人。",
]


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    """A report of three summaries, one of which tries to run a script."""
    evil = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
    texts = [*TEXTS, f"白沙乡工会2023年工作总结\n{evil}\n新建基层工会3家。"]
    target = tmp_path_factory.mktemp("report") / "报告.html"
    zs.read(pd.DataFrame({"text": texts})).compare("union").to_html(target)
    return target


def shown(path: Path, folder: Path, place: str = "") -> str:
    """Give the document that the browser made of a page once its script has run."""
    told = subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}",
         "--virtual-time-budget=2000", "--dump-dom", f"{path.as_uri()}{place}"],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return told.stdout


def place_of(path: Path, text: str) -> str:
    """Give the place that a cell leads to."""
    (place,) = re.findall(rf'<a href="(#f[^"]+)">{text}</a>', path.read_text(encoding="utf-8"))
    return place


@needs_browser
def test_the_tools_appear_and_the_other_tables_wait(report, tmp_path):
    dom = shown(report, tmp_path)
    assert "<title>工会 · 乡镇对比表</title>" in dom, "nothing of a text was run"
    assert re.search(
        r'<button aria-pressed="true">已完成</button><button aria-pressed="false">计划', dom
    )
    assert re.search(r'<section class="zhs-tab" id="zhs-planned" hidden', dom)
    assert not re.search(r'<p class="zhs-tools" data-script[^>]*hidden', dom)


@needs_browser
def test_a_place_in_the_address_shows_the_sentence_of_its_cell(report, tmp_path):
    dom = shown(report, tmp_path, place_of(report, "≈318"))
    panel = dom[dom.index('<aside id="zhs-panel"') :]
    assert " hidden" not in panel[: panel.index(">")]
    assert "河口镇 2023 · 新发展会员 (人) · ≈318" in panel
    assert 'class="zhs-s zhs-here"' in panel
    assert re.search(r'<mark class="[^"]*zhs-found"[^>]*>近318人</mark>', panel)
    assert 'class="vague zhs-chosen"' in dom


@needs_browser
def test_the_panel_offers_the_line_that_corrects_the_figure(report, tmp_path):
    """Pasted into corrections.tsv it is found by its words."""
    dom = shown(report, tmp_path, place_of(report, "≈318"))
    (line,) = re.findall(r"<textarea[^>]*>([^<]*)</textarea>", dom)
    doc_id, words, field, value = line.split("\t")
    assert (field, value) == ("value", "")
    corpus = zs.read(pd.DataFrame({"text": TEXTS}))
    right = corpus.correct(doc_id, words, value=320).compare("union")
    assert right.frame.loc[("河口镇", 2023), "新发展会员 (人)"] == "≈320"
    assert "读作：≈318 人" in dom


def driven(path: Path, folder: Path, clicks: str) -> str:
    """Give the document after clicks; the page runs no script but the one that it names."""
    html = path.read_text(encoding="utf-8")
    (own,) = re.findall(r"<script>(.*)</script>", html, re.DOTALL)
    more = f"{own}\nwindow.addEventListener('load',()=>setTimeout(()=>{{{clicks}}},99));"
    policy = (b64encode(sha256(script.encode()).digest()).decode() for script in (own, more))
    target = folder / "driven.html"
    target.write_text(html.replace(own, more).replace(*policy), encoding="utf-8")
    return shown(target, folder / "profile")


@needs_browser
def test_a_cell_that_states_nothing_offers_its_documents_and_the_line(tmp_path):
    """A figure that is clicked there is given to the column; pasted, the line fills the cell."""
    texts = ["河口镇工会2023年工作总结\n发展新会员318人。", "青石镇工会2023年工作总结\n培训8场。",
             "青石镇工会2023年工作汇报\n吸收同志41人。"]  # fmt: skip
    corpus = zs.read(pd.DataFrame({"text": texts}))
    corpus.compare("union").to_html(tmp_path / "a.html")
    clicks = (
        "document.querySelector('#zhs-actual td.missing a').click();"
        "document.querySelector('#zhs-more button:last-child').click();"
        "document.querySelector('#zhs-text mark').click();"
    )
    dom = driven(tmp_path / "a.html", tmp_path, clicks)
    (line,) = re.findall(r"<textarea[^>]*>([^<]*)</textarea>", dom)
    doc_id, words, field, value = line.split("\t")
    assert (doc_id, words, field) == ("青石镇-2023#2", "吸收同志【41人】", "indicator")
    right = corpus.correct(doc_id, words, indicator=value).compare("union")
    assert right.frame.loc["青石镇", "新发展会员 (人)"] == 41


@needs_browser
def test_a_cell_that_states_a_figure_is_corrected_by_its_value_again(tmp_path):
    """What a click on an empty cell chose is not kept for the next one."""
    texts = ["河口镇工会2023年工作总结\n发展新会员318人。", "青石镇工会2023年工作总结\n培训8场。"]
    table = zs.read(pd.DataFrame({"text": texts})).compare("union")
    table.to_html(tmp_path / "a.html")
    clicks = (
        "document.querySelector('#zhs-actual td.missing a').click();"
        "document.querySelector('#zhs-actual td:not(.missing) a').click();"
    )
    (line,) = re.findall(
        r"<textarea[^>]*>([^<]*)</textarea>", driven(tmp_path / "a.html", tmp_path, clicks)
    )
    assert line.split("\t")[2:] == ["value", ""]


@needs_browser
def test_a_table_is_one_stop_of_the_keyboard(report, tmp_path):
    """Arrows lead from cell to cell; nobody tabs through hundreds of links."""
    dom = shown(report, tmp_path)
    table = dom.partition('id="zhs-actual"')[2].partition("</table>")[0]
    assert 'role="grid"' in table
    assert table.count('tabindex="0"') == 1


TRICKS = (
    "</script><script>document.title='taken'</script>",
    "<img src=x onerror=document.title='taken'>",
    "\u2028document.title='taken'\u2028",
    '" onmouseover="document.title=\'taken\'" x="',
    "' autofocus onfocus=document.title='taken' '",
    "<!--",
    "--><svg onload=document.title='taken'>",
    "</textarea></style><b>",
)


@needs_browser
def test_nothing_that_came_in_gets_out_of_its_place(tmp_path):
    """In texts, townships, titles, files, items, labels of a codebook, notes of corrections."""
    rows = [
        {
            "text": f"{trick}工会总结\n一、{trick}\n新建{trick}基层工会{n + 3}家，会员2{n}0人。",
            "township": f"河{trick}镇", "title": trick, "file": trick, "county": trick,
            "year": 2023,
        }
        for n, trick in enumerate(TRICKS)
    ]  # fmt: skip
    book = pd.DataFrame(
        {
            "id": ["unions", "members"], "label": [TRICKS[0], TRICKS[3]], "kind": "count",
            "unit": ["家", "人"], "units": ["家", "人"], "item": ["基层工会", "会员"],
        }
    )  # fmt: skip
    corpus = zs.read(pd.DataFrame(rows))
    (first, *_) = corpus
    words = first.correction_line(first.facts[-1]).split("\t")[1]
    corpus = corpus.correct(first.doc_id, words, item=TRICKS[1], note=TRICKS[0])
    table = corpus.compare(book)
    table.to_html(tmp_path / "report.html")
    whole = table._repr_html_() + corpus._repr_html_() + corpus.facts()._repr_html_()
    whole += corpus.headings()._repr_html_() + table.plot(TRICKS[0]).svg + first._repr_html_()
    (tmp_path / "notebook.html").write_text(f"<title>sound</title>{whole}", encoding="utf-8")
    for name in ("report.html", "notebook.html"):
        dom = shown(tmp_path / name, tmp_path / f"{name}-profile")
        assert re.findall("<title>(.*?)</title>", dom)[0] in ("自定指标 · 乡镇对比表", "sound")
        assert not re.search(
            r"<[a-z]+[^>]* on[a-z]+=|<img|<svg onload", re.sub(r'"[^"]*"', "", dom)
        )


@needs_browser
def test_a_foreign_script_does_not_run(tmp_path):
    """Even one that had slipped through the escaping."""
    target = tmp_path / "a.html"
    target.write_text(page("题", "<script>document.title='taken'</script>"), encoding="utf-8")
    assert "<title>题</title>" in shown(target, tmp_path / "profile")


def test_the_page_asks_for_nothing(report):
    """No address of anything elsewhere stands where a browser would fetch it."""
    html = report.read_text(encoding="utf-8")
    assert not re.search(
        r"""<(?:link|img|iframe|object|embed|base)\b|\bsrc=["']|@import|url\(""", html
    )
    assert "default-src 'none'" in html


def test_zero_vague_range_masked_and_missing_differ(report):
    table = (
        report.read_text(encoding="utf-8").partition('id="zhs-actual"')[2].partition("</table>")[0]
    )
    assert re.search(r'<td data-order="0"><a [^>]+>0</a></td>', table)
    assert re.search(r'<td class="vague" [^>]+><a [^>]+>≈318</a></td>', table)
    assert re.search(r'<td class="vague"><a [^>]+>200–250</a></td>', table)
    assert re.search(r'<td class="missing" data-docs="#d\w+"><a href="#d\w+">–</a></td>', table)


def test_the_target_that_the_year_before_set_stands_with_its_figure(report):
    assert re.search(r'data-order="318" data-aim="300"', report.read_text(encoding="utf-8"))


def test_two_hundred_documents_stay_a_small_page():
    """Each text is there once, whatever leads to it."""
    texts = [text.replace("河口", f"河口{n}") for n in range(67) for text in TEXTS]
    frame = pd.DataFrame({"text": texts, "township": [f"第{n}镇" for n in range(len(texts))]})
    html = zs.read(frame).compare("union").to_html()
    assert len(html.encode()) < 1_000_000
