"""A brief as plain text for a terminal, 88 columns wide."""

from __future__ import annotations

import textwrap

from summarizer.outlets import safe_url, source_name
from summarizer.render.record import (
    EMPTY,
    FIGURES,
    KINDS,
    by_event,
    change,
    cited_documents,
    footer,
    giver,
    labels,
    one_line,
    source_day,
    standing,
)
from summarizer.types import Brief, Document

WIDTH = 88


def render_text(brief: Brief) -> str:
    """The brief with wrapped bullets, citations behind them and the sources at the end."""
    cited = cited_documents(brief)
    lines = [*_wrap(brief.title.upper(), ""), brief.date.isoformat(), ""]
    for section in brief.sections:
        title = _wrap(section.title, "")
        lines += [*title, "-" * max(map(len, title), default=0)]
        for claim in section.claims:
            told = f"{claim.text} [{labels(claim.evidence, cited)}] ({standing(claim, brief, cited)})"
            lines += _wrap(told, "* ")
            lines += _wrap(change(claim), "  ")
        lines += ([] if section.claims else [EMPTY]) + [""]
    if brief.figures:
        lines += [FIGURES, "-" * len(FIGURES)]
        for figure in brief.figures:
            lines += _wrap(f"{figure.what} ({KINDS[figure.kind]})", "* ")
            events = by_event(figure)
            for label, event in events:
                for n, v in enumerate(event):
                    mark = "  - " if n == 0 and len(events) > 1 else "    "
                    told = f"{v.text} ({giver(v)}) [{labels(v.passages[:1], cited)}]"
                    lines += _wrap(told if n else label + told, mark)
        lines.append("")
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


def _wrap(text: str, mark: str) -> list[str]:
    """The text in lines of ``WIDTH`` columns at most; a citation such as ``3 ¶2`` stays on one line."""
    lines = textwrap.wrap(
        one_line(text).replace(" ¶", "\u00a0¶"),
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\u00a0¶", " ¶") for line in lines]
