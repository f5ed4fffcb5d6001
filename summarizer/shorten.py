"""A sentence of the source made shorter by leaving words out, never by writing any.

Only what stands apart from the statement goes: a dateline, a connecting word at the start, an
aside in brackets, a relative clause between commas (the kind that does not restrict what it
follows), an opening or closing clause that tells a circumstance. What says who claims it, what
denies it and what it depends on stays: a clause with such a word is never left out.

The cuts are those of Jing (2000), Sentence Reduction for Automatic Text Summarization, and Dunlavy
et al. (2003), made on punctuation and function words.
"""

from __future__ import annotations

import re

from summarizer.lexical import content_stems
from summarizer.text import STOP_WORDS

_CITY = r"[A-Z][A-Z.'’-]{2,}(?:[ /][A-Z][A-Z.'’-]+)*"
_AGENCY = "AP|AFP|Reuters|CNN|BBC|UPI|TASS|dpa|DPA|Xinhua|EFE|ANSA|JTA|ANI|PTI|IANS|Anadolu|AA|TNND|UrduPoint|WAM|SANA|IRNA"
_DATELINE = re.compile(
    rf"^(?:{_CITY}(?:(?:, and |, | and |/)(?:{_CITY}|[A-Z][\w.]+(?: [A-Z]\w+)*))*(?:,? \(?[A-Z]\w+\.? \d{{1,2}}(?:, \d{{4}})?\)?)?"
    r"(?: \([^)]{2,30}\))?\s*[—–-]+\s+(?=[A-Z“\"‘'])|"
    rf"(?:[A-Z][^—–]{{1,40}} )?\((?:{_AGENCY})\)\s*[—–-]+\s+|(?:{_AGENCY})\s*[—–]+\s+|"
    r"[A-Z]\w+(?: [A-Z]\w+){0,2}, [A-Z]\w+(?: [A-Z]\w+){0,2}\.? [—–] (?=[A-Z“\"])|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}(?=[A-Z“\"]))"  # of the page, glued to the text
)
# how an entry of a live blog or a flash begins: "20:30 Hale says", "UPDATE: Nine were killed"
_FLASH = re.compile(
    r"^(?:[01]?\d|2[0-3]):[0-5]\d(?: ?[ap]\.?m\.?)?"
    r"(?: ?\(?(?:GMT|UTC|BST|CES?T|EES?T|E[SD]?T|P[SD]?T|IST|MSK|JST|AST)\b\)?)?"
    r"(?:\s*[-–—:|]\s*|\s+(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|Hours\b|[A-Z]\w+ time\b))(?=[A-Z“\"\d])|"
    r"^(?:UPDATED?|BREAKING(?: NEWS)?|JUST IN|URGENT|FLASH|ALERT)(?: ?\d+)?\s*[:–—-]\s+(?=[A-Z“\"])"
)
_OPENING = re.compile(
    r"^(?:(?:(?:then,? |later,? )?(?:in|on|that|the)(?: the)?(?: (?:same|next|following))? (?:morning|afternoon|evening|night|day)|"
    r"(?:just |only )?(?:hours|minutes|moments|days) (?:later|after)|shortly (?:after(?:wards?)?|thereafter)|"
    r"meanwhile|however|moreover|furthermore|additionally|in addition|also|still|separately|earlier|later|instead|indeed|"
    r"nevertheless|nonetheless|besides|in turn|in a broader context|in a (?:separate|related|further) (?:development|incident|statement|move)|on the battlefront|on the battlefield|in response|then|"
    r"(?:first|second)(?!, (?:second|third|fourth)\b)|third(?!,? and )|finally|lastly|notably|crucially|importantly|at the same time|in the meantime|after that|"
    r"for example|for instance|in fact|in particular|of course|that said|as (?:you|we all|everyone) knows?|to that end|as a result|on the other hand|"
    r"(?:earlier|later|also) (?:in the day|on \w+day)|for (?:his|her|its|their) part),\s+|"
    r"meanwhile\s+(?=the\b|an?\b|[A-Z])|(?:but|and|yet|so)\s+(?!far\b|long\b|many\b|much\b|too\b|did\b|do\b|as\b|another\b|to\b)(?=[A-Z“\"\w])|[-•*–➡️\s]+\s*)",
    re.I,
)
# the heading of a list's item, run together with its first sentence
_LABEL = re.compile(r"^([A-Z][\w’'-]*(?: [\w’'-]+){1,5}): (?=[A-Z])")
# what may name who speaks, or be a statement
_NO_LABEL = re.compile(
    r"^(?:The|An?|This|That|These|There|It|But|And|His|Her|Their|Its|We|You)\b|"
    r"\b(?:is|are|was|were|be|has|have|had|officials?|sources?|ministry|minister|army|military|government|police|spokes\w+|"
    r"experts?|analysts?|witness\w*|agency|president|leaders?|governor|mayor|residents|authorities|media|correspondent)\b",
    re.I,
)
_MIDDLE = re.compile(
    r",\s+(?:meanwhile|however|moreover|in turn|though|for (?:his|her|its|their) part),(?=\s)", re.I
)
# the day of who speaks, which in another day's brief is another one
_SAID_TODAY = re.compile(
    r"\b(said|announced|reported|confirmed|warned) (?:earlier )?(?:today|yesterday|tonight|this (?:morning|afternoon|evening))"
    r"(?=[.,]|$| that\b)"
)
# a word that leans on a sentence before: "Hale also said"; "not only ... but also" needs it, and another name
_ALSO = re.compile(
    r"(?<!\bbut)(?<!\band)(?<!,) also(?= (?!(?:called|named|known|dubbed|referred|spelled|spelt|used|based)\b)"
    r"(?:sa(?:id|ys)|told|tells?|is|are|was|were|be|been|has|have|had|will|would|could|can|may|might|finds?|found|held|met|"
    r"spoke|gave|took|made|left|sent|began|put|hit|struck|[a-z]{2,}(?:ed|es|[^s]s))\b)"
)
_NEEDS_ALSO = re.compile(
    r"\b(?:not|never|nor|only|if|unless|whether|those|who|whose|except|[Ss]ee)\b|n[’']t\b", re.I
)
# who says it, whether it is so, what it depends on, how many and how dead: never cut
_BINDING = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|tells?|according|claim\w*|alleg\w*|report(?:ed|edly|s)|den(?:y|ies|ied|ying)|accus\w*|"
    r"announc\w*|warn\w*|add(?:ed|ing|s)|vow\w*|pledg\w*|promis\w*|threat\w*|urg\w*|demand\w*|insist\w*|call(?:ed|ing)|"
    r"cit(?:ed|es|ing)|quot\w*|stat(?:ed|es|ing)|not?|n[’']t|never|without|if|unless|until|only|except|fail\w*|"
    r"kill\w*|injur\w*|wound\w*|toll|(?:most|all|some|many|half|none) of|\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands|"
    r"refus\w*|reject\w*|(?-i:may)|might|could|would|should|unconfirmed|unclear|but|although|though|however)\b",
    re.I,
)
_BRACKETS = re.compile(r"\s*\([^()]{1,80}\)")
# what may be a finite verb
VERB = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does?|did|said|says|told|also|then|later|still|"
    r"now|already|never|remains?|wants?|calls?|makes?|takes?|holds?|plans?|hopes?|seeks?|faces?|leads?|needs?|continues?|warns?|"
    r"met|took|left|made|held|began|fell|rose|went|came|became|gave|hit|struck|shot|sent|set|put|cut|led|fled|won|lost|spoke|"
    r"wrote|saw|sought|brought|fought|found|kept|paid|built|stood|drew|flew|grew|knew|threw|broke|chose|drove|ran|spent|[a-z]+ed)\b"
)
# it ends where the statement goes on with its verb: not at a comma of a list within it
_RELATIVE = re.compile(
    rf",\s+(?:which|who|whose|whom|where)\b[^,;:\"“”]{{3,160}}(?:,(?=\s+{VERB})|(?=[.!?]$))"
)
_CLOSING = re.compile(
    r",\s+(?:as|after|amid|while|with|following|despite|part of|the latest|a move that|including|such as|\w+ing)\b[^;:\"“”‘]{8,200}(?=[.!?]$)"
)
_SUBORDINATE = re.compile(
    r"^(?:As|After|Amid|Although|Before|Because|By|Despite|Even|Following|For|From|If|In|Given|On|Since|Though|Through|Under|Unlike|"
    r"When|While|With|Without|\w+ing)\b[^,]*(?:,[^,]*)?$"
)
FEWEST_WORDS = 6  # of a shorter form


