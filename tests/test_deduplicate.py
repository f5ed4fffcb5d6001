"""What is left out before reading, and that nothing else is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarizer.config import DeduplicateSettings
from summarizer.deduplicate import deduplicate_documents
from summarizer.furniture import is_furniture
from summarizer.text import normalize, paragraphs
from summarizer.types import Deduplicated, Document

PARAGRAPHS = [
    "Norvian troops crossed the Tamer river at dawn on Monday and took the rail bridge at Oskel, the army said.",
    "Governor Ilse Maran said four people had died in the shelling and that eleven were in hospital.",
    "The foreign ministry of Sarland called the crossing a breach of the March agreement and recalled its envoy.",
    "Talks in Port Velden were put off by a week after the mediator, Tomas Hale, fell ill on Sunday.",
    "Fuel convoys have not reached the eastern districts since Friday, according to two aid workers there.",
    "A spokesman for the Sarland army denied that any of its units had fired on the town of Oskel.",
    "The parliament in Norvia will vote on Thursday on a credit of 40 million crowns for the border guard.",
    "Neighbouring Destria closed two of its five crossings and put its air defence on alert, officials said.",
]
DAY = datetime(2031, 5, 6, tzinfo=UTC)


def run(*documents: Document) -> Deduplicated:
    return deduplicate_documents(documents, DeduplicateSettings())


def document(name: str, *lines: str, title: str = "", hour: int = 0, day: int = 6) -> Document:
    return Document(name, "\n".join(lines), title=title, published=DAY.replace(day=day, hour=hour))


def kinds(result: Deduplicated) -> list[str]:
    return [d.kind for d in result.duplicates]


def kept_texts(result: Deduplicated) -> list[str]:
    return [p.text for p in result.passages]


def test_headline_twice_and_tail_twice_in_one_article() -> None:
    headline = "Norvian Troops Take Bridge at Oskel"
    lead = "A crossing of the Tamer has left four people dead. It is the first in two years."
    text = [lead, headline, "", headline, *PARAGRAPHS, *PARAGRAPHS[1:]]
    result = run(document("a", *text))
    assert kept_texts(result) == [lead, *PARAGRAPHS]
    assert kinds(result).count("headline") == 2
    assert kinds(result).count("paragraph") == 7


def test_a_tail_that_breaks_off_is_a_repeat_of_the_whole_paragraph() -> None:
    cut = PARAGRAPHS[2][:70]
    result = run(document("a", *PARAGRAPHS[:4], cut + "."))
    assert kept_texts(result) == PARAGRAPHS[:4]
    assert kinds(result) == ["paragraph"]
    assert result.duplicates[0].of is not None
    assert result.duplicates[0].of.text == PARAGRAPHS[2]


def test_title_repeated_in_the_text_with_the_site_behind_it() -> None:
    title = "Norvian troops take the bridge at Oskel | Velden Post"
    result = run(document("a", "Norvian troops take the bridge at Oskel", *PARAGRAPHS[:3], title=title))
    assert kinds(result) == ["headline"]
    assert kept_texts(result) == PARAGRAPHS[:3]


def test_reprint_is_one_source_and_the_latest_and_fullest_stays() -> None:
    first = document("early", *PARAGRAPHS[:5], hour=6, day=5)
    last = document("late", *PARAGRAPHS, hour=20)
    other = document(
        "other", PARAGRAPHS[7].replace("two of its five", "all of its"), "Nothing else was known."
    )
    result = run(first, last, other)
    assert kept_texts(result)[: len(PARAGRAPHS)] == PARAGRAPHS
    assert {p.document.id for p in result.passages} == {"late", "other"}
    assert result.origins["early"] == "late"
    assert result.origins["late"] == "late"
    whole = [d for d in result.duplicates if d.kind in ("document", "version")]
    assert [d.passage.document.id for d in whole] == ["early"]
    assert whole[0].of is not None
    assert whole[0].of.document.id == "late"


@pytest.mark.parametrize("count", [5, len(PARAGRAPHS)])
def test_a_story_stays_with_its_own_day_where_a_later_day_only_reprints_it(count: int) -> None:
    story = document("agency", "Velden, May 5 (NA) - " + PARAGRAPHS[0], *PARAGRAPHS[1:], day=5)
    reprint = document("paper", *PARAGRAPHS[:count], "Like us on Facebook", day=6)
    result = run(reprint, story)
    assert {p.document.id for p in result.passages} == {"agency"}
    assert result.origins == {"agency": "agency", "paper": "agency"}
    whole = [d for d in result.duplicates if d.kind in ("document", "version")]
    assert [d.passage.document.id for d in whole] == ["paper"]


@pytest.mark.parametrize(
    "own",
    [
        PARAGRAPHS[1].replace("four", "seven"),
        "Two of the dead were railway workers, Pavel Ostrin said.",
    ],
)
def test_a_later_day_with_a_number_or_a_statement_of_its_own_is_no_reprint(own: str) -> None:
    story = document("agency", *PARAGRAPHS, day=5)
    later = document("paper", PARAGRAPHS[0], own, *PARAGRAPHS[2:7], day=6)
    result = run(story, later)
    assert own in kept_texts(result)
    assert result.origins["agency"] == "paper"


def test_what_an_earlier_version_alone_says_is_kept() -> None:
    only = "Two of the four dead were railway workers, the town's mayor, Pavel Ostrin, said by telephone."
    first = document("early", *PARAGRAPHS[:5], only, day=5)
    last = document("late", *PARAGRAPHS)
    result = run(first, last)
    assert only in kept_texts(result)
    assert result.origins["early"] == "late"


def test_reprint_with_edited_paragraphs_is_found() -> None:
    edited = [p.replace("said", "said on Monday", 1) for p in PARAGRAPHS]
    result = run(document("a", *PARAGRAPHS), document("b", "Velden (NA) - " + edited[0], *edited[1:]))
    assert result.origins["a"] == result.origins["b"]
    assert len({p.document.id for p in result.passages}) == 1


def test_two_reports_of_one_event_stay_two() -> None:
    mine = document("a", *PARAGRAPHS[:4])
    theirs = document(
        "b",
        "The rail bridge at Oskel fell to Norvia's army early on Monday, residents told this newspaper.",
        "Four were killed and eleven wounded by shells, said Ilse Maran, who governs the province.",
        "Sarland recalled its ambassador and spoke of a broken agreement.",
    )
    result = run(mine, theirs)
    assert len(result.passages) == 7
    assert result.origins == {"a": "a", "b": "b"}


def test_a_later_version_with_a_revised_figure_replaces_the_earlier() -> None:
    early = document("a", *PARAGRAPHS[:4], day=5)
    late = document("b", PARAGRAPHS[0], PARAGRAPHS[1].replace("four", "seven"), *PARAGRAPHS[2:4])
    result = run(early, late)
    assert any("seven people" in t for t in kept_texts(result))
    assert not any("four people" in t for t in kept_texts(result))
    assert any("four people" in d.passage.text for d in result.duplicates)


def test_another_story_with_another_figure_is_kept() -> None:
    mine = document("a", *PARAGRAPHS[:3], day=5)
    theirs = document("b", PARAGRAPHS[1].replace("four", "seven"), *PARAGRAPHS[3:7])
    result = run(mine, theirs)
    assert any("seven people" in t for t in kept_texts(result))
    assert any("four people" in t for t in kept_texts(result))


@pytest.mark.parametrize(
    "line",
    [
        "ADVERTISEMENT",
        "Advertisement - scroll to continue",
        "Read more: Sarland shuts its border",
        "READ ALSO: Ten things to know about the Tamer",
        "Sign up for our morning newsletter and never miss a story.",
        "Get the day's top stories delivered to your inbox.",
        "list of 3 itemsSarland shuts its border",
        "Story continues below",
        "Story Continued Below",
        "{articleGUID}",
        "Follow us on Facebook and X",
        "Photo: Velden Press Agency",
        "By Mira Tolk and Jan Osten",
        "Soldiers stand guard near the bridge at Oskel. (Photo by Jan Osten/NA via Getty Images)",
        "Smoke rises over the fuel terminal of Oskel, Sarland, Thursday, Nov. 5, 2026. (WPA Photo/L. Ansel)",
        "Norvian soldiers at the bridge in Oskel, Sarland, Thursday, Nov. 5, 2026.",
        "Workers cut a pipe at the power plant of Oskel on May 4. Shells had hit it twice [Jan Osten/Reuters]",
        "Mira Tolk is a correspondent based in Port Velden.",
        "Reporting by Mira Tolk; editing by Jan Osten",
        "Share this article",
        "12:45",
        "5 min read",
        "All rights reserved.",
        "More on this story",
        "Velden Post has contacted the Sarland foreign ministry for comment.",
    ],
)
def test_furniture(line: str) -> None:
    result = run(document("a", *PARAGRAPHS[:3], line, *PARAGRAPHS[3:5]))
    assert kept_texts(result) == PARAGRAPHS[:5]
    assert [d.passage.text for d in result.duplicates] == [line]
    assert kinds(result) == ["furniture"]


NEWS = [
    "Sources from the army of Norvia said that the bridge at Oskel would be held.",
    "The report was released on Thursday by the council of Oskel, which had asked for it in March.",
    "The report has been rejected by the foreign ministry of Sarland, its spokesman said on Monday.",
    "Video, checked by two experts, shows Norvian tanks on the rail bridge at Oskel.",
    "This site was shelled twice on Monday, the council of Oskel said.",
    "In a video shared by the army, Olav Steen is seen speaking to soldiers at Oskel, promising them leave.",
    "Steen is seen as the man who ordered the crossing. Nobody in Norvia has said so.",
    "We all want peace. The line is shown on every map. " * 20,
]


@pytest.mark.parametrize("line", [*PARAGRAPHS, *NEWS])
def test_news_is_not_furniture(line: str) -> None:
    assert not is_furniture(line, 5, 1.0)


def test_rows_of_tables_are_counted_by_themselves() -> None:
    result = run(document("a", *PARAGRAPHS[:2], "| Vessin | 50,000 |", "| Pell | 7 |", "Oskel falls | Post"))
    assert kept_texts(result) == PARAGRAPHS[:2]
    assert kinds(result) == ["row", "row", "furniture"]


def test_the_dash_of_a_list_is_no_part_of_what_is_told() -> None:
    result = run(
        document("a", PARAGRAPHS[0], f"- {PARAGRAPHS[1]}", f"• {PARAGRAPHS[2]}", "- Ministers meet in Velden")
    )
    assert kept_texts(result) == PARAGRAPHS[:3]
    assert kinds(result) == ["furniture"]


def test_a_feed_of_unfinished_lines_is_not_furniture() -> None:
    lines = [p.rstrip(".") for p in PARAGRAPHS]
    assert kept_texts(run(document("feed", *lines))) == lines


def test_no_documents() -> None:
    assert run() == Deduplicated((), (), {}, ())


# the same paragraphs as agencies, sites and copyists leave them
EDITED = [
    *(p.replace(" said", " said on Monday", 1) for p in PARAGRAPHS),
    *(p[:70] + "." for p in PARAGRAPHS[:4]),
    *(p.replace(" ", "\u00a0", 3) for p in PARAGRAPHS[:3]),
    *(p.replace("the ", "the\u200b ") for p in PARAGRAPHS[:3]),
    "\ufffd" + PARAGRAPHS[0],
    "PORT VELDEN (NA) — " + PARAGRAPHS[0],
    PARAGRAPHS[1].replace("four", "seven"),
    "__Read also: Ten things__",
    "(Photo: Jan Osten/NA)",
]
LINES = st.lists(
    st.one_of(
        st.sampled_from([*PARAGRAPHS, "Advertisement", "", "  ", "Read more: x", "\u200b", "a\u00a0b"]),
        st.sampled_from(EDITED),
        st.text(max_size=60).filter(lambda t: "\n" not in t and "\r" not in t),
    ),
    max_size=14,
)


@settings(max_examples=100, deadline=None)
@example([(["\x85", PARAGRAPHS[0]], 1)])
@given(st.lists(st.tuples(LINES, st.integers(1, 3)), max_size=5))
def test_spans_are_true_to_the_text(pages: list[tuple[list[str], int]]) -> None:
    """Whole paragraphs in reading order, never overlapping, of texts that nobody has touched."""
    documents = [document(f"d{i}", *lines, day=day) for i, (lines, day) in enumerate(pages)]
    result = run(*documents)
    assert result.documents == tuple(documents)
    for doc in documents:
        spans = paragraphs(doc.text)
        kept = [(p.start, p.end) for p in result.passages if p.document is doc]
        assert kept == [span for span in spans if span in set(kept)]
        for passage in (p for p in result.passages if p.document is doc):
            assert passage.text.strip() == passage.text != ""
            assert passage.number == spans.index((passage.start, passage.end)) + 1
    for duplicate in result.duplicates:
        assert 0 <= duplicate.similarity <= 1
        assert (duplicate.of is None) == (
            duplicate.kind in ("furniture", "past")
        ) or duplicate.kind == "headline"
        if duplicate.of:  # the reader can look up what stands in its place
            assert duplicate.of.text
            assert duplicate.of != duplicate.passage


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=5))
def test_every_paragraph_is_kept_or_on_record_once(texts: list[list[str]]) -> None:
    documents = [Document(f"d{i}", "\n".join(lines)) for i, lines in enumerate(texts)]
    result = run(*documents)
    for doc in documents:
        spans = set(paragraphs(doc.text))
        kept = {(p.start, p.end) for p in result.passages if p.document is doc}
        gone = [d for d in result.duplicates if d.passage.document is doc]
        whole = [d for d in gone if d.kind in ("document", "version")]
        single = {(d.passage.start, d.passage.end) for d in gone if d not in whole}
        inside = {s for s in spans for d in whole if d.passage.start <= s[0] and s[1] <= d.passage.end}
        assert kept | single | inside == spans
        assert not kept & single
        assert not kept & inside


@settings(max_examples=50, deadline=None)
@example(
    [
        [
            "Norvian troops crossed the Tamer river at dawn on Monday and took the rail bridge at Oskel, the army said.",
            "Governor Ilse Maran said four people had died in the shelling and that eleven were in hospital.",
        ],
        [
            "Norvian troops crossed the Tamer river at dawn on Monday and took the rail bridge at Oskel, the army said.",
            "The foreign ministry of Sarland called the crossing a breach of the Ma.",
        ],
        [
            "The foreign ministry of Sarland called the crossing a breach of the March agreement and recalled its envoy."
        ],
    ]
)
@given(st.lists(LINES, max_size=4))
def test_nothing_stands_twice_in_what_is_left(texts: list[list[str]]) -> None:
    """A second run finds no copy; a near copy it may find, since documents then come in another order."""
    once = run(*[Document(f"d{i}", "\n".join(lines)) for i, lines in enumerate(texts)])
    again = [
        Document(d.id, "\n".join(p.text for p in once.passages if p.document is d)) for d in once.documents
    ]
    twice = run(*again)
    copies = [d for d in twice.duplicates if d.of and normalize(d.passage.text) == normalize(d.of.text)]
    assert not copies
    exact = [normalize(t).lower() for t in kept_texts(twice)]
    assert len(exact) == len(set(exact))
