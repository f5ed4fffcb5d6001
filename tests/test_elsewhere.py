"""What a page tells of another country's story is not this story's news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from summarizer.config import load_config
from summarizer.elsewhere import Elsewhere
from summarizer.models import load_model
from summarizer.passages import split_passages
from summarizer.pipeline import Pipeline
from summarizer.types import Brief, Document, Passage

OWN = (
    "Sudan's army retook the market town of Tamboul on Monday after two days of shelling, its spokesman Adil Karar said. "
    "Nine people were killed and 31 wounded in the shelling of Tamboul, the doctors' committee of Sudan said."
)
# so long that a sentence behind it has nothing of the story around it
MORE = " ".join(
    "The market was open when the first shells fell, and traders left their goods where they stood."
    for _ in range(6)
)
SIDE = (
    "Drones struck a fuel depot outside the Ukrainian city of Sumy overnight and killed four workers, governor Olha "
    "Petrenko said on Monday."
)
TALKS = (
    "Mediators from Kenya will meet both sides of the war in Sudan in Mombasa on Friday, envoy Grace Njeri said. "
    "Sudan's government has not said whether it will send anybody to the talks in Mombasa."
)


def document(name: str, title: str, *paragraphs: str) -> Document:
    return Document(name, "\n".join(paragraphs), title=title)


def sentence(of: Document, words: str) -> Passage:
    whole = Passage(of, 0, len(of.text))
    return next(p for p in split_passages([whole]) if words in p.text)


PAGE = document("page", "Army retakes town in Sudan", OWN, MORE, SIDE)
OTHER = document("talks", "Kenya to host talks on Sudan", TALKS)


def brief(*documents: Document, words: int = 300) -> Brief:
    config = load_config()
    config = config.model_copy(update={"merge": config.merge.model_copy(update={"max_words": words})})
    return Pipeline(load_model("lead", config.summarize), config).run(documents, date=date(2026, 5, 4))


def test_another_countrys_story_on_a_page_is_told_from_the_pages_own() -> None:
    elsewhere = Elsewhere([PAGE, OTHER])
    assert elsewhere.holds(sentence(PAGE, "Sumy"))
    assert not elsewhere.holds(sentence(PAGE, "retook"))
    assert not elsewhere.holds(sentence(PAGE, "The market was open"))  # names no country at all


def test_another_country_in_the_midst_of_the_story_is_part_of_it() -> None:
    near = document("near", "Army retakes town in Sudan", OWN, SIDE)
    assert not Elsewhere([near, OTHER]).holds(sentence(near, "Sumy"))
    assert not Elsewhere([PAGE, OTHER]).holds(sentence(OTHER, "Kenya"))


def test_a_document_that_is_about_another_country_is_no_side_story() -> None:
    own = document("own", "Four killed at depot", SIDE)
    assert not Elsewhere([PAGE, OTHER, own]).holds(sentence(own, "Sumy"))


def test_documents_have_the_countries_as_their_own_that_half_of_them_name_and_more_than_one() -> None:
    peru = document("peru", "Flood in Peru", "A river rose above its banks in the north of Peru on Monday.")
    assert Elsewhere([PAGE, OTHER]).own == {"Sudan"}
    assert Elsewhere([PAGE, OTHER, peru]).own == {"Sudan"}
    assert Elsewhere([PAGE, OTHER, *[replace(peru, id=str(n)) for n in range(3)]]).own == {"Peru"}
    for apart in ([PAGE], [PAGE, peru]):
        assert not Elsewhere(apart).own
        assert not Elsewhere(apart).holds(sentence(PAGE, "Sumy"))


def test_a_short_brief_has_no_room_for_another_pages_story() -> None:
    told = [claim.text for section in brief(PAGE, OTHER, words=85).sections for claim in section.claims]
    assert len(told) == 4
    assert not any("Sumy" in text for text in told)


def test_figures_of_another_story_are_not_set_beside_its_own() -> None:
    again = document(
        "again",
        "Shelling in Sudan",
        "Eleven people were killed in the shelling of Tamboul, Sudan's army said.",
    )
    rows = brief(PAGE, OTHER, again).figures
    shown = [value.text for row in rows for value in row.values]
    assert any("Eleven" in text for text in shown)
    assert not any("four workers" in text for text in shown)
