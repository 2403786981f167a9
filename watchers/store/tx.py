"""A transaction, and what every query shares: the id source, and inserts that both databases know."""

from sqlalchemy import Connection

Tx = Connection
"""One open transaction of the store."""
