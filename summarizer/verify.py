"""Does the cited passage carry the sentence? Names, numbers, dates, quotations, negation, who said it.

A sentence is checked against its evidence, which is the best sentence of its chunk, never the whole
chunk: a number or a name taken from elsewhere in the same text is the commonest error of a summarizer
and shows only so. Nor two neighbours: of fifteen sentences that one model made of two of real news, ten
put one's deed or words to the other's name. Free rewording cannot be judged without a large model;
closeness to the source can, by the share of the sentence's content words and word pairs that stand in the
evidence (content n-gram precision; compare Goyal and Durrett 2020, Laban et al. 2022). So the rule is:
near the source's words, or the source's words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer import facts
from summarizer.config import VerifySettings
from summarizer.lexical import content_stems, content_terms, stem
from summarizer.splices import splice_fault
from summarizer.text import normalize, sentences, words
from summarizer.types import Chunk, Claim, Passage, Summary, Unsupported, Verified

SCOPE = 4  # content words on each side of a negation or a verb that belong to it
NAME_WEIGHT = 3  # of a name or number among the words of a sentence
SAME_NAME = 4  # letters that two forms of a name share: Ukraine, Ukrainian
_OF_MAY_GO = re.compile(r"all|half|both|inside|outside|off|summer|autumn|fall|winter|capital|couple|\d+th")
_ARTICLES = ("the", "a", "an")


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict on one sentence: the share of its content that is carried, and what is wrong or None."""

    support: float
    reason: str | None


def verify_summaries(summaries: Sequence[Summary], settings: VerifySettings) -> Verified:
    """Every sentence that its passages carry, the source's best sentence in place of each other one."""
    supported: list[Claim] = []
    unsupported: list[Unsupported] = []
    for summary in summaries:
        told = chunk_sentences(summary.chunk)
        taken: set[Passage] = set()
        for start, end in sentences(summary.text):
            text = summary.text[start:end]
            check, evidence = check_against(text, told, settings)
            if check.reason is None:
                taken.add(evidence[0])
                written_by = "source" if _verbatim(text, evidence[0].text) else "model"
                cited = evidence[:1] if written_by == "source" else evidence
                supported.append(Claim(text, cited, check.support, written_by))  # type: ignore[arg-type]
                continue
            unsupported.append(Unsupported(text, check.reason, evidence[0]))
            if evidence[0] not in taken:
                taken.add(evidence[0])
                supported.append(Claim(evidence[0].text, evidence[:1], 1.0, "source"))
    return Verified(tuple(supported), tuple(unsupported))


def chunk_sentences(chunk: Chunk) -> list[Passage]:
    """The sentences of a chunk, each as a passage of its document."""
    return [
        Passage(p.document, p.start + start, p.start + end)
        for p in chunk.passages
        for start, end in sentences(p.text)
    ]


def check_against(
    text: str, told: Sequence[Passage], settings: VerifySettings
) -> tuple[Check, tuple[Passage, ...]]:
    """The verdict on one sentence by the sentences of its chunk, and those it rests on, best first.

    They are the sentence that holds most of its words, and those that give in full a name of which it has
    a part.
    """
    best = _evidence(text, told)
    full_names = _full_names(text, best.text, told)
    introduced = frozenset(name for pair in full_names for name in pair.split())
    check = _check(text, [best.text], settings, introduced)
    return check, tuple(dict.fromkeys([best, *full_names.values()]))


def _evidence(text: str, told: Sequence[Passage]) -> Passage:
    verbatim = [p for p in told if _verbatim(text, p.text)]
    if verbatim:
        return verbatim[0]
    wanted = content_terms(text)
    return max(
        told, key=lambda p: len(wanted & content_terms(p.text))
    )  # the first of those that hold as many


def _full_names(text: str, evidence: str, told: Sequence[Passage]) -> dict[str, Passage]:
    """Pairs of names of which the evidence has one, and the sentence where both stand side by side."""
    foreign = _foreign_names(text, evidence)
    pairs = re.findall(r"(?=\b([A-Z][\w-]+) ([A-Z][\w-]+))", normalize(text))
    full = [f"{a} {b}" for a, b in pairs if (a in foreign) != (b in foreign)]
    found = {pair: next((p for p in told if pair in normalize(p.text)), None) for pair in full}
    return {pair: passage for pair, passage in found.items() if passage}


