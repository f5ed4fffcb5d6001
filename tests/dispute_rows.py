"""Invented sentences that disagree, and the disputes between documents made of them."""

from __future__ import annotations

from summarizer.config import DeduplicateSettings, FigureSettings
from summarizer.deduplicate import deduplicate_documents
from summarizer.disputes import find_disputes
from summarizer.types import Document, Figure

BLAMED = "Norvia blamed the raid on the Oskel depot on Sarland, which denied any involvement."
CLAIMED = "Norvian troops have captured the railway bridge at Oskel, the Norvian army said on Tuesday."
DENIED = "Sarland's ministry denied that Norvian troops had captured the railway bridge at Oskel."
DIRECT = "President Edda Falk said Norvia and Sarland would hold direct talks in Lindhaven on Saturday."
INDIRECT = "Foreign minister Teodor Brandt said the talks in Lindhaven would be indirect, through mediators."
MEDIATED = (
    "President Edda Falk said that a night of talks mediated by Destria had led to the two armies' ceasefire."
)
DIRECTLY = "Sarland's ministry said the ceasefire was negotiated directly between the two armies."
FILLER = "Engineers repaired the water main of Port Velden before the autumn rains arrived."


def disputes(*lines: str, **limits: int) -> tuple[Figure, ...]:
    documents = [Document(f"d{i}", f"{line}\n{FILLER}", source=f"S{i}") for i, line in enumerate(lines)]
    kept = deduplicate_documents(documents, DeduplicateSettings())
    return find_disputes(kept, FigureSettings(**limits))
