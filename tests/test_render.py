"""The four forms of a brief: exact where it matters, harmless whatever the documents hold."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt

from summarizer.render import render
from summarizer.types import Brief, Claim, Document, Duplicate, Passage, Section, Skipped, Source, Unsupported

FIRST = "Norvian troops seized the bridge at Oskel on Monday. The town was quiet by noon."
SECOND = "Talks in Lindhaven ended without an agreement, Tomas Hale said."
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
        "- Norvian troops seized the bridge at Oskel on Monday. [1 ¶1]\n\n"
        "## Battlefield\n\nNothing reported.\n\n## Diplomacy\n\n"
        "- Talks in Lindhaven ended without an agreement, Tomas Hale said. [2 ¶1, 1 ¶2]\n\n## Sources\n\n"
        "1. Post, undated: [Bridge falls](<https://post.example.org/1?a=1&b=2>)\n"
        "2. herald.example.org, 2026-05-06: [Talks end](<https://herald.example.org/>)\n\n---\n\n"
        "3 documents read, 2 independent sources.  \n1 of 2 bullets rest on one source.  \nLeft out: 1 reprint.  \n"
        "Refused: 1 sentence of the model that the sources do not carry; the sources' own words stand instead.  \n"
        "Not read: x.json: not JSON.\n"
    )


def test_text_is_narrow_and_holds_no_escape_code() -> None:
    text = render(brief("\x1b[31mred\x1b[0m"), "text")
    assert "\x1b" not in text
    assert max(map(len, render(brief(), "text").split("\n"))) <= 88
    assert "* Norvian troops seized the bridge at Oskel on Monday. [1 ¶1]" in render(brief(), "text")


def test_json_follows_its_schema_and_quotes_are_the_documents_text() -> None:
    made = brief()
    value = json.loads(render(made, "json"))
    schema = json.loads((files("summarizer.render") / "brief.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(value, schema)
    by_id = {s.document.id: s.document.text for s in made.sources}
    evidence = [e for s in value["sections"] for c in s["statements"] for e in c["evidence"]]
    assert len(evidence) == 3
    for item in evidence:
        assert item["quote"] == by_id[item["document"]][item["start"] : item["end"]]
    assert [e["paragraph"] for e in evidence] == [1, 1, 2]


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
    marked = re.search(r"<blockquote>\s*<p><mark>(.*?)</mark>(.*?)</p>", text, re.S)
    assert marked
    assert re.sub("<.*?>", "", marked.group(1)) == "Norvian troops seized the bridge at Oskel on Monday."
    assert html.unescape(marked.group(2)) == " The town was quiet by noon."
    assert "<b>bridge</b>" in marked.group(1)


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


@needs_chromium
def test_hostile_text_runs_nothing_in_a_browser(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    # without the policy: the escaping alone must hold
    text = "".join(render(brief(h), "html") for h in HOSTILE)
    target.write_text(re.sub(r"<meta http-equiv=.Content-Security.*?>", "", text), encoding="utf-8")
    done = chromium(tmp_path, "--virtual-time-budget=2000", "--dump-dom", target.as_uri())
    dom = done.stdout.decode()
    assert not re.search(r"<(?:script|img|iframe|svg|object|embed|video|form|input|base)\b", dom)
