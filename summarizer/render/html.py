"""A brief as one HTML page that asks nothing of the network and runs no script."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, Template
from markupsafe import Markup, escape

from summarizer.lexical import content_stems
from summarizer.outlets import safe_url, source_name
from summarizer.render.record import (
    EMPTY,
    FIGURES,
    KINDS,
    anchor,
    by_event,
    change,
    citations,
    cited_documents,
    day_in_words,
    dropped_by_kind,
    footer,
    giver,
    labels,
    source_day,
    standing,
)
from summarizer.text import WORD, paragraphs
from summarizer.types import Brief, Claim, Document, Duplicate, Passage, Source

_EXCERPT = 160  # characters of a passage that was left out
_CONTEXT = 800  # characters of a paragraph on each side of a passage: some articles are one paragraph


@dataclass(frozen=True, slots=True)
class _Reference:
    """A document as the page names it; ``link`` is empty where it has no web address."""

    name: str
    day: str
    title: str
    link: str
    language: str


@dataclass(frozen=True, slots=True)
class _Evidence:
    """One citation as the page shows it: the parts of the paragraph before, in and after the passage."""

    label: str
    document: _Reference
    before: str
    passage: Markup
    after: str


@dataclass(frozen=True, slots=True)
class _Dropped:
    """One passage that was left out: where it stood, how it began, and where it stands instead."""

    place: str
    excerpt: str
    of: str


def render_html(brief: Brief) -> str:
    """The page. Each bullet opens its evidence: the paragraph of each source, what supports it marked."""
    cited = cited_documents(brief)
    sections = [
        (s.title, [(c.text, change(c), _support(c, brief, cited), _evidence(c, cited)) for c in s.claims])
        for s in brief.sections
    ]
    page = _template().render(
        title=brief.title,
        date=brief.date,
        day=day_in_words(brief.date),
        sections=sections,
        empty=EMPTY,
        figures_title=FIGURES,
        figures=[
            (
                f.what,
                KINDS[f.kind],
                [
                    (label, [(v.text, giver(v), labels(v.passages[:1], cited)) for v in event])
                    for label, event in by_event(f)
                ],
            )
            for f in brief.figures
        ],
        sources=[_reference(document) for document in cited],
        uncited=_uncited(brief, cited),
        footer=footer(brief),
        dropped=[(told, [_dropped(d) for d in items]) for told, items in dropped_by_kind(brief)],
        repeated=[(c.text, c.earlier.date.isoformat()) for c in brief.repeated if c.earlier],
        refused=[(u.text, u.reason) for u in brief.unsupported],
        made=_made(brief),
    )
    return page.rstrip() + "\n"


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["anchor"] = anchor
    source = files("summarizer.render") / "brief.html.jinja"
    return environment.from_string(source.read_text(encoding="utf-8"))


def _support(claim: Claim, brief: Brief, cited: list[Document]) -> str:
    told = standing(claim, brief, cited)
    return f"{told} · the model's wording" if claim.written_by == "model" else told


def _evidence(claim: Claim, cited: list[Document]) -> list[_Evidence]:
    stems = set(content_stems(claim.text))
    found = []
    for citation in citations((*claim.evidence, *claim.denials), cited):
        passage = citation.passage
        text = passage.document.text
        start, end = _paragraph(passage)
        found.append(
            _Evidence(
                label=citation.label,
                document=_reference(passage.document),
                before=_end(text[start : passage.start]),
                passage=_marked(passage.text, stems),
                after=_beginning(text[passage.end : end], _CONTEXT),
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


def _reference(document: Document) -> _Reference:
    link = safe_url(document.url)
    return _Reference(
        name=source_name(document),
        day=source_day(document),
        title=document.title or link or "untitled",
        link=link,
        language=document.language,
    )


def _uncited(brief: Brief, cited: list[Document]) -> list[tuple[_Reference, str]]:
    """Documents that were read and that no bullet cites; a copy with the name of its origin."""
    ids = {document.id for document in cited}
    names = {s.document.id: source_name(s.document) for s in brief.sources}
    return [(_reference(s.document), _copied(s, names)) for s in brief.sources if s.document.id not in ids]


def _copied(source: Source, names: dict[str, str]) -> str:
    return "" if source.origin == source.document.id else names.get(source.origin, source.origin)


def _dropped(duplicate: Duplicate) -> _Dropped:
    line = " ".join(duplicate.passage.text.split())
    of = _place(duplicate.of) if duplicate.of else ""
    return _Dropped(_place(duplicate.passage), _beginning(line, _EXCERPT), of)


def _beginning(text: str, length: int) -> str:
    """The text, or where it is longer whole words from its beginning and an ellipsis."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"


def _end(text: str) -> str:
    return text if len(text) <= _CONTEXT else "… " + text[-_CONTEXT:].split(" ", 1)[-1]


def _place(passage: Passage) -> str:
    return f"{source_name(passage.document)} ¶{passage.number}"


def _made(brief: Brief) -> list[tuple[str, str]]:
    """What made the brief: the manifest's single values, as the JSON form holds it whole."""
    return [(key, value) for key, value in sorted(brief.manifest.items()) if isinstance(value, str)]
