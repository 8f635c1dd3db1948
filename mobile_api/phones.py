"""Phone numbers of Uzbekistan: one normal form out of everything that people type.

``+998`` and nine digits (ITU-T E.164; national numbering plan of Uzbekistan). Which nine
digits belong to an operator changes every few years, so only their shape is checked.
"""

from __future__ import annotations

from typing import Literal

COUNTRY_CODE = "998"
_NATIONAL_LENGTH = 9
_SEPARATORS = frozenset(" \t\u00a0\u2009\u202f-\u2010\u2011\u2012\u2013\u2014().")
_FIRST_DIGITS = frozenset("23456789")

PhoneFault = Literal["empty", "letters", "short", "long", "country", "first_digit"]
"""What is wrong with a typed number, so that a person can be told what to look at."""


class NotAPhone(ValueError):
    """The number is not one of Uzbekistan; ``fault`` says why. Never holds the number itself."""

    def __init__(self, fault: PhoneFault) -> None:
        super().__init__(f"not a phone: {fault}")
        self.fault: PhoneFault = fault


def normal_phone(typed: str) -> str:
    """``+998901234567`` out of ``+998 90 123-45-67``, ``998901234567``, ``90 1234567`` …

    Args:
        typed: with or without country code, spaces, dashes, brackets, dots; ``8`` or ``00``
            in front, as people dialled it, is understood.

    Raises:
        NotAPhone: ``fault`` says what is wrong.
    """
    digits = "".join(c for c in typed.strip() if c not in _SEPARATORS)
    international = digits.startswith(("+", "00"))
    digits = digits.removeprefix("+").removeprefix("00") if international else digits
    if not digits:
        raise NotAPhone("empty")
    if not (digits.isascii() and digits.isdigit()):
        raise NotAPhone("letters")
    if international:
        if not digits.startswith(COUNTRY_CODE):
            # "+9" is still being typed; "+7 …" is a number of another country.
            raise NotAPhone("short" if COUNTRY_CODE.startswith(digits) else "country")
        national = digits[len(COUNTRY_CODE) :]
    elif digits.startswith(COUNTRY_CODE) and len(digits) > _NATIONAL_LENGTH:
        national = digits[len(COUNTRY_CODE) :]
    elif digits.startswith("8") and len(digits) == _NATIONAL_LENGTH + 1:
        national = digits[1:]  # the old trunk prefix
    else:
        national = digits
    if len(national) < _NATIONAL_LENGTH:
        raise NotAPhone("short")
    if len(national) > _NATIONAL_LENGTH:
        raise NotAPhone("long")
    if national[0] not in _FIRST_DIGITS:
        raise NotAPhone("first_digit")
    return f"+{COUNTRY_CODE}{national}"


def masked_phone(phone: str) -> str:
    """Enough to recognise one's own number: ``+998 90 ••• •• 67``.

    Args:
        phone: in normal form.
    """
    return f"{phone[:4]} {phone[4:6]} ••• •• {phone[-2:]}"