def shorten(sentence: str) -> str:
    """The sentence without dateline and connectives; its other words and their order stay.

    A quotation that goes on in the next sentence is closed where this one ends, and one that opens with a mark
    of one kind and closes with one of the other gets both of the first.
    """
    text = _paired(" ".join(sentence.split()))
    for pattern in (_FLASH, _DATELINE, _OPENING, _OPENING):  # "Meanwhile, in a separate development, ..."
        text = _capitalized(pattern.sub("", text, count=1)) or text
    text = _SAID_TODAY.sub(r"\1", _MIDDLE.sub("", _without_label(text)))
    return _closed(_without_also(text))


def opening_end(text: str) -> int:
    """Where the text begins behind the hour of a live blog's entry and its dateline ("20:30 OSKEL (AP) — "); 0
    where it has none."""
    flash = _FLASH.match(text)
    end = flash.end() if flash else 0
    dateline = _DATELINE.match(text[end:])
    return end + (dateline.end() if dateline else 0)


def _without_also(text: str) -> str:
    """The text without an "also" that leans on a sentence before, but for what is quoted and for where the word
    tells something: "not only ... also", "if Norvia also withdraws"."""
    match = _ALSO.search(text)
    if not match or _NEEDS_ALSO.search(text):
        return text
    marks = text[: match.start()]
    is_quoted = marks.count("“") > marks.count("”") or marks.count('"') % 2 or "‘" in marks
    return text if is_quoted else text[: match.start()] + text[match.end() :]


