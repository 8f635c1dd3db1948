"""Clauses that tell of something that is over, or of somebody who is not the patient.

What cannot be decided from the words alone is taken for the patient's own and present complaint:
somebody else is left out only where the clause is in the past and nothing in it is happening now.
Lists are in folded spelling (see text.fold). General language knowledge, not yet read by native
speakers.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from triage.text import Tokens

_NOW = frozenset(
    [
        "hozir",
        "hozirda",
        "endi",
        "bugun",
        "yana",
        "seychas",
        "segodnya",
        "opyat",
        "snova",
        "teper",
        "now",
        "today",
        "again",
        "kazir",
        "hazir",
        "bugin",
        "tagi",
        "since",
        "beri",
        "soat",
        "chas",
        "chasa",
        "chasov",
        "minut",
        "hour",
        "hours",
        "minutes",
        "kecha",
        "vchera",
        "esterday",
    ]
)
_AGO = frozenset(
    ["oldin", "aval", "burun", "ilgari", "nazad", "ago", "back", "aldin", "burin", "tomu"]
)
_LONG_UNITS = re.compile(r"^(?:yil|god|let$|mesyas|jil|ears?$|month|oy$|oylar|ay$)")
_LONG_AGO_PAIRS = (
    re.compile(r"^(?:otgan|proshlom|last|otken|pozaproshlom)$"),
    re.compile(r"^(?:yil|godu|ear$|jil)"),
)
_LONG_AGO = re.compile(
    r"^(?:bultur|biltir|bolaligim|yoshligim|destve|childhod|molodosti|ilgari|ilgarlari|avalari"
    r"|burinlari|ranshe|previously|formerly|kogdato|perenes|perenosil|history"
    r"|balalik|bolalikda|bolalik$|kichkinalig|kishkenelig|kishkentayim|yunosti)"
)
# Two words side by side: "as a baby" is written with three, of which the last two are looked at.
_ONCE = {
    "a": re.compile(r"^(?:baby|child$|kid$|tenager|student|boy$|girl$)"),
    "as": re.compile(r"^(?:baby|child$|kid$|tenager)"),
    "used": re.compile(r"^to$"),
    "bala": re.compile(r"^(?:kez|shag|vakt|wakt|kun)"),
    "jas": re.compile(r"^(?:kez|shag|wakt)"),
    "yosh": re.compile(r"^(?:payt|vaktim|chog)"),
    "kichik": re.compile(r"^(?:payt|vaktim|edim)"),
    "kishkentay": re.compile(r"^kez"),
    "kishkene": re.compile(r"^(?:wakt|gez|kez)"),
    "v": re.compile(r"^(?:shkole|armi|molodosti|yunosti)"),
    "i": re.compile(r"^(?:was$)"),
}
_AS_A_CHILD = re.compile(r"^(?:as|when|in|v|kak)$")
_BEFORE_WAS = frozenset(["when"])
# After an illness that is over somebody comes for a check, a prescription, an exercise.
_AFTERWARDS = frozenset(["posle", "after", "keyin", "kein", "keyn", "song", "son", "sonra"])
_CHECK = re.compile(
    r"^(?:kontrol|prover|osmotr|nablyud|reabilit|reset|resept|spravk|check|folow|review|rehab|refil"
    r"|tekshir|korik|koruv|tekser|tekseril|bakila|baklaw|nazorat|reabilitas|vipisk|prishel"
    r"|prishla|planov|routin)"
)
# "None in 20 years": words by which an illness that comes in fits is said not to have come back.
_NOT_SINCE = re.compile(
    r"^(?:none$|tutma|ustama|uslama|kaytalanma|kaytalama|takrorlanma|kozgama|povtor|bilmagan"
    r"|recur|hurujsiz|pristupov$)"
)
_NEVER_BEFORE = frozenset(["ne", "nikogda", "never", "hech", "bolmagan", "not", "esh", "hesh"])
_YEAR = re.compile(r"^(?:19[3-9]\d|20[0-4]\d)$")

_RELATIVE = re.compile(
    r"^(?:otam|onam|dadam|ayam|buvim|bobom|buvam|akam|ukam|opam|singlim|oyim|amakim|togam|holam"
    r"|erim|hotinim|koshnim|dostim|mat$|materi$|mama$|mami$|mame$|otes$|osa$|papa$|papi$|brat"
    r"|sestr|ded$|deda$|dedushk|babushk|sosed|muj$|muja$|jena$|jeni$|podrug|drug$|druga$|mother"
    r"|father|mom$|dad$|brother|sister|grand|uncle|aunt|neighbo|friend|husband|wife|anam|atam|akem"
    r"|apam|ajem|agam)"
)
_OVER = re.compile(
    r"^(?:bolgan|bolgandi|olgan|vafot|edi|bil$|bila$|bilo$|bili$|umer|perenes|had$|died|pased|was$"
    r"|kaitis|kaytis)"
)
_STRANGER = re.compile(
    r"^(?:koshni|konsi|korshi|sosed|hamkasb|koleg|aripte|jumisla|sinfdosh|siniptas|klasdas|odnoklas"
    r"|dost|dos$|dosi|tanish|tanis|znakom|podrug|drug$|druga$|friend|coleag|neighbo|clasmate|mate$"
    r"|workmate|kino|serial|film|movie|series$|peredach|novost|yangilik|janalik|internet)"
)
# The patient, where somebody else was spoken of before.
_SELF = re.compile(
    r"^(?:u$|menya$|mne$|moy|moe|ya$|sam$|sama$|i$|im$|ive$|id$|my$|me$|mine$|menda|mening|meniki"
    r"|menga|men$|ozim|mende|menin|magan|bizni|bizdi|nash)"
)
_MERELY = frozenset(["prosto", "tolko", "lish", "just", "only", "merely", "fakat", "gana", "tek"])
_BUT_I = frozenset(["odnako", "esa", "bolsa", "but", "lekin", "amo", "birak", "birok", "while"])
_NEAR_START = 2
_PAST_VERB = re.compile(
    r"(?:[aeiyu]l|[aeiyu]la|[aeiyu]li|las|lsya|lis|gan|gen|kan|ken|[dt]i|pti|ed|was|had|went)$"
)
# Something is happening while it is told: then it is nobody's past, whoever has it. The endings of
# one language are looked for only where a small word of it stands: "magnit" is no Russian verb.
_PRESENT = re.compile(
    r"(?:yapti|yotir|yatir|yatibdi|atir|atur|jatir|turibdi|tiribdi|otiribdi|maydi|meydi|ydi)$"
    r"|^(?:is|isnt|are|arent|cant|wont|net|yok|jok)$"
)
_PRESENT_IN = (
    (
        re.compile(r"(?:[aeiy]t|[^aeiou]ut)$"),
        frozenset({"u", "ne", "ya", "i", "v", "na", "s", "moy", "odnako"}),
    ),
    (
        re.compile(r"ing$"),
        frozenset({"the", "a", "my", "his", "her", "he", "she", "and", "is", "not"}),
    ),
)
_FAMILY = re.compile(r"^(?:irsiy|nasl|nasledstven|family|hereditary|tukim)")


# One look at each word tells for most texts that nothing below can hold.
_OTHER = re.compile("|".join(p.pattern for p in (_RELATIVE, _STRANGER)))
_BEFORE = re.compile(
    "|".join(p.pattern for p in (_LONG_AGO, _LONG_AGO_PAIRS[0], _NOT_SINCE, _YEAR))
)
_BEFORE_WORDS = _AGO | _AFTERWARDS | _ONCE.keys()


def _may_be_past(clause: Sequence[str]) -> bool:
    return not _BEFORE_WORDS.isdisjoint(clause) or any(map(_BEFORE.match, clause))


def told_of(tokens: Tokens) -> frozenset[int]:
    """Where the clauses begin that tell of what is over, or of somebody else."""
    words = tokens.words
    over = {
        start
        for start, end in tokens.clauses
        if is_past(words[start:end]) or any(map(_FAMILY.match, words[start:end]))
    }
    return others_of(tokens) | over


def others_of(tokens: Tokens) -> frozenset[int]:
    """Where the clauses begin that tell of somebody else: they say nothing of the patient."""
    words = tokens.words
    if not any(map(_OTHER.match, words)):
        return frozenset()
    found = {start for start, end in tokens.clauses if _of_somebody_else(words[start:end])}
    own = [i for i, (start, end) in enumerate(tokens.clauses) if _is_contrast(words[start:end])]
    if own:
        for i, (start, end) in enumerate(tokens.clauses):
            if i not in own and i < own[-1] and _is_story(words[start:end]):
                found.add(start)
    return frozenset(found)


def _is_contrast(clause: Sequence[str]) -> bool:
    """ "… а у меня просто кашель", "menda esa faqat tumov": the patient, and that it is little."""
    own = [i for i, word in enumerate(clause) if _SELF.match(word)]
    return (
        bool(own)
        and (own[0] <= _NEAR_START or any(word in _MERELY for word in clause))
        and any(word in _MERELY or word in _BUT_I for word in clause)
    )


def _is_story(clause: Sequence[str]) -> bool:
    """Somebody else, or a film, in a clause where nothing is happening at present."""
    return (
        any(_STRANGER.match(word) or _RELATIVE.match(word) for word in clause)
        and any(_PAST_VERB.search(word) or _OVER.match(word) for word in clause)
        and not _is_present(clause)
        and not set(clause) & _NOW
    )


def _is_present(clause: Sequence[str]) -> bool:
    words = set(clause)
    return any(_PRESENT.search(word) for word in clause) or any(
        not words.isdisjoint(small) and any(ending.search(word) for word in clause)
        for ending, small in _PRESENT_IN
    )


def is_past(clause: Sequence[str]) -> bool:
    """Whether a clause speaks of years or months ago, and of nothing that is happening now."""
    if not _may_be_past(clause):
        return False
    words = set(clause)
    if _none_for_years(clause):
        return True
    if words & _NOW:
        return False
    if words & _AFTERWARDS and any(_CHECK.match(word) for word in clause):
        return True
    if any(
        first in _ONCE and _ONCE[first].match(second) and _is_once(clause, i)
        for i, (first, second) in enumerate(pairwise(clause))
    ):
        return True
    for i, word in enumerate(clause):
        following = clause[i + 1] if i + 1 < len(clause) else ""
        if word in _AGO and i and _LONG_UNITS.match(clause[i - 1]):
            return True
        if _LONG_AGO_PAIRS[0].match(word) and _LONG_AGO_PAIRS[1].match(following):
            return True
        if _YEAR.match(word) and (
            following[:3] in ("god", "yil", "jil") or (i and clause[i - 1] == "in")
        ):
            return True
        if _LONG_AGO.match(word) and not words & _NEVER_BEFORE:
            return True
    return False


def _is_once(clause: Sequence[str], i: int) -> bool:
    """English articles need their "as" ("as a baby"), and "I was" its "when"."""
    before = clause[i - 1] if i else ""
    if clause[i] == "a":
        return bool(_AS_A_CHILD.match(before))
    return clause[i] != "i" or before in _BEFORE_WAS


def _none_for_years(clause: Sequence[str]) -> bool:
    """ "None in 20 years", "ikki yildan beri tutmagan", "приступов не было пять лет"."""
    return any(_NOT_SINCE.match(word) for word in clause) and any(
        _LONG_UNITS.match(word) for word in clause
    )


def _of_somebody_else(clause: Sequence[str]) -> bool:
    """A relative's illness that is over. A relative who is ill now may be the patient."""
    return (
        not set(clause) & _NOW
        and any(_RELATIVE.match(word) for word in clause)
        and any(_OVER.match(word) for word in clause)
    )
