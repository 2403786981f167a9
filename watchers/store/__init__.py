"""What is remembered: schema, queries and migrations. It knows SQL and no policy.

`Store` opens the database; every query is a plain function of the module named for its noun and
takes the transaction `Tx` first: `await store.read(lambda tx: places.by_ids(tx, ids))`.
A closure given to `write` is one transaction: all of it is remembered, or nothing.
"""

from watchers.store.database import Store
from watchers.store.errors import AlreadyRemembered, StoreError
from watchers.store.ids import IdSource
from watchers.store.tx import Tx

__all__ = ["AlreadyRemembered", "IdSource", "Store", "StoreError", "Tx"]
