"""A hundred strings that try to run a script or to link elsewhere, in every form that a brief takes."""

from __future__ import annotations

import email
import html
import re
from dataclasses import replace
from email.policy import default
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

from browser import Browser, needs_chromium
from markdown_it import MarkdownIt
from test_deliver import plain, stored
from test_render import HOSTILE

from summarizer.archive import StoredBrief
from summarizer.deliver.mail import mail_message
from summarizer.deliver.site import site_files
from summarizer.deliver.webhook import message

INJECTIONS = [
    *HOSTILE,
    "<svg><script>alert(1)</script></svg>", "<svg/onload=alert(1)>", "<img src=1 onerror=alert(1)//", "<img/src=x/onerror=alert(1)>",
    "<<script>alert(1)//<</script>", "<script/src=//evil.example>", "<script\n>alert(1)</script\n>", "</script><script>alert(1)</script>",
    "<isindex action=javascript:alert(1)>", "<marquee onstart=alert(1)>", "<audio src onloadstart=alert(1)>", "<select autofocus onfocus=alert(1)>",
    "<keygen autofocus onfocus=alert(1)>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<template><script>alert(1)</script>",
    "<a href=\"jAvAsCrIpT:alert(1)\">x</a>", "<a href=\" javascript:alert(1)\">x</a>", "<a href=\"\x01javascript:alert(1)\">x</a>",
    "[x](<javascript:alert(1)>)", "[x](JaVaScRiPt:alert(1))", "[x](&#106;avascript:alert(1))", "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example)", "[![x](http://evil.example/i.png)](http://evil.example)", "![x](x \"onerror=alert(1)\")", "<javascript:alert(1)>",
    "[x]\n\n[x]: http://evil.example", "[^1]\n\n[^1]: http://evil.example", "\\</title\\><script>alert(1)</script>", "&lt;img src=x onerror=alert(1)&gt;",
    "&amp;lt;script&amp;gt;", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "%3Cscript%3Ealert(1)%3C/script%3E", "＜script＞alert(1)＜/script＞",
    "<ſcript>alert(1)</ſcript>", "<script>alert`1`</script>", "javascript://%0aalert(1)", "javascript&colon;alert(1)", "http://evil.example\"onmouseover=alert(1)",
    "https://evil.example/\"><script>alert(1)</script>", "https://evil.example/' onclick='alert(1)", "https://user@evil.example:80\\@b/<script>",
    "Content-Type: text/html\r\n\r\n<script>alert(1)</script>", "x\r\nBcc: y@evil.example", "=?utf-8?q?=3Cscript=3E?=", "--=_boundary",
    "</body></html><script>alert(1)</script>", "</main></body><body onload=alert(1)>", "</head><script>alert(1)</script>", "<body>\n<script>alert(1)</script>",
]  # fmt: skip
OURS = {"search.js", "search-index.js"}  # the scripts of the first page
LINKS = (
    "https://post.example.org/",
    "https://herald.example.org/",
    "https://evil.example/",
    "http://evil.example/",
)
SAFE = set(
    """html head meta title style link body main header footer section nav h1 h2 h3 p ul ol li a b em mark
              bdi time span details summary blockquote hr br table caption thead tbody tr th td label input noscript script
              strong div""".split()
)


