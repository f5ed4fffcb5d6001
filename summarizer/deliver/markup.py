"""A brief's Markdown as the HTML of a mail or a feed, and as the text of a chat message."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

# a chat that reads Markdown would take these in a headline for a link or for a call to everybody;
# a word joiner, which nobody sees, keeps them apart
_JOINER = "\u2060"
_CALL = re.compile(r"(?<=\])(?=\()|(?<=@)(?=\w)")
_BULLET = "\u2022 "


def markdown_html(markdown: str) -> str:
    """The Markdown as HTML; HTML in it stays text, and no link but http(s) is made."""
    return str(_parser().render(markdown))


def chat_text(markdown: str, limit: int) -> str:
    """The Markdown as Slack writes its messages: ``*headings*``, bullets, ``<address|title>``.

    At most ``limit`` characters; a longer brief ends with a line that says so.
    """
    lines = _lines(_parser().parse(markdown))
    text = "\n".join(lines).strip()
    if len(text) <= limit:
        return text
    end = "\n\u2026 (the rest is left out here)"
    return text[: limit - len(end)].rsplit("\n", 1)[0] + end


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    parser.validateLink = lambda url: url.lower().startswith(("http://", "https://"))  # type: ignore[method-assign]
    return parser


def _lines(tokens: Sequence[Token]) -> list[str]:
    lines: list[str] = []
    mark = ""
    number = 0  # of the next point of a numbered list, 0 in a list with bullets
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "ordered_list_open":
            number = 1
        elif token.type == "bullet_list_open":
            number = 0
        elif token.type == "list_item_open":
            mark = f"{number}. " if number else _BULLET
            number += bool(number)
        elif token.type in ("heading_open", "hr"):
            lines.append("")
        elif token.type == "inline":
            text = _inline(token.children or [])
            lines.append(f"*{text}*" if before and before.type == "heading_open" else mark + text)
            mark = ""
    return lines


def _inline(tokens: Sequence[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type == "link_open":
            parts.append(f"<{_plain(str(token.attrGet('href') or '')).replace('|', '%7C')}|")
        elif token.type == "link_close":
            parts.append(">")
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        else:
            parts.append(_plain(_CALL.sub(_JOINER, token.content)))
    return "".join(parts)


def _plain(text: str) -> str:
    """Text in which Slack finds no mark of its own (links, calls such as ``<!channel>``)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
