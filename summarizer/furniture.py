"""Which paragraphs are page furniture: lines of the page, not of the story.

Adverts, newsletter and share lines, "read more" teasers, link lists, captions, bylines,
author biographies, time stamps, navigation. Judged by form alone, one document at a time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$|[\"”]$")
_LABEL = re.compile(
    r"^\W*(?:advert(?:isement|ising)?|sponsored(?: content)?|promoted|story continue[sd]? below.*|"
    r"continue reading.*|keep reading.*|recommended(?: stories| for you)?|most (?:read|popular|viewed)|"
    r"trending(?: now)?|related(?: \w+)?|more (?:news|stories|on this story|from .*)|top stories|"
    r"latest (?:news|stories|updates)|skip to .*|share(?: this)?(?: (?:article|story|on .*))?|"
    r"(?:tweet|print|e-?mail|copy link|comments?|expand|donate|subscribe|sign (?:in|up)|log in|menu|home|"
    r"loading|replay|video|photos?|gallery|listen|watch|live|end of list|see also|topics?|tags?)\W*)$",
    re.I,
)
_OPENING = re.compile(
    r"^\W*(?:"
    r"read(?: more| also| next| this)?\s*[:|–-]|also read|read also|read more\b|see also\b|watch(?: now| live| more)?\s*:|"
    r"related\s*:|explore the edition|more on this|follow (?:us|ap|our|the latest|live|al jazeera|@)|follow .{0,40}coverage|"
    r"sign up\b|subscribe\b|click here|tap here|download (?:the|our)|join (?:our|us|the)\b.{0,40}(?:newsletter|channel|whatsapp|telegram)|"
    r"get (?:the latest|our|all the|breaking|unlimited)|(?:list|item) (?:of )?\d+ (?:items|of \d+)|list of \d+|"
    r"(?:this|the) (?:story|article|piece|post) (?:has been|was|is being|originally|first|is part|appeared|will be)\b|"
    r"this report (?:has been|was|is) (?:updated|corrected|originally|first|produced|funded|part of)\b|"
    r"(?:image|photo|picture|video|graphic|featured image|text|caption)s?(?: source| credit| by)?\s*:|view image|getty images|"
    r"(?:image|photo|picture|media|video) (?:source|credit|caption),|with (?:inputs|reporting|files) from\b|"
    r"(?:copyright|credit|editing|reporting|writing|additional reporting|compiled|edited|published|updated|"
    r"posted|last (?:updated|modified))\s*(?::|by\b|[–-])|sources?\s*(?::|[–-])|"
    r"all rights reserved|©|copyright\b|terms of (?:use|service)|privacy policy|cookie|we use cookies|javascript|"
    r"purchase licensing rights|our standards:|the thomson reuters trust|just watched|must watch|"
    r"this (?:issue is preventing|website|page|site (?:uses|requires|is protected))\b|by submitting|enter your e-?mail|thank you for (?:reading|subscribing)|"
    r"if you (?:enjoyed|liked|want to|would like to) (?:this|read|support|receive|get)|support (?:our|independent)|"
    r"have (?:a|you got a) (?:tip|story|news tip)|do you have a (?:tip|question)|contact (?:us|the (?:author|editor))|"
    r"for more (?:information|on this|news|stories)|view (?:on|in|this)|"
    r"\[?\{\s*\w+\s*\}\]?"
    r")",
    re.I,
)
_ANYWHERE = re.compile(
    r"\b[Nn]ewsletters?\b|(?:in|to) your inbox|your e-?mail address|[Tt]erms and [Cc]onditions|[Dd]ownload the app|\bour app\b|"
    r"[Aa]ll rights reserved|pic\.twitter\.com|https?://t\.co/|\{\w*GUID\w*\}|Getty Images[)\]]?$|/\s?(?:AFP|Reuters|AP|EPA|Getty)[)\]]?$|"
    r"[(\[][A-Z][A-Za-z]{1,8} (?:[Pp]hoto|[Ii]mage|[Pp]icture|[Ff]ile)\b|[(\[](?:[Hh]andout|[Cc]ourtesy)\b|"
    # the weekday, day and year of an agency's caption
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d\.?(?:\s*[(\[][^()\[\]]*[)\]])?$|"
    r"\((?:[Pp]hoto|[Ii]mage|[Ff]ile photo|[Ss]creenshot)\b|\[(?:[Ff]ile|[Pp]hoto|[Ii]mage)\s*:|\bvia (?:AP|REUTERS|Getty)\b|\b[Ff]ile photo\b|"
    r"contributed to this (?:report|article|story)"
)
_CAPTION = re.compile(
    r"^[^.“\"]{3,200}\b(?:is|are) pictured\b|^(?!(?:in|video|footage)\b)[^.“\"]{10,200}\b(?:is|are) (?:seen|shown)(?! (?:as|by|to|that)\b)[^.“\"]{0,200}(?:\.?$|\. ?\(|\b(?:19|20)\d\d\b)|^(?:a|an|the|people|men|women|workers|soldiers|rescuers|firefighters|residents|"
    r"police|demonstrators|protesters|[A-Z]\w+ soldiers)\b[^.]{10,160}\b(?:walks?|stands?|poses?|looks? on|sits?|holds?|"
    r"gathers?|cuts?|inspects?|carry|carries|attends?|shake hands|waves?)\b[^.]{5,200}\b(?:19|20)\d\d\.?$|"
    r"^(?:in this (?:photo|image|picture)|this (?:photo|image|picture|handout|frame grab|satellite image))\b",
    re.I,
)
_BIOGRAPHY = re.compile(
    r"^(?:[A-Z][\w.'’-]+ ){1,4}(?:is|was) (?:an?|the) (?:\w+[ -]){0,5}(?:editor|reporter|correspondent|journalist|columnist|"
    r"writer|producer|(?:senior |visiting |research )?fellow|analyst at|contributor|professor of|lecturer)\b"
)
_BYLINE = re.compile(r"^\W*by\s?:?\s?[A-Z][^.]{0,80}$|^[A-Z]+, [A-Z][a-z]+ \d{1,2} \(\w+\)$", re.I)
_REPORTED = re.compile(
    r"^(?:[A-Z][\w'’-]+,? (?:and )?){1,6}reported from [A-Z].{0,200}$|"
    r"^(?:associated press|ap|reuters|afp|the associated press)\b.{0,120}\b(?:writers?|journalists?|reporters?|contributed)\b.{0,160}$|"
    r"^\(?(?:reporting|writing|editing) by\b|^\W*(?:additional )?reporting by\b|\bcontributed (?:to this|reporting)\b.{0,60}$|"
    r"^(?:[\w’']+ ){1,5}has (?:contacted|reached out|approached|asked)\b.{0,160}\bcomment\b",
    re.I,
)
_CLOCK = re.compile(
    r"^\W*(?:\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?|\d+ (?:min|hours?|minutes|days) (?:read|ago))\W*(?:\w{2,5})?$",
    re.I,
)

# sentences that lead to another page, programme or guest, wherever they stand
_TEASER = re.compile(
    r"^(?:Follow|Read|Watch|Listen|Click|Tap|See|Find|Subscribe|Sign|Visit|Join|Tune|Stay)\b[^.]{0,60}\b(?:live ?blog|here|more|"
    r"below|latest|coverage|updates|podcast|newsletter|channel)\b|"
    r"^[^,.]{3,60}[A-Z][\w’'-]+ (?:reports?|is reporting)(?: (?:from|for) [^,.]{2,60})?\.$|"
    r"^[^.]{3,80}\b(?:has|have) (?:more (?:from|on|about|details)|the (?:details|latest|story)|this (?:report|story))\b[^.]{0,60}\.$|"
    r"^[^.]{3,80}\b(?:speaks? (?:to|with)|talks to|is joined by|sits down with)\b.{3,120}\b(?:expert|analyst|professor|fellow|"
    r"correspondent|editor|author|researcher|historian|director|lecturer|journalist)\b"
)

LONG_LINE = 30  # words; an unfinished line this long is a story's text cut off, not a heading
STANDFIRST = 8  # words; an unfinished line this long at the top says what the story is


def is_furniture(paragraph: str, number: int, finished_share: float) -> bool:
    """Whether a paragraph is a line of the page and not of the story.

    ``number`` counts paragraphs from 1; ``finished_share`` is the share of the document's
    paragraphs that end as sentences do: where hardly any does (a feed of one-line items),
    an unfinished line is the story.
    """
    if any(
        pattern.search(paragraph)
        for pattern in (_LABEL, _OPENING, _BYLINE, _CLOCK, _REPORTED, _BIOGRAPHY, _CAPTION)
    ):
        return True
    count = len(paragraph.split())
    if count <= 60 and _ANYWHERE.search(paragraph):
        return True
    if _ENDS_SENTENCE.search(paragraph):
        return False
    if finished_share < 0.3:
        return count < 4
    return count < (STANDFIRST if number <= 3 else LONG_LINE)


def is_table_row(paragraph: str) -> bool:
    """Whether a paragraph is a row of a table, as readers of files and pages write one: ``| Pell | 7 |``."""
    return paragraph.startswith("|") and paragraph.endswith("|") and any(map(str.isalnum, paragraph))


def finished_share(paragraphs: Sequence[str]) -> float:
    """The share of paragraphs that end as a sentence ends, rows of tables left out."""
    told = [p for p in paragraphs if not is_table_row(p)]
    return sum(bool(_ENDS_SENTENCE.search(p)) for p in told) / max(1, len(told))


def is_teaser(sentence: str) -> bool:
    """Whether a sentence leads to another page, programme or guest instead of telling news."""
    return bool(_TEASER.search(sentence) or _OPENING.search(sentence) or _CAPTION.search(sentence))
