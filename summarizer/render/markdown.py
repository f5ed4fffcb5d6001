"""A brief as Markdown. What comes from a document is escaped: it can style and link nothing."""

from __future__ import annotations

import re

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
from summarizer.types import Brief, Claim, Document

# only what could open a mark, so that ordinary sentences read as they are in a terminal
_MARKS = re.compile(
    r"[\\`*_\[\]<|~]|&(?=#?\w+;)|^(?:[-+=>#]|\d+[.)](?=\s|$))|#(?=#*$)|://|(?<=\w)@(?=\w)|(?<=www)\.",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?=#?\w+;)")


def render_markdown(brief: Brief) -> str:
    """The brief in CommonMark: a bullet a statement, its citations behind it, the sources at the end."""
    cited = cited_documents(brief)
    lines = [f"# {escape(brief.title)}", "", brief.date.isoformat(), ""]
    for section in brief.sections:
        lines += [f"## {escape(section.title)}", ""]
        for claim in section.claims:
            told = standing(claim, brief, cited)
            cited_as = f"[{labels(claim.evidence, cited)}] ({escape(told)})"
            lines.append(f"- {escape(claim.text)} {cited_as}{_change(claim)}")
        lines += ([] if section.claims else [EMPTY]) + [""]
    if brief.figures:
        lines += [f"## {FIGURES}", "", *_figures(brief, cited), ""]
    if cited:
        lines += ["## Sources", ""]
        lines += [f"{n}. {_source(document)}" for n, document in enumerate(cited, 1)]
        lines.append("")
    lines += ["---", "", *(f"{escape(line)}  " for line in footer(brief))]
    return "\n".join(lines).rstrip() + "\n"


def _figures(brief: Brief, cited: list[Document]) -> list[str]:
    """A table: a row a quantity, its values side by side, those of another event on another line."""
    lines = ["| What | How | Values |", "|---|---|---|"]
    for figure in brief.figures:
        values = "<br>".join(
            label
            + " · ".join(
                f"{escape(v.text)} ({escape(giver(v))}) [{labels(v.passages[:1], cited)}]" for v in event
            )
            for label, event in by_event(figure)
        )
        lines.append(f"| {escape(figure.what)} | {KINDS[figure.kind]} | {values} |")
    return lines


def _change(claim: Claim) -> str:
    return f" *{escape(change(claim))}*" if change(claim) else ""


def _source(document: Document) -> str:
    title = escape(document.title) or "untitled"
    url = _ENTITY.sub("&amp;", safe_url(document.url))  # else "&copy;" in a query becomes a sign
    linked = f"[{title}](<{url}>)" if url else title
    return f"{escape(source_name(document))}, {source_day(document)}: {linked}"


def escape(text: str) -> str:
    """Text on one line in which Markdown and HTML find no mark."""
    return _MARKS.sub(_escaped, one_line(text))


def _escaped(match: re.Match[str]) -> str:
    mark = match.group()
    if mark == "<":
        return "&lt;"
    if mark == "&":
        return "&amp;"
    if mark == "://":
        return "&#58;//"
    if mark in ("@", "."):
        return f"&#{ord(mark)};"
    return f"{mark[:-1]}\\{mark[-1]}"
