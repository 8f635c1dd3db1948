"""In which language somebody reads a page."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request

from mobile_api.schemas import DEFAULT_LANGUAGE, LANGUAGES, Language

COOKIE = "dmed_lang"
QUERY = "lang"

NAMES: Mapping[Language, str] = {
    "uz-Latn": "Oʻzbekcha",
    "uz-Cyrl": "Ўзбекча",
    "ru": "Русский",
    "kaa": "Qaraqalpaqsha",
    "en": "English",
    "kk": "Қазақша",
}
"""Every language by its own name, as somebody looking for it would write it."""

# What a browser asks for (lower case) and what we have; plain "uz" is Latin today.
_ASKED: Mapping[str, Language] = {
    "uz": "uz-Latn",
    "uz-uz": "uz-Latn",
    "uz-latn": "uz-Latn",
    "uz-latn-uz": "uz-Latn",
    "uz-cyrl": "uz-Cyrl",
    "uz-cyrl-uz": "uz-Cyrl",
    "ru": "ru",
    "kaa": "kaa",
    "en": "en",
    "kk": "kk",
}


def known(value: str | None) -> Language | None:
    """The language of a tag, None for one that we do not have."""
    return value if value in LANGUAGES else None


def asked_by_browser(header: str) -> Language | None:
    """The best language of an ``Accept-Language`` header (RFC 9110, section 12.5.4)."""
    wishes: list[tuple[float, int, str]] = []
    for place, part in enumerate(header.split(",")[:20]):
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        if weight > 0:
            wishes.append((-weight, place, tag.strip().lower()))
    for _, _, tag in sorted(wishes):
        found = _ASKED.get(tag) or _ASKED.get(tag.partition("-")[0])
        if found is not None:
            return found
    return None


def language_of(request: Request, own: Language | None = None) -> Language:
    """The language of a page.

    What was chosen on the page itself comes first, then the cookie that remembers such a
    choice (signing in forgets it: the next person at this computer is somebody else),
    then the reader's own, then what the browser asks for.

    Args:
        request: the request.
        own: language of the staff account, or of the ticket.
    """
    return (
        known(request.query_params.get(QUERY))
        or known(request.cookies.get(COOKIE))
        or own
        or asked_by_browser(request.headers.get("accept-language", ""))
        or DEFAULT_LANGUAGE
    )
