"""What is reported by several and by whom they can be told apart ranks above asides, opinion and background."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import centrality
from summarizer.lexical import LABELS, Array, hash_sentences, label_scores, salience
from summarizer.rank import FEATURES, Ranking, place_features, rank_sentences, sentence_features
from summarizer.text import sentences
from summarizer.types import Document, Passage

DAY = date(2026, 5, 6)
SHELLS = "Shells killed seven people in the market district of Oskel on Tuesday, governor Ilse Maran said."
TALKS = "Talks between Norvia and Sarland in Lindhaven ended without an agreement on Tuesday, mediators said."
TROOPS = "Sarland's troops crossed the Tamer on Monday and took the bridge at Oskel, Norvia's army said."


def document(key: str, *told: str, title: str = "") -> Document:
    return Document(key, "\n".join(told), title, published=datetime(2026, 5, 6, tzinfo=UTC))


def passages(*documents: Document) -> list[Passage]:
    return [Passage(d, start, end) for d in documents for start, end in sentences(d.text)]


def rank(*documents: Document, origins: dict[str, str] | None = None) -> Ranking:
    return rank_sentences(passages(*documents), date=DAY, origins=origins or {})


CLUSTER = (
    document(
        "a", SHELLS, TALKS, "The market was built by monks.", title="Seven killed in Oskel as talks end"
    ),
    document("b", TALKS, "Seven people died when shells hit Oskel's market on Tuesday.", TROOPS),
    document(
        "column",
        "I have always thought that we should ask why bridges are built at all.",
        "In 1874 the Tamer line was drawn by a surveyor who was fond of wine.",
        "Perhaps my neighbours ought to read more history, and of course they never will.",
        title="Why the Tamer line matters: a short history",
    ),
)


def test_what_happened_ranks_above_asides_opinion_and_history() -> None:
    found = passages(*CLUSTER)
    worth = rank(*CLUSTER).worth
    reported = [w for p, w in zip(found, worth, strict=True) if p.text in (SHELLS, TALKS, TROOPS)]
    others = [w for p, w in zip(found, worth, strict=True) if p.document.id == "column" or "monks" in p.text]
    assert min(reported) > max(others)


def test_what_titles_and_leads_tell_is_a_first_fact_rather_than_a_reaction_of_one_text() -> None:
    reaction = (
        "Elsewhere a spokesman of the river union expressed his concern and urged restraint on all sides."
    )
    documents = (
        *CLUSTER,
        document("c", SHELLS, TALKS, *["The market was built by monks."] * 6, reaction, title="Seven killed"),
    )
    found, vital = passages(*documents), rank(*documents).vital
    first = [v for p, v in zip(found, vital, strict=True) if p.text == SHELLS]
    assert min(first) > vital[[p.text for p in found].index(reaction)]


def test_what_several_origins_tell_is_worth_more_than_what_its_reprints_tell() -> None:
    retold = "Seven people died when shells hit the market in Oskel, the governor said on Tuesday."
    documents = (document("a", SHELLS), document("b", retold), document("c", TALKS))
    independent = rank(*documents).worth[0]
    reprinted = rank(*documents, origins={"a": "a", "b": "a", "c": "c"}).worth[0]
    assert independent > reprinted


def test_reprints_are_not_counted_as_others() -> None:
    documents = (document("a", SHELLS), document("b", SHELLS))
    alone = centrality.centrality(passages(*documents), {"a": "a", "b": "a"})
    apart = centrality.centrality(passages(*documents), {"a": "a", "b": "b"})
    assert alone["alike_max"][0] == 0
    assert apart["alike_max"][0] == pytest.approx(1)


def test_nothing_and_one_sentence() -> None:
    assert rank().worth.shape == rank().vital.shape == (0,)
    one = rank(document("a", SHELLS))
    assert one.worth.shape == (1,)
    assert np.isfinite([*one.worth, *one.vital]).all()


WORDS = st.sampled_from(
    [SHELLS, TALKS, TROOPS, "It is so.", "Ü" * 40, "12, 13 and 14.", "Who knows?", "“We won.”"]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=5))
def test_every_sentence_has_finite_features(pages: list[list[str]]) -> None:
    found = passages(*(document(f"d{i}", *page) for i, page in enumerate(pages)))
    hashed = hash_sentences([p.text for p in found])
    labels = label_scores(hashed)
    values = sentence_features(found, date=DAY, origins={}, saliences=salience(hashed), labels=labels)
    assert values.shape == (len(found), len(FEATURES))
    assert np.isfinite(values).all()
    assert np.isfinite(place_features(values, values[:, 0], labels)).all()
    assert labels.shape == (len(found), len(LABELS))
    assert labels.sum(axis=1) == pytest.approx(1)


def test_what_all_documents_share_sets_none_apart() -> None:
    """Among reports a speech stands out; where all are speeches, that tells nothing of any sentence."""
    speech, report = ("We will win.", "I thank you all."), (SHELLS, TALKS)
    column = FEATURES.index("document_speech_standard")

    def standard(*pages: tuple[str, ...]) -> Array:
        found = passages(*(document(f"d{i}", *page) for i, page in enumerate(pages)))
        hashed = hash_sentences([p.text for p in found])
        labels, lexical = label_scores(hashed), salience(hashed)
        return sentence_features(found, date=DAY, origins={}, saliences=lexical, labels=labels)[:, column]

    assert standard(speech, speech, speech) == pytest.approx(0)
    among_reports = standard(speech, report, report)
    assert (among_reports[:2] > 1).all()
    assert (among_reports[2:] < 0).all()


def test_more_sentences_than_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is compared with a sample of the others: what it costs grows with their number, not its square."""
    monkeypatch.setattr(centrality, "MOST_SENTENCES", 7)
    monkeypatch.setattr(centrality, "MOST_TITLES", 2)
    found = passages(*(document(f"d{i}", SHELLS, TALKS, TROOPS, title=TALKS) for i in range(10)))
    columns = centrality.centrality(found, {})
    assert all(column.shape == (30,) for column in columns.values())
    assert (columns["alike_max"] > 0.9).all()


def test_the_same_in_every_process() -> None:
    """Python's hashes of strings differ from process to process; no order may hang on a set's."""
    code = (
        "import sys; sys.path.insert(0, 'tests'); import test_rank as t; r = t.rank(*t.CLUSTER); "
        "print(r.worth.tobytes().hex(), r.vital.tobytes().hex())"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
                       capture_output=True, text=True, check=True).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1]


def test_judgements_are_rounded() -> None:
    judged = rank(*CLUSTER)
    assert (judged.worth == np.round(judged.worth, 6)).all()
    assert (judged.vital == np.round(judged.vital, 6)).all()