def _verbatim(text: str, source: str) -> bool:
    return _bare(text) == _bare(source)


def _bare(text: str) -> str:
    return normalize(text).lower().strip(" .\"'")


def check_sentence(text: str, evidence: Sequence[str], settings: VerifySettings | None = None) -> Check:
    """Whether ``evidence``, a sentence or two of the source, best first, carries ``text``.

    ``support`` is the share of the text's content words and word pairs that stand in the
    evidence. ``reason`` says in words what is not carried, or is None.
    """
    return _check(text, evidence, settings or VerifySettings(), frozenset())


def _check(text: str, evidence: Sequence[str], settings: VerifySettings, introduced: frozenset[str]) -> Check:
    """``check_sentence``, where the names ``introduced`` count as told."""
    whole = " ".join(evidence)
    if any(_verbatim(text, e) for e in (*evidence, whole)):
        return Check(1.0, None)
    foreign = _foreign_names(text, whole) - introduced
    support = _support(text, whole, foreign)
    faults = (
        _quotation_fault(text, whole),
        _number_fault(text, whole),
        _name_fault(text, foreign),
        _repeated_name_fault(text, whole),
        _joint_fault(text, whole),
        _negation_fault(text, whole),
        _claim_fault(text, evidence[0]),
        _speaker_fault(text, whole),
        _lost_speaker_fault(text, evidence[0]),
        _role_fault(text, whole),
        splice_fault(text, whole) if settings.compression else None,
    )
    reason = next((fault for fault in faults if fault), None)
    if reason is None and support < settings.min_support:
        reason = f"only {support:.0%} of its words are in the passage"
    return Check(round(support, 3), reason)


def _support(text: str, evidence: str, foreign: set[str]) -> float:
    """The share of content words, and of pairs of them, that stand in the evidence; pairs weigh a quarter.

    A name or number weighs as three other words: it is what a reader takes away, and what is made up.
    """
    stems, told = content_stems(text), content_stems(evidence)
    if not stems:
        return 0.0
    written = facts.names(text)
    named = {s for name in written for s in content_stems(name)}
    values = {n.value for n in facts.numbers(evidence)}
    carried = [n.written for n in facts.numbers(text) if n.value in values]
    carried += written - foreign
    known = set(told) | {s for some in carried for s in content_stems(some)}
    weights = [NAME_WEIGHT if s in named or s[0].isdigit() else 1 for s in stems]
    words = sum(w for s, w in zip(stems, weights, strict=True) if s in known) / sum(weights)
    pairs, told_pairs = list(pairwise(stems)), set(pairwise(told))
    together = sum(p in told_pairs for p in pairs) / len(pairs) if pairs else words
    return (3 * words + together) / 4


def _quotation_fault(text: str, evidence: str) -> str | None:
    told = normalize(evidence).lower()
    for quotation in facts.quotations(text):
        if quotation.lower() not in told:
            return f"the passage does not hold the quotation “{quotation}” word for word"
    return None


def _number_fault(text: str, evidence: str) -> str | None:
    told = facts.numbers(evidence)
    for number in facts.numbers(text):
        same = [n for n in told if n.value == number.value]
        if number.written.lower() == "one" and not same and not _counted(text, evidence):
            continue
        if not same:
            return f"the number {number.written} is not in the passage"
        units = [n for n in same if n.unit == number.unit]
        if not units:
            return f"the passage has another unit for {number.written}"
        if number.kinds and not any(n.kinds & number.kinds or not n.kinds for n in units):
            return f"the passage counts something else with {number.written}"
    return None


