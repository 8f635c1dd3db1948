"""``python -m mobile_api``: see ``--help``."""

from __future__ import annotations

from mobile_api.commands import app

if __name__ == "__main__":
    app()
