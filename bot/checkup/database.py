"""Is the database well?"""

from collections.abc import Iterator
from datetime import datetime

from bot.beat import read_vitals
from bot.checkup.findings import Finding, doubtful, ill, well
from bot.health import find_ailments
from config.settings import Settings
from watchers.store import Store, StoreError, installation

SAFE_SQLITE = (3, 51, 3)  # sqlite.org/changes.html: the WAL-reset fault is mended
ABOUT = "database"


def check_database(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Whether it opens, whether a service lives on it, and whether its library is sound."""
    try:
        store = Store.open_reader(settings.database, data_dir=settings.data_dir)
    except StoreError as error:
        # Before the first start there is none, and that is no fault.
        found = doubtful if error.code == "missing" else ill
        yield found(ABOUT, str(error))
        return
    try:
        yield well(ABOUT, f"{store.name} opens and has this version's schema")
        yield _check_service(store, now)
    finally:
        store.close()
    if settings.database.startswith("sqlite"):
        yield _check_library()


def _check_service(store: Store, now: datetime) -> Finding:
    vitals = store.read_now(lambda tx: read_vitals(tx, now))
    ailments = find_ailments(vitals.pulse, vitals.backlog, now)
    if not ailments:
        return well("service", "running and well")
    return doubtful("service", "; ".join(ailments))


def _check_library() -> Finding:
    version = installation.sqlite_version()
    shown = ".".join(map(str, version))
    if version >= SAFE_SQLITE:
        return well("sqlite", f"version {shown}")
    return doubtful(
        "sqlite",
        f"version {shown} has a fault that two writing connections can meet; Watchfloor has one. "
        "Let no other program write the file; the container image brings a newer library",
    )
