"""No source may reach into a private network, whatever its address looks like."""

import asyncio

import pytest

from watchers.sources import failures
from watchers.sources.connect import Net, Streams
from watchers.sources.fetch import Fetcher
from watchers.sources.model import FetchFailed, FetchRequest, FetchSettings

PUBLIC = "93.184.215.14"

LITERALS = [
    "http://127.0.0.1/",
    "http://127.8.9.10/",
    "http://localhost/",
    "http://2130706433/",  # decimal
    "http://0x7f000001/",  # hexadecimal
    "http://0177.0.0.1/",  # octal
    "http://127.1/",  # short
    "http://0.0.0.0/",
    "http://0/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",  # IPv4-mapped
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",  # IPv4-compatible
    "http://[::ffff:0:127.0.0.1]/",  # IPv4-translated
    "http://[64:ff9b::7f00:1]/",  # NAT64
    "http://[64:ff9b:1::7f00:1]/",  # local-use NAT64
    "http://[2002:7f00:1::]/",  # 6to4
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",  # Teredo
    "http://[fec0::1]/",  # site-local
    "http://[fe80::1]/",  # link-local
    "http://[fe80::1%25lo]/",  # with a scope
    "http://[fd00:ec2::254]/",  # AWS metadata over IPv6
    "http://[fc00::1]/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",  # cloud metadata
    "http://168.63.129.16/",  # Azure platform
    "http://100.64.0.1/",  # carrier-grade NAT
    "http://192.0.0.192/",  # Oracle metadata
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://198.18.0.1/",
]


class WatchedNet(Net):
    """Real look-ups of literals, chosen answers for names, and a record of every connection."""

    def __init__(self, names: dict[str, list[list[str]]]) -> None:
        self._names = names
        self.connected: list[tuple[str, int]] = []

    def look_up(self, host: str, port: int) -> list[str]:
        answers = self._names.get(host)
        if answers is None:
            return super().look_up(host, port)
        return answers.pop(0) if len(answers) > 1 else answers[0]

    async def connect(self, address: str, port: int) -> Streams:
        self.connected.append((address, port))
        raise ConnectionRefusedError


class RedirectingNet(WatchedNet):
    """A public site that answers every request with a redirect."""

    def __init__(self, target: str, server: tuple[str, int]) -> None:
        super().__init__({"news.example": [[PUBLIC]]})
        self._server = server
        self.target = target

    async def connect(self, address: str, port: int) -> Streams:
        self.connected.append((address, port))
        if address != PUBLIC:
            raise ConnectionRefusedError
        return await asyncio.open_connection(*self._server)


async def ask(net: Net, url: str, **settings: object) -> object:
    async with Fetcher(FetchSettings(**settings), net) as fetcher:  # type: ignore[arg-type]
        return await fetcher.fetch(FetchRequest(url=url))


@pytest.mark.parametrize("url", LITERALS)
async def test_private_address_is_refused_without_a_connection(url: str) -> None:
    """Every spelling of an address inside is refused before anything is sent."""
    net = WatchedNet({})

    answer = await ask(net, url)

    assert isinstance(answer, FetchFailed)
    assert answer.code in {failures.PRIVATE_ADDRESS, failures.NOT_A_URL, failures.UNKNOWN_HOST}
    assert net.connected == []


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        [PUBLIC, "10.0.0.1"],
        ["::ffff:10.0.0.1"],
        ["fe80::1%eth0"],
        ["64:ff9b::a00:1"],
    ],
)
async def test_name_with_any_private_address_is_refused(addresses: list[str]) -> None:
    """One address inside among several is enough to refuse a name."""
    net = WatchedNet({"news.example": [addresses]})

    answer = await ask(net, "http://news.example/feed")

    assert isinstance(answer, FetchFailed)
    assert answer.code == failures.PRIVATE_ADDRESS
    assert net.connected == []


async def test_rebinding_name_is_looked_up_once() -> None:
    """The address that was checked is the one connected to, whatever the name says next."""
    net = WatchedNet({"news.example": [[PUBLIC], ["127.0.0.1"]]})

    await ask(net, "http://news.example/feed")

    assert net.connected == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/", "//10.0.0.1/", "http://0/"],
)
async def test_redirect_into_the_private_network_is_refused(target: str) -> None:
    """Every hop of a redirect is checked as the first address was."""

    async def redirect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 302 Found\r\nLocation: {target}\r\n\r\n".encode())
        writer.close()

    server = await asyncio.start_server(redirect, "127.0.0.1", 0)
    net = RedirectingNet(target, server.sockets[0].getsockname())

    answer = await ask(net, "http://news.example/feed")

    server.close()
    assert isinstance(answer, FetchFailed)
    assert answer.code == failures.PRIVATE_ADDRESS
    assert net.connected == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("file:///etc/passwd", failures.WRONG_SCHEME),
        ("gopher://news.example/", failures.WRONG_SCHEME),
        ("javascript:alert(1)", failures.WRONG_SCHEME),
        ("news example", failures.NOT_A_URL),
        ("http://", failures.NOT_A_URL),
        ("http://[::1/", failures.NOT_A_URL),
        ("", failures.NOT_A_URL),
        (f"http://{PUBLIC}:22/", failures.PORT),
        (f"http://{PUBLIC}:6379/", failures.PORT),
    ],
)
async def test_only_web_addresses_on_usual_ports_are_asked(url: str, code: str) -> None:
    """Other schemes and ports are refused with a code of their own, without a connection."""
    net = WatchedNet({})

    answer = await ask(net, url)

    assert isinstance(answer, FetchFailed)
    assert answer.code == code
    assert net.connected == []


@pytest.mark.parametrize("url", [*LITERALS, f"http://{PUBLIC}:22/"])
async def test_proxy_is_not_asked_for_private_addresses(url: str) -> None:
    """With a proxy, which looks names up itself, addresses are still refused by us."""
    asked: list[str] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(str(await reader.readline()))
        writer.close()

    server = await asyncio.start_server(proxy, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    answer = await ask(Net(), url, proxy=f"http://127.0.0.1:{port}")

    server.close()
    assert isinstance(answer, FetchFailed)
    assert answer.code in {failures.PRIVATE_ADDRESS, failures.NOT_A_URL, failures.PORT}
    assert asked == []


async def test_allowed_network_lifts_address_and_port_rule_for_itself_alone() -> None:
    """What the operator opened may be asked on any port, its neighbours may not."""
    net = WatchedNet({})
    allowed = {"allowed_networks": ("127.0.0.0/29",)}

    inside = await ask(net, "http://127.0.0.1:9999/", **allowed)
    outside = await ask(net, "http://127.0.0.99:9999/", **allowed)

    assert isinstance(inside, FetchFailed)
    assert isinstance(outside, FetchFailed)
    assert (inside.code, outside.code) == (failures.REFUSED, failures.PRIVATE_ADDRESS)
    assert net.connected == [("127.0.0.1", 9999)]
