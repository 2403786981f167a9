"""Which addresses a source may live at: whatever strangers type in is checked here (pure)."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from socket import inet_aton

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

ALLOWED_PORTS = frozenset({80, 443, 8080, 8443})

# `is_global` of Python 3.11 lets some of these pass; the list stands on its own so that no
# Python release decides what is reachable. Sources: IANA special-purpose registries.
_DENIED = tuple(
    ip_network(each)
    for each in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT, RFC 6598
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure: platform address of every virtual machine
        "169.254.0.0/16",  # link-local, cloud metadata
        "172.16.0.0/12",
        "192.0.0.0/24",  # IETF protocol assignments; Oracle metadata 192.0.0.192
        "192.0.2.0/24",
        "192.88.99.0/24",  # 6to4 relay
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/96",  # unspecified, loopback, IPv4-compatible
        "::ffff:0:0:0/96",  # IPv4-translated, RFC 2765
        "64:ff9b::/96",  # NAT64
        "64:ff9b:1::/48",  # local-use NAT64
        "100::/64",  # discard
        "2001::/23",  # IETF protocol assignments, Teredo among them
        "2001:db8::/32",
        "2002::/16",  # 6to4 carries an IPv4 address
        "3fff::/20",  # documentation, RFC 9637
        "5f00::/16",  # segment routing
        "fc00::/7",
        "fd00:ec2::/32",  # AWS metadata over IPv6
        "fe80::/10",
        "fec0::/10",  # site-local, deprecated but routed
        "ff00::/8",
    )
)


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """The networks of a CIDR list; raises ValueError on one that is none."""
    return tuple(ip_network(text.strip(), strict=False) for text in texts)


def parse_address(text: str) -> Address | None:
    """The address that a resolver or URL wrote, None if none; a mapped one as its IPv4."""
    try:
        address = ip_address(text.strip("[]"))
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def literal_address(host: str) -> Address | None:
    """The address that a host is by itself, in any way that resolvers take: `127.1`, `0x7f.1`."""
    if host.rstrip(".").lower() in {"localhost", "localhost.localdomain"}:
        return IPv4Address("127.0.0.1")
    address = parse_address(host)
    if address is not None:
        return address
    try:
        return IPv4Address(inet_aton(host))
    except OSError:
        return None


def is_allowed_by_operator(address: Address, allowed: Iterable[Network]) -> bool:
    """Whether the operator opened this address in `ALLOWED_NETWORKS`."""
    return any(address.version == each.version and address in each for each in allowed)


def is_public(address: Address) -> bool:
    """Whether a stranger may make us connect there."""
    if isinstance(address, IPv6Address) and address.scope_id:
        return False
    return address.is_global and not any(
        address.version == each.version and address in each for each in _DENIED
    )


def may_connect(address: Address, port: int, allowed: Iterable[Network]) -> bool:
    """Whether a connection to this address and port may be opened at all."""
    if is_allowed_by_operator(address, allowed):
        return True
    return is_public(address) and port in ALLOWED_PORTS
