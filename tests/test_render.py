"""The four forms of a brief: exact where it matters, harmless whatever the documents hold."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarizer.render import render
from summarizer.render.markdown import escape
from summarizer.render.record import one_line
from summarizer.types import (
    Brief,
    Claim,
    Document,
    Duplicate,
    Figure,
    FigureValue,
    Passage,
    Section,
    Skipped,
    Source,
    Unsupported,
)

FIRST = "Norvian troops seized the bridge at Oskel on Monday. The town was quiet by noon."
SECOND = "Talks in Lindhaven ended without an agreement, Tomas Hale said."
SCHEMA = json.loads((files("summarizer.render") / "brief.schema.json").read_text(encoding="utf-8"))
CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and "CI" not in os.environ, reason="chromium is not installed"
)
HOSTILE = [
    "<script>document.title='x'</script>", "<img src=x onerror=\"document.title='x'\">", "<svg onload=alert(1)>",
    "\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>", "</p></details><script>alert(1)</script>",
    "<iframe src=javascript:alert(1)>", "<a href=javascript:alert(1)>x</a>", "[x](javascript:alert(1))",
    "![x](http://evil.example/x.png)", "<http://evil.example>", "http://evil.example/auto", "[x]: javascript:alert(1)",
    "[x][x]", "`<script>alert(1)</script>`", "```\n<script>alert(1)</script>", "# heading", "> quote", "- list",
    "1. list", "***", "---", "===", "| a | b |\n|---|---|", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;",
    "<style>*{display:none}</style>", "<meta http-equiv=refresh content=0;url=http://evil.example>",
    "<base href=http://evil.example>", "<form action=http://evil.example><input type=submit>", "<object data=x>",
    "<embed src=x>", "<link rel=stylesheet href=http://evil.example/x.css>", "<video src=x onerror=alert(1)>",
    "<details ontoggle=alert(1) open>", "<body onload=alert(1)>", "<math><mi xlink:href=javascript:alert(1)>",
    "{{ 7*7 }}", "{% raw %}", "${7*7}", "<!--", "-->", "<![CDATA[", "]]>", "\x00<script>", "\u202e<script>alert(1)",
    "<scr\u200bipt>", "<SCRIPT SRC=//evil.example></SCRIPT>", "javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
    "vbscript:x", "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='", "x\" style=\"background:url(//evil.example)",
    "\\<script>alert(1)</script>", "\\[x\\](javascript:alert(1))", "**bold** _it_ ~~no~~", "www.evil.example", "a@evil.example",
    "<a\thref='jav&#x09;ascript:alert(1)'>", "<input onfocus=alert(1) autofocus>", "<textarea>", "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>", "+ plus", "\t<b>x</b>", "line\nbreak<br>", "\u2028<script>",
]  # fmt: skip


def brief(hostile: str = "", url: str = "https://post.example.org/1?a=1&b=2") -> Brief:
    first = Document(
        "d1", f"{FIRST}\n\n{hostile}\n{SECOND}", hostile or "Bridge falls", hostile or "Post", url
    )
    second = Document(
        "d2", SECOND, "Talks end", "", "https://herald.example.org/", datetime(2026, 5, 6, tzinfo=UTC)
    )
    copy = Document("d3", FIRST, "Copy", "Mirror")
    bridge = Passage(first, 0, FIRST.index(" The"))
    talks = Passage(first, first.text.rindex(SECOND), len(first.text))
    return Brief(
        date=date(2026, 5, 6),
        title=hostile or "Tamer brief",
        sections=(
            Section("key_facts", "Key facts", (Claim(f"{bridge.text} {hostile}".strip(), (bridge,), 1.0, "source"),)),
            Section("battlefield", "Battlefield", ()),
            Section("diplomacy", hostile or "Diplomacy", (Claim(SECOND, (Passage(second, 0, len(SECOND)), talks), 0.9, "model"),)),
        ),
        sources=(Source(first, "d1"), Source(second, "d2"), Source(copy, "d1")),
        duplicates=(Duplicate(Passage(copy, 0, len(FIRST)), bridge, 1.0, "document"),),
        unsupported=(Unsupported(f"Sarland fell. {hostile}", f"the name Sarland {hostile}", bridge),),
        skipped=(Skipped(f"x.json {hostile}".strip(), "not JSON"),),
        manifest={"summarizer": "0", "libraries": {}, "model": "lead", "config": "0", "documents": {}},
    )  # fmt: skip


def test_markdown() -> None:
    assert render(brief(), "markdown") == (
        "# Tamer brief\n\n2026-05-06\n\n## Key facts\n\n"
        "- Norvian troops seized the bridge at Oskel on Monday. [1 ¶1] (1 source)\n\n"
        "## Battlefield\n\nNothing reported.\n\n## Diplomacy\n\n"
        "- Talks in Lindhaven ended without an agreement, Tomas Hale said. [2 ¶1, 1 ¶2] (2 independent sources)\n\n## Sources\n\n"
        "1. Post, undated: [Bridge falls](<https://post.example.org/1?a=1&b=2>)\n"
        "2. herald.example.org, 2026-05-06: [Talks end](<https://herald.example.org/>)\n\n---\n\n"
        "3 documents read, 2 independent sources.  \n1 of 2 bullets rest on one source.  \nLeft out: 1 reprint.  \n"
        "Refused: 1 sentence of the model that the sources do not carry; the sources' own words stand instead.  \n"
        "Not read: x.json: not JSON.\n"
    )


def test_text() -> None:
    assert render(brief(), "text") == (
        "TAMER BRIEF\n2026-05-06\n\nKey facts\n---------\n"
        "* Norvian troops seized the bridge at Oskel on Monday. [1 ¶1] (1 source)\n\n"
        "Battlefield\n-----------\nNothing reported.\n\nDiplomacy\n---------\n"
        "* Talks in Lindhaven ended without an agreement, Tomas Hale said. [2 ¶1, 1 ¶2] (2\n  independent sources)\n\nSources\n-------\n"
        "1. Post, undated: Bridge falls https://post.example.org/1?a=1&b=2\n"
        "2. herald.example.org, 2026-05-06: Talks end https://herald.example.org/\n\n"
        "3 documents read, 2 independent sources.\n1 of 2 bullets rest on one source.\nLeft out: 1 reprint.\n"
        "Refused: 1 sentence of the model that the sources do not carry; the sources' own words\nstand instead.\n"
        "Not read: x.json: not JSON.\n"
    )


@pytest.mark.parametrize("length", range(60, 100))
def test_text_is_narrow_and_keeps_a_citation_on_one_line(length: int) -> None:
    filler = ("word " * 40)[:length].strip()
    text = render(brief(filler), "text")
    assert max(map(len, text.split("\n"))) <= 88
    assert "[1 ¶1]" in text
    assert "\u00a0" not in text


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize(
    "control", ["\x1b[31mred\x1b[0m", "\x9b31m", "\x07", "\u202egnp.exe", "\u2066x", "a\r\x08b"]
)
def test_no_control_character_reaches_a_terminal(form: str, control: str) -> None:
    text = render(brief(control, f"https://a.example.org/{control}"), form)
    assert not [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf")]


@pytest.mark.parametrize(
    "plain",
    [
        "We will win! AT&T, 5 > 3 and 2 + 2; it cost $4.5m (about 4 euros) - or #5, he said.",
        "About {20} people; “yes”, he said: 'no' = 7.",
        "8.9 million people fled.",  # no item of a list
    ],
)
def test_ordinary_text_has_no_escapes_in_markdown(plain: str) -> None:
    assert escape(plain) == plain


@pytest.mark.parametrize(
    "text",
    [*HOSTILE, "# a #", "a ##", "&copy; &copy &#35;", "_a_ a_b_c *d*", "~~a~~ ~b~", "\\*a\\*", "|a|b|"],
)
def test_markdown_shows_the_text_itself(text: str) -> None:
    rendered = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(f"# {escape(text)}")
    found = page(rendered)
    assert [tag for tag, _ in found.tags] == ["h1"]
    assert "".join(found.words).strip() == one_line(text)


def test_address_in_markdown_arrives_whole() -> None:
    url = "https://a.example.org/x_(y)?a=1&copy;=2&b=*z*"
    found = page(MarkdownIt("commonmark").render(render(brief(url=url), "markdown")))
    links = [a["href"] for tag, a in found.tags if tag == "a"]
    assert links[0] is not None
    assert unquote(links[0]) == url


def test_passages_of_one_paragraph_are_cited_once() -> None:
    document = Document("d", FIRST)
    middle = FIRST.index(" The")
    twice = Claim(
        FIRST, (Passage(document, 0, middle), Passage(document, middle + 1, len(FIRST))), 1.0, "source"
    )
    made = Brief(date(2026, 5, 6), "T", (Section("a", "A", (twice,)),), (Source(document, "d"),))
    assert f"{FIRST} [1 ¶1] (1 source)\n" in render(made, "markdown")
    assert "1 of 1 bullet rests on one source." in render(made, "markdown")


def test_empty_brief() -> None:
    made = Brief(date(2026, 5, 6), "T", (Section("a", "A", ()),), gaps=("No report from Sarland.",))
    for form in ("markdown", "text", "html"):
        assert "Nothing reported." in render(made, form)
        assert "0 documents read" in render(made, form)
        assert "No report from Sarland." in render(made, form)
        assert "Sources" not in render(made, form)


SEVEN, NINE = "Seven people died, Maran said.", "Nine people died, the army said."


def with_figures(hostile: str = "") -> Brief:
    """A brief whose one bullet gives one of two values and is denied."""
    first = Document("d1", f"{SEVEN} {hostile}", "Toll", "Post", "", datetime(2026, 5, 6, tzinfo=UTC))
    second = Document("d2", f"{NINE}\nMaran denied it.", "Toll", hostile or "Herald")
    seven, nine = Passage(first, 0, len(SEVEN)), Passage(second, 0, len(NINE))
    denial = Passage(second, len(NINE) + 1, len(second.text))
    claim = Claim(SEVEN, (seven,), 1.0, "source", "denied", ("Maran",), (denial,))
    values = (
        FigureValue("Seven people", f"Seven people died {hostile}".strip(), 7, 7, "", "Maran", (seven,)),
        FigureValue("Nine people", "Nine people died", 9, 9, "", hostile, (nine,)),
    )
    return Brief(
        date(2026, 5, 6), "T", (Section("a", "A", (claim,)),), (Source(first, "d1"), Source(second, "d2")),
        figures=(Figure(f"people killed {hostile}".strip(), "dispute", values),), gaps=("No report from Sarland.",), manifest=brief().manifest,
    )  # fmt: skip


def test_figures_stand_side_by_side_and_the_bullet_names_the_other_value() -> None:
    made = with_figures()
    bullet = f"{SEVEN} [1 ¶1] (denied in 2 ¶2, 1 source; elsewhere: Nine people)"
    assert f"- {bullet}\n" in render(made, "markdown")
    assert f"* {bullet}" in " ".join(render(made, "text").split())
    assert (
        "## Where sources differ\n\n| What | How | Values |\n|---|---|---|\n| people killed | sources differ | "
        "Seven people died (Maran, 2026-05-06) [1 ¶1] · Nine people died (Herald, undated) [2 ¶1] |\n"
    ) in render(made, "markdown")
    assert (
        "* people killed (sources differ)\n    Seven people died (Maran, 2026-05-06) [1 ¶1]\n"
        "    Nine people died (Herald, undated) [2 ¶1]\n"
    ) in render(made, "text")
    words = " ".join(" ".join(page(render(made, "html")).words).split())
    assert "Where sources differ people killed sources differ Seven people died" in words
    assert "denied in 2 ¶2, 1 source; elsewhere: Nine people" in words
    value = json.loads(render(made, "json"))
    jsonschema.validate(value, SCHEMA)
    assert [v["evidence"][0]["quote"] for v in value["figures"][0]["values"]] == [SEVEN, NINE]
    assert value["sections"][0]["statements"][0]["denials"][0]["quote"] == "Maran denied it."


def test_a_bullet_points_to_counts_that_may_be_of_something_else() -> None:
    made = with_figures()
    scope = replace(made.figures[0], kind="scope")
    told = " ".join(render(replace(made, figures=(scope,)), "text").split())
    assert "1 source; other counts below)" in told
    assert "elsewhere" not in told


def test_a_bullet_points_to_what_another_side_says_against_it() -> None:
    made = with_figures()
    (section,) = made.sections
    (claim,) = section.claims
    mine, other = made.figures[0].values
    told = tuple(replace(v, low=None, high=None, group=n) for n, v in enumerate((mine, other)))
    denied = (told[0], replace(told[1], text="Maran denied it."))

    def bullet(values: tuple[FigureValue, ...], denials: tuple[Passage, ...] = ()) -> str:
        bare = replace(section, claims=(replace(claim, denials=denials),))
        figures = (replace(made.figures[0], values=values),)
        return " ".join(render(replace(made, sections=(bare,), figures=figures), "text").split())

    assert "1 source; the other side below)" in bullet(denied)
    assert "other side" not in bullet(told)  # set against each other, and nobody denies
    both = replace(denied[1], passages=mine.passages)
    assert "other side" not in bullet((both,))  # one sentence that tells both
    assert "other side" not in bullet((replace(denied[0], group=1), denied[1]))
    assert "other side" not in bullet(denied, claim.denials)  # the bullet says where it is denied


def test_a_statement_in_dispute_has_no_number() -> None:
    made = with_figures()
    (passage,) = made.figures[0].values[0].passages
    said = FigureValue(SEVEN, SEVEN, None, None, "", "Maran", (passage,))
    value = json.loads(render(replace(made, figures=(Figure("the toll", "dispute", (said,)),)), "json"))
    jsonschema.validate(value, SCHEMA)
    assert value["figures"][0]["values"][0]["low"] is None


def test_other_quantities_of_a_row_are_not_told_beside_a_bullet() -> None:
    made = with_figures()
    (figure,) = made.figures
    apart = (figure.values[0], replace(figure.values[1], group=1))
    told = render(replace(made, figures=(replace(figure, kind="scope", values=apart),)), "text")
    assert "elsewhere" not in told
    assert "different counts" in told


def test_counts_of_another_event_are_set_apart() -> None:
    made = with_figures()
    (figure,) = made.figures
    one, two = figure.values
    values = (one, two, replace(one, text="Four people drowned", group=1))
    brief = replace(made, figures=(replace(figure, kind="scope", values=values),))
    lines = [line[:8] for line in render(brief, "text").split("Where sources differ")[1].splitlines()]
    assert [line for line in lines if line.startswith("  - ")] == ["  - Seve", "  - Four"]
    assert "    Nine" in lines
    assert render(brief, "markdown").count("<br>Four people drowned") == 1
    assert render(brief, "html").count('<div class="event">') == 2
    in_dispute = replace(brief, figures=(replace(figure, kind="dispute", values=values),))
    assert "<br>" not in render(in_dispute, "markdown")


def test_a_number_of_an_opinion_piece_is_told_as_such() -> None:
    made = with_figures()
    (figure,) = made.figures
    (passage,) = figure.values[1].passages
    column = replace(passage, document=replace(passage.document, title="Opinion | The toll"))
    values = (figure.values[0], replace(figure.values[1], passages=(column,)))
    told = render(replace(made, figures=(replace(figure, values=values),)), "text")
    assert "Nine people died (Herald, opinion, undated)" in told


def test_values_that_two_sides_dispute_are_marked_among_different_counts() -> None:
    made = with_figures()
    (figure,) = made.figures
    one, two = figure.values
    values = (one, two, replace(one, text="Four people drowned", group=1))
    row = replace(figure, kind="scope", values=values, kinds=("dispute", "scope"))
    brief = replace(made, figures=(row,))
    told = render(brief, "text")
    assert "  - sources differ: Seven people died" in told
    assert "  - Four people drowned" in told
    assert "elsewhere: Nine people" in " ".join(told.split())
    assert "| different counts | sources differ: Seven" in render(brief, "markdown")
    assert "<small>sources differ: </small>" in render(brief, "html")
    value = json.loads(render(brief, "json"))
    jsonschema.validate(value, SCHEMA)
    assert value["figures"][0]["kinds"] == ["dispute", "scope"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_in_figures_is_only_text(hostile: str) -> None:
    assert skeleton(render(with_figures(hostile), "html")) == skeleton(
        render(with_figures("plain words"), "html")
    )
    rendered = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(
        render(with_figures(hostile), "markdown")
    )
    tags = [tag for tag, _ in page(rendered).tags]
    assert tags.count("td") == 3
    assert set(tags) <= {
        "h1",
        "h2",
        "p",
        "ul",
        "ol",
        "li",
        "hr",
        "br",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }


def test_unknown_form() -> None:
    with pytest.raises(ValueError, match="unknown form of output: docx"):
        render(brief(), "docx")


@pytest.mark.parametrize("form", ["markdown", "text", "html", "json"])
def test_same_brief_same_bytes(form: str) -> None:
    made = brief("Zürich – “déjà vu”")
    turned = replace(made, manifest=dict(reversed(made.manifest.items())))
    assert render(made, form) == render(turned, form)
    assert render(made, form).endswith("\n")
    assert "Zürich – “déjà vu”" in render(made, form)


def test_json_follows_its_schema_and_quotes_are_the_documents_text() -> None:
    made = brief()
    value = json.loads(render(made, "json"))
    jsonschema.validate(value, SCHEMA)
    by_id = {s.document.id: s.document.text for s in made.sources}
    evidence = [e for s in value["sections"] for c in s["statements"] for e in c["evidence"]]
    assert len(evidence) == 3
    for item in evidence:
        assert item["quote"] == by_id[item["document"]][item["start"] : item["end"]]
    assert [e["paragraph"] for e in evidence] == [1, 1, 2]
    assert [(s["id"], s["origin"], s["date"]) for s in value["sources"]] == [
        ("d1", "d1", None), ("d2", "d2", "2026-05-06"), ("d3", "d1", None),
    ]  # fmt: skip
    assert value["duplicates"] == [
        {"kind": "document", "similarity": 1.0, "document": "d3", "paragraph": 1, "start": 0, "end": len(FIRST),
         "of": {"document": "d1", "paragraph": 1, "start": 0, "end": FIRST.index(" The")}}
    ]  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1), st.text())
def test_json_holds_any_text_and_follows_its_schema(before: str, hostile: str) -> None:
    text = f"{before}\n{hostile}{FIRST}"
    document = Document(hostile, text, hostile, before, hostile)
    claim = Claim(FIRST, (Passage(document, len(text) - len(FIRST), len(text)),), 1.0, "source")
    made = replace(brief(), sections=(Section("a", hostile, (claim,)),), sources=(Source(document, hostile),))
    value = json.loads(render(made, "json"))
    jsonschema.validate(value, SCHEMA)
    assert value["sections"][0]["statements"][0]["evidence"][0]["quote"] == FIRST
    for form in ("markdown", "text", "html"):
        assert render(made, form)


class _Page(HTMLParser):
    """Collects every tag, attribute and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page(text: str) -> _Page:
    parser = _Page()
    parser.feed(text)
    return parser


