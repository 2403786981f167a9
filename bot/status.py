"""The service in figures: the one answer of `watchfloor status` and the status page."""

import sys
from datetime import datetime, timedelta
from typing import Any

from bot import __version__
from bot.beat import read_vitals
from watchers.model import Source
from watchers.store import Tx, articles, deliveries, guilds, installation, sources, stories
from watchers.store.deliveries import OutboxCounts

DAY = timedelta(days=1)
BROKEN_SHOWN = 50


def gather_status(tx: Tx, now: datetime) -> dict[str, Any]:
    """Lag, broken sources, outbox, story and alert counts of the last day, versions; plain JSON."""
    vitals = read_vitals(tx, now)
    present, people = guilds.counts(tx)
    outbox = deliveries.counts(tx, now - DAY)
    return {
        "at": now.isoformat(),
        "versions": _versions(),
        "pulse_at": vitals.pulse.at.isoformat() if vitals.pulse else None,
        "discord": vitals.pulse.discord.value if vitals.pulse else None,
        "loop_lag_s": vitals.pulse.loop_lag_s if vitals.pulse else None,
        "sources": _describe_sources(tx, now),
        "outbox": _describe_outbox(outbox, now),
        "last_day": {
            "articles": articles.count(tx, now - DAY),
            "stories": stories.count(tx, now - DAY),
            "messages": outbox.sent,
            "refused": outbox.refused,
        },
        "guilds": present,
        "people": people,
    }


def _versions() -> dict[str, str]:
    return {
        "watchfloor": __version__,
        "python": sys.version.split()[0],
        "sqlite": ".".join(map(str, installation.sqlite_version())),
    }


def _describe_sources(tx: Tx, now: datetime) -> dict[str, Any]:
    counts = sources.counts(tx, now)
    failing = [each for each in sources.all_sources(tx) if each.failure is not None]
    return {
        "active": counts.active,
        "failing": counts.failing,
        "stopped": counts.stopped,
        "lag_s": _age_s(counts.oldest_due_at, now),
        "broken": [_describe_broken(each) for each in failing[:BROKEN_SHOWN]],
    }


def _describe_broken(source: Source) -> dict[str, Any]:
    return {
        "source": source.key or source.name,
        "code": source.failure.code if source.failure else "",
        "failures": source.failures,
        "since": source.failing_since.isoformat() if source.failing_since else None,
        "next_check_at": source.next_check_at.isoformat() if source.next_check_at else None,
    }


def _describe_outbox(outbox: OutboxCounts, now: datetime) -> dict[str, Any]:
    lanes = {
        name: {"open": lane.open, "oldest_s": _age_s(lane.oldest_due_at, now)}
        for name, lane in outbox.lanes.items()
    }
    return {"lanes": lanes, "parked": outbox.parked}


def _age_s(moment: datetime | None, now: datetime) -> float:
    return max(0.0, (now - moment).total_seconds()) if moment else 0.0
