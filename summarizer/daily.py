"""Today's brief: made once, sent once, whatever happens between.

    plan -> collect -> select -> Pipeline.run -> archive -> deliver

A day is from local midnight to the next; its brief is made on the first run in it. Which documents it
reads is decided by what is known of them, not by the hour of the run: those that no brief has read and
that are no older than ``stale_after`` whole days before it. So no hour is lost or told twice, at a
change of the clock or otherwise, and a source that was down is made up for the next day.

What is done is recorded as it is done: documents when they are seen, summaries when they are written,
the brief in one step with its statements and with what is to be delivered, a delivery before and
after. So a run that is killed is taken up by the next one where it stood.

What is guaranteed of a delivery. Files and pages are the same bytes at the same place, so they are
written again after a crash: at least once, with the effect of once. A mail or a webhook call cannot
be taken back, so it is marked as ``sending`` right before the other side may act and is never sent
again by itself: at most once. Where a run dies in between nobody can know, and it is ``unknown``: shown,
and sent again only when asked (``--resend``); it then carries the same Message-ID or Idempotency-Key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from summarizer.archive import Archive, Delivery, DeliveryState, SeenDocument, StoredBrief, document_sha256
from summarizer.config import Config, DailySettings, DeliverySettings, SiteDelivery
from summarizer.deliver import deliver_brief, is_gone
from summarizer.errors import ConfigError, DeliveryError, NoDocumentsError
from summarizer.models.base import Model
from summarizer.models.cached import CachedModel
from summarizer.pipeline import Pipeline, Progress
from summarizer.render import render
from summarizer.render.record import count
from summarizer.sources.collect import collect
from summarizer.types import Brief, Document, EarlierClaim, notes_of

COMPLETE, FAILED, SOURCES_MISSING, NOTHING_NEW = 0, 1, 3, 4  # exit codes
WAITS = (5.0, 20.0)  # seconds before the second and third try of a delivery; then it is up to the next run
KEPT_TRYING = timedelta(days=7)  # a brief that could not be delivered for so long is no news any more
CLOCKS = timedelta(hours=1)  # that a publisher's clock may be ahead of ours


@dataclass(frozen=True, slots=True)
class Plan:
    """The day of the brief, the moment it is made at, and the earliest publication that is news (UTC)."""

    day: date
    now: datetime
    since: datetime


@dataclass(frozen=True, slots=True)
class Selection:
    """The documents that a brief reads, earlier versions that they stand for, and what to say of it."""

    documents: tuple[Document, ...]
    outdated: tuple[Document, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: its exit code, a line for each thing to tell, the day's brief if there is one."""

    exit_code: int
    lines: tuple[str, ...]
    brief: StoredBrief | None = None


def day_bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Local midnight of a day and the next one, in UTC: 23, 24 or 25 hours, and no gap to the next day."""
    start, end = (datetime.combine(d, time(), tzinfo=zone).astimezone(UTC) for d in (day, day + timedelta(1)))
    return start, end


def plan_day(now: datetime, settings: DailySettings, last: date | None = None) -> Plan:
    """The plan of the brief of the day that ``now`` falls in.

    ``last`` is the day of a brief before: then all that was published since that day began is news.
    """
    zone = ZoneInfo(settings.time_zone)
    day = now.astimezone(zone).date()
    first = day - timedelta(settings.stale_after)
    return Plan(day, now.astimezone(UTC), day_bounds(min(first, last or first), zone)[0])


def select_documents(
    seen: Sequence[SeenDocument], plan: Plan, settings: DailySettings, read_urls: frozenset[str] = frozenset()
) -> Selection:
    """Which documents the brief reads, in the order they were published.

    Those without a date, or with one in the future, are taken as of the moment they were first seen
    (or left out, as ``settings.undated`` says); so is a changed page that an earlier brief read
    (``read_urls``). Older ones are stale and left out. Of several versions of a page the last is read.
    """
    dated = [(_moment(s, settings, read_urls), s) for s in seen]
    fresh = [(when, s) for when, s in dated if when and when >= plan.since]
    newest = {s.document.url or id(s): s for _, s in sorted(fresh, key=lambda item: item[1].first_seen)}
    kept = {id(s) for s in newest.values()}
    order = sorted(fresh, key=lambda item: (item[0], item[1].document.url, item[1].document.text))
    day_began = day_bounds(plan.day, ZoneInfo(settings.time_zone))[0]
    today = [(when, s) for when, s in dated if s.first_seen >= day_began and id(s) not in kept]
    return Selection(
        _unique_ids([s.document for _, s in order if id(s) in kept]),
        tuple(s.document for _, s in fresh if id(s) not in kept),
        _notes(
            stale=sum(when is not None and when < plan.since for when, _ in today),
            undated_left_out=sum(when is None for when, _ in today),
            undated=sum(_is_undated(s) for s in newest.values()),
            since=plan.since.astimezone(ZoneInfo(settings.time_zone)).date(),
        ),
    )


def _moment(seen: SeenDocument, settings: DailySettings, read_urls: frozenset[str]) -> datetime | None:
    """When a document counts as published; None where it is not to be read for want of a date."""
    if _is_undated(seen):
        return seen.first_seen if settings.undated == "first_seen" else None
    changed = seen.document.url in read_urls and seen.read_in is None
    return seen.first_seen if changed else seen.document.published


def _is_undated(seen: SeenDocument) -> bool:
    published = seen.document.published
    return published is None or published > seen.first_seen + CLOCKS


def _unique_ids(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, ids made unique: those of different days may share one."""
    used: dict[str, int] = {}
    result = []
    for document in documents:
        number = used[document.id] = used.get(document.id, 0) + 1
        result.append(document if number == 1 else replace(document, id=f"{document.id} ({number})"))
    return tuple(result)