def _counted(text: str, evidence: str) -> bool:
    """Whether the evidence counts otherwise what the text has one of; else "one" is "a" or a pronoun."""
    counted = {stem(noun.lower()) for noun in re.findall(r"\bone (\w+)", text, re.I)}
    numbers = "|".join(re.escape(n.written) for n in facts.numbers(evidence))
    found = re.findall(rf"\b(?:{numbers}) (\w+)", normalize(evidence)) if numbers else []
    return bool(counted & {stem(noun.lower()) for noun in found})


def _name_fault(text: str, foreign: set[str]) -> str | None:
    inner = sorted(foreign & facts.names(text))
    opening = [n for n in sorted(foreign - set(inner)) if n.lower() not in facts.OPENING_WORDS]
    for name in (*inner, *opening):
        kind = "date" if facts.is_day_or_month(name) else "name"
        return f"the {kind} {name} is not in the passage"
    return None


def _repeated_name_fault(text: str, evidence: str) -> str | None:
    """A name told twice where the passage has it once stands in the place of somebody else's."""
    told = Counter(facts.tokens(evidence))
    for name, times in Counter(facts.tokens(text)).items():
        if 0 < told[name] < times and any(name == n.lower() for n in facts.names(text)):
            return f"the name {name.title()} stands {times} times, and in the passage {told[name]}"
    return None


def _joint_fault(text: str, evidence: str) -> str | None:
    """Two words side by side that "of" keeps apart in the passage: a "wave strikes"."""
    parts = _clauses(evidence)
    side_by_side = _pairs(_clauses(text)) - _pairs(parts)
    for part in parts:
        for before, joint, after in zip(part, part[1:], part[2:], strict=False):
            if joint == "of" and (before, after) in side_by_side and not _may_go(before, after, text):
                return f"“of” between “{before}” and “{after}” is left out"
    return None


def _clauses(text: str) -> list[list[str]]:
    """The words of each part between commas and other marks, articles left out."""
    return [[w for w in words(part) if w not in _ARTICLES] for part in re.split(r"[,;:–—]\s", text)]


def _pairs(clauses: Sequence[Sequence[str]]) -> set[tuple[str, str]]:
    """The words that stand side by side."""
    return {pair for clause in clauses for pair in pairwise(clause)}


def _may_go(before: str, after: str, text: str) -> bool:
    """Whether "of" may go: "all of the bridges", "summer of 2023"; "the killing of" with its article."""
    if before.endswith("ing"):
        return not re.search(rf"\b(?:the|an?) {before}\b", text, re.I)
    dates = any(facts.is_day_or_month(word.title()) for word in (before, after))
    return dates or bool(_OF_MAY_GO.fullmatch(before))


def _foreign_names(text: str, evidence: str) -> set[str]:
    """Names of the text, and capitalized words that open its sentences, that the evidence has in no form."""
    words = set(facts.tokens(evidence))
    words |= {part for word in words for part in re.split(r"[-.]", word) if part}
    for short, long in facts.ABBREVIATIONS.items():
        if short in words or ".".join(short) in words:
            words |= set(long.split())
    compact = {w.replace(".", "") for w in words} | _initials(evidence)

    def told(low: str) -> bool:
        return low in words or any(_same_name(low, w) for w in words)

    return {
        name
        for name in facts.names(text) | facts.opening_names(text)
        if not told(name.lower())
        and name.lower().replace(".", "") not in compact
        and not all(told(part) for part in re.split(r"[-.]", name.lower()) if part)
    }


def _same_name(a: str, b: str) -> bool:
    """Ukraine and Ukrainian, Zelensky and Zelenskyy: the same beginning and little behind it."""
    if len(a) < SAME_NAME or len(b) < SAME_NAME:
        return False
    shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared += 1
    return shared >= max(SAME_NAME, min(len(a), len(b)) - 2) and max(len(a), len(b)) - shared <= 4


def _initials(text: str) -> set[str]:
    """Abbreviations of runs of capitalized words: United States gives us."""
    runs = re.findall(r"(?:[A-Z][\w']+(?: (?:of|the|and|for) | ))+[A-Z][\w']+", normalize(text))
    short = set()
    for run in runs:
        parts = run.split()
        capitals = [p for p in parts if p[0].isupper()]
        for start in range(len(capitals)):
            for end in range(start + 2, len(capitals) + 1):
                short.add("".join(p[0] for p in capitals[start:end]).lower())
    return short | (
        {"us", "american", "america"} if re.search(r"\bU\.?S\b|United States|America", text) else set()
    )


