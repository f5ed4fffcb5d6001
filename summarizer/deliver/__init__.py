"""A finished brief to where it is read: a file, a folder of static pages, an inbox, a webhook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from summarizer.archive import StoredBrief
from summarizer.config import DeliverySettings, EmailDelivery, FileDelivery, SiteDelivery


def deliver_brief(
    stored: StoredBrief,
    target: DeliverySettings,
    *,
    earlier: Sequence[StoredBrief],
    environment: Mapping[str, str],
    sending: Callable[[], None],
) -> None:
    """Hand one brief to one target (of ``Config.targets``), once: trying again is up to the caller.

    Returns only when the target has it. Files and pages may be delivered again and are then the same
    bytes; mail and webhook calls carry an identifier that is the same at every try.

    Args:
        earlier: the briefs of the other days, for the pages around this one; read by ``site`` alone.
        environment: where the variables that hold secrets are looked up.
        sending: called once, right before the first byte after which the other side may act; an error
            before that means that nobody has got anything. Files and pages never call it.

    Raises:
        DeliveryError: the target does not have it, or may have it where ``unknown`` says so; ``retry``
            says whether waiting can help.
    """
    if isinstance(target, FileDelivery):
        from summarizer.deliver.file import write_file

        write_file(stored, target)
    elif isinstance(target, SiteDelivery):
        from summarizer.deliver.site import write_site

        write_site([*earlier, stored], target)
    elif isinstance(target, EmailDelivery):
        from summarizer.deliver.mail import send_mail

        send_mail(stored, target, environment, sending)
    else:
        from summarizer.deliver.webhook import post_webhook

        post_webhook(stored, target, environment, sending)


def is_gone(stored: StoredBrief, target: DeliverySettings) -> bool:
    """Whether the file or the page that was delivered is not there any more; of mail nobody can know."""
    if isinstance(target, FileDelivery):
        from summarizer.deliver.file import file_path

        return not file_path(stored, target).exists()
    if isinstance(target, SiteDelivery):
        from summarizer.deliver.site import page_name

        return not (Path(target.folder) / page_name(stored.date)).exists()
    return False