def _notes(*, stale: int, undated_left_out: int, undated: int, since: date) -> tuple[str, ...]:
    told = (
        (stale, f"left out because published before {since.isoformat()}."),
        (undated_left_out, "left out for want of a date."),
        (undated, "without a believable date, taken as of when first seen."),
    )
    return tuple(f"{n} document{'s' if n > 1 else ''} {what}" for n, what in told if n)


def run_daily(
    config: Config,
    archive: Archive,
    *,
    now: datetime,
    environment: Mapping[str, str],
    load_model: Callable[[], Model],
    wait: Callable[[float], None],
    force: bool = False,
    since_last: bool = False,
    resend: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Make the brief of the day of ``now``, unless it is made, and deliver what is not delivered.

    Args:
        now: the moment of the run, with its time zone.
        environment: variables that hold secrets of deliveries.
        load_model: called only where there is something to summarize.
        wait: sleeps for so many seconds between two tries of a delivery.
        force: make the brief again, as its next revision.
        since_last: all that was published since the day of the last brief is news.
        resend: send again what may have arrived and may not.

    Raises:
        ArchiveError: another run holds the archive.
        ConfigError: no sources are named.
        ModelError: the model cannot be used.
    """
    with archive.lock():
        plan = plan_day(now, config.daily, archive.last_day() if since_last else None)
        stored = archive.brief(plan.day)
        lines: list[str] = []
        code = NOTHING_NEW
        if stored is None or force:
            outcome = _make_brief(config, archive, plan, load_model, progress)
            stored, lines, code = outcome.brief or stored, list(outcome.lines), outcome.exit_code
        elif stored:
            _plan_missing(config, archive, stored, plan.now)
        sent, failed = _deliver_all(config, archive, plan, environment, wait, resend, lines)
        if failed:
            code = FAILED
        elif sent and code == NOTHING_NEW:
            code = SOURCES_MISSING if stored and stored.json["skipped"] else COMPLETE
        if code == NOTHING_NEW and not lines:
            lines.append(f"Nothing new: the brief of {plan.day} is made and delivered.")
        return Outcome(code, tuple(lines), stored)


def _make_brief(
    config: Config,
    archive: Archive,
    plan: Plan,
    load_model: Callable[[], Model],
    progress: Progress | None,
) -> Outcome:
    """Read the sources, make the brief and store it."""
    if not config.sources:
        raise ConfigError("daily: sources: none are named; name feeds, pages or folders in the settings")
    if progress:
        progress("read", 0, 1)
    collected = collect(config.sources, config.fetch, cache=archive, now=plan.now)
    archive.add_documents(collected.documents, plan.now)
    lines = [f"Skipped {item.where}: {item.why}" for item in collected.skipped]
    seen = archive.documents(unread_since=plan.since - CLOCKS, read_in=plan.day)
    chosen = select_documents(seen, plan, config.daily, archive.read_urls())
    if not chosen.documents:
        failed = collected.skipped and not collected.documents
        told = "no source could be read" if failed else "no document that was not read before"
        lines += (*collected.notes, *chosen.notes, f"No brief: {told}.")
        return Outcome(FAILED if failed else NOTHING_NEW, tuple(lines))
    notes = {document_sha256(d): d.notes for d in collected.documents}  # the archive keeps none
    documents = [replace(d, notes=notes.get(document_sha256(d), ())) for d in chosen.documents]
    lines += notes_of(documents)
    earlier = archive.claims(plan.day - timedelta(config.daily.remember), plan.day)
    pipeline = Pipeline(CachedModel(load_model(), archive, config.summarize), config)
    try:
        brief = pipeline.run(
            documents, date=plan.day, skipped=collected.skipped, earlier=earlier, progress=progress
        )
    except NoDocumentsError:
        return Outcome(NOTHING_NEW, (*lines, "No brief: the new documents hold no news."))
    brief = replace(brief, gaps=(*brief.gaps, *collected.notes, *chosen.notes))
    if not any(section.claims for section in brief.sections):
        documents_read = count(len(brief.sources), "document", "documents")
        nothing = f"nothing could be told from {documents_read}"
        why = "all that is told was told before" if brief.repeated else nothing
        return Outcome(NOTHING_NEW, (*lines, f"No brief: {why}."))
    stored = _store(archive, brief, plan.now, chosen, [target.key for target in config.targets])
    lines.append(_told(stored, brief))
    return Outcome(SOURCES_MISSING if collected.skipped else COMPLETE, tuple(lines), stored)


def _told(stored: StoredBrief, brief: Brief) -> str:
    statements = count(sum(len(section.claims) for section in brief.sections), "statement", "statements")
    documents = count(len(brief.sources), "document", "documents")
    again = f", revision {stored.revision}" if stored.revision > 1 else ""
    return f"Brief of {stored.date}{again}: {statements} from {documents}."


def _store(
    archive: Archive, brief: Brief, now: datetime, chosen: Selection, targets: Sequence[str]
) -> StoredBrief:
    forms = {form: render(brief, form) for form in ("json", "html", "markdown", "text")}
    stored = StoredBrief(
        brief.date, brief.title, now, json.loads(forms["json"]),
        forms["html"], forms["markdown"], forms["text"],
    )  # fmt: skip
    claims = [
        (s.name, EarlierClaim(brief.date, c.text, tuple(p.text for p in c.evidence), c.novelty))
        for s in brief.sections
        for c in s.claims
    ]
    return archive.add_brief(stored, claims, (*chosen.documents, *chosen.outdated), targets)


def _plan_missing(config: Config, archive: Archive, stored: StoredBrief, now: datetime) -> None:
    """What the brief of the day was not made for: places that were added since, and files that are gone."""
    targets = {target.key: target for target in config.targets}
    archive.add_deliveries(stored, targets, now)
    for delivery in archive.deliveries(stored.date):
        target = targets.get(delivery.target)
        is_of_this = delivery.state == "delivered" and delivery.revision == stored.revision
        if target and is_of_this and is_gone(stored, target):
            archive.mark_delivery(replace(delivery, state="pending"), now)


def _deliver_all(
    config: Config,
    archive: Archive,
    plan: Plan,
    environment: Mapping[str, str],
    wait: Callable[[float], None],
    resend: bool,
    lines: list[str],
) -> tuple[int, int]:
    """Deliver what is not delivered, of this day and those before; how many were delivered, how many not.

    What happened is added to ``lines``.
    """
    targets = {target.key: target for target in config.targets}
    sent = failed = 0
    for delivery in archive.deliveries():
        target = targets.get(delivery.target)
        if target is None or delivery.state in ("delivered", "superseded"):
            continue
        if delivery.state == "sending":  # by a run that died: this one holds the lock
            delivery = replace(delivery, state="unknown", error="the run that sent it ended in between")
            archive.mark_delivery(delivery, plan.now)
            failed += not resend
        if delivery.state == "unknown" and not resend:
            lines.append(_line(delivery))
        elif plan.day - delivery.date <= KEPT_TRYING:
            after = _deliver(archive, delivery, target, plan.now, environment, wait)
            sent += after.state == "delivered"
            failed += after.state != "delivered"
            lines.append(_line(after))
    return sent, failed


def _line(delivery: Delivery) -> str:
    what = f"{delivery.target}: brief of {delivery.date}"
    if delivery.state == "delivered":
        return f"Delivered {what}"
    if delivery.state == "unknown":
        return (
            f"Unknown {what} may have arrived: {delivery.error}; `summarizer daily --resend` sends it again"
        )
    return f"Not delivered {what}: {delivery.error}; the next run tries again"


def _deliver(
    archive: Archive,
    delivery: Delivery,
    target: DeliverySettings,
    now: datetime,
    environment: Mapping[str, str],
    wait: Callable[[float], None],
) -> Delivery:
    """Try a delivery up to three times; how it stands then."""
    stored = archive.brief(delivery.date, delivery.revision)
    assert stored, "a delivery is stored with its brief"
    others = archive.briefs() if isinstance(target, SiteDelivery) else ()
    earlier = [b for b in others if b.date != stored.date]
    for seconds in (*WAITS, None):
        delivery = replace(delivery, state="pending", attempts=delivery.attempts + 1, error="")
        sending = partial(archive.mark_delivery, replace(delivery, state="sending"), now)
        try:
            deliver_brief(stored, target, earlier=earlier, environment=environment, sending=sending)
            delivery = replace(delivery, state="delivered")
        except DeliveryError as error:
            delivery = replace(delivery, state=_state(error), error=str(error))
        archive.mark_delivery(delivery, now)
        if delivery.state != "pending" or seconds is None:
            break
        wait(seconds)
    return delivery


def _state(error: DeliveryError) -> DeliveryState:
    if error.unknown:
        return "unknown"
    return "pending" if error.retry else "failed"
