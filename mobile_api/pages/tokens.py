"""Colours of the pages, made from the kiosk's: ``python -m mobile_api.pages.tokens SOURCE``.

SOURCE is the kiosk's ``tokens.toml``. The pages do not read it when they run (they are
installed without the kiosk), so that what it says is written into ``static/tokens.css``;
a test checks that both say the same.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

TOKENS_CSS = Path(__file__).parent / "static" / "tokens.css"

_HEADER = "/* Made from the kiosk's tokens.toml by mobile_api.pages.tokens; never edited. */"


def to_css(source: str) -> str:
    """The style sheet for the text of a ``tokens.toml``.

    People who ask their system for more contrast get the high-contrast colours.
    """
    colours: dict[str, dict[str, str]] = tomllib.loads(source)["colours"]

    def declared(contrast: str) -> Iterator[str]:
        for name, values in colours.items():
            yield f"--{name.replace('_', '-')}: {values[contrast]};"

    lines = [_HEADER, ":root {", *(f"  {one}" for one in declared("light")), "}"]
    lines += ["@media (prefers-contrast: more) {", "  :root {"]
    lines += [*(f"    {one}" for one in declared("high_contrast")), "  }", "}", ""]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Write the style sheet."""
    if len(arguments) != 1:
        print("usage: python -m mobile_api.pages.tokens SOURCE", file=sys.stderr)
        return 2
    TOKENS_CSS.write_text(to_css(Path(arguments[0]).read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
