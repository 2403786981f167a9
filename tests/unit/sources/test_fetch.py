"""One polite GET: conditional, bounded, and every failure a value."""

import asyncio
import gzip
import ssl
import tracemalloc
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes.news import NewsServer
from tests.unit.sources import hostile
from watchers.sources import failures
from watchers.sources.fetch import Fetcher
from watchers.sources.model import (
    Fetched,
    FetchFailed,
    FetchRequest,
    FetchSettings,
    NotModified,
)

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
LOOPBACK = FetchSettings(allowed_networks=("127.0.0.0/8", "::1/128"), deadline_s=5.0)
HURRIED = FetchSettings(
    allowed_networks=("127.0.0.0/8",),
    deadline_s=0.5,
    wire_limit_bytes=2**20,
    body_limit_bytes=2 * 2**20,
)


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(LOOPBACK) as fetcher:
        yield fetcher


@pytest.fixture
async def news() -> AsyncIterator[NewsServer]:
    async with NewsServer() as news:
        yield news


async def test_document_comes_with_its_validators(fetcher: Fetcher, news: NewsServer) -> None:
    """Body, type, validators and freshness are those that the server sent."""
    url = news.put(
        "/feed",
        "<rss/>",
        etag='"a-gzip"',
        last_modified="Mon, 14 Aug 2023 10:00:00 GMT",
        headers={"Cache-Control": "public, max-age=300", "Age": "60"},
    )

    answer = await fetcher.fetch(FetchRequest(url=url))

    assert isinstance(answer, Fetched)
    assert answer.body == b"<rss/>"
    assert answer.etag == '"a-gzip"'
    assert answer.last_modified == "Mon, 14 Aug 2023 10:00:00 GMT"
    assert answer.fresh_for_s == 240


async def test_validators_go_back_exactly_as_sent(fetcher: Fetcher, news: NewsServer) -> None:
    """Odd quoting and weak marks are opaque: they return byte for byte and earn a 304."""
    etag = "W/\"é-odd:'tag'\""
    url = news.put("/feed", "<rss/>", etag=etag)
    first = await fetcher.fetch(FetchRequest(url=url))
    assert isinstance(first, Fetched)

    second = await fetcher.fetch(FetchRequest(url=url, etag=first.etag))

    assert isinstance(second, NotModified)
    sent = news.asked("/feed")[1].headers["if-none-match"]
    assert sent.encode("utf-8", "surrogateescape") == etag.encode()


async def test_request_says_who_asks(fetcher: Fetcher, news: NewsServer) -> None:
    """The User-Agent names the program and a contact; no cookie, no referrer is sent."""
    url = news.put("/feed", "<rss/>", headers={"Set-Cookie": "a=b"})

    await fetcher.fetch(FetchRequest(url=url))
    await fetcher.fetch(FetchRequest(url=url))

    headers = news.asked("/feed")[1].headers
    assert headers["user-agent"].startswith("Watchfloor/")
    assert "+http" in headers["user-agent"]
    assert headers["accept-encoding"] == "gzip, deflate"
    assert not {"cookie", "referer"} & set(headers)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", ""])
async def test_packed_bodies_are_unpacked(
    fetcher: Fetcher, news: NewsServer, encoding: str
) -> None:
    """Both encodings that are asked for are understood."""
    url = news.put("/feed", "<rss>" + "a" * 9000 + "</rss>", encoding=encoding)

    answer = await fetcher.fetch(FetchRequest(url=url))

    assert isinstance(answer, Fetched)
    assert answer.body == b"<rss>" + b"a" * 9000 + b"</rss>"


async def test_gzip_file_without_header_is_unpacked(fetcher: Fetcher, news: NewsServer) -> None:
    """A sitemap published as .xml.gz is a document like any other."""
    url = news.put("/sitemap.xml.gz", gzip.compress(b"<urlset/>"), media_type="application/gzip")

    answer = await fetcher.fetch(FetchRequest(url=url))

    assert isinstance(answer, Fetched)
    assert answer.body == b"<urlset/>"


