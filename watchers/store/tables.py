"""What the tables are made of: the metadata, and the usual columns."""

from datetime import datetime

from sqlalchemy import Boolean, Column, Integer, MetaData, false, true

from watchers.store.columns import CleanText, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def text_column(name: str) -> Column[str]:
    """Text, empty where nothing is known."""
    return Column(name, CleanText, nullable=False, server_default="")


def number(name: str, default: int = 0) -> Column[int]:
    """A count."""
    return Column(name, Integer, nullable=False, server_default=str(default))


def flag(name: str, *, default: bool = False) -> Column[bool]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False, server_default=true() if default else false())


def moment(name: str, *, is_known: bool = True) -> Column[datetime]:
    """A time in UTC; NULL while it is not known, where that may be."""
    return Column(name, UtcTime, nullable=not is_known)
