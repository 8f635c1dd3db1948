"""``python -m kiosk.phrases``: make the Uzbek Cyrillic catalogue from the Latin one."""

from __future__ import annotations

from kiosk.phrases.cyrillic import CYRILLIC, LATIN, to_cyrillic


def main() -> None:
    """Write the Cyrillic catalogue beside the Latin one."""
    CYRILLIC.write_text(to_cyrillic(LATIN.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
