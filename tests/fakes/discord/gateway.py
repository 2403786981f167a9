"""Gateway v10: sessions with their sequence, compression, heartbeats, RESUME, and faults."""

import asyncio
import json
import secrets
from typing import TYPE_CHECKING, Any, Literal

from aiohttp import WSMsgType, web

from tests.fakes.discord.payloads import guild_create_json, own_user_json
from tests.fakes.discord.sessions import Connection, Session
from tests.fakes.discord.sockets import cut

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

Json = dict[str, Any]

INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12
PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15)
DAY_S = 86_400
# How many sessions of dead connections can still be resumed
MAX_LOST = 4


class Gateway:
    """The sessions and connections of the bot, and what a test may do to them."""

    def __init__(self, fake: "FakeDiscord"):
        self._fake = fake
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.shard_count = 1
        self.max_concurrency = 1
        self.identify_total = 1000
        self.identifies: list[Json] = []
        self.resumes: list[Json] = []
        self.heartbeat_count = 0
        self.is_ack_muted = False
        self.refusals_left = 0

    @property
    def identify_remaining(self) -> int:
        """How many IDENTIFYs the last 24 hours leave; one below none resets the token."""
        since = self._fake.clock.now_s() - DAY_S
        used = [one for one in self.identifies if one["at"] > since]
        return self.identify_total - len(used)

    @property
    def is_connected(self) -> bool:
        return any(session.connection for session in self.sessions.values())

    def refuse(self, times: int = 1) -> None:
        """The next connections are cut before the handshake."""
        self.refusals_left = times

    def dispatch(self, event: str, data: Json, *, guild_id: int | None = None) -> None:
        """To every session of the guild's shard that asked for such events."""
        shard = 0 if guild_id is None else (guild_id >> 22) % self.shard_count
        needed = _intent(event, guild_id is not None)
        for session in self.sessions.values():
            if session.shard == shard and (not needed or session.intents & needed):
                session.push(event, data)
        self._fake.changes.tell()

    def push(self, event: str, data: Any) -> None:
        """Anything at all to all sessions: for malformed events."""
        for session in self.sessions.values():
            session.push(event, data)

    def send_op(self, op: Literal[1, 7, 9], data: Any = None) -> None:
        """Asks for a heartbeat (1), a reconnect (7), or invalidates the session (9)."""
        for connection in list(self.connections):
            connection.put({"op": op, "d": data, "s": None, "t": None})
            if op == INVALID_SESSION and data is False and connection.session:
                self.sessions.pop(connection.session.id, None)

    async def close(self, code: int = 4000) -> None:
        """Closes every connection with that code; sessions can be resumed."""
        for connection in list(self.connections):
            await connection.close(code)

    def drop(self) -> None:
        """Resets every connection on the TCP level; sessions can be resumed."""
        for connection in list(self.connections):
            cut(connection.transport)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from HELLO to its end."""
        if self.refusals_left > 0:
            self.refusals_left -= 1
            cut(request.transport)
            return web.Response(status=503)
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        connection = Connection(socket, request)
        self.connections.add(connection)
        writer = asyncio.create_task(connection.write())
        interval_ms = int(self._fake.timing.heartbeat_interval_s * 1000)
        connection.put({"op": HELLO, "d": {"heartbeat_interval": interval_ms}, "s": None})
        try:
            await self._listen(connection)
        finally:
            self._forget(connection)
            writer.cancel()
        return socket

    def _forget(self, connection: Connection) -> None:
        """A clean goodbye (1000, 1001) ends the session, anything else leaves it to be resumed."""
        self.connections.discard(connection)
        session = connection.session
        if session is not None and session.connection is connection:
            session.connection = None
            is_goodbye = connection.socket.close_code in (1000, 1001)
            if is_goodbye and not connection.is_closed_here:
                self.sessions.pop(session.id, None)
        self._fake.changes.tell()

    async def _listen(self, connection: Connection) -> None:
        async for message in connection.socket:
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                continue
            code = self._read(connection, message.data)
            if code is not None:
                await connection.close(code)
                return

    def _read(self, connection: Connection, text: str | bytes) -> int | None:
        """The close code for what cannot be read or comes too often; None when all is well."""
        is_enforced = self._fake.limits.limits.is_enforced
        if connection.is_flooding(self._fake.clock.now_s()) and is_enforced:
            return 4008
        try:
            return self._take(connection, json.loads(text))
        except (ValueError, KeyError, TypeError):
            return 4002

    def _take(self, connection: Connection, frame: Json) -> int | None:
        """Does what the frame asks; the close code when it may not be asked."""
        match frame.get("op"):
            case 1:
                self._beat(connection)
            case 2:
                return self._identify(connection, frame["d"])
            case 6:
                return self._resume(connection, frame["d"])
            case 3 | 4 | 8 | 14 | 31:
                return 4003 if connection.session is None else None
            case _:
                return 4001
        return None

    def _beat(self, connection: Connection) -> None:
        self.heartbeat_count += 1
        if not self.is_ack_muted:
            connection.put({"op": HEARTBEAT_ACK, "d": None, "s": None})

    def _identify(self, connection: Connection, data: Json) -> int | None:
        if connection.session is not None:
            return 4005
        self.identifies.append({"at": self._fake.clock.now_s(), "shard": data.get("shard")})
        if self.identify_remaining < 0:
            # Discord: events/gateway, more than 1000 IDENTIFYs in 24 hours reset the token
            self._fake.revoke_token()
        if data.get("token") != self._fake.token:
            return 4004
        if data["intents"] & PRIVILEGED & ~self._fake.privileged_intents:
            return 4014
        shard, count = data.get("shard") or (0, 1)
        if count != self.shard_count or not 0 <= shard < count:
            return 4010
        self._open_session(connection, shard, data["intents"])
        return None

    def _open_session(self, connection: Connection, shard: int, intents: int) -> None:
        session = Session(id=secrets.token_hex(16), shard=shard, intents=intents)
        session.connection, connection.session = connection, session
        self._forget_oldest()
        self.sessions[session.id] = session
        guilds = [g for g in self._fake.world.guilds.values() if g.has_bot and not g.is_deleted]
        guilds = [g for g in guilds if (g.id >> 22) % self.shard_count == shard]
        session.push("READY", self._ready(session, [g.id for g in guilds]))
        if intents & GUILDS:
            for guild in guilds:
                session.push("GUILD_CREATE", guild_create_json(self._fake.world, guild))
        self._fake.changes.tell()

    def _forget_oldest(self) -> None:
        lost = [session for session in self.sessions.values() if session.connection is None]
        for session in lost[:-MAX_LOST]:
            del self.sessions[session.id]

    def _ready(self, session: Session, guild_ids: list[int]) -> Json:
        bot = self._fake.world.bot
        return {
            "v": 10,
            "user": own_user_json(bot),
            "guilds": [{"id": str(guild_id), "unavailable": True} for guild_id in guild_ids],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self._fake.resume_url,
            "shard": [session.shard, self.shard_count],
            "application": {"id": str(bot.id), "flags": 0},
            "private_channels": [],
            "_trace": [],
        }

    def _resume(self, connection: Connection, data: Json) -> int | None:
        """Replays what was missed; an unknown session is invalid, a sequence from ahead is 4007."""
        self.resumes.append({"at": self._fake.clock.now_s(), "session_id": data.get("session_id")})
        if data.get("token") != self._fake.token:
            return 4004
        session = self.sessions.get(data.get("session_id", ""))
        if session is None:
            connection.put({"op": INVALID_SESSION, "d": False, "s": None})
            return None
        if (data.get("seq") or 0) > session.sequence:
            return 4007
        session.connection, connection.session = connection, session
        for frame in list(session.backlog):
            if frame["s"] > (data.get("seq") or 0):
                connection.put(frame)
        session.push("RESUMED", {"_trace": []})
        self._fake.changes.tell()
        return None


def _intent(event: str, is_in_guild: bool) -> int:
    """The intent that brings such events; 0 for those that always come."""
    if event.startswith("MESSAGE_"):
        return GUILD_MESSAGES if is_in_guild else DIRECT_MESSAGES
    return GUILDS if event.startswith(("GUILD_", "CHANNEL_", "THREAD_")) else 0
