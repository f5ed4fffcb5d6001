"""Who says it: the speaker that a sentence names, by form alone. Knows no documents and no models.

A speaker is the noun phrase beside a verb of saying or after "according to". Whether two
speakers may be one is judged by the names in them, not by their titles: "the provincial
governor, Ilse Maran" and "Maran" are one, "Norvia's army" and "Norvian officials" are one side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from summarizer import facts
from summarizer.denial import FALSE
from summarizer.text import REMEMBERED, normalize

SHORT, LONG = 40, 160  # characters before a verb that tell whether it is one, and whose it is
FEWEST_BEFORE = 3  # words before an "after" behind which somebody else may say something
SURELY_ONE = 2  # names that two phrases for a speaker share, from which on they are of one
# not "its alleged role", "struck alleged camps"
_ALLEGED = (
    r"(?<!'s )(?<!\bits )(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bthe )(?<!\ban )(?<!\bof )(?<!\bover )(?<!\bfor )(?<!\bby )"
    r"(?<!\bwith )(?<!\bon )(?<!\bstruck )(?<!\battacking )alleg(?:es|ed)"
)
# a verb that may stand before its speaker: "..., said Tomas Hale"
_SAID = (
    rf"(?:{_ALLEGED}|"
    r"said|says|say|(?<!'s )claim(?:ed|s(?! (?:of|as to)\b))?(?! (?:(?:it |them |all |sovereignty )?in (?:full|its entirety|their entirety|whole|part)|all of (?:it|the|[A-Z]\w*)|the (?:part|whole|entire|region|territory|area|rest))\b(?! that\b)(?![^,;\"]{0,60}\b(?:was|were|is|are|had|has|have|would|will)\b))(?! [^,;.\"]{0,30}\blives\b(?! (?:were|was|are|had|have)\b| of [^,;.]{0,40} (?:were|was|had been)\b))|report(?:s|ed)|announc(?:es|ed)|stated|states(?= that)|"
    r"assert(?:s|ed)|insist(?:s|ed)|(?<!an )(?<!the )estimat(?:es|ed)|warn(?:s|ed)|wrote|writes|posted|tweeted|add(?:s|ed)|confirm(?:s|ed)|"
    r"acknowledg(?:es|ed)|declar(?:es|ed)|boast(?:s|ed)|put(?:s)?(?= the (?:toll|number))|argu(?:es|ed)|vow(?:s|ed)|pledg(?:es|ed)|"
    r"noted|commented(?! on\b)|explained|clarified|replied|reiterat(?:es|ed)|stress(?:es|ed)|emphasi[sz](?:es|ed)|(?:underlin|underscor)(?:es|ed)(?= that\b))"
)
_SAYING = (
    rf"(?:{_SAID}|told|tells|den(?:y|ies|ied)|reject(?:s|ed)|accus(?:es|ed(?! of\b))|"
    r"dismiss(?:es|ed)(?= (?:[\w'’]+ ){0,4}(?:claim|report|allegation|accusation|charge)s?\b)|"
    r"(?:disput|refut)(?:es|ed)(?= (?:the|those|these|this|that|such|[\w.-]+'s) (?:\w+ ){0,2}"
    r"(?:claim|report|allegation|accusation|charge|figure|number|account)s?\b)|"
    r"(?<!, )condemn(?:s|ed)(?! to\b)|urg(?:es|ed)|admit(?:s|ted)|conced(?:es|ed)|predict(?:s|ed)|promis(?:es|ed)|"
    r"testif(?:ies|ied)|documented|rail(?:s|ed)(?= against\b)|ma(?:de|kes) (?:it )?clear|report(?=[.,]?\"?$)|"
    r"(?:warn|insist|argue|maintain)(?= (?:that|they)\b)|"
    r"issued an? (?:\w+ )?(?:statement|warning|appeal|alert|advisory)|(?:suggest|reveal|indicat)ed(?= that\b)|"
    r"(?:demand|maintain|hint|contend|caution|recall|observ|remark|conclud)(?:e?s|e?d)(?= that\b)|"
    # what another one says
    r"(?:call|describ|brand|label)(?:e?s|l?ed)(?= (?:the|this|that|these|those|such|it|them)\b[^,;.\"]{0,40} "
    rf"{FALSE})|"
    # with a quotation of what is said
    r"(?<!he )(?<!they )(?<!it )(?:call|hail|slam|describ|prais|blast|brand|denounc|criticis|criticiz|dubb?|label)"
    r"(?:e?s|m?ed|l?ed)(?= [^,.\"]{2,80} \"))"
)
_ACRONYM = r"\([A-Z][A-Za-z&.-]{0,10}[A-Z]\)"  # "the Red Lantern Front (RLF) said"
_WORD = rf"(?:[^\W_][\w'.-]*|&|{_ACRONYM})"
# between commas: "Tomas Hale, who had left Oskel, said"; an apposition with an article is a name's office
_ASIDE = r"(?!and\b|but\b|or\b|so\b|the\b|an?\b|as\b|that\b|saying\b|adding\b|claiming\b|citing\b)[a-z][^,\"]{1,80},"
_BEFORE = re.compile(
    rf"(?P<who>{_WORD}(?: {_WORD}){{0,9}})(?:,? on \w+day(?=,? [a-z]))?(?:, {_ASIDE}| - [^\"]{{2,80}}? -|,)?"
    rf"(?: (?:has|have|had|also|later|earlier|later also|first|initially))* (?P<verb>{_SAYING})\b(?! by\b)"
)
_AFTER = re.compile(
    rf"(?:[\",'] ?| - (?!claims?\b|reports?\b))(?P<verb>{_SAID}) (?P<who>(?!that\b|it\b|they\b|on\b|in\b|the (?:two|number)\b){_WORD}(?: {_WORD}){{0,7}})"
)
_ACCORDING = re.compile(rf"\baccording to (?P<who>{_WORD}(?: {_WORD}){{0,9}})", re.I)
_BY = re.compile(
    rf"\b(?:(?:reported|(?<!attack )(?<!bombing )(?<!assault )(?<!blast )(?<!raid )(?<!shooting )claimed|cited|quoted|denied|rejected|dismissed|stated|(?<!, )announced|confirmed|commented) by|citing|cites|(?:cited|quoted)(?= [^,]{{2,60}} as saying)) (?P<who>{_WORD}(?: {_WORD}){{0,9}})",
    re.I,
)
# "according to the Meridian, citing the Norvian army"
_CITING = re.compile(
    rf"\baccording to [^,\"]{{2,60}},? (?:citing|quoting) (?P<who>{_WORD}(?: {_WORD}){{0,9}})", re.I
)
_STATEMENT = re.compile(rf"\bstatement (?:from|by) (?P<who>{_WORD}(?: {_WORD}){{0,9}}) (?P<verb>read)\b")
_ACCORDING_ASIDE = re.compile(r", which,? according to [^,\"]{2,120},")
# of which a speech verb is not the sentence's: "If Hale rejects it, Norvia has said it will leave"
_OPENING_CLAUSE = re.compile(
    r"(?:(?P<unless>If|When|After|Unless|Before|Once)|While|Though|Although) [^,\"]{5,150}, (?=\S)"
)
# what every pattern holds: it saves the time to try them
_HINT = re.compile(
    rf"\b(?:{_SAYING}|[Aa]ccording to|(?i:cit(?:ing|es|ed)|quoted|commented|read|reported|announced|stated|claimed))\b"
)
# before the verb: nobody said it, or somebody said it of them
_UNSAID = re.compile(
    r"(?:\b(?:not|never|neither|is|are|was|were|be|been|being|will|would|may|might|could|should|can|must)|n't|s')(?: (?:yet|also|immediately|ever|again|later|then|well|still|soon|\w+ly))*(?: have)? $"
)
# a paper without the name of who wrote it: as little of a name as a pronoun
_PAPER = re.compile(
    r"(?:(?:the|this|that|an?|its) )(?:\w+ )?(?:report|statement|study|article|survey|paper|letter|document|post)",
    re.I,
)
# where the noun phrase of a speaker begins and ends
_OPENS = re.compile(
    r".*(?:[,;:\"]|\((?![A-Z][A-Za-z&.-]{0,10}[A-Z]\))|(?<![A-Z])\)|(?<!\w)(?i:that|and|but|while|as|after|when|where|because|since|although|though|if|which|who|what|so|than)(?!\w)) ?"
)
_CLOSES = re.compile(
    r" (?:that|who|which|on|in an?|in a|after|before|as|when|while|but|and (?:the|has|have|was|were|that|said)|during|at|via|has|have|had|is|are|"
    r"was|were|late|early|earlier|later|this|last|there|it|they|he|she|telling|saying|adding|to reporters|sa(?:id|ys))\b.*| (?=\d).*| in$"
)
_WHEN = re.compile(  # "In May the Norvian army said"
    r"^(?:In|On|By|Since|Last|Earlier|Late|Early) (?:\w+ ){0,2}(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December|\w+day|\d{4}|week|month|year)(?: of this year| \d{1,4})?,? (?=the\b|an?\b|[A-Z])|"
    r"^(?:Meanwhile|Separately|Additionally|Similarly|Elsewhere),? (?=the\b|an?\b|[A-Z])"
)
_APPOSED = re.compile(
    r"^(?:an? )?(?:(?:allegation|charge|claim|accusation|assertion|something)s? (?:that )?|statement (?:from|by) (?!the group\b))(?=\w)",
    re.I,
)
# "a call that Norvia has rejected": nobody says the sentence with that
_TURNED_DOWN = re.compile(
    r"\b(?:calls?|demands?|offers?|proposals?|plans?|requests?|bids?|conditions?|terms) (?:that |which )?(?:the )?(?:[\w'.-]+ ){1,3}"
    r"(?:ha(?:s|ve|d) )?(?:reject|dismiss)"
)
# "Tomas Hale, the foreign minister, said": the name before the office
_APPOSED_OFFICE = re.compile(
    r"(?:^|[,;:\"] |\b(?:that|and|but|while|as) )"
    r"(?P<who>(?!(?:But|Yet|And|In|On|At|As|From|After|By|For|Meanwhile|However|Earlier|Later|Yesterday|Today|Still|"
    r"Also|Then|Instead|Moreover|Indeed|\w+ly|\w+day)\b)[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}, "
    r"(?!(?:and|or|but|who|which|whose|where|when|while|for|in|on|at|with|from|after|before|by|of|as|to|though|although|despite|like|too|close|known|made|"
    rf"meanwhile|however|also|\w+ing|\w+ed)\b)[\w][^,;:\"]{{2,120}}),(?: (?:has|have|had|also|later|earlier|on \w+day))* (?P<verb>{_SAYING})\b"
)
# "Norvia's foreign minister, Tomas Hale, said": the office before the name
_OFFICE_BEFORE = re.compile(
    r"(?:^|[,;:\"] |\b(?:that|and|but|while|as) )((?:[A-Z][\w.'-]*|the|an?)(?: [\w.'-]+){0,6} (?:minister|president|spokes\w+|envoy|"
    r"ambassador|governor|mayor|chief|commander|secretary|leader|adviser|advisor|head|director|official|coordinator)), $"
)
# "An official gave a better account, telling reporters the talks had lasted two hours"
_GIVES = re.compile(
    rf"^(?P<who>{_WORD}(?: {_WORD}){{0,7}}?)(?:, [^,\"]{{1,100}},)? (?:gave|offered|painted|struck) [^\"]{{2,60}}, "
    r"(?P<verb>telling|saying|describing|calling)\b"
)
_PAPER_TELLS = re.compile(
    r"^(?:The|This|Its|That) (?:\w+ )?(?:report|study|statement|survey|article) (?:also )?"
    r"(?P<verb>documents|documented|found|finds|shows|details|describes|notes|concludes|lists|highlights)\b"
)
# "The foreign ministry blamed Sarland for it and said": the speaker of the second verb is that of the first
_ELIDED = re.compile(
    r"(?:^|[a-z0-9], )(?P<who>(?:The |An? )?[A-Z][\w.'-]*(?: (?:[A-Z][\w.'-]*|of|for|foreign|prime|defen[cs]e|army|military|ministry|"
    r"minister|government|president|spokes\w+|officials?|chief|envoy)){0,8}) (?:has |have |had )?"
    r"(?:blam|echo|welcom|criticis|criticiz|prais|thank|back|condemn|hail|slam|urg|express|describ|denounc|defend|repeat|respond|"
    rf"repli|appeal|call)\w*\b[^\"]*?(?:\"\"[^\"]*?)*\b(?:and|but) (?:also |later |then )?(?P<verb>{_SAYING})\b"
)
_ADVERBS = re.compile(
    r"(?: (?:also|already|now|once|again|later|earlier|still|then|meanwhile|(?!ally|family|assembly)[a-z]+ly))+$"
)
_VERB = re.compile(rf"\b{_SAYING}\b")
# a speaker holds a name, or a word for a person or body that speaks
_SPEAKER = re.compile(
    r"(?<![\w'])(?!(?:August|January|February|March|April|May|June|July|September|October|November|December|Nearly|At|An?|The|In|On|"
    r"It|But|And|While|After|As|This|That|These|Those|More|Most|Many|Up|Over|Since|For|Earlier|Meanwhile|Unconfirmed|Unverified|Conflicting|Initial|\w+day)\b)[A-Z][\w.'-]*|"
    r"\b(?:officials?|army|military|police|government|ministry|minister|ministers|president|spokes\w+|governor|mayor|authorit(?:y|ies)|rescuers?|"
    r"doctors?|medics?|witnesses|residents|villagers|sources?|analysts?|experts?|leaders?|rebels?|militants?|agency|agencies|group|groups|"
    r"commander|general|diplomats?|activists?|investigators|media|network|committees?|organi[sz]ations?|forces|source|survivors|observers|advis[eo]rs?|aides?|negotiators?|lawmakers|ambassador|embassy|eyewitnesses|prosecutors|court|fighters|insurgents|charity|estimates|guards?|council|secretariat|union|service|office|command|parliament|hospital|envoy|mediator|delegation|"
    r"nurses?|surgeons?|paramedics?|teachers?|farmers?|drivers?|fishermen|fisherman|shopkeepers?|volunteers?|lawyers?|relatives?|"
    r"passengers?|sailors?|soldiers?|officers?|professors?|economists?|traders?|insurers?|organi[sz]ers|protesters|"
    r"campaigners|monitors|watchdog|party|opposition|company|operator|palace|presidency|embassies|mission|junta|militia)\b"
)
_LEADS = frozenset(
    (
        "the a an two three several some local senior top state state-run one both government provincial regional national federal aid rights "
        "security diplomatic intelligence resistance "
        "deputy vice foreign defence defense interior prime former acting chief military presidential"
    ).split()
)
_VERBAL = re.compile(
    r"\b(?:killed|injured|wounded|struck|hit|is|are|was|were|refused|including|known|reportedly)\b"
)
# "Hale, before he left, said Oskel would hold": no noun phrase but what is said
_MODAL = re.compile(
    r"\b(?:would|should|will|must|might|can|(?:cannot|could|does|did)(?! not (?:be )?(?:nam|identif)\w+))\b"
)
_GLUED = re.compile(r"\b((?:19|20)\d\d)(?=[A-Z\"])")  # a dateline that has run into the first word
# who stands beside a speaker and is not another one: "Norvia and its allies denied"
_ALLIES = re.compile(
    r"((?:^|[,;:] )(?:[Tt]he )?(?:[A-Z][\w.'-]*|army|military|government|forces|regime)"
    r"(?: (?:[A-Z][\w.'-]*|army|military|government|forces|regime|minister|president|leader)){0,4})"
    r" and (?:his|her|its|their) (?:\w+ )?(?:allies|backers|supporters)"
    rf"(?= (?:has |have |had )?{_SAYING}\b)"
)
# not who said it, but of whom it is said: ", said rebels had fired" behind "Hale, who was there"
_SUBJECT_OF_IT = re.compile(
    r"(?:(?!(?:that|who|which|in|on|at|as|after|during|when|of whom|speaking|adding)\b)\S+ ){1,6}"
    r"(?:had|has|have|was|were|would|will|is|are)\b"
)
_LAST_SAY = re.compile(r"\b(?:the|a|any|no|its|their|his|her|more|little|much|final|last|own) $")
# a body is who speaks: "the police claim"
_BODY_SAYS = re.compile(
    r"\b(?:police|army|military|navy|government|opposition|ministry|junta|militia|coalition|union|council|company) $"
)
# before a noun; a plural is who speaks: "the officials claim"
_ARTICLE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|this|that|its|his|her|their|any|no|such|each|every|one)(?: [a-z]*(?:[^s\W]|ous))? $"
)
# verbs that stand behind "to" as they are
_BARE = frozenset("say claim deny argue maintain warn insist report".split())
# "a chance to claim", "declined to say": it is only aimed at
_AIMS = re.compile(
    r"\b(?:chance|opportunity|right|way|bid|attempt|reason|plan|effort|needless|fair|unfair|about|hard|easy|enough|"
    r"declin(?:es|ed)|refus(?:es|ed)|fail(?:s|ed)|(?:called on|urged|asked|told) [\w ]{2,40}) to $",
    re.I,
)
# "continues to claim", "took to X to deny": it is done, by who stands before that
_GOES_ON = re.compile(
    r" (?:continues?|continued|went on|goes on|took|(?:used|released|issued) [^,]+?)(?: to [A-Z])? to $"
)
# who says what another clause tells of: "withdrew after Hale said", "one more than the governor had reported"
_IN_PASSING = re.compile(
    r"(?<!^)\b(?:after|before|when|because|since(?! then\b)|until|once(?! (?:again|more)\b)|"
    r"than(?! (?:\d|an? (?:dozen|hour|day|week|month|year|decade|hundred|thousand|million)|half|one|two|three|four|"
    r"five|six|seven|eight|nine|ten|twenty)\b)|not (?:the )?(?:\d[\d,]*|[a-z]+) (?:that|which)) "
    r"(?:(?!and\b|but\b)[\w'-]+ ){0,9}$"
)
_OPENING_BODY = re.compile(
    r"(?:The |An? )?(?:[A-Z][\w.-]*(?:['’]s?)? |(?:defen[cs]e|foreign|interior|health|air|ground|coast|general|state|"
    r"border|national|federal|special) ){0,4}"
    r"(?:army|military|navy|force|forces|guard|ministry|government|police|council|command|staff|agency|authority|"
    r"court|parliament|group|party|union|committee|commission|company|operator|movement|front) "
    r"(?=(?:[a-z]+ly )?(?:[a-z]+ed|shot|struck|hit|sent|held|took|lost|began|has|had|will|would|put|cut|left|met|seized)\b)"
)
_AS = re.compile(r"(?<!known)(?<!named),? as (?:(?!and\b|but\b)[\w'-]+ ){1,6}$")
# verbs by which the words "as X said" tell who says the sentence
_TELLS_WHAT = (
    "sa", "report", "claim", "announc", "stat", "confirm", "not", "put", "estimat", "describ", "call", "explain",
    "acknowledg", "predict", "argu", "insist", "admit", "wrote", "writes", "told", "tells", "observ", "conclud",
)  # fmt: skip
_PAUSE = re.compile(r"[,\"'] ?$")
_PRONOUNS = frozenset(
    "he she they it we i you who which this that these those there what both others some".split()
)
_OF_PRONOUN = re.compile(r" (?:it|he|she|they|we)$")
# "militants Norvia says were armed by Sarland": who speaks stands behind the noun that is told of
_CONTACT = re.compile(r"^.*?\b(?P<noun>[a-z]+) (?P<who>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*)$")
_WAS = re.compile(r" (?:were|was|are|is|had|have|has)\b")
# words behind which a name opens no clause of its own: "the army in Norvia says was"
_PLACING = frozenset("in at from by with on to that as but while what".split())
# words of titles and bodies: they tell no speaker from another
_TITLES = frozenset(
    """president prime minister ministry foreign defence defense military army air force forces official officials spokesman
    spokeswoman spokesperson general gen col lt maj chief commander state department government local health authorities
    authority governor mayor regional provincial senior secretary agency news media report reports source sources police
    police's group council office service team director head adviser advisor member staff armed security intelligence
    interior leader data statement the a an of for and mr mrs ms dr new one two us's united nations""".split()
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker as the text names them, and the verb; ``who`` is "" where only a pronoun stands."""

    who: str
    verb: str


@lru_cache(maxsize=REMEMBERED)
def attribution(text: str) -> Attribution | None:
    """Who says what the sentence tells, or None where it is told in the writer's own voice."""
    plain = _ALLIES.sub(r"\1", _GLUED.sub(r"\1 ", normalize(text)))
    told = re.sub(r'"[^"]*"', '""', plain)
    found = next(filter(None, map(_find, _clauses(told))), None)
    if found:
        return found
    gives = _GIVES.match(told)
    if gives and (account := _read(gives, told)):
        return account
    paper = _PAPER_TELLS.match(told)
    return Attribution("", paper["verb"]) if paper else None


