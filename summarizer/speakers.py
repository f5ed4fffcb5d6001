"""Who speaks in a passage, and for which side: a state, an army, an armed group, or nobody but themselves.

The speaker is whom the sentence names, or, of a paragraph that is a quotation and nothing else, who spoke
just before. A person named without an office holds the one by which the document, or else another of the
same day, introduces them, and is of the country that stands before it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from summarizer.attribution import Attribution, attribution, root, speaker_names
from summarizer.countries import find_countries, is_country, without_countries
from summarizer.outlets import party_of
from summarizer.passages import split_passages
from summarizer.people import find_people
from summarizer.pronouns import with_name
from summarizer.text import normalize, sentences, words
from summarizer.types import Deduplicated, Document, Passage

BEFORE = 800  # characters before a quotation in which its speaker stands
BETWEEN = 50  # characters from a country's name to the name of who holds office there
FAR = 7  # words from a country to the end of the office that is one of it, the office's own among them
# between a country and an office that is not one of it
_APART = frozenset(
    "in on by as if when for at is are was were has have had and but or against over after before into "
    "from told said says".split()
)

# a speaker who stands for a side: a body of state or arms, or one who holds an office
_OFFICIAL = re.compile(
    r"\b(?:army|military|forces|troops|navy|ministry|minister|government|officials?|president|governor|mayor|spokes\w+|police|command\w*|"
    r"(?<!director )(?<!director-)general|gen|authorit\w+|state|kremlin|pentagon|foreign|secretary|chief|staff|rebels?|militants?|"
    r"supreme leader|envoy|ambassador|embassy|administration|premier|chancellor|senators?|sen|rep|lawmakers?|"
    r"(?:sovereignty|sovereign|ruling|military|transitional|governing|presidential|supreme|guardian|national security) (?:\w+ )?council|"
    r"congress(?:man|woman)|guards?|fighters|insurgents|side|white house|negotiators?|delegation|mission|air force)\b",
    re.I,
)
# offices that only states have, and those that companies and charities have too
_OF_STATE = re.compile(
    r"\b(?:president|minister|premier|chancellor|supreme leader|senator|sen|rep|representative|lawmaker|gen|general|lt|"
    r"(?:ministry|department|government|army|military|white house|pentagon|kremlin) spokes\w+|secretary of state|"
    r"(?:defen[cs]e|foreign|home|press) secretary|pm|fm|eam|marshal|house speaker|sens|reps|lieutenant|col|colonel|maj|major|capt|captain|adm|admiral|brig|brigadier|commander|governor|mayor|king|ayatollah)\b",
    re.I,
)
_OF_ANY = re.compile(
    r"\b(?:secretary|spokes\w+|envoy|ambassador|official|negotiator|diplomat|chief|head|director)\b", re.I
)
# who stands for no side: bodies of all nations, but not a country's envoy there, and who speaks for themselves
_OF_ALL = re.compile(
    r"\b(?:UN|U\.N|United Nations|IAEA|UNICEF|UNHCR|OCHA|IOM|WFP|WHO|(?:Atomic Energy|World \w+) \w+|[Ss]ecretary[- ][Gg]eneral)\b"
)
_PRIVATE = re.compile(
    r"\b(?:former|ex|analysts?|experts?|professor|researchers?|scholar|fellow|institute|university|think[- ]tank|cent(?:re|er) for|"
    r"human rights|aid|relief|charity|red cross|red crescent|amnesty|doctors|physicist|correspondent|witness\w*|residents?|"
    r"company|opposition|observers?)\b",
    re.I,
)
_AIDE = re.compile(r"\b(?:advis[eo]r|aide)\b", re.I)
_NAME = re.compile(r"[A-Z][\w-]+")
# a country or force by its name: somebody tells of its troops
_HAS_TROOPS = re.compile(
    r"\b(?!UN\b|U\.N\.|The\b|A\b|Its?\b|Their\b|His\b)([A-Z][\w.]+)(?:['’]s?)? (?:[a-z]+ )?(?:army|military|forces|troops|navy|fighters|soldiers|militants|"
    r"rebels|militia|government)\b"
)
# a body of state or arms by its name in full, with what it is called for short
_BODY = re.compile(
    r"\b(?:[A-Z][\w’'-]+ )*(?:Ministry|Department|Forces?|Army|Front|Movement|Guards?|Corps|Command|Council)"
    r"(?: (?:of|for|the|and|[A-Z][\w-]+))*(?: \((?P<short>[A-Z]{2,6})\))?"
)
# a group by its own name: "the Lantern Movement" is "Lantern" too, "the Oskel Liberation Front" "the Front"
_GROUP = re.compile(
    r"^(?:The )?(?:(?!(?:National|Liberation|Popular|People[’']s|Democratic|Islamic|United|Patriotic|Labou?r|Peace|Green|New|Eastern|"
    r"Western|Northern|Southern|Central)\b)(?P<name>[A-Z][\w-]+) |.*\b(?:Liberation|National|People[’']s|Popular|Resistance) )"
    r"(?P<kind>Front|Movement)\b"
)
_TURN = re.compile(
    r"(?<![A-Z])\.\s|[;:“”\"(]\s|\n|\b(?:and|that|said|with|after|by|to|from|as|while|when|against|where|told)\b"
)
SHORTEST = 3  # letters of a short name that is told by the initials alone


@dataclass(frozen=True, slots=True)
class Parties:
    """Who speaks for a side in some documents: ``forces`` by the roots of their names; of persons, by last
    name, the ``offices`` and the countries (``homes``) they are introduced with."""

    forces: frozenset[str] = frozenset()
    offices: Mapping[str, str] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)

    def speaks_for_one(self, who: str, document: Document) -> bool:
        """Whether a speaker stands for a side."""
        if _stands_apart(who):
            return False
        if _OFFICIAL.search(who) or is_country(who) or self._is_force(who):
            return True
        if _AIDE.search(who):  # of whom: a minister, or the president of a company
            return any(_OF_STATE.search(self.offices.get(word, "")) for word in _NAME.findall(who))
        last = (
            "" if who.lower().startswith("the ") else _last_name(who)
        )  # "the Associated Press" is no person
        office = find_people(document.text).office.get(last) or self.offices.get(last, "")
        is_known = bool(_OF_ANY.search(office)) and last in self.homes
        return not _stands_apart(office) and (is_known or bool(_OF_STATE.search(office)))

    def sides(self, who: str) -> frozenset[str]:
        """The countries and forces that a speaker is of; empty where nothing tells."""
        homes = [self.homes[word] for word in _NAME.findall(who) if word in self.homes]
        named = frozenset(find_countries(who)[:1] or homes[:1])
        return named or (speaker_names(who) & self.forces)

    def _is_force(self, who: str) -> bool:
        return who.split()[-1][0].isupper() and speaker_names(who) <= self.forces


NO_PARTIES = Parties()


def _stands_apart(who: str) -> bool:
    of_all = _OF_ALL.search(who)
    return bool(_PRIVATE.search(who)) or bool(of_all and not find_countries(who[: of_all.start()]))


def _last_name(who: str) -> str:
    """The last name of a speaker told by a person's name: "the minister Tomas Hale", "Hale, a minister"."""
    head, _, rest = who.partition(", ")
    name = head.split() if head and head.split()[-1][0].isupper() else rest.split()
    return name[-1] if name and name[-1][0].isupper() else ""