def skeleton(text: str) -> list[tuple[str, list[str]]]:
    return [(tag, sorted(attributes)) for tag, attributes in page(text).tags]


PLAIN = skeleton(render(brief("plain words", "https://a.example.org/x"), "html"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_adds_no_tag_to_the_page(hostile: str) -> None:
    assert skeleton(render(brief(hostile, "https://a.example.org/x"), "html")) == PLAIN


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_only_text_in_markdown(hostile: str) -> None:
    rendered = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table")
    found = page(rendered.render(render(brief(hostile, "https://a.example.org/x"), "markdown")))
    allowed = {"h1", "h2", "p", "ul", "ol", "li", "a", "hr", "br"}
    assert {tag for tag, _ in found.tags} <= allowed
    assert {a["href"] for tag, a in found.tags if tag == "a"} <= {
        "https://a.example.org/x",
        "https://herald.example.org/",
    }
    assert [tag for tag, _ in found.tags if tag in ("h1", "h2", "hr")] == ["h1", "h2", "h2", "h2", "h2", "hr"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_address_is_no_link(hostile: str) -> None:
    for form in ("html", "markdown"):
        text = render(brief(url=hostile), form)
        source = text if form == "html" else MarkdownIt("commonmark", {"html": True}).render(text)
        links = {a.get("href") for tag, a in page(source).tags if tag == "a"}
        assert links <= {"https://herald.example.org/", "http://evil.example/auto"}


def test_page_asks_nothing_of_the_network() -> None:
    found = page(render(brief(), "html"))
    for tag, attributes in found.tags:
        assert tag not in ("script", "img", "iframe", "link", "object", "embed", "video", "base")
        assert "src" not in attributes
        assert tag == "a" or "href" not in attributes
        assert not any(name.startswith("on") for name in attributes)
    assert "url(" not in render(brief(), "html")
    assert "default-src 'none'" in render(brief(), "html")


def test_each_bullet_opens_its_paragraph_with_the_passage_marked() -> None:
    text = render(brief(), "html")
    marked = re.search(r"<blockquote>\s*<p dir=.auto.><mark>(.*?)</mark>(.*?)</p>", text, re.S)
    assert marked
    assert re.sub("<.*?>", "", marked.group(1)) == "Norvian troops seized the bridge at Oskel on Monday."
    assert html.unescape(marked.group(2)) == " The town was quiet by noon."
    assert "<b>bridge</b>" in marked.group(1)


def test_paragraph_of_a_whole_article_is_shown_around_the_passage() -> None:
    document = Document("d", "before " * 300 + FIRST + " after" * 300)
    at = document.text.index(FIRST)
    claim = Claim(FIRST, (Passage(document, at, at + len(FIRST)),), 1.0, "source")
    made = Brief(date(2026, 5, 6), "T", (Section("a", "A", (claim,)),), (Source(document, "d"),))
    shown = re.search(
        r"<blockquote>\s*<p dir=.auto.>(.*?)<mark>(.*?)</mark>(.*?)</p>", render(made, "html"), re.S
    )
    assert shown
    assert shown.group(1) == "… " + "before " * 114
    assert re.sub("<.*?>", "", shown.group(2)) == FIRST
    assert shown.group(3) == " after" * 133 + " …"


def test_page_tells_what_was_read_left_out_and_refused() -> None:
    words = " ".join(" ".join(page(render(brief(), "html")).words).split())
    assert "6 May 2026 · 3 documents read, 2 independent sources." in words
    assert "Read and not cited (1) Mirror , undated: Copy (tells the story of Post )" in words
    assert f"1 reprint Mirror ¶1 , as in Post ¶1 : {FIRST}" in words
    assert "Sarland fell. (the name Sarland )" in words
    assert "model: lead" in words
    assert "2 independent sources · the model's wording · herald.example.org [2 ¶1] , Post [1 ¶2]" in words


def chromium(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    assert CHROMIUM, "chromium must be installed where CI is set"
    return subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         f"--user-data-dir={tmp_path / 'profile'}", *arguments],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip


PROBE = """<script>addEventListener('load', () => {
  const d = document.documentElement, wide = d.scrollWidth > innerWidth;
  const closed = [...document.querySelectorAll('li details')].every(x => !x.open);
  document.querySelectorAll('details').forEach(x => x.querySelector('summary').click());
  const open = [...document.querySelectorAll('details')].every(x => x.open);
  const seen = [...document.querySelectorAll('mark')].every(x => x.getBoundingClientRect().height > 0);
  document.body.dataset.probe = [wide, d.scrollWidth > innerWidth, closed, open, seen].join();
})</script>"""


@needs_chromium
@pytest.mark.parametrize("width", [390, 1280])
def test_page_in_a_browser_fits_and_opens(tmp_path: Path, width: int) -> None:
    # the page itself runs no script: the probe is let in by taking the policy out
    long = "Verylongword" * 30
    text = render(brief(long), "html")
    text = re.sub(r"<meta http-equiv=.Content-Security.*?>", "", text).replace("</body>", PROBE + "</body>")
    target = tmp_path / "page.html"
    # a frame has the width asked for, which a window of headless Chromium need not
    frame = tmp_path / "frame.html"
    target.write_text(text, encoding="utf-8")
    frame.write_text(
        f"<iframe id=f width={width} height=900 srcdoc='{html.escape(text, quote=True)}'></iframe>"
        "<script>addEventListener('load', () => setTimeout(() => {"
        "document.title = f.contentDocument.body.dataset.probe }, 200))</script>",
        encoding="utf-8",
    )
    done = chromium(tmp_path, "--virtual-time-budget=3000", "--dump-dom", frame.as_uri())
    title = re.search(rb"<title>(.*?)</title>", done.stdout)
    assert title
    assert title.group(1) == b"false,false,true,true,true"


@needs_chromium
def test_page_prints(tmp_path: Path) -> None:
    target, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    target.write_text(render(brief(), "html"), encoding="utf-8")
    chromium(tmp_path, f"--print-to-pdf={printed}", target.as_uri())
    from pypdf import PdfReader

    text = " ".join(page.extract_text() for page in PdfReader(printed).pages)
    assert "Norvian troops seized the bridge" in text
    assert "What was left out" not in text
    assert "https://post.example.org/1?a=1&b=2" in text  # on paper a link must be readable


def logged(tmp_path: Path, target: Path) -> tuple[subprocess.CompletedProcess[bytes], str]:
    """The browser's document and its record of everything asked of the network."""
    log = tmp_path / "net.json"
    done = chromium(
        tmp_path, "--virtual-time-budget=2000", f"--log-net-log={log}", "--dump-dom", target.as_uri()
    )
    return done, log.read_text(encoding="utf-8", errors="replace")


@needs_chromium
def test_page_with_its_policy_asks_nothing_of_the_network(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    image = "<img src='http://evil.invalid/x.png'></body>"
    text = render(brief(), "html")
    target.write_text(text.replace("</body>", image), encoding="utf-8")
    assert not re.findall(r"evil\.invalid|example\.org", logged(tmp_path, target)[1])
    # the record does tell: without the policy the image is asked for
    target.write_text(
        re.sub(r"<meta http-equiv=.Content-Security.*?>", "", text).replace("</body>", image),
        encoding="utf-8",
    )
    assert "evil.invalid" in logged(tmp_path, target)[1]


@needs_chromium
def test_hostile_text_runs_nothing_in_a_browser(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    # without the policy: the escaping alone must hold
    text = "".join(render(brief(h), "html") for h in HOSTILE)
    target.write_text(re.sub(r"<meta http-equiv=.Content-Security.*?>", "", text), encoding="utf-8")
    done, log = logged(tmp_path, target)
    dom = done.stdout.decode()
    assert not re.findall(r"evil\.example|example\.org", log)
    assert not re.search(r"<(?:script|img|iframe|svg|object|embed|video|form|input|base)\b", dom)
