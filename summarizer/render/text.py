"""A brief as plain text for a terminal, 88 columns wide."""

from __future__ import annotations

import re
import textwrap

from summarizer.render.record import (
    EMPTY,
    citations,
    cited_documents,
    footer,
    safe_url,
    source_day,
    source_name,
)
from summarizer.types import Brief, Document

WIDTH = 88
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")  # escape codes of a terminal begin with one


def render_text(brief: Brief) -> str:
    """The brief with wrapped bullets, citations behind them and the sources at the end."""
    cited = cited_documents(brief)
    lines = [*_wrap(brief.title.upper(), ""), brief.date.isoformat(), ""]
    for section in brief.sections:
        title = _plain(section.title)
        lines += [title, "-" * min(WIDTH, len(title))]
        for claim in section.claims:
            labels = ", ".join(c.label for c in citations(claim, cited))
            lines += _wrap(f"{claim.text} [{labels}]", "* ")
        lines += ([] if section.claims else [EMPTY]) + [""]
    if cited:
        lines += ["Sources", "-------"]
        for number, document in enumerate(cited, 1):
            lines += _wrap(_source(document), f"{number}. ")
        lines.append("")
    for line in footer(brief):
        lines += _wrap(line, "")
    return "\n".join(lines).rstrip() + "\n"


def _source(document: Document) -> str:
    parts = f"{source_name(document)}, {source_day(document)}: {document.title or 'untitled'}"
    return f"{parts} {safe_url(document.url)}".strip()


def _plain(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _wrap(text: str, mark: str) -> list[str]:
    return textwrap.wrap(
        _plain(text),
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