def find_parties(kept: Deduplicated) -> Parties:
    """The parties that some documents tell of."""
    told = [p.text for p in split_passages(kept.passages)]
    forces = {root(name) for text in told for name in _HAS_TROOPS.findall(text)}
    short = {root(name) for text in told for match in _BODY.finditer(text) for name in _short_names(match)}
    offices: defaultdict[str, Counter[str]] = defaultdict(Counter)
    homes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document in kept.documents:
        people = find_people(document.text)
        for last, office in people.office.items():
            offices[last][office.lower()] += 1
            homes[last].update(_homes(document.text, people.full[last], office))
    return Parties(frozenset(forces | short), _commonest(offices), _commonest(homes))


def _short_names(body: re.Match[str]) -> list[str]:
    initials = "".join(word[0] for word in re.findall(r"\b(?!The\b)[A-Z][\w-]+", body[0].partition("(")[0]))
    turned = initials[-1:] + initials[:-1]  # the External Affairs Ministry is the MEA
    group = _GROUP.match(body[0])
    own = list(filter(None, (group["kind"], group["name"]))) if group else []
    return own + [
        name
        for name in (body["short"], initials, turned)
        if name and (name == body["short"] or len(name) >= SHORTEST)
    ]


def _homes(text: str, name: str, office: str) -> list[str]:
    """The countries that stand before an office and a name: "Norvia's foreign minister Tomas Hale"."""
    found = []
    for match in re.finditer(rf"{re.escape(name)}\b", text):
        before = _TURN.split(text[max(0, match.start() - BETWEEN) : match.start()])[-1]
        at = before.lower().rfind(office.lower())
        if at >= 0:  # "the president of Norvia, Tomas Hale"
            behind = before[at + len(office) :]
            found += find_countries(behind)[-1:] or _country_of(before[: at + len(office)])
    return found


def _country_of(phrase: str) -> list[str]:
    """The country of the office that ends a phrase, at most ``FAR`` words before it and in no other clause."""
    told = phrase.split()
    for number in range(1, len(told) + 1):
        tail = " ".join(told[-number:])
        if find_countries(tail):
            between = without_countries(tail).split()
            found = find_countries(" ".join(told[-number - 1 :]))  # South Sudan
            return found[-1:] if len(between) <= FAR and not _APART.intersection(between) else []
    return []


def _commonest(counts: Mapping[str, Counter[str]]) -> dict[str, str]:
    return {key: min(c, key=lambda value: (-c[value], value)) for key, c in counts.items() if c}


def find_speaker(passage: Passage) -> Attribution | None:
    """Who says what a passage tells, or None where its writer does.

    Of a quotation alone it is who spoke in the sentences before, and of what "he" said the person whom they
    leave no doubt about; ``who`` is "" where they do not tell.
    """
    if not _is_bare_quotation(passage.text):
        said = attribution(passage.text)
        named = with_name(passage) if said and not said.who else ""
        publisher = party_of(passage.document)
        return (
            (attribution(named) if named else None)
            or said
            or (Attribution(publisher, "publishes") if publisher else None)
        )
    before = passage.document.text[max(0, passage.start - BEFORE) : passage.start]
    for start, end in reversed(sentences(before)):
        said = attribution(before[start:end])
        if said or not _is_bare_quotation(before[start:end]):
            return said or Attribution("", "said")
    return Attribution("", "said")


def _is_bare_quotation(text: str) -> bool:
    plain = normalize(text)
    return plain.startswith('"') and len(words(re.sub(r'"[^"]*(?:"|$)', "", plain))) == 0