def _scoped(pattern: re.Pattern[str], text: str) -> list[set[str]]:
    """The content stems that follow each match of a pattern, SCOPE of them."""
    text = normalize(text)
    return [set(content_stems(text[m.end() :])[:SCOPE]) for m in pattern.finditer(text)]


def _negation_fault(text: str, evidence: str) -> str | None:
    mine, theirs = _scoped(facts.NEGATION, text), _scoped(facts.NEGATION, evidence)
    content = set(content_stems(text))
    for scope in theirs:
        if scope and len(scope & content) > 0.5 * len(scope) and not any(scope & s for s in mine):
            return "a negation of the passage is left out"
    told = set(content_stems(evidence))
    for scope in mine:
        if scope and scope & told and not any(scope & s for s in theirs):
            return "a negation is not in the passage"
    return None


def _claim_fault(text: str, evidence: str) -> str | None:
    """What somebody says, or what may be, told as a fact."""
    told_as_claim = facts.CLAIM.search(_unquoted(evidence)) and not _outside_claim(text, evidence)
    if told_as_claim and not facts.CLAIM.search(_unquoted(text)):
        return "a claim is told as a fact"
    for scope in _scoped(facts.MODAL, evidence):
        content = set(content_stems(text))
        if scope and len(scope & content) >= 0.5 * len(scope) and not facts.MODAL.search(normalize(text)):
            return "what may or will be is told as done"
    return None


def _unquoted(text: str) -> str:
    return re.sub(r'"[^"]*"', '""', normalize(text))


_CLAUSE = re.compile(
    r"[;:]\s+(?:and |but )?|,\s(?P<link>and|but|while|which|who|whose|where|after|as)\s|"
    r"[\s,]+(?:(?:and|while|by|after|before) )?(?=(?:say|add|warn|cit|claim|describ|accus|alleg|urg|demand|"
    r"insist|stat|report|announc|confirm|assert|promis|vow|pledg|threaten|argu|explain|call|tell)ing\b)"
)
_FREE = ("but", "while", "which", "who", "whose", "where")  # what follows is the writer's own again
_TRAILING = re.compile(
    r",\s(?!(?:and|but|while|which|who|whose|where|after|as)\s)[^,;:]*\b(?:said|says|told|announced|claimed|reported|"
    r"according to|confirmed|added|stated|warned)\b[^,;:]*$",
    re.I,
)


def _outside_claim(text: str, evidence: str) -> bool:
    """Whether the text repeats only a clause of the evidence that no word of saying governs."""
    wanted = set(content_stems(text))
    clauses = [
        clause
        for start, end in sentences(evidence)
        for clause in _free_clauses(_unquoted(evidence[start:end]))
    ]
    return any(len(wanted & set(content_stems(clause))) >= 0.8 * len(wanted) for clause in clauses)


def _free_clauses(sentence: str) -> list[str]:
    """The clauses of a sentence that are told as the writer's own.

    "X said A, and B" governs both; "A, but B" and "A, which C" begin anew; "A, X said" and
    "A, according to X" govern all before them; "A, adding B" leaves A alone.
    """
    if _TRAILING.search(sentence):
        return []
    free, governed, start = [], False, 0
    bounds = [*_CLAUSE.finditer(sentence), None]
    for bound in bounds:
        clause = sentence[start : bound.start() if bound else len(sentence)]
        governed = governed or bool(facts.CLAIM.search(clause))
        if not governed:
            free.append(clause)
        if bound:
            start = bound.end()
            governed = governed and bound["link"] not in _FREE
    return free