def _clauses(told: str) -> tuple[str, ...]:
    """Where to look for who says a sentence: behind an opening "If Norvia says no, "; behind "While ..., ", or
    outside of ", which according to Norvia ...,", and then in the whole."""
    opening = _OPENING_CLAUSE.match(told)
    if not opening:
        plain = _ACCORDING_ASIDE.sub("", told)  # it tells who says the aside
        return (told,) if plain == told else (plain, told)
    main = told[opening.end() - len(", ") :]
    return (main,) if opening["unless"] else (main, told)


def _find(told: str) -> Attribution | None:
    """The first attribution that a pattern finds, or None."""
    patterns = (
        (_CITING, _ACCORDING, _STATEMENT, _APPOSED_OFFICE, _AFTER, _BEFORE, _BY, _ELIDED)
        if _HINT.search(told)
        else ()
    )
    for pattern in patterns:
        for match in pattern.finditer(told):
            found = _read(match, told)
            if found:
                return found
    return None


def _read(match: re.Match[str], told: str) -> Attribution | None:
    """Who speaks in what a pattern has found, or None where that is no speaker."""
    who, verb = match["who"], match.groupdict().get("verb") or "according to"
    begins = match.start("verb") if "verb" in match.groupdict() else match.end()
    is_before = match.re is _BEFORE
    if is_before:  # "he denied reports": the first verb is the speaker's
        last = match.start("verb")
        verbs = takewhile(lambda v: v.start() <= last, _VERB.finditer(told, match.start("who")))
        first = next((v for v in verbs if not _is_noun(told[: v.start()][-SHORT:], v[0])), None)
        if first is None:
            return None
        who, verb, begins = (
            told[match.start("who") : min(first.start(), match.end("who"))],
            first[0],
            first.start(),
        )
    if is_before and _OF_PRONOUN.search(who):  # "strikes on what it said were camps"
        return Attribution("", verb)
    contact = _CONTACT.match(who) if is_before and _WAS.match(told, begins + len(verb)) else None
    if contact and contact["noun"] not in _TITLES | _PLACING:
        who = contact["who"]
    if match.re is _AFTER and _SUBJECT_OF_IT.match(who):  # "Hale, who was there, said rebels had fired"
        return None
    if match.re is _ACCORDING:  # "which according to Norvia killed seven"
        who = _VERBAL.split(who)[0]
    if verb.startswith(("reject", "dismiss")) and _TURNED_DOWN.search(told[: match.end()]):
        return None
    if is_before and (_UNSAID.search(told[:begins]) or _is_aim(told[:begins], verb)):
        return None
    before = told[:begins][-LONG:]
    passing = _IN_PASSING.search(before) if is_before else None
    is_behind = passing and len(before[: passing.start()].split()) >= FEWEST_BEFORE
    if is_behind or (is_before and _is_beside(before, verb)):  # not "Rather than surrender Hale said"
        return None
    who = _GOES_ON.sub("", f"{who} ").rstrip() if is_before and verb in _BARE else who
    if who in ("he", "she", "they", "it") and _PAUSE.search(told[: match.start("who")]):
        return Attribution(opening_body(told) if who == "it" else "", verb)
    who = _phrase(who, opens=is_before)
    if who and (who.split()[-1].lower().partition("'")[0] in _PRONOUNS or _PAPER.fullmatch(who)):
        return Attribution("", verb)
    if not _SPEAKER.search(who) or who[0].isdigit() or _MODAL.search(who):
        return None
    is_name = is_before and match["who"].startswith(who) and all(word[0].isupper() for word in who.split())
    office = _OFFICE_BEFORE.search(told[: match.start("who")]) if is_name else None
    return Attribution(f"{_WHEN.sub('', office[1])}, {who}" if office else who, verb)


