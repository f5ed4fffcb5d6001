"""Sentences, words, numbers, names. Knows no documents and no models.

Spans are (start, end) character offsets into the text given, end exclusive.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import sentencex  # type: ignore[import-untyped]

Span = tuple[int, int]

REMEMBERED = 1 << 14  # sentences of which a reading is kept: stage after stage asks for it

_BLANK = r"\s\u200b\u200c\u200d\u2060\ufeff"  # white space, and characters without width
_SPACE = re.compile(f"[{_BLANK}]+")
_VISIBLE = re.compile(f"[^{_BLANK}]")
QUOTED = re.compile(r"[\"“][^\"“”]*(?:[\"”]|$)")  # one that is not closed goes to the end
WORD = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")


def normalize(text: str) -> str:
    """Text for comparing: NFKC, straight quotes, single spaces, no zero-width characters."""
    text = unicodedata.normalize("NFKC", text)
    text = text.translate(_STRAIGHT)
    return _SPACE.sub(" ", text).strip()


_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "‚": "'", "–": "-", "—": "-"}
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad")
)


def words(text: str) -> list[str]:
    """The words of a text in lower case, punctuation left out."""
    return WORD.findall(normalize(text).lower())


def paragraphs(text: str) -> list[Span]:
    """Spans of the lines that hold more than white space, outer white space left out."""
    spans = []
    start = 0
    for line in text.split("\n"):
        span = _trim(text, start, start + len(line))
        if span[0] < span[1]:
            spans.append(span)
        start += len(line) + 1
    return spans


def sentences(text: str) -> list[Span]:
    """Spans of the sentences of a text, in order, outer white space left out.

    A line break ends a sentence. A short quotation stays in one piece with its attribution,
    however many sentences it holds; closing quotes and brackets go with their sentence. The
    spans cover every visible character. Bounds are sentencex's, corrected by the rules below.
    """
    spans: list[Span] = []
    for begin, end in paragraphs(text):
        spans.extend((begin + start, begin + stop) for start, stop in _line_sentences(text[begin:end]))
    return spans


_WINDOW = 10_000  # characters given to sentencex at once: unclosed quotes make it quadratic
_LONG = 400  # characters from which on a quotation or bracket is divided at its sentences
_LONGEST = (
    2_000  # characters of a sentence: what never ends (a log, a table in one line) is broken at a space
)
_LOOK = 80  # characters that the rules look at on each side of a bound

# No sentence ends after these: a name, a rank's second half or a number follows.
_TITLE = re.compile(
    r"(?:^|[\s(\[“\"'‘-])(?:Lt|Col|Gen|Maj|Capt|Cpl|Sgt|Brig|Adm|Cmdr|Cdr|Lieut|Pvt|Pfc|Spc|Ens|Gov|Sens?|"
    r"Reps?|Amb|Pres|Hon|Rev|Msgr|Supt|Insp|Det|Mr|Mrs|Ms|Messrs|Dr|Prof|Tech|Atty|Asst|Dep|Rtd|Ret|Mt|"
    r"Yu|Ya|Kh|Sh|Zh|Ts|vs|approx|[Dd]ept|[Gg]ovt|e\.g|i\.e|cf)\.$|\([Rr]et\.\)$"
)
_NUMBERED = re.compile(
    r"(?:^|[\s(\[“\"'‘])(?:Nos?|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[Vv]ol|[Ff]igs?|[Aa]rt|[Ss]ec|pp?|paras?)\.$"
)
# A sentence may end after these: "U.S.", "Inc.", an initial. It does if a word that begins one follows.
_MAYBE = re.compile(
    r"(?:^|[\s(\[“\"'‘.-])(?:[A-Z]|Inc|Ltd|Co|Corp|Bros|Jr|Sr|St|Ft|Ave|Blvd|Rd|Ph\.D|Bn|Regt|Div|Bde)\.$"
)
_STARTER = re.compile(
    r"[“\"'‘(\[]*(?:The|This|That|These|Those|There|They|He|She|It|We|You|Its|His|Her|Their|Our|A|An|In|On|At|"
    r"But|And|So|Yet|As|If|When|While|After|Before|Since|During|Although|Though|However|Meanwhile|Earlier|"
    r"Later|According|Some|Many|Most|Several|Both|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|What|Who|Why|"
    r"How|Not|Nor|For|By|From|With|Under|Now|Then|Thus|Also|Such)(?:[’'](?:s|re|ve|ll|d))?,?\s"
)
_SPEECH = re.compile(r"[“\"‘][A-Z][^”\"’]* [a-z]")  # not a nickname: J. “Jack” Tolk
_PROSE = re.compile(r"\s[a-z]{3,}")  # a headline in capitals ("U.S. In Talks") has none
_CLOCK = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
_ZONE = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|[A-Z]{2,4}\b|"
    r"(?:\S+ ){1,3}(?:[Tt]ime)\b|(?:Eastern|Central|Pacific|Mountain|Moscow|Kyiv|Kiev|Greenwich)\b"
)
_CLOSE = r"[”’\"'»)\]]"
_WHOLE = r"(?<!\w)(?:[a-z]{3,}|[A-Z]?[a-z]{5,}|it|me|us|he|we|be|do|go|so|up|on|in)|\d|\W"  # no abbreviation
_ENDED = re.compile(rf"(?:{_WHOLE})[.!?…]+{_CLOSE}*$|[!?]{_CLOSE}*$")
_ITEM = re.compile(r"\(?\d{1,2}[.)]")  # the number of an item in a list
_STOP = re.compile(rf"[.!?…]+{_CLOSE}*[{_BLANK}]+(?:{_CLOSE}+[{_BLANK}]+)?(?=[“‘\"'«(\[]*[^\W_])")
_CLOSERS = re.compile(f"[”’»)\\]]+(?:[{_BLANK}]|$)|[\"']+(?:[{_BLANK}]|$)")
_SAID = re.compile(
    r"(?:(?:[A-Z][\w’'.-]*|the|a) ){1,5}(?:said|says|asked|told|wrote|added|warned|vowed|declared|replied|"
    r"shouted|exclaimed|insisted)\b"
)


def _line_sentences(line: str) -> list[Span]:
    spans: list[Span] = []
    for start, end in _pieces(line):
        joins = spans and _continues(*_sides(line, spans[-1][0], start))
        if joins or (spans and not WORD.search(line, start, end)):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    divided = (part for span in spans for whole in _divide(line, *span) for part in _broken(line, *whole))
    trimmed = (_trim(line, start, end) for start, end in divided)
    return [span for span in trimmed if span[0] < span[1]]


def _pieces(line: str) -> Iterator[Span]:
    """The bounds sentencex finds, window by window; they cover the line without gaps."""
    # sentencex ends the process's thread at white space of more than one byte, and takes no surrogates
    plain = _PLAIN.sub(lambda match: " " if match[0].isspace() else "\ufffd", line)
    at = 0
    while at < len(line):
        pieces = list(sentencex.segment("en", plain[at : at + _WINDOW]))
        if at + _WINDOW < len(line):
            pieces = pieces[:-1] or [pieces[0][: pieces[0].rfind(" ") + 1] or pieces[0]]
        for piece in pieces:
            yield at, at + len(piece)
            at += len(piece)


_PLAIN = re.compile(r"[^\S ]|[\ud800-\udfff]")


def _sides(line: str, start: int, bound: int) -> tuple[str, str]:
    """What stands just before a bound, from ``start`` at most, and just after it."""
    before = line[max(start, bound - _LOOK) : bound]
    return before.rstrip(), line[bound : bound + _LOOK].lstrip()


def _continues(before: str, after: str) -> bool:
    """Whether ``after`` goes on with the sentence that ``before`` seems to end."""
    if _TITLE.search(before) or _ITEM.fullmatch(before) or not WORD.search(before):
        return True
    if _NUMBERED.search(before):
        return after[:1].isdigit()
    if _CLOCK.search(before):
        return after[:1].islower() or after[:1].isdigit() or bool(_ZONE.match(after))
    if _MAYBE.search(before):
        return not (_SPEECH.match(after) or (_STARTER.match(after) and _PROSE.search(after)))
    if before.endswith(_QUOTED_CRY) and _SAID.match(after):
        return True
    return bool(_CLOSERS.match(after)) or (after[:1].islower() and not _PLAIN_END.search(before))


_QUOTED_CRY = ("!”", "?”", '!"', '?"', "!’", "?’", "!'", "?'")
_PLAIN_END = re.compile(r"(?<![\w.])[a-z]{4,}[.!?]$")  # careless text goes on in lower case


def _divide(line: str, start: int, end: int) -> Iterator[Span]:
    """Bounds inside a span that sentencex passed over: after "U.S.", and in long quotations."""
    is_long = end - start > _LONG
    for match in _STOP.finditer(line, start, end):
        bound = match.end()
        before, after = _sides(line, start, bound)
        if _continues(before, after) or not _ends(before, after):
            continue
        if is_long or not _is_enclosed(line, start, bound, end):
            yield start, bound
            start = bound
    yield start, end


def _broken(line: str, start: int, end: int) -> Iterator[Span]:
    """A span in parts of ``_LONGEST`` characters at most, that end at white space where there is some."""
    while end - start > _LONGEST:
        bound = line.rfind(" ", start, start + _LONGEST) + 1 or start + _LONGEST
        yield start, bound
        start = bound
    yield start, end


def _ends(before: str, after: str) -> bool:
    """Whether a stop that is no abbreviation's ends a sentence here."""
    return any((_STARTER.match(after), _SPEECH.match(after), _ENDED.search(before), _CLOCK.search(before)))


def _is_enclosed(line: str, start: int, bound: int, end: int) -> bool:
    """Whether a bound stands inside a quotation or a bracket that closes before ``end``."""
    for opener, closer in ("“”", "«»", "()", "[]", '""'):
        opened = line.count(opener, start, bound)
        closed = line.count(closer, start, bound)
        is_open = opened % 2 == 1 if opener == closer else opened > closed
        if is_open and line.find(closer, bound, end) >= 0:
            return True
    return False


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and not _VISIBLE.match(text[start]):
        start += 1
    while end > start and not _VISIBLE.match(text[end - 1]):
        end -= 1
    return start, end


STOP_WORDS = frozenset(
    """a an the and or but if of in on at to for from by with as is are was were be been being it its this
    that these those he she they we you i his her their our your him them us me my not no nor so than then
    there here what which who whom whose when where why how all any both each few more most other some such
    only own same too very can will just would could should may might must has have had do does did done
    said say says also after before over under into out up down about between during while because until
    against again further once""".split()
)