@pytest.mark.parametrize(
    ("status", "code", "is_permanent"),
    [
        (401, failures.UNAUTHORISED, False),
        (403, failures.FORBIDDEN, False),
        (404, failures.NOT_FOUND, False),
        (410, failures.GONE, True),
        (429, failures.RATE_LIMITED, False),
        (500, failures.SERVER_ERROR, False),
        (503, failures.SERVER_ERROR, False),
        (418, failures.HTTP_ERROR, False),
    ],
)
async def test_error_status_has_its_own_code(
    fetcher: Fetcher, news: NewsServer, status: int, code: str, is_permanent: bool
) -> None:
    """People are told what the source said, not that something went wrong."""
    url = news.put("/feed", "no", status=status, headers={"Retry-After": "120"})

    answer = await fetcher.fetch(FetchRequest(url=url))

    assert isinstance(answer, FetchFailed)
    assert (answer.code, answer.is_permanent) == (code, is_permanent)
    assert answer.retry_after_s == 120


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (403, {"cf-mitigated": "challenge"}, "x"),
        (503, {}, "<html><title>Just a moment...</title></html>"),
        (200, {}, "<!DOCTYPE html><script src='/cdn-cgi/challenge-platform/x.js'></script>"),
    ],
)
async def test_robot_check_is_told_as_one(
    fetcher: Fetcher, news: NewsServer, status: int, headers: dict[str, str], body: str
) -> None:
    """A challenge page is a failure of its own, also under status 200."""
    url = news.put("/feed", body, status=status, headers=headers, media_type="text/html")

    answer = await fetcher.fetch(FetchRequest(url=url))

    assert isinstance(answer, FetchFailed)
    assert answer.code == failures.CHALLENGE


async def test_redirect_to_a_login_page_is_told_as_one(fetcher: Fetcher, news: NewsServer) -> None:
    """A feed behind a login has not become a page without articles."""
    login = news.put("/account/login", "<!doctype html><form></form>", media_type="text/html")
    url = news.put("/feed", status=302, location=login)

    answer = await fetcher.fetch(FetchRequest(url=url))

    assert isinstance(answer, FetchFailed)
    assert answer.code == failures.LOGIN


async def test_permanent_redirects_are_followed_and_told(
    fetcher: Fetcher, news: NewsServer
) -> None:
    """The address reported is where the leading permanent redirects end."""
    end = news.put("/end", "<rss/>")
    middle = news.put("/middle", status=302, location=end)
    url = news.put("/feed", status=301, location="/middle")

    answer = await fetcher.fetch(FetchRequest(url=url))

    assert isinstance(answer, Fetched)
    assert (answer.url, answer.moved_to) == (end, middle)


async def test_redirect_loop_ends(fetcher: Fetcher, news: NewsServer) -> None:
    """A circle of redirects is left after a few steps."""
    url = news.put("/a", status=302, location="/b")
    news.put("/b", status=302, location="/a")

    answer = await fetcher.fetch(FetchRequest(url=url))

    assert isinstance(answer, FetchFailed)
    assert answer.code == failures.REDIRECT_LOOP
    assert len(news.log) == LOOPBACK.redirect_limit + 1


async def test_credentials_stay_with_their_host(fetcher: Fetcher, news: NewsServer) -> None:
    """A password in the address is sent to its own origin and to no other."""
    async with NewsServer() as other:
        target = other.put("/feed", "<rss/>")
        url = news.put("/feed", status=302, location=target)

        await fetcher.fetch(FetchRequest(url=url.replace("http://", "http://me:secret@")))

        assert news.log[0].headers["authorization"].startswith("Basic ")
        assert "authorization" not in other.log[0].headers


