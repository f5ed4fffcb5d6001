"""Models: the Protocol in base.py and what implements it."""

from __future__ import annotations

from summarizer.config import SummarizeSettings
from summarizer.models.base import Model


def load_model(name: str, settings: SummarizeSettings) -> Model:
    """The model that ``name`` means: ``lead``, a checkpoint's folder, a shipped or a Hugging Face model.

    Raises:
        ModelError: there is no such model, or it cannot be used; the message says what to do.
    """
    if name == "lead":
        from summarizer.models.lead import LeadModel

        return LeadModel()
    from summarizer.models.checkpoint import find_checkpoint

    checkpoint = find_checkpoint(name)  # tells what is missing before the heavy libraries are loaded
    from summarizer.models.seq2seq import load_seq2seq

    return load_seq2seq(checkpoint, settings)
