"""The weights by which two quantities are taken for one, and how they are made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer import mention_pairs
from summarizer.mention_pairs import Group, candidate_pairs, group_mentions
from summarizer.mentions import Mention, find_mentions
from summarizer.training.mention_pairs import fit_weights
from summarizer.types import Document, Passage

TOWNS = ("Oskel", "Velden", "Lindhaven", "Tamer")


def mentions(*lines: str) -> list[Mention]:
    documents = [Document(f"d{n}", line) for n, line in enumerate(lines)]
    return find_mentions(Passage(d, 0, len(d.text)) for d in documents)


def anything(group: Group) -> bool:
    return True


def cluster(war: str, town: str, low: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """A day on which two sources count one raid's dead differently, and other things besides."""
    lines = [
        f"The raid on {town} killed {low} people on Monday, the governor said. The mill sold 300 sacks.",
        f"The raid on {town} killed {low + 3} people on Monday, the army said. Envoys sent 40 letters.",
        f"A bus with 55 tourists left {town} for the coast, where 12 hotels have opened.",
    ]
    documents = [
        {"id": f"{town}{n}", "title": None, "date": "2026-05-06", "source": f"S{n}", "text": line}
        for n, line in enumerate(lines)
    ]
    values = [
        {"value": str(v), "pattern": rf"killed {v} people", "documents": [f"{town}{n}"]}
        for n, v in enumerate((low, low + 3))
    ]
    made = {"id": f"{war}-2026-05-06-{town}", "date": "2026-05-06", "documents": documents}
    return made, {"conflicts": [{"values": values}]}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for number, town in enumerate(TOWNS):
        made, gold = cluster(f"war{number % 2}", town, 20 + 5 * number)
        for folder, value in (("clusters_open", made), ("clusters_gold", gold)):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / f"{town}.json").write_text(json.dumps(value), encoding="utf-8")
    return tmp_path


def test_the_shipped_weights_are_those_of_the_features() -> None:
    path = Path(mention_pairs.__file__).parent / "assets" / "mention_pairs.json"
    _, candidates = candidate_pairs(
        mentions("A raid killed 4 people in Oskel.", "A raid killed 9 people in Oskel.")
    )
    assert [set(features) for _, features in candidates] == [set(json.loads(path.read_text()))]


def test_made_weights_tell_a_conflict_from_other_pairs(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fit_weights(data, tmp_path / "made.json")
    made = json.loads((tmp_path / "made.json").read_text())
    assert "pairs of wars not seen: average precision" in capsys.readouterr().out
    _, candidates = candidate_pairs(
        mentions(
            "The raid on Port Sarn killed 7 people on Monday, the mayor said.",
            "The raid on Port Sarn killed 11 people on Monday, the navy said.",
            "The raid on Port Sarn drew 60 people to the square, a baker said.",
        )
    )
    odds = {pair: sum(made[name] * value for name, value in f.items()) for pair, f in candidates}
    assert max(odds, key=lambda pair: odds[pair]) == (0, 1)


def test_what_happened_keeps_counts_apart() -> None:
    massed = "Sarland has massed 12,000 soldiers at the border with Norvia, the Norvian army said."
    fled = "Some 11,000 people have fled across the border from Norvia, the union said."
    more = "Sarland has massed 15,000 soldiers at the border with Norvia, an envoy said."
    (group,) = group_mentions(mentions(massed, fled, more), anything)
    assert {m.quantity.low for m in group.mentions} == {12_000, 15_000}


def test_a_group_counts_one_kind_of_thing() -> None:
    two = "Norvia attacked two oil platforms in the bay of Tamer on Monday, the Sarland navy said."
    three = "Norvia attacked three oil platforms in the bay of Tamer on Monday, a shipping agent said."
    boats = "Norvia attacked four patrol vessels in the bay of Tamer on Monday, an envoy said."
    groups = group_mentions(mentions(two, three, boats), anything)
    assert [{m.quantity.noun for m in group.mentions} for group in groups] == [{"platform"}]


def test_no_mention_is_lost_to_a_pair_that_does_not_matter() -> None:
    found = mentions(
        "Norvia refines its ore to 60 percent, the inspectors said.",
        "Norvia may refine its ore to 4 percent under the treaty, the inspectors said.",
        "Norvia refines its ore to 20 percent, an envoy said.",
    )
    (likeliest, *_) = group_mentions(found, anything)
    first = {m.value for m in likeliest.mentions[:2]}
    others = group_mentions(found, lambda group: {m.value for m in group.mentions} != first)
    assert others
    assert {m.value for m in others[0].mentions[:2]} != first
    assert first & {m.value for m in others[0].mentions[:2]}
    assert not group_mentions(found, lambda group: False)
