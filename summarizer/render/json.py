"""A brief as JSON; ``brief.schema.json`` beside this file describes it."""

from __future__ import annotations

import json
from typing import Any

from summarizer.render.record import source_day
from summarizer.types import Brief, Claim, Duplicate, Figure, Passage, Source, Unsupported


def render_json(brief: Brief) -> str:
    """One JSON object, keys in a fixed order (the manifest's sorted), a line break at the end."""
    value = {
        "date": brief.date.isoformat(),
        "title": brief.title,
        "sections": [
            {"name": s.name, "title": s.title, "statements": [_statement(c) for c in s.claims]}
            for s in brief.sections
        ],
        "sources": [_source(s) for s in brief.sources],
        "duplicates": [_duplicate(d) for d in brief.duplicates],
        "unsupported": [_unsupported(u) for u in brief.unsupported],
        "skipped": [{"where": s.where, "why": s.why} for s in brief.skipped],
        "repeated": [_statement(c) for c in brief.repeated],
        "figures": [_figure(f) for f in brief.figures],
        "gaps": list(brief.gaps),
        "manifest": json.loads(json.dumps(brief.manifest, sort_keys=True)),
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _statement(claim: Claim) -> dict[str, Any]:
    return {
        "text": claim.text,
        "evidence": [_evidence(p) for p in claim.evidence],
        "written_by": claim.written_by,
        "support": claim.support,
        "status": claim.status,
        "origins": list(claim.origins),
        "denials": [_evidence(p) for p in claim.denials],
        "novelty": claim.novelty,
        "earlier": _earlier(claim),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "what": figure.what,
        "kind": figure.kind,
        "kinds": list(figure.kinds),
        "values": [
            {
                "written": v.written,
                "text": v.text,
                "low": v.low,
                "high": v.high,
                "unit": v.unit,
                "speaker": v.speaker,
                "group": v.group,
                "evidence": [_evidence(p) for p in v.passages],
            }
            for v in figure.values
        ],
    }


def _earlier(claim: Claim) -> dict[str, str] | None:
    if claim.earlier is None:
        return None
    return {"date": claim.earlier.date.isoformat(), "text": claim.earlier.text}


def _evidence(passage: Passage) -> dict[str, Any]:
    document = passage.document
    return _place(passage) | {
        "quote": passage.text,
        "source": document.source,
        "title": document.title,
        "url": document.url,
    }


def _place(passage: Passage) -> dict[str, Any]:
    return {
        "document": passage.document.id,
        "paragraph": passage.number,
        "start": passage.start,
        "end": passage.end,
    }


def _source(source: Source) -> dict[str, Any]:
    document = source.document
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "url": document.url,
        "date": None if document.published is None else source_day(document),
        "language": document.language,
        "origin": source.origin,
    }


def _duplicate(duplicate: Duplicate) -> dict[str, Any]:
    return {
        "kind": duplicate.kind,
        "similarity": duplicate.similarity,
        **_place(duplicate.passage),
        "of": None if duplicate.of is None else _place(duplicate.of),
    }


def _unsupported(sentence: Unsupported) -> dict[str, Any]:
    return {"text": sentence.text, "reason": sentence.reason, **_place(sentence.passage)}
