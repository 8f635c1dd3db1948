"""Templates filled in one language: every text of a page comes from the catalogue."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import structlog
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mobile_api.pages import dates, icons
from mobile_api.pages.languages import COOKIE, NAMES, QUERY, known
from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import LANGUAGES, Language, in_language

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"

_OPENED_BY_BROWSERS = frozenset({"/v1/access/oneid/callback"})
"""Addresses of the API to which others send people's browsers."""

RedFlagLabel = Callable[[str, str], str]
"""Words for the code of a red flag in a language; raises where there are none."""

log = structlog.get_logger(__name__)


class Pages:
    """Makes HTML.

    Args:
        red_flag_label: words for red flags, in which an alarm says what was said.
    """

    def __init__(self, red_flag_label: RedFlagLabel) -> None:
        self._phrases = Phrasebook(FOLDER / "phrases")
        self._red_flag_label = red_flag_label
        self._versions = {
            file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:12]
            for file in STATIC.iterdir()
            if file.is_file()
        }
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            static=self._static,
            icon=icons.icon,
            form_fields=_form_fields,
            language_names=NAMES,
            languages=LANGUAGES,
            clock_time=dates.clock_time,
            day_name=dates.day_name,
        )

    def say(self, language: Language, key: str, **values: str | int) -> str:
        """One phrase."""
        return self._phrases.say(language, key, values)

    def knows(self, key: str) -> bool:
        """True where the catalogue has a phrase of this key."""
        return self._phrases.has("uz-Latn", key)

    def red_flag(self, language: Language, code: str) -> str:
        """What a red flag is called; where nobody knows, that there is one.

        An alarm must be shown even if the knowledge base is gone or older than the alarm.
        """
        try:
            return self._red_flag_label(code, language)
        except Exception as fault:  # noqa: BLE001 - whatever is wrong with words, the alarm is shown
            log.warning("red_flag_without_label", kind=type(fault).__name__)
            return self.say(language, "alarm-red-flag-unknown")

    def fragment(self, template: str, language: Language, **values: Any) -> str:
        """A template as text, without a document around it."""

        def say(key: str, **variables: str | int) -> str:
            return self._phrases.say(language, key, variables)

        def name(names: Mapping[Language, str]) -> str:
            return in_language(dict(names), language)

        def red_flag(code: str) -> str:
            return self.red_flag(language, code)

        return self._templates.get_template(template).render(
            t=say, name=name, red_flag=red_flag, language=language, **values
        )

    def page(
        self,
        request: Request,
        template: str,
        language: Language,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **values: Any,
    ) -> HTMLResponse:
        """A whole page; remembers a language that was chosen by ``?lang=``."""
        reply = HTMLResponse(
            self.fragment(
                template,
                language,
                language_links=_language_links(request),
                path=request.url.path,
                **values,
            ),
            status_code=status,
            headers=dict(headers or {}),
        )
        # The same address answers in the language of whoever asks.
        reply.headers["Vary"] = "Accept-Language, Cookie"
        chosen = known(request.query_params.get(QUERY))
        if chosen is not None:
            reply.set_cookie(
                COOKIE, chosen, max_age=180 * 86400, path="/staff", samesite="lax", httponly=True
            )
        return reply

    def _static(self, name: str) -> Markup:
        return Markup("/static/{}?v={}").format(name, self._versions[name])


def _form_fields(csrf: str) -> Markup:
    """What every form carries that does something once: whose it is, and a key of its own."""
    return Markup(
        '<input type="hidden" name="csrf" value="{}"><input type="hidden" name="once" value="{}">'
    ).format(csrf, uuid4())


def _language_links(request: Request) -> list[tuple[Language, str, str]]:
    """Every language: tag, own name, address of this page in it."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != QUERY]
    return [(tag, NAMES[tag], f"?{urlencode([*kept, (QUERY, tag)])}") for tag in LANGUAGES]


def wants_html(request: Request) -> bool:
    """True where a browser asks for a page: an address of ours that is no API."""
    path = request.url.path
    for_people = not path.startswith("/v1/") or path in _OPENED_BY_BROWSERS
    return for_people and "text/html" in request.headers.get("accept", "")
