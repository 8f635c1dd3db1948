"""How a name is masked, and how a phone number is written."""

from __future__ import annotations

import re

_KEPT_LETTERS = 3
_DIGRAPHS = ("sh", "ch")
_MODIFIERS = "ʻʼ"


def masked_name(given_name: str, family_name: str) -> str:
    """Enough to recognise oneself, too little for a bystander: ``Dil••• K.``

    At most three letters of the given name, and never all of them; the initial of the
    family name as Uzbek writes it (``Sh.``, ``Oʻ.``).
    """
    kept = given_name[: min(_KEPT_LETTERS, max(1, len(given_name) - 1))].rstrip()
    # A letter and its modifier belong together: "Gʻa" must not be cut to "G".
    if given_name[len(kept) : len(kept) + 1] in set(_MODIFIERS):
        kept = given_name[: len(kept) + 1]
    initial = family_name[:1]
    if family_name[:2].lower() in _DIGRAPHS or family_name[1:2] in set(_MODIFIERS):
        initial = family_name[:2]
    return f"{kept}••• {initial}." if initial else f"{kept}•••"


def normal_phone(phone: str) -> str:
    """The one normal form: ``+`` and digits, e.g. ``+998901234567``."""
    return "+" + re.sub(r"\D", "", phone)