def _is_beside(before: str, verb: str) -> bool:
    """Whether somebody accuses or warns beside what a sentence tells: "the toll rose, as rebels accused"."""
    return not verb.startswith(_TELLS_WHAT) and bool(_AS.search(before))


def opening_body(text: str) -> str:
    """The army, ministry or other body that a sentence begins with as its subject, or "": for it stands the
    "it" of "The Norvian army shot down nine drones, it said"."""
    body = _OPENING_BODY.match(text)
    return body[0].strip() if body else ""


def _is_noun(before: str, verb: str) -> bool:
    """Whether what looks like a verb is a noun: "called the claim false"."""
    if verb == "say":
        return bool(_LAST_SAY.search(before))
    return verb in _BARE and bool(_ARTICLE.search(before)) and not _BODY_SAYS.search(before)


def _is_aim(before: str, verb: str) -> bool:
    """Whether a verb is only aimed at: "a chance to claim", not "continues to claim"."""
    return verb in _BARE and bool(_AIMS.search(before))


def _phrase(who: str, *, opens: bool) -> str:
    if opens:
        who = _OPENS.sub("", who, count=1)
    who = _WHEN.sub("", who)
    who = _CLOSES.sub("", _ADVERBS.sub("", _APPOSED.sub("", who.strip())))
    words = _ADVERBS.sub("", who).strip(" ,.'\"-").split()
    while words and not (words[0][0].isupper() or words[0] in _LEADS or _SPEAKER.fullmatch(words[0])):
        words.pop(0)
    return " ".join(words) if not _VERBAL.search(" ".join(words)) else ""


def speaker_names(who: str) -> frozenset[str]:
    """What tells a speaker from others: roots of the names in the phrase; of its words where it has no name."""
    words = [w.removesuffix("'s") for w in re.findall(r"[^\W_][\w'.-]*", who)]
    named = {w for w in words if w[0].isupper() and w.lower() not in _TITLES and not facts.is_day_or_month(w)}
    chosen = named or {w for w in words if w.lower() not in ("the", "a", "an", "of")}
    return frozenset(root(w) for w in chosen)


def without_speaker(text: str) -> str:
    """A sentence without the words for who says it."""
    said = attribution(text)
    return text.replace(said.who, " ") if said and said.who else text


def is_one_speaker(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of ``speaker_names`` are one speaker's; two persons of one country share only its name."""
    shared = one & other
    return bool(shared) and (len(shared) >= SURELY_ONE or len(shared) == min(len(one), len(other)))


def root(name: str) -> str:
    """The part of a name that its forms share: Ukraine, Ukrainian; U.S., US."""
    return name.lower().replace(".", "").removesuffix("'s")[:5]


def written_roots(text: str) -> frozenset[str]:
    """The roots of the names that a text writes."""
    return frozenset(map(root, facts.written_names(text)))
