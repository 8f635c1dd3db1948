"""`python -m hardware check`."""

import sys

from hardware.check import main

sys.exit(main())
