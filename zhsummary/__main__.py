"""``python -m zhsummary`` is the command line."""

import sys

from zhsummary.cli import main

if __name__ == "__main__":
    sys.exit(main())
