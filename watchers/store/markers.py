"""Markers: how a delivery is known again in Discord, by its nonce, its buttons, its history."""

SYMBOLS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
PREFIX_LENGTH = 6


def marker(prefix: str, delivery_id: int) -> str:
    """The database's prefix and the delivery's id in base 62: at most 16 characters."""
    return f"{prefix}-{base62(delivery_id)}"


def base62(number: int) -> str:
    """A number that is not negative, in digits, capitals and small letters."""
    symbols = ""
    while True:
        number, rest = divmod(number, len(SYMBOLS))
        symbols = SYMBOLS[rest] + symbols
        if number == 0:
            return symbols


def read_marker(text: str) -> int:
    """The delivery's id in a marker; raises ValueError where it is none."""
    _, _, symbols = text.partition("-")
    if not symbols:
        raise ValueError(f"no marker: {text}")
    number = 0
    for symbol in symbols:
        number = number * len(SYMBOLS) + SYMBOLS.index(symbol)
    return number
