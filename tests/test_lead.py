"""LeadModel: first sentences, the model Protocol without weights."""

from __future__ import annotations

from summarizer.models.base import Model
from summarizer.models.lead import LeadModel

TEXT = "The town fell on Monday. Gen. Hark said so.\nThe U.S. Army left. It rained for days."


def test_it_is_a_model() -> None:
    model: Model = LeadModel()
    assert isinstance(model, Model)
    assert model.name == "lead"


def test_whole_sentences_up_to_the_limit() -> None:
    assert LeadModel().summarize([TEXT], 12) == ["The town fell on Monday. Gen. Hark said so."]
    assert LeadModel().summarize([TEXT], 13) == [
        "The town fell on Monday. Gen. Hark said so.\nThe U.S. Army left."
    ]
    assert LeadModel().summarize([TEXT], 100) == [TEXT]


def test_one_sentence_at_least() -> None:
    assert LeadModel().summarize([TEXT], 1) == ["The town fell on Monday."]


def test_a_summary_for_each_text_in_order() -> None:
    assert LeadModel().summarize(["", "One.", "Two. Three."], 1) == ["", "One.", "Two."]
    assert LeadModel().summarize([], 5) == []


def test_tokens_are_words() -> None:
    assert LeadModel().count_tokens(" The town  fell.\n") == 3
    assert LeadModel().count_tokens("") == 0


def test_a_heading_does_not_run_into_the_next_line() -> None:
    text = "Norvian troops take bridge\nCloudy skies early. Rain late."
    assert LeadModel().summarize([text], 60) == [text]
