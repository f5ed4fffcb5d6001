"""A finished brief to where it is read: a file, a folder of static pages, an inbox, a webhook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.archive import StoredBrief
from summarizer.config import DeliverySettings, EmailDelivery, FileDelivery, SiteDelivery


def deliver_brief(
    stored: StoredBrief,
    target: DeliverySettings,
    *,
    earlier: Sequence[StoredBrief],
    environment: Mapping[str, str],
) -> None:
    """Hand one brief to one target (of ``Config.targets``), once: trying again is up to the caller.

    Returns only when the target has it. Files and pages may be delivered again and are then the same
    bytes; mail and webhook calls carry an identifier that is the same at every try.

    Args:
        earlier: the other briefs, for the pages around this one; read by ``site`` alone.
        environment: where the variables that hold secrets are looked up.

    Raises:
        DeliveryError: the target does not have it; its ``retry`` says whether waiting can help.
    """
    if isinstance(target, FileDelivery):
        from summarizer.deliver.file import write_file

        write_file(stored, target)
    elif isinstance(target, SiteDelivery):
        from summarizer.deliver.site import write_site

        write_site([*earlier, stored], target)
    elif isinstance(target, EmailDelivery):
        from summarizer.deliver.mail import send_mail

        send_mail(stored, target, environment)
    else:
        from summarizer.deliver.webhook import post_webhook

        post_webhook(stored, target, environment)
