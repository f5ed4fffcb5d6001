"""When a document was published: dates as fields and lines of their own give them.

What can be read without a guess is read; "11/06/2026", which is one day here and another there, is not.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime, parsedate_tz

from summarizer.text import normalize

DATE_LINES = 5  # lines at the top of a text of which one may be its date

# each month in English and in languages whose names for it mean no other month elsewhere
_MONTHS = (
    "jan january januar januari jänner janvier janv enero gennaio janeiro января січня",
    "feb february februar februari février févr febrero febbraio fevereiro февраля лютого",
    "mar march märz mars marts maart marzo março марта березня",
    "apr april avril avr abril aprile апреля квітня",
    "may mai maj mei mayo maggio maio мая травня",
    "jun june juni juin junio giugno junho июня червня",
    "jul july juli juillet juil julio luglio julho июля липня",
    "aug august augusti augustus août aout agosto августа серпня",
    "sep sept september septembre septiembre settembre setembro сентября вересня",
    "oct october okt oktober octobre octubre ottobre outubro октября жовтня",
    "nov november novembre noviembre novembro ноября листопада",
    "dec december dez dezember desember décembre déc diciembre dicembre dezembro декабря грудня",
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAYS = (
    "mon tue tues wed weds thu thur thurs fri sat sun "
    "monday tuesday wednesday thursday friday saturday sunday "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "lunes martes miércoles jueves viernes sábado domingo "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
)


def _one_of(names: str) -> str:
    return f"(?:{'|'.join(sorted(names.split(), key=len, reverse=True))})"


_MONTH = rf"(?P<name>{_one_of(' '.join(_MONTHS))})\b\.?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_FORMS = tuple(
    re.compile(rf"(?:{_one_of(_WEEKDAYS)}\.?,? )?{form}(?P<time>.*)", re.I)
    for form in (
        rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark){_DAY}(?!\d)",
        rf"{_DAY}\.(?P<month>\d{{1,2}})\.{_YEAR}",
        rf"(?P<first>\d{{1,2}})(?P<mark>[-/])(?P<second>\d{{1,2}})(?P=mark){_YEAR}",
        rf"{_DAY}(?:st|nd|rd|th|er|\.)?[ /-](?:of |de )?{_MONTH},?[ /-](?:del? )?{_YEAR}",
        rf"{_MONTH} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    )
)
# as computers write it: Wed Jun 10 14:05:00 2026
_LOGGED = re.compile(rf"(?:[a-z]{{3}} )?{_MONTH} {_DAY} (?P<time>\d\d:\d\d:\d\d(?: [+\w]+)?) {_YEAR}", re.I)
_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d\d \d\d:\d\d.*")  # a year of two figures
_ISO = re.compile(r"\d{4}-?\d\d-?\d\d(?:[T ].*)?")
_SINCE_1970 = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")  # seconds, or milliseconds
_TIME = re.compile(
    r"(?:,|T| [|-]|) ?(?:at )?(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?)?"
    r"(?: ?(?P<half>[ap])\.?m\b\.?)?(?: ?\(?(?P<zone>[a-z]{1,5}|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d\d)?)\)?)?",
    re.I,
)
_LABEL = re.compile(r"(?:(?:First |Last )?(?:Published|Posted|Updated|Date)(?: on)?:? )?", re.I)
_PUBLISHER = re.compile(
    r"(?:,| [|·-]) (?:[A-Z][\w'.&-]*|of|the)(?: (?:[A-Z][\w'.&-]*|of|the|and)){0,4}$"
)  # behind a date: "2026-05-06 | Meridian News"


def parse_date(text: str) -> datetime | None:
    """A moment in UTC, or None where ``text`` is none or may be one of two days.

    A day (its midnight) or a day with a time: ISO 8601, figures in an order that leaves no choice, the
    month's name in English or one of a few other languages, a mail date; or seconds or milliseconds
    since 1970. A time without a zone, or in one that is not known, is taken as UTC. Stand-ins for
    "unknown" (the year 1, the first moment of 1970) are None.
    """
    text = normalize(text)
    try:
        found = _moment(text)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, TypeError, LookupError, OverflowError, OSError):
        return None
    return None if found.year < 1900 or found.timestamp() == 0 else found


def date_line(text: str) -> str:
    """The date that one of the first lines consists of, with at most a publisher's name behind it, or ""."""
    lines = [line.strip() for line in text[:2_000].split("\n") if line.strip()][:DATE_LINES]
    return next(filter(None, map(date_of_line, lines)), "")


def date_of_line(line: str) -> str:
    """The date that a line consists of, "Published" before it and a publisher's name behind it, or ""."""
    line = normalize(line)
    if len(line) > 200:
        return ""
    bare = line[_LABEL.match(line).end() :]  # type: ignore[union-attr]  # it matches nothing, too
    ends = [len(bare), *(match.start() for match in re.finditer("[, ]", bare))]
    dates = (bare[:end] for end in ends if end == len(bare) or _PUBLISHER.match(bare, end))
    return next((d for d in dates if parse_date(d) and not _SINCE_1970.fullmatch(d)), "")


def _moment(text: str) -> datetime:
    if _SINCE_1970.fullmatch(text):
        return datetime.fromtimestamp(float(text) / (1000 if len(text.partition(".")[0]) > 10 else 1), UTC)
    if _ISO.fullmatch(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:  # a time as people write it
            pass
    if _MAIL.fullmatch(text):
        return parsedate_to_datetime(text)
    for form in (*_FORMS, _LOGGED):
        if found := form.fullmatch(text):
            part = found.groupdict()
            return _with_time(datetime(int(part["year"]), *_month_and_day(part)), part["time"])
    raise ValueError(text)


def _month_and_day(part: dict[str, str | None]) -> tuple[int, int]:
    if part.get("name"):
        return _MONTH_NUMBERS[str(part["name"]).lower()], int(part["day"] or 0)
    if part.get("first"):
        first, second = int(part["first"] or 0), int(part["second"] or 0)
        if first != second and max(first, second) <= 12:
            raise ValueError("the day or the month may stand first")
        return (second, first) if first > 12 else (first, second)
    return int(part["month"] or 0), int(part["day"] or 0)


def _with_time(day: datetime, text: str) -> datetime:
    """A day at the time that stands behind it."""
    if not text:
        return day
    found = _TIME.fullmatch(text)
    if not found or not (found["minute"] or found["half"]):
        raise ValueError(text)
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    moment = day.replace(hour=hour, minute=int(found["minute"] or 0), second=int(found["second"] or 0))
    return moment.replace(tzinfo=_zone(found["zone"] or ""))


def _zone(name: str) -> timezone:
    """A zone by its distance from UTC or by a name that mail knows (GMT, EST), else UTC."""
    if offset := re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?", name, re.I):
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    known = parsedate_tz(f"1 Jan 2000 00:00:00 {name.upper()}")
    return timezone(timedelta(seconds=(known[9] if known else None) or 0))
