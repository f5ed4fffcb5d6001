"""Which network addresses may be reached, and what of a web address may be shown. Pure functions."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

Network = IPv4Network | IPv6Network

# of the space that IANA gives out (2000::/3), what carries an IPv4 address or leads nowhere: Teredo and its
# neighbours, 6to4, documentation. Mapped, compatible and NAT64 forms lie outside it.
_IPV6_SPACE = IPv6Network("2000::/3")
_IPV6_REFUSED = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_IPV4_REFUSED = tuple(map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/3")))


def may_reach(address: str, allowed: bool | Sequence[Network]) -> bool:
    """Whether ``address`` (as a resolver gave it) is public, or in one of the ``allowed`` networks.

    ``allowed`` True lets every address in. What is no address is refused.
    """
    if allowed is True:
        return True
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return _is_public(found) or any(found in network for network in allowed or ())


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in _IPV4_REFUSED)
    is_plain = address in _IPV6_SPACE and not any(address in network for network in _IPV6_REFUSED)
    return is_plain and address.is_global and address.scope_id is None


def shown(url: str) -> str:
    """A web address for messages and logs: without password, query and fragment, which may hold secrets."""
    parts = _split(url)
    if parts is None:
        return "an address that cannot be read"
    return f"{parts.scheme}://{_host(parts)}{parts.path}" + ("?..." if parts.query else "")


def public_url(url: str) -> str:
    """A web address to cite: without user and password; "" where ``url`` is not http or https."""
    parts = _split(url.strip())
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return parts._replace(netloc=_host(parts)).geturl()


def cache_key(url: str) -> str:
    """A name for an address that differs where the address does and tells none of its secrets."""
    return f"{shown(url)}#{hashlib.sha256(url.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]
