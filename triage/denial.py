"""Takes what a patient denies out of a text before the network reads it ("isitma yoʻq").

The network averages over a text, so it would hear the fever louder than the "no". But many
complaints are themselves in the negative ("ishtaham yoʻq", "не могу дышать", "can't sleep"): pairs
of words that the knowledge base writes that way are never taken out.
"""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from triage.in_order import FINITE, in_order
from triage.text import Tokens

_AFTER = frozenset(
    [
        "yok",
        "emas",
        "emasman",
        "jok",
        "emes",
        "emespin",
        "emespen",
        "jokpin",
        "jokpan",
        "netu",
        "yuk",
        "sezmayapman",
        "kuzatilmayapti",
        "bolmadi",
        "bolmayapti",
    ]
)
_BEFORE = frozenset(["no", "without", "denies", "denied", "bez", "ni"])
_NET_AFTER = frozenset(["i", "u", "menya", "odnako", "takje"])
_NOT = frozenset(
    ["ne", "dont", "doesnt", "didnt", "not", "never", "havent", "hasnt", "isnt", "arent", "wasnt"]
)
# Verbs that deny a complaint when they follow "not"; "не могу", "не проходит" are complaints.
_DENIABLE = re.compile(
    r"^(?:bol[iey]|bespoko|bil|krujis|toshnit|rvet|kashl|chesh|podnim|otek|nemet|krovit"
    r"|pregnan|berem|have|had|fel|fyl|hurt|pain|cough|vomit|bled|sik|dizy|terya|opuh|poter|zadih"
    r"|viros|lose|lost|faint|pas(?:ed)?$|swel|swol|breathles|confus|fever|spread"
    r"|drop|numb|weak|blue$|burn|itch|whez|chok|stif|slur|crush|skuash|skuez|tight|shak|jerk"
    r"|seiz|colaps|throb|sweat|shiver|rash|thrown|throw|black(?:ed)?$|severe|spin|trembl"
    r"|opuha|raspuh|davit|jmet|jmyot|jet$|jyot$|kolet|drojit|tryas|padal|krasne|posine|sine|rval"
    r"|onemel|otnyal|otnim|sjima|hrip|proglot|proglat|vipil|kusal|ukusil|udaril|vidal|jelte"
    r"|pojelte|visip|kruj|temne|vipada)"
)
# Closing is bad for a throat; eyes and wounds that do not close are complaints.
_CLOSING = re.compile(r"^(?:clos|shut)")
_AIRWAY = re.compile(r"^(?:throat|airway|windpipe)")
# "Hushimdan ketmadim", "есінен танбады": by themselves these verbs say nothing.
_SENSES = re.compile(r"^(?:hush|esin|esim|es$)")
_NOT_LEFT = re.compile(r"^(?:ket|tan|yokot|joyit|jogalt)[aei]?[mbp][ae]")
# Verbs that are a complaint by themselves: in the negative they deny it. All others stay, for with
# them the negative is the complaint: "koʻzim koʻrmaydi", "нәжіс шықпайды", "uyqum kelmaydi".
_COMPLAINING = (
    "ogri|auir|auri|awir|awri"  # hurt
    "|kichi|kishi|achi|achish|achit|ashi|ashit|kuy|kuydir"  # itch, burn
    "|kus|yotal|jotel|aksir|tushkir"  # vomit, cough, sneeze
    "|ayni|aylan|aynal|aynala"  # nausea, dizziness
    "|sanch|sanchi|shansh|shanshi|kis|kisil|taril|siki"  # stitch, tightness
    "|tunshik|bogil|entik|demik|demig|hansira|kizar|koger|kokar|sargay|talm|ekindir"
    "|shish|isi|isitmala|kiz|kiza|titra|kaltira|terla|terle|uvish|uyu|uyi|kona|kana"
    "|bezovta|mazala|bezer|bot|bat"  # trouble
)
_NEGATIVE_VERB = re.compile(
    rf"^(?:{_COMPLAINING})[aei]?[mbp][ae]"
    r"(?:y|yap\w*|yat\w*|ydi\w*|yman|ymin|yim|gan\w*|gen\w*|di|dim|dik|s)?$"
)
# Uzbek and Kazakh "bez" is a gland where one of these stands before it, and Russian "without" else.
_GLANDULAR = re.compile(
    r"^(?:kalkon|sut$|limf|sulak|silekey|siley|prostat|yog$|ter$|may$|uyki|osti)"
)
# Endings and words that Russian does not have after "без".
_TURKIC = re.compile(r"(?:gan|gen|yapti|di|dim|ipti|bor|bar|katalash\w*|shish\w*|ulgay\w*)$")
_JOINS = frozenset(["va", "i", "or", "and", "yoki", "ili", "ni", "nor", "ham"])
_STOPS = frozenset(
    ["menda", "mende", "menya", "u", "i", "have", "im", "is", "odnako", "but", "lekin", "amo"]
)
# What a word must be for anything to be denied by it, or "fine" at the end of a clause.
_DENYING = _AFTER | _BEFORE | _NOT | {"net"}
_DENYING_VERB = re.compile("|".join(p.pattern for p in (_NEGATIVE_VERB, _NOT_LEFT)))
_KEY = 5  # letters by which an inflected neighbour is recognised


