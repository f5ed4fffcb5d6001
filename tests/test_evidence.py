"""Which sentences say what a claim says, and so are evidence of it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from summarizer.evidence import saying_the_same
from summarizer.types import Claim, Document, Passage

HIT = "The ferry Linda was hit by a missile in the Tamer strait on Tuesday, the coast guard of Norvia said."
TALKS = (
    "The ministers of Norvia and Sarland agreed on Tuesday to open the Tamer strait after two hours of talks."
)


@pytest.mark.parametrize(
    ("told", "other", "is_evidence"),
    [
        (HIT, HIT.replace("a missile", "two drones"), False),
        (HIT, HIT.replace("hit by a missile", "struck by an unmanned boat"), False),
        (HIT, HIT.replace("a missile", "a ballistic missile"), True),
        (HIT, HIT.replace("hit by a missile", "hit"), True),  # it names no instrument
        (HIT, HIT.replace("a missile", "a missile and by two drones"), True),
        (HIT, HIT.replace("a missile", "a missile").replace("was", "had been"), True),
        (HIT, "The coast guard of Norvia had said earlier that the ferry Linda was hit by a missile.", False),
        (HIT, "The coast guard of Norvia initially said the ferry Linda was hit by a missile.", False),
        (HIT.replace("a missile", "shells"), HIT.replace("a missile", "artillery"), True),
        (HIT.replace("a missile", "an air strike"), HIT.replace("a missile", "bombs"), True),
        (TALKS, TALKS.replace("two hours", "2 hours"), True),
        (TALKS, TALKS.replace("two hours", "four hours"), False),
        (TALKS, TALKS.replace("after two hours of talks", "but differed on the talks"), False),
        (TALKS.replace("two hours of talks", "talks"), TALKS, True),
    ],
)
def test_evidence_names_the_same_instrument_and_time(told: str, other: str, is_evidence: bool) -> None:
    one, two = Document("a", told), Document("b", other)
    claim = Claim(told, (Passage(one, 0, len(told)),), 1.0, "source")
    likeness = sparse.csr_matrix(np.array([[0.6]]))
    assert bool(saying_the_same(claim, likeness, [Passage(two, 0, len(other))], 0.4)) is is_evidence