@pytest.mark.parametrize(
    ("behaviour", "codes"),
    [
        (hostile.drip_header, {failures.TIMEOUT}),
        (hostile.drip_body, {failures.TIMEOUT}),
        (hostile.silence, {failures.TIMEOUT}),
        (hostile.endless_body, {failures.TOO_LARGE}),
        (hostile.endless_interim, {failures.TOO_LARGE, failures.TIMEOUT}),
        (hostile.endless_header, {failures.TOO_LARGE, failures.BROKEN}),
        (hostile.hang_up, {failures.BROKEN}),
        (hostile.garbage, {failures.BROKEN}),
        (hostile.short_body, {failures.BROKEN}),
        (hostile.packed(hostile.gzip_bomb(40), "gzip"), {failures.TOO_LARGE}),
        (hostile.packed(hostile.deflate_bomb(40), "deflate"), {failures.TOO_LARGE}),
        (hostile.packed(gzip.compress(b"a" * 5000)[:-12], "gzip"), {failures.BAD_ENCODING}),
        (hostile.packed(b"\x1f\x8b" + b"nonsense" * 9, "gzip"), {failures.BAD_ENCODING}),
        (hostile.packed(b"\xce\xb2\xcf\x81", "br"), {failures.BAD_ENCODING}),
        (hostile.packed(b"(\xb5/\xfd", "zstd"), {failures.BAD_ENCODING}),
        (hostile.packed(b"<" * (2**20 + 1), "identity"), {failures.TOO_LARGE}),
    ],
)
async def test_hostile_server_is_left_in_time_and_memory(
    behaviour: hostile.Behaviour, codes: set[str]
) -> None:
    """Whatever a server does, the poll ends by its deadline, within its caps, as a value."""
    loop = asyncio.get_running_loop()
    async with hostile.serving(behaviour) as url, Fetcher(HURRIED) as fetcher:
        tracemalloc.start()
        started = loop.time()

        answer = await fetcher.fetch(FetchRequest(url=url))

        took_s = loop.time() - started
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert isinstance(answer, FetchFailed)
    assert answer.code in codes
    assert took_s < 5  # ten times the deadline: the machine may be busy
    assert peak < 32 * 2**20


async def test_untrusted_certificate_is_refused() -> None:
    """A server without a valid certificate fails as TLS; one that is trusted does not."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(SAMPLES / "tls/certificate.pem", SAMPLES / "tls/key.pem")
    server = await asyncio.start_server(_greet, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    request = FetchRequest(url=f"https://127.0.0.1:{port}/")
    trusting = replace(LOOPBACK, ca_file=str(SAMPLES / "tls/certificate.pem"))

    async with Fetcher(LOOPBACK) as wary, Fetcher(trusting) as knowing:
        refused = await wary.fetch(request)
        answered = await knowing.fetch(request)

    server.close()
    assert isinstance(refused, FetchFailed)
    assert refused.code == failures.TLS
    assert isinstance(answered, Fetched)
    assert answered.body == b"<rss/>"


async def _greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>")
    await writer.drain()
    writer.close()


async def test_host_and_port_that_answer_nothing_have_their_codes(fetcher: Fetcher) -> None:
    """An unknown name and a closed port are told apart."""
    unknown = await fetcher.fetch(FetchRequest(url="http://no-such-host.invalid/"))
    refused = await fetcher.fetch(FetchRequest(url="http://127.0.0.1:1/"))

    assert isinstance(unknown, FetchFailed)
    assert isinstance(refused, FetchFailed)
    assert (unknown.code, refused.code) == (failures.UNKNOWN_HOST, failures.REFUSED)


async def test_one_slow_host_delays_no_other(news: NewsServer) -> None:
    """While hosts hang, another is answered at once."""
    url = news.put("/feed", "<rss/>")
    async with hostile.serving(hostile.silence) as slow, Fetcher(HURRIED) as fetcher:
        hanging = [asyncio.create_task(fetcher.fetch(FetchRequest(url=slow))) for _ in range(20)]

        answer = await fetcher.fetch(FetchRequest(url=url))

        assert isinstance(answer, Fetched)
        assert not any(each.done() for each in hanging)
        await asyncio.gather(*hanging)
