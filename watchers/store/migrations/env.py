"""Runs migrations on the connection that `opening` hands over."""

from alembic import context

from watchers.store.schema import metadata
from watchers.store.search import TABLE


def is_ours(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
    """False for the full text index, which each database has in its own form."""
    return not (kind == "table" and (name or "").startswith(TABLE))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_object=is_ours,
    render_as_batch=True,
)
context.run_migrations()
