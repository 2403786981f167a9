"""`python -m watchfloor …`."""

import sys

from watchfloor import main

if __name__ == "__main__":
    sys.exit(main())
