"""Line icons inside the page: Material Design Icons 7.4.47 (Pictogrammers, Apache-2.0).

``icons.json`` holds the outline of each by name, taken from the npm package ``@mdi/svg``:
the family that the kiosk draws with. Icons carry no meaning alone, so that they are
hidden from screen readers; a word always stands beside them.
"""

from __future__ import annotations

import json
from pathlib import Path

from markupsafe import Markup

_OUTLINES: dict[str, str] = json.loads(
    Path(__file__).with_name("icons.json").read_text(encoding="utf-8")
)


def icon(name: str) -> Markup:
    """The icon as inline SVG in the colour of the text around it.

    Raises:
        KeyError: there is no icon of this name.
    """
    return Markup(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path fill="currentColor" d="{}"/></svg>'
    ).format(_OUTLINES[name])
