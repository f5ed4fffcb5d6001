"""A brief as one HTML page that asks nothing of the network and runs no script."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, Template
from markupsafe import Markup, escape

from summarizer.lexical import content_stems
from summarizer.render.record import (
    EMPTY,
    citations,
    cited_documents,
    footer,
    independent,
    safe_url,
    source_day,
    source_name,
)
from summarizer.text import WORD, paragraphs
from summarizer.types import Brief, Claim, Document, Passage


@dataclass(frozen=True, slots=True)
class _Evidence:
    """One citation as the page shows it; the parts of the paragraph before, in and after the passage."""

    label: str
    source: str
    day: str
    title: str
    url: str
    before: str
    passage: Markup
    after: str


def render_html(brief: Brief) -> str:
    """The page. Each bullet opens its evidence: the paragraph of each source, what supports it marked."""
    cited = cited_documents(brief)
    sections = [
        (s.title, [(c.text, _support(c, brief), _evidence(c, cited)) for c in s.claims])
        for s in brief.sections
    ]
    page = _template().render(
        brief=brief,
        sections=sections,
        empty=EMPTY,
        sources=[_source(n, d) for n, d in enumerate(cited, 1)],
        footer=footer(brief),
        dropped=[(d.kind, d.passage.document.id, _excerpt(d.passage.text)) for d in brief.duplicates],
        refused=[(u.text, u.reason) for u in brief.unsupported],
    )
    return page.rstrip() + "\n"


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    source = files("summarizer.render") / "brief.html.jinja"
    return environment.from_string(source.read_text(encoding="utf-8"))


def _support(claim: Claim, brief: Brief) -> str:
    number = independent(claim, brief)
    return "one source" if number == 1 else f"{number} independent sources"


def _evidence(claim: Claim, cited: list[Document]) -> list[_Evidence]:
    stems = set(content_stems(claim.text))
    found = []
    for citation in citations(claim, cited):
        passage = citation.passage
        document = passage.document
        start, end = _paragraph(passage)
        found.append(
            _Evidence(
                label=citation.label,
                source=source_name(document),
                day=source_day(document),
                title=document.title,
                url=safe_url(document.url),
                before=document.text[start : passage.start],
                passage=_marked(passage.text, stems),
                after=document.text[passage.end : end],
            )
        )
    return found


def _paragraph(passage: Passage) -> tuple[int, int]:
    """The span of the paragraphs that a passage stands in."""
    spans = [s for s in paragraphs(passage.document.text) if s[0] < passage.end and passage.start < s[1]]
    return (spans[0][0], spans[-1][1]) if spans else (passage.start, passage.end)


def _marked(text: str, stems: set[str]) -> Markup:
    """The text with the words that the bullet shares in bold, everything else escaped."""
    parts = []
    at = 0
    for match in WORD.finditer(text):
        parts.append(escape(text[at : match.start()]))
        word = escape(match.group())
        shared = stems.intersection(content_stems(match.group()))
        parts.append(Markup("<b>{}</b>").format(word) if shared else word)
        at = match.end()
    return Markup("").join([*parts, escape(text[at:])])


def _source(number: int, document: Document) -> dict[str, str]:
    return {
        "number": str(number),
        "name": source_name(document),
        "day": source_day(document),
        "title": document.title or "untitled",
        "url": safe_url(document.url),
    }


def _excerpt(text: str, length: int = 160) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + " …"