def _without_label(text: str) -> str:
    """The text without a heading before it ("Trading blame: Norvia said ..."), where all of it is said again, or
    it names no speaker: it is in lower case, and about nobody ("Falk on tariffs")."""
    match = _LABEL.match(text)
    if not match:
        return text
    rest, label = text[match.end() :], match[1].split()
    if len(rest.split()) < FEWEST_WORDS or not holds_verb(rest):
        return text
    is_plain = all(w.islower() for w in label[1:]) and label[1] not in ("on", "to", "about", "of", "and")
    may_speak = bool(_NO_LABEL.search(match[1]))
    says_nothing = (is_plain and not is_binding(match[1])) or _is_said_again(match[1], rest)
    return rest if says_nothing and not may_speak else text


def _is_said_again(label: str, rest: str) -> bool:
    """Whether every word of a label stands in what follows, in that form or another: "vows", "vowed"."""
    told = content_stems(rest)
    stems = content_stems(label)
    return bool(stems) and all(
        any(word.startswith(stem[: len(stem) // 2 + 1]) for word in told) for stem in stems
    )


def _closed(text: str) -> str:
    """The text with the quotation closed that it opens last and leaves open, if it does."""
    if text.count("“") == text.count("”") + 1 and text.rfind("“") > text.rfind("”"):
        return text + ("" if _STRAIGHT_END.search(text) else "”")
    if text.count('"') % 2 and _OPENS_LAST.search(text):
        return text + '"'
    return text


def _paired(text: str) -> str:
    """The text with each quotation closed by a mark of the kind that opens it."""
    marks = list(text)
    inside = ""
    for at, mark in enumerate(text):
        closes = at > 0 and not text[at - 1].isspace()
        if not inside and mark in '"“':
            inside = mark
        elif (inside == '"' and mark in '"”″') or (inside == "“" and mark == "”"):
            marks[at], inside = ('"' if inside == '"' else "”"), ""
        elif inside == "“" and mark == '"' and closes and text.find("”", at) < 0:
            marks[at], inside = "”", ""
    return "".join(marks)


_STRAIGHT_END = re.compile(r'"$')
_OPENS_LAST = re.compile(r'(?:^|[\s(])"(?=[^\s"])[^"]*$')


def attribution(sentence: str) -> str:
    """Who a sentence says the one before it comes from ("This was stated by ..."), or ""."""
    match = _ATTRIBUTION.match(sentence)
    return match.group(1) if match else ""


_ATTRIBUTION = re.compile(
    r"^(?:This|It|That) (?:was|is|has been) ((?:stated|announced|reported|said|noted|emphasi[sz]ed|stressed|declared|confirmed) by "
    r"[^.]{3,150}?)(?:,? (?:at|during|in|on|while|after) [^.]*)?\.$"
)


def shorter_forms(sentence: str) -> list[str]:
    """Forms of a sentence with one kind of aside after another left out, longest first; may be empty."""
    forms: list[str] = []
    text = sentence
    for pattern in (_BRACKETS, _RELATIVE, _CLOSING):
        cut = pattern.sub("" if pattern is _BRACKETS else _unless_binding, text).replace(" ,", ",")
        if cut != text and (pattern is _BRACKETS or _is_whole(cut)):
            text = cut
            forms.append(text)
    return forms


def without_opening(sentence: str) -> str:
    """The sentence without an opening circumstance ("On Monday, the army ..."), or "" where there is none
    that can go: it says nothing binding, and a main clause follows."""
    match = _CIRCUMSTANCE.match(sentence)
    if not match or is_binding(match.group()):
        return ""
    rest = sentence[match.end() :]
    return _capitalized(rest) if len(rest.split()) >= FEWEST_WORDS and _MAIN.match(rest) else ""


_CIRCUMSTANCE = re.compile(
    r"^(?:After|Amid|As|At|Before|By|During|Earlier|Following|For|From|In|Later|On|Over|Since|Through|Throughout|Under|While|"
    r"With|Within)\b[^,;:\"“”]{2,90},\s+"
)
# an article or the like, or a name that a verb follows: no list that goes on
_MAIN = re.compile(
    r"(?:the|a|an|its|their|his|her|some|several|many|most|all|more|both|about|nearly)\s[^,]*|"
    rf"[A-Z][^,]{{0,40}}?\s{VERB}",
)


def is_binding(text: str) -> bool:
    """Whether a text says who claims something, denies it, makes it depend on something, or counts."""
    return bool(_BINDING.search(text))


def holds_verb(text: str) -> bool:
    """Whether a word stands in a text that may be a finite verb."""
    return bool(_ANY_VERB.search(text))


_ANY_VERB = re.compile(rf"\b{VERB}")


def _is_whole(text: str) -> bool:
    """Whether a cut left a sentence: a main clause, and no function word dangling at its end."""
    words = text.rstrip(".!?\"”'’").split()
    return (
        len(words) >= FEWEST_WORDS and words[-1].lower() not in STOP_WORDS and not _SUBORDINATE.search(text)
    )


def _unless_binding(match: re.Match[str]) -> str:
    return match.group() if is_binding(match.group()) else ""


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
