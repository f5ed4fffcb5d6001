"""A brief as text: Markdown, plain text, HTML, JSON."""

from __future__ import annotations

from summarizer.types import Brief


def render(brief: Brief, form: str) -> str:
    """The brief in one of the forms markdown, text, html, json; the same brief gives the same bytes.

    Raises:
        ValueError: ``form`` is none of them.
    """
    if form == "json":
        from summarizer.render.json import render_json

        return render_json(brief)
    if form == "html":
        from summarizer.render.html import render_html

        return render_html(brief)
    if form == "markdown":
        from summarizer.render.markdown import render_markdown

        return render_markdown(brief)
    if form == "text":
        from summarizer.render.text import render_text

        return render_text(brief)
    raise ValueError(f"unknown form of output: {form}")
