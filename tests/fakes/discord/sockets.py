"""Ending TCP connections as a broken network does."""

import asyncio
import socket
import struct


def cut(transport: asyncio.BaseTransport | None) -> None:
    """Resets the connection: the other side sees ECONNRESET, not an orderly end."""
    if transport is None:
        return
    raw = transport.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert isinstance(transport, asyncio.WriteTransport)
    transport.abort()


def hang_up(transport: asyncio.BaseTransport | None) -> None:
    """Ends the connection in order, with nothing said."""
    if transport is not None:
        transport.close()
