"""Another story on a page of this one: sentences about countries that the documents are not about.

Pages carry the day's other news under or beside their article ("Elsewhere, Russian drones struck Odesa" on a
page about Sudan). Such a sentence names a country, and neither it nor what stands around it names one of the
documents' own, though its document begins with one. A document that is itself about another country is no
such page, and documents that share no country have no own one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set

from summarizer.countries import find_countries
from summarizer.passages import surroundings
from summarizer.types import Document, Passage

OWN = 0.5  # share of the documents that name a country from which it is theirs
BEGINNING = 600  # characters of a document, behind its title, that tell what it is about


class Elsewhere:
    """What some documents are about, by country, and which of their sentences tell of something else."""

    def __init__(self, documents: Iterable[Document]) -> None:
        named = {d.id: set(find_countries(f"{d.title}. {d.text}")) for d in documents}
        count = Counter(country for countries in named.values() for country in countries)
        self.own: Set[str] = {c for c, n in count.items() if n > 1 and n >= OWN * len(named)}
        self._is_ours: dict[str, bool] = {}

    def holds(self, passage: Passage) -> bool:
        """Whether a sentence is of another story than its document's."""
        countries = set(find_countries(passage.text)) if self.own else set()
        if not countries or countries & self.own or not self._begins_here(passage.document):
            return False
        return not self.own & set(find_countries(surroundings(passage)))

    def _begins_here(self, document: Document) -> bool:
        if document.id not in self._is_ours:
            beginning = find_countries(f"{document.title}. {document.text[:BEGINNING]}")
            self._is_ours[document.id] = bool(self.own & set(beginning))
        return self._is_ours[document.id]
