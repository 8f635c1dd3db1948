"""What a patient says is in order: "nafasim joyida", "дышу нормально", "the bleeding has stopped".

Said of something, it denies a complaint. Lists are in folded spelling (see text.fold). General
language knowledge, not yet read by native speakers.
"""

import re
from collections.abc import Sequence

# Only at the end of what is said: "koʻzim yaxshi koʻrmayapti", "не могу нормально ходить".
ALL_RIGHT = re.compile(
    r"^(?:joyida|joyinda|ornida|orninda|normada|norme$|norma$|normal|fine$|ok$|okay$|clear$"
    r"|yahshi|jaksi|harosho|horosho|tinish|tinch|sog$|sau$|saw$|bemalol|erkin|poryadke$)"
)
_EASILY = re.compile(
    r"^(?:bemalol|erkin|yahshi$|jaksi$|normal|horosho|svobodno|legko$|spokoyno|otlichno|fine$|ok$"
    r"|okay$|wel$|easily|frely|clearly|properly|kalipti$|rahat|muamosiz)"
)
# What a body does as long as it is well; with these endings it does it.
_TURKIC = re.compile(
    r"^(?:nafas|dem|egil|iyil|il|buril|kimirl|kimild|kiymild|kozgal|harakatlan|gapir|soyl"
    r"|sole|yur|jur|kor(?!k)|eshit|esit|esti|yut|jut|ich|ish|em(?!es)|uhl|uykla|uyikt|siy|sie"
    r"|tep|teb|ol|al(?=a|ip))(?P<ending>[a-z]*)$"
)
_TURKIC_DOES = re.compile(
    r"^[a-z]{0,3}?(?:di|ti|dim|yapti|yapman|yaptilar|aman|emen|yman|ymin|min|man|p|ip|ib|b)$"
)
_TURKIC_DOES_NOT = re.compile(r"^[a-z]{0,2}?(?:m[ae]|[bp][ae])(?:y|d|g|s|$)")
_AUXILIARY = re.compile(
    r"^(?:yotir|yatir|atir|jatir|jatirmin|atirman|turibdi|tiribdi|yuribdi|tur$)"
)
_RUSSIAN = re.compile(
    r"^(?:dish(?:u|it|al|ala)|govor(?:yu|it|il|ila)|hoj(?:u)|hodit|dviga\w+|shevel\w+|gnyot|gnet"
    r"|gnus|sgiba\w+|viju|vidit|slish\w+|glota\w+|est$|pyot|pet$|pyu$|pisaet"
    r"|soset|sosyot|kushaet|spit|splyu|tolka\w+|pina\w+)$"
)
_ENGLISH = re.compile(
    r"^(?:breath(?:e|es|ing)?|speak(?:s|ing)?|talk(?:s|ing)?|walk(?:s|ing)?|mov(?:e|es|ing)|ses?"
    r"|se|hear(?:s|ing)?|swalow(?:s|ing)?|eat(?:s|ing)?|drink(?:s|ing)?|pe(?:s|ing)?|we|slep(?:s"
    r"|ing)?|bends?|bending|kicks?|kicking|feds?|feding)$"
)
_FLOWS = re.compile(
    r"^(?:kan$|kani$|kanim$|kon$|koni$|konim$|kanash|konash|krov$|krovi$|krovotech|blod$|bled"
    r"|nosebled|kusish|kusu$|kusiw|rvota$|ponos$|diarhea|diarea|vomiting$)"
)
_STOPPED = re.compile(
    r"^(?:tohtadi|tohtagan|tohtab$|toktadi|toktagan|tiyildi|tiyilgan|basildi|ostanovil|ostanavlival"
    r"|prekratil|stoped$)"
)
# The end of a statement: what stands before it is said of something else.
FINITE = re.compile(r"(?:yap(?:ti|man|miz)|turibdi|tiribdi|bor|bolit|bolyat|hurs|dim|dimda)$")
# Much of it before it stopped, or stopped and begun again: that stays a complaint.
_MUCH = re.compile(
    r"^(?:kop|katik|kati|kuchli|silno|silnoe|mnogo|obilno|obilnoe|heavy|heavily|much|lot"
    r"|los|litr|yana|tagi|again|opyat|snova|nenadolgo|minut)$"
)
# One look at each word tells of most clauses that nothing in them is in order.
_GOOD = re.compile("|".join(p.pattern for p in (ALL_RIGHT, _EASILY, _STOPPED)))
_AND = frozenset(["and", "va", "ham", "jane", "tagi", "da"])
_NEGATIVE = re.compile(
    r"^(?:ne|net|no|not|cant|canot|dont|doesnt|didnt|isnt|hasnt|havent|wont|never|without"
    r"|yok|emas|emes|jok|yuk|bez|ni|zor|arang|edva|trudno|hardly|barely)$"
)
_REACH = 3


def in_order(words: Sequence[str], start: int, end: int) -> set[int]:
    """Indices of the words of one clause that say that something is in order, or has stopped."""
    found: set[int] = set()
    begin = start
    for i in range(start, end + 1):
        if i == end or words[i] in _AND:
            found |= _of_part(words, begin, i)
            begin = i + 1
    return found


def _of_part(words: Sequence[str], start: int, end: int) -> set[int]:
    """The same for a part of a clause between two "and"."""
    part = words[start:end]
    if len(part) < 2 or not any(map(_GOOD.match, part)) or any(map(_NEGATIVE.match, part)):
        return set()
    if ALL_RIGHT.match(part[-1]) or _does_easily(part):
        return set(range(_subject_from(words, start, end), end))
    if not any(map(_MUCH.match, part)):
        for i, word in enumerate(part):
            near = part[max(0, i - 2) : i + 2]
            if _STOPPED.match(word) and any(map(_FLOWS.match, near)):
                return set(range(start + max(0, i - 2), min(end, start + i + 2)))
    return set()


def _subject_from(words: Sequence[str], start: int, end: int) -> int:
    """Where that begins of which it is said, at most `_REACH` words before the last one."""
    first = end - 1
    while first > max(start, end - 1 - _REACH) and (
        first == end - 1 or not FINITE.search(words[first - 1])
    ):
        first -= 1
    return first


def _does_easily(part: Sequence[str]) -> bool:
    """ "Bemalol egiladi", "шевелится хорошо", "moving well", "jaqsı qıymıldap atır"."""
    ease = next((i for i, word in enumerate(part) if _EASILY.match(word)), None)
    if ease is None:
        return False
    if ease == len(part) - 1:
        before = part[ease - 1]
        return bool(_ENGLISH.match(before) or _RUSSIAN.match(before))
    rest = part[ease + 1 :]
    if len(rest) == 1 and _RUSSIAN.match(rest[0]):
        return True
    if len(rest) > 1 and _AUXILIARY.match(rest[-1]):
        rest = rest[:-1]
    return len(rest) <= 2 and all(map(_does, rest))


def _does(word: str) -> bool:
    verb = _TURKIC.match(word)
    if verb is None:
        return False
    ending = verb["ending"]
    return not _TURKIC_DOES_NOT.match(ending) and (
        word in ("nafas", "dem") or _TURKIC_DOES.match(ending) is not None
    )