def negative_pairs(phrases: Iterable[Sequence[str]]) -> set[str]:
    """What complaints themselves are written with: "neighbour negator", "subject not verb".

    `phrases` are the words of the knowledge base's phrases, folded.
    """
    pairs: set[str] = set()
    for words in phrases:
        for first, second in pairwise(words):
            if second in _AFTER or second == "net":
                pairs.add(_pair(first, second))
            if first in _BEFORE or first in _NOT or first == "net":
                pairs.add(_pair(second, first))
            if _NEGATIVE_VERB.match(second):
                pairs.add(_pair(first, second))
        for before, negator, verb in zip(words, words[1:], words[2:], strict=False):
            if negator in _NOT:
                pairs.add(_triple(before, negator, verb))
    return pairs


def _triple(before: str, negator: str, verb: str) -> str:
    """ "опухоль не болит": another verb after the same words may be a denial."""
    return f"{before[:_KEY]} {negator} {verb[:_KEY]}"


def _pair(neighbour: str, negator: str) -> str:
    return f"{neighbour[:_KEY]} {negator}"


def denied(tokens: Tokens, complaints: AbstractSet[str]) -> frozenset[int]:
    """Indices of the words that are denied, the denying words included.

    `complaints`: from `negative_pairs`.
    """
    found: set[int] = set()
    words = tokens.words
    for start, end in tokens.clauses:
        for i in range(start, end):
            word = words[i]
            if word in _DENYING or _DENYING_VERB.match(word):
                found |= _denied_by(i, words, start, end, complaints)
        found |= in_order(words, start, end)
    return frozenset(found)


def _denied_by(
    i: int,
    words: Sequence[str],
    start: int,
    end: int,
    complaints: AbstractSet[str],
) -> set[int]:
    word = words[i]
    before = words[i - 1] if i > start else ""
    after = words[i + 1] if i + 1 < end else ""
    looks_back = word in _AFTER or (
        word == "net" and before and (not after or after in _NET_AFTER or i == end - 1)
    )
    if looks_back and before:
        return set() if _pair(before, word) in complaints else _backwards(i, words, start, 4)
    if word == "bez" and (_GLANDULAR.match(before) or not after or _TURKIC.search(after)):
        return set()
    if (word in _BEFORE or (word == "net" and not looks_back)) and after:
        return set() if _pair(after, word) in complaints else _forwards(i, words, end, 4)
    if word in _NOT and _is_deniable(before, after):
        if not before:
            return _forwards(i, words, end, 3)
        # "опухоль не болит" is how a complaint is written, "голова не болит" is not.
        return set() if _triple(before, word, after) in complaints else _around(i, words, start)
    if _NEGATIVE_VERB.match(word) or (_NOT_LEFT.match(word) and _SENSES.match(before)):
        return (
            set()
            if before and _pair(before, word) in complaints
            else _backwards(i, words, start, 2)
        )
    return set()


def _is_deniable(before: str, verb: str) -> bool:
    return _DENIABLE.match(verb) is not None or (
        _CLOSING.match(verb) is not None and _AIRWAY.match(before) is not None
    )


def _backwards(i: int, words: Sequence[str], start: int, reach: int) -> set[int]:
    found = {i}
    for j in range(i - 1, max(start, i - reach) - 1, -1):
        if FINITE.search(words[j]) or words[j] in _AFTER or words[j] in _STOPS:
            break
        found.add(j)
    return found


def _forwards(i: int, words: Sequence[str], end: int, reach: int) -> set[int]:
    found = {i}
    last = i + reach
    j = i + 1
    while j < end and j <= last:
        if words[j] in _STOPS - _JOINS or words[j] in _BEFORE:
            break
        if words[j] in _JOINS:
            last += 2
        found.add(j)
        j += 1
    return found


def _around(i: int, words: Sequence[str], start: int) -> set[int]:
    """The verb after the "not" and the subject before it: "голова не болит"."""
    return {i + 1} | _backwards(i, words, start, 2)