class _Active(HTMLParser):
    """Collects what could act: other tags, event handlers, scripts that are not ours, links that are not web links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag not in SAFE or (tag == "script" and values.get("src") not in OURS):
            self.found.append(self.get_starttag_text() or tag)
        for name, value in values.items():
            link = name in ("href", "src", "action") and not _is_harmless(value)
            style = name == "style" and re.search(r"url|expression|import", value)
            if name.startswith("on") or link or style:
                self.found.append(self.get_starttag_text() or tag)


def _is_harmless(link: str) -> bool:
    # a web address that a document gave is a link; everything else must lead to a page of ours
    return (
        link.startswith(LINKS)
        or bool(re.fullmatch(r"(\d{4}-\d\d-\d\d|index)\.html(#\w+)?|feed\.xml", link))
        or link in OURS
    )


@cache
def brief_with(hostile: str) -> StoredBrief:
    return stored(hostile)


def forms(made: StoredBrief) -> dict[str, str]:
    """Every form of a brief, as the HTML that a reader's program makes of it."""
    site = site_files([replace(made, date=made.date.replace(day=1)), made])
    parsed = email.message_from_bytes(mail_message(made, plain(25)).as_bytes(), policy=default)
    assert "Bcc" not in parsed
    body = parsed.get_body(["html"])
    content = [
        e.text or "" for e in ET.fromstring(site["feed.xml"]).iter("{http://www.w3.org/2005/Atom}content")
    ]
    chat = re.sub(r"<(https?://[^|>]*)\|", r'<a href="\1">', message(made)["text"]).replace("\n>", ">")
    return {
        "page": made.html,
        "day page": site["2026-05-06.html"],
        "first page": site["index.html"],
        "mail": body.get_content(),
        "feed": "".join(content),
        "markdown": MarkdownIt("commonmark", {"html": True}).render(made.markdown),
        "markdown of GitHub": MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(made.markdown),
        "chat": re.sub(r'(<a href="[^"]*">[^<>]*)>', r"\1</a>", chat),
    }


def every_form() -> list[tuple[str, str, str]]:
    found = []
    for hostile in INJECTIONS:
        for made in (brief_with(hostile), stored(url=hostile)):
            found += [(hostile, name, text) for name, text in forms(made).items()]
    return found


def test_no_string_is_active_in_any_form(tmp_path: Path) -> None:
    assert len(set(INJECTIONS)) >= 100
    every = every_form()
    active = [(hostile, name, _Active(text).found) for hostile, name, text in every if _Active(text).found]
    names = list(dict.fromkeys(name for _, name, _ in every))
    print(
        f"\n{len(INJECTIONS)} injection strings as title, text and link in {', '.join(names)}: {len(active)} active"
    )
    assert not active
    assert len(every) == len(INJECTIONS) * 2 * 8


def test_the_check_does_tell() -> None:
    for text in (
        "<script>x</script>",
        "<a href='javascript:x'>",
        "<p onclick=x>",
        "<img src=x>",
        "<p style='background:url(x)'>",
    ):
        assert _Active(text).found


@needs_chromium
def test_no_string_runs_in_a_browser(tmp_path: Path) -> None:
    """Without the pages' policy, so that the escaping alone must hold."""
    parts = []
    for hostile in INJECTIONS:
        made = brief_with(hostile)
        rendered = MarkdownIt("commonmark", {"html": True}).render(made.markdown)
        body = email.message_from_bytes(mail_message(made, plain(25)).as_bytes(), policy=default).get_body(
            ["html"]
        )
        parts += [made.html, body.get_content(), rendered]
    pages = [re.sub(r"<meta http-equiv=.Content-Security.*?>", "", part) for part in parts]
    frames = "".join(f'<iframe srcdoc="{html.escape(page)}"></iframe>' for page in pages)
    target = tmp_path / "all.html"
    watched = "<script>window.alerts = 0; window.alert = () => { window.alerts += 1 }</script>"
    target.write_text(f"<meta charset=utf-8>{watched}{frames}", encoding="utf-8")
    with Browser(tmp_path, 1280) as browser:
        browser.open(target.as_uri())
        count = "[...document.querySelectorAll('iframe')].filter(f => f.contentDocument.querySelector('script, img, iframe, svg, object, embed, video')).length"
        assert browser.ask("frames.length") == 3 * len(INJECTIONS)
        assert browser.ask(count) == 0
        assert browser.ask("alerts") == 0
        assert (
            browser.ask(
                "[...document.querySelectorAll('iframe')].filter(f => f.contentDocument.title === 'x').length"
            )
            == 0
        )
        assert not [url for url in browser.requests if not url.startswith(("file:", "about:"))]