def _speaker_fault(text: str, evidence: str) -> str | None:
    """A name beside a word of saying must stand beside one in the evidence too."""
    mine = _speakers(text)
    if not mine:
        return None
    theirs = _speakers(evidence)
    named = {w.lower() for w in re.findall(r"[A-Z][\w'-]+", normalize(evidence))}
    named = {n.removesuffix("'s") for n in named} - set(re.findall(r"\b[a-z][\w-]+", normalize(evidence)))
    for name in sorted(mine):
        if name in named and not any(name == other or _same_name(name, other) for other in theirs):
            return f"the passage does not give this as said by {name.title()}"
    return None


_THAT = re.compile(r"^.{0,40}?\bthat\b")


def _lost_speaker_fault(text: str, evidence: str) -> str | None:
    """What somebody says, told without who it is, though another word of saying is left."""
    if not facts.SPEECH.search(_unquoted(text)) or _outside_claim(text, evidence):
        return None  # whether it may stand so is for _claim_fault to say
    whole, kept = _unquoted(evidence), set(content_stems(text))
    for match in facts.SPEECH.finditer(whole):
        speaker = set(content_stems(_clause_before(whole, match)))
        told = set(content_stems(_THAT.sub("", whole[match.end() :]))[:SCOPE])
        is_told = len(told & kept) > 0.5 * len(told)
        if match.group().lower() != "according to" and speaker and is_told and not speaker & kept:
            return f"who {match.group()} it is left out"
    return None


def _clause_before(text: str, word: re.Match[str]) -> str:
    """What stands before a word of saying, back to the last mark, "that" or "and"."""
    return re.split(r"[,;:]\s|\bthat\b|\band\b", text[: word.start()].rstrip(" ,"))[-1]


def _speakers(text: str) -> set[str]:
    """Names in the noun phrase before or after each word of saying."""
    text = _unquoted(text)
    found: set[str] = set()
    for match in facts.SPEECH.finditer(text):
        before = _clause_before(text, match)
        after = re.split(r"[,;:.]\s|\bthat\b", text[match.end() :].lstrip(" ,"))[0]
        sides = (
            [after]
            if match.group().lower() == "according to"
            else [before, *([after] if not before.strip(' "') else [])]
        )
        for side in sides:
            side = side.split("'s ")[-1]  # of "Hale's allies said" the allies speak
            found |= {n.lower() for n in re.findall(r"[A-Z][\w'-]+", side)}
    found = {n.removesuffix("'s") for n in found}
    return {n for n in found if not facts.is_day_or_month(n) and n not in facts.OPENING_WORDS}


def _role_fault(text: str, evidence: str) -> str | None:
    """Who did it to whom, turned round: names on the two sides of the same verb."""
    for verb, left, right in _roles(text):
        for other, before, after in _roles(evidence):
            if verb == other and left & after and right & before and not (left & before or right & after):
                return f"who and whom are turned round at “{verb}”"
    return None


_VERB = re.compile(
    r"(?<![-\w])(?P<aux>(?:is|are|was|were|been|be|being) (?:\w+ly )?)?"
    r"(?P<verb>(?!(?:is|was|are|were|has|had|have|as|its|this|made|been)\b)[a-z]+(?:ed|s|uck|ot|ook|ent|old|et|ade|aid))\b"
    r"(?P<by> by\b)?"
)


def _roles(text: str) -> list[tuple[str, set[str], set[str]]]:
    """(stem of a verb, names before it, names after it); sides changed where it is passive."""
    text = _unquoted(text)
    found = []
    for match in _VERB.finditer(text):
        if match["by"] and not match["aux"]:
            continue  # "agreed by telephone", "the port struck by Sarland": form does not tell
        before, after = text[: match.start()], text[match.end() :]
        left = {_root(n) for n in _capitalized(before)[-2:]}
        right = {_root(n) for n in _capitalized(after)[:2]}
        if left and right:
            verb = stem(match["verb"])
            found.append((verb, right, left) if match["by"] else (verb, left, right))
    return found


def _capitalized(text: str) -> list[str]:
    found = re.findall(r"[A-Z][\w'-]+", text)
    return [n for n in found if not facts.is_day_or_month(n) and n.lower() not in facts.OPENING_WORDS]


def _root(name: str) -> str:
    return name.lower().removesuffix("'s")[:5]
