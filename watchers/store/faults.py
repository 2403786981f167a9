"""Foreign database errors in our own words."""

import sqlite3

from sqlalchemy.exc import DBAPIError

from watchers.model import Param
from watchers.store.errors import StoreError

BUSY_S = 5

# SQLite's result codes, https://sqlite.org/rescode.html
_SQLITE_CODES = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_CANTOPEN: "read-only",
    sqlite3.SQLITE_PERM: "read-only",
    sqlite3.SQLITE_NOTADB: "not-a-database",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_IOERR: "damaged",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
}
# A write that failed for want of room often says "disk I/O error" only.
_NO_ROOM = {sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC}
# PostgreSQL's classes of SQLSTATE, its appendix A.
_PG_STATES = {"53100": "full", "25006": "read-only", "42501": "read-only"}


def translate(error: BaseException, database: str) -> StoreError | None:
    """The error as one of ours; None where it is a bug and not the surroundings."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(error, StoreError):
        return error
    code = _code_of_sqlite(cause) if isinstance(cause, sqlite3.Error) else _code_of_pg(error)
    if code is None:
        return None
    params: dict[str, Param] = {
        "database": database,
        "detail": _first_line(cause),
        "seconds": BUSY_S,
    }
    return StoreError(code, params)


def _code_of_sqlite(cause: sqlite3.Error) -> str | None:
    extended = getattr(cause, "sqlite_errorcode", None)
    if extended is None:
        return None
    return "full" if extended in _NO_ROOM else _SQLITE_CODES.get(extended & 0xFF)


def _code_of_pg(error: BaseException) -> str | None:
    if not isinstance(error, DBAPIError):
        return None
    state = getattr(error.orig, "sqlstate", None)
    if state in _PG_STATES:
        return _PG_STATES[state]
    is_cut = error.connection_invalidated or state is None or str(state)[:2] in {"08", "57"}
    return "unreachable" if is_cut and type(error).__name__ == "OperationalError" else None


def _first_line(cause: object) -> str:
    lines = str(cause).strip().splitlines()
    return lines[0] if lines else type(cause).__name__
