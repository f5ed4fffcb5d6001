"""No text is summarized twice, whatever happens between."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from summarizer.archive import Archive
from summarizer.config import SummarizeSettings
from summarizer.models.base import Model
from summarizer.models.cached import CachedModel
from summarizer.models.lead import LeadModel


class CountingModel(LeadModel):
    """The baseline, and every text it was asked about."""

    def __init__(self, name: str = "counting") -> None:
        self.name = name  # type: ignore[misc]
        self.asked: list[str] = []

    def summarize(self, texts: Sequence[str], max_words: int) -> list[str]:
        self.asked += texts
        return super().summarize(texts, max_words)


SETTINGS = SummarizeSettings()
TEXTS = ["One fell. Two rose.", "Three spoke.", "One fell. Two rose."]


def test_it_writes_what_the_model_writes_and_asks_once(tmp_path: Path) -> None:
    model = CountingModel()
    with Archive.open(tmp_path / "a.db") as archive:
        cached = CachedModel(model, archive, SETTINGS)
        assert isinstance(cached, Model)
        expected = LeadModel().summarize(TEXTS, 3)
        assert cached.summarize(TEXTS, 3) == expected
        assert model.asked == TEXTS[:2]
        assert cached.summarize(TEXTS, 3) == expected
    with Archive.open(tmp_path / "a.db") as archive:
        assert CachedModel(model, archive, SETTINGS).summarize([*TEXTS, "Four."], 3) == [*expected, "Four."]
    assert model.asked == [*TEXTS[:2], "Four."]


def test_an_empty_summary_is_kept_too(tmp_path: Path) -> None:
    model = CountingModel()
    with Archive.open(tmp_path / "a.db") as archive:
        cached = CachedModel(model, archive, SETTINGS)
        assert cached.summarize([""], 3) == cached.summarize([""], 3) == [""]
    assert model.asked == [""]


def test_another_version_of_the_package_asks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = CountingModel()
    with Archive.open(tmp_path / "a.db") as archive:
        CachedModel(model, archive, SETTINGS).summarize(TEXTS[:1], 3)
        monkeypatch.setattr("summarizer.models.cached.__version__", "99.0")
        CachedModel(model, archive, SETTINGS).summarize(TEXTS[:1], 3)
    assert len(model.asked) == 2


def test_another_model_length_or_setting_is_another_summary(tmp_path: Path) -> None:
    first, second = CountingModel("first"), CountingModel("second")
    with Archive.open(tmp_path / "a.db") as archive:
        CachedModel(first, archive, SETTINGS).summarize(TEXTS[:1], 3)
        CachedModel(first, archive, SETTINGS).summarize(TEXTS[:1], 60)
        CachedModel(first, archive, SETTINGS.model_copy(update={"num_beams": 4})).summarize(TEXTS[:1], 3)
        CachedModel(first, archive, SETTINGS.model_copy(update={"batch_size": 4})).summarize(TEXTS[:1], 3)
        CachedModel(second, archive, SETTINGS).summarize(TEXTS[:1], 3)
    assert len(first.asked) == 3
    assert len(second.asked) == 1
