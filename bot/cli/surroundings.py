"""The settings that a command finds around it."""

import os

from config.layers import load
from config.settings import Settings


def load_settings() -> Settings:
    """The settings of this process, `.env` of the working directory among them."""
    return load(os.environ)
