"""How names are masked, spelt in two scripts and compared; documents, phones, and when
a child is sixteen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from mobile_api.patients.schemas import CONSENT_KINDS, ConsentKind, DocumentKind
from triage.scripts import uz_to_cyrillic, uz_to_latin
from triage.text import fold

NATIONAL_ZONE = ZoneInfo("Asia/Tashkent")
"""Where birthdays begin: one zone for the whole country."""

ADULT_YEARS = 16
"""From here on somebody acts for themselves: an ID card of one's own is compulsory from 16
(Presidential Decree UP-6065 of 22.09.2020), and OneID comes with it."""

CONSENT_VERSIONS: Mapping[ConsentKind, int] = dict.fromkeys(CONSENT_KINDS, 1)
"""Which text is asked for today. The catalogue keeps older ones: somebody agreed to them."""

_APOSTROPHES = "'’‘`´ʹ′＇ʻʼ"
_TURNED, _TUTUQ = "\u02bb", "\u02bc"
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_NAME = re.compile(rf"[^\W\d_]+(?:[ .{_TURNED}{_TUTUQ}-]{{1,2}}[^\W\d_]+)*[.{_TURNED}{_TUTUQ}]?")
_PASSPORT = re.compile(r"[A-Z]{2}\d{7}")
# Roman numeral of the series, two letters of the office, seven digits: I-TN 0123456.
_BIRTH_CERTIFICATE = re.compile(r"[IVXLC]{1,6}[A-Z]{2}\d{6,7}")
_LOOK_ALIKES = str.maketrans("АВСЕНІКМОРТХУЮ", "ABCEHIKMOPTXYU")
_CYRILLIC_LETTERS = str.maketrans("БГДЗИЛНПРСФЯҚҒҲЎ", "BGDZILNPRSFYQGHO")

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


class NotADocument(ValueError):
    """The number has not the shape of this kind of document. Never holds the number."""


def normal_document(kind: DocumentKind, typed: str) -> str:
    """The one normal form of a document's number: capitals and digits, Latin.

    Passport and ID card: two letters and seven digits (ICAO 9303 as Uzbekistan fills it).
    Birth certificate: Roman series, two letters, six or seven digits. Cyrillic letters that
    look like Latin ones are taken for them: certificates were printed in both scripts.

    Raises:
        NotADocument: another shape.
    """
    plain = unicodedata.normalize("NFKC", typed.replace("№", " ")).upper()
    text = re.sub(r"[\s.–—-]", "", plain).translate(_LOOK_ALIKES).translate(_CYRILLIC_LETTERS)
    shape = _BIRTH_CERTIFICATE if kind == "birth_certificate" else _PASSPORT
    if shape.fullmatch(text) is None:
        raise NotADocument(kind)
    return text


class NotAName(ValueError):
    """Not a name: digits, signs, too long. Never holds what was typed."""


def normal_name(typed: str) -> str:
    """The one normal form of a name: single spaces, the apostrophes of Uzbek (U+02BB, U+02BC).

    Raises:
        NotAName: empty, longer than 100, or with something that is in no name.
    """
    text = " ".join(unicodedata.normalize("NFC", typed).split())
    text = re.sub(rf"(?<=[oOgG])[{_APOSTROPHES}]", _TURNED, text)
    text = re.sub(rf"[{_APOSTROPHES.replace(_TURNED, '')}]", _TUTUQ, text)
    if len(text) > 100 or _NAME.fullmatch(text) is None:
        raise NotAName
    return text


def is_cyrillic(name: str) -> bool:
    """True where a name is written in Cyrillic."""
    return _CYRILLIC.search(name) is not None


def in_latin(name: str) -> str:
    """A suggestion in Latin; a name that is Latin stays as it is."""
    return uz_to_latin(name) if is_cyrillic(name) else name


def in_cyrillic(name: str) -> str:
    """A suggestion in Cyrillic; a name that is Cyrillic stays as it is."""
    return name if is_cyrillic(name) else uz_to_cyrillic(name)


def name_pieces(*names: str) -> set[str]:
    """Folded pieces of three letters, by which names are found and compared.

    Both scripts, all apostrophes, q and k, x and h fold to the same (``triage.text.fold``),
    so that Юсупова, Yusupova and Jusupova's neighbours meet. The first piece of a word is
    marked: ``^ka``; its last: ``va$``.
    """
    pieces: set[str] = set()
    for name in names:
        for word in re.findall(r"[a-z]+", fold(name)):
            marked = f"^{word}$"
            pieces |= {marked[start : start + 3] for start in range(len(marked) - 2)}
    return pieces


def likeness(common: int, first: int, second: int) -> int:
    """Dice's coefficient of two sets of pieces, in percent: 100 are the same name.

    Args:
        common: pieces in both.
        first: pieces of one.
        second: pieces of the other.
    """
    return round(200 * common / (first + second)) if first + second else 0


def age_in_whole_years(birth_date: date, today: date) -> int:
    """Age as the law counts it: a birthday has begun, or has not."""
    had = (today.month, today.day) >= (birth_date.month, birth_date.day)
    return today.year - birth_date.year - (not had)


def sixteenth_birthday(birth_date: date) -> datetime:
    """The moment in which somebody becomes 16; born on 29 February: on 1 March."""
    try:
        day = birth_date.replace(year=birth_date.year + ADULT_YEARS)
    except ValueError:
        day = date(birth_date.year + ADULT_YEARS, 3, 1)
    return datetime(day.year, day.month, day.day, tzinfo=NATIONAL_ZONE)
