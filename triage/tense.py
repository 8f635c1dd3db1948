"""Whether a clause tells of what is over: years ago, in childhood, "none since".

What cannot be decided from the words alone is taken for present. Lists are in folded spelling (see
text.fold). General language knowledge, not yet read by native speakers.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from triage.numerals import is_number

NOW = frozenset(
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
_LONG_UNITS = re.compile(
    r"^(?:yil|god|let$|mesyas|jil|ears?$|yrs?$|month|oy$|oylar|ay$|kish$|kis$|winters?$)"
)
_LONG_AGO_PAIRS = (
    re.compile(r"^(?:otgan|proshlom|last|otken|pozaproshlom)$"),
    re.compile(r"^(?:yil|godu|ear$|jil)"),
)
LONG_AGO = re.compile(
    r"^(?:bultur|biltir|bilter|bolalig|yoshlig|jaslig|destv|childhod|molodosti|ilgari"
    r"|ilgarlari|avalari|burinlari|ranshe|previously|formerly|kogdato|perenes|perenosil|history"
    r"|balalik|balalig|bolalikda|bolalik$|kichkinalig|kichiklig|kishkenelig|kishkentay(?:im|in)|kishkenesinde|bayagida$|nulevih|devyanostih"
    r"|studenchestv|studentlik|talabalig|yunosti"
    r"|pozaproshl)"
)
# Two words side by side: "as a baby" is written with three, of which the last two are looked at.
_ONCE = {
    "a": re.compile(r"^(?:baby|child$|kid$|tenager|student|boy$|girl$)"),
    "as": re.compile(r"^(?:baby|child$|kid$|tenager)"),
    "used": re.compile(r"^to$"),
    "long": re.compile(r"^ago$"),
    "my": re.compile(r"^(?:twenties|tens$|thirties|youth)"),
    "askerde": re.compile(r"^jurgen"),
    "armiyada": re.compile(r"^yur(?:ib|gan)"),
    "bala": re.compile(r"^(?:kez|shag|vakt|wakt|kun(?:im|imiz|in)d[ae])"),
    "jas": re.compile(r"^(?:kez|shag|wakt)"),
    "yosh": re.compile(r"^(?:payt|vaktim|chog)"),
    "kichik": re.compile(r"^(?:payt|vaktim|edim)"),
    "kishkentay": re.compile(r"^kez"),
    "kishkene": re.compile(r"^(?:wakt|gez|kez)"),
    # "В школе" alone is where a child fell this morning.
    "v": re.compile(r"^(?:armi|molodosti|yunosti|destv|godik)"),
    "kogda": re.compile(r"^uchil"),
    "okib": re.compile(r"^yurgan"),
    "okip": re.compile(r"^jurgen"),
    "student": re.compile(r"^(?:payt|kez|vaktim|waktim)"),
}
# "Bir marta … shishgandi": one time, in the tense of what was over before something else.
_ONE_TIME = re.compile(
    r"(?:^| )bir (?:marta|ret|safar|waktlari|vaktlar)\b"
    r".*(?:[gk][ae]ndi(?:m|k)?|[gk][ae]n edi(?:m|k)?)\b"
)
# "When I was six", "when she was little"; when I was climbing the stairs is today.
_WHEN_YOUNG = re.compile(
    r"\bwhen (?:(?:i|he|she|we|they)|(?:my|our) \w+)(?: and i)? (?:was|were)"
    r"(?: (?:a|an|about|only|stil|just|realy|very|kuite|in|at|like))*"
    r" (?:\d{1,2}|smal|litle|young|yonger|kids?|child|baby|boy|girl|tenager|ten|student|colege|uni"
    r"|university|army|the army|thre"
    r"|four|five|sih|seven|eight|nine|\w+ten|twelve|eleven|twenty)\b"
    r"(?! (?:wek|month|hour|minut|day|meter|metre|miles?|degre))"
)
# After an illness that is over somebody comes for a check, a prescription, an exercise.
_AFTERWARDS = frozenset(["posle", "after", "keyin", "kein", "keyn", "song", "son", "sonra"])
_CHECK = re.compile(
    r"^(?:kontrol|prover|osmotr|nablyud|reabilit|reset|resept|spravk|check|folow|review|rehab|refil"
    r"|script|prescri|tekshir|korik|koruv|tekser|tekseril|bakila|baklaw|nazorat|reabilitas|vipisk|prishel"
    r"|prishla|planov|routin)"
)
# "None in 20 years": words by which an illness that comes in fits is said not to have come back.
_NOT_SINCE = re.compile(
    r"^(?:none$|tutma|ustama|uslama|kaytalanma|kaytalama|takrorlanma|kozgama|povtor|bilmagan"
    r"|recur|hurujsiz|pristupov$)"
)
_NEVER_BEFORE = frozenset(["ne", "nikogda", "never", "hech", "bolmagan", "not", "esh", "hesh"])
_YEAR = re.compile(r"^(?:19[3-9]\d|20[0-4]\d)$")
_MEASURED = re.compile(r"^(?:ml|mg|g$|kg|metr|shag|step|rub|som|sum|teng|kal|ed)")
# "В девяносто восьмом", "98-yilda", "тоқсан сегізінші жылы", "in ninety eight".
_YEAR_IN_WORDS = re.compile(
    r"\bv (?:tisyacha )?(?:\w+sot )?(?:dvadsat|tridsat|sorok|pyatdesyat|shestdesyat|semdesyat"
    r"|vosemdesyat|devyanosto|dve tisyachi) \w+[oe]m\b|\bv dvuhtisyachnom\b"
    r"|\b(?:yigirma|otiz|kirk|elik|oltmish|etmish|sakson|tokson|ming)(?: \w+)?nchi yil"
    r"|\b(?:jigirma|jirma|otiz|kirik|eliu?|eliw|alpis|jetpis|seksen|toksan|min)(?: \w+)?nshi jil"
    r"|\bin (?:ninetenth? )?(?:sihty|seventy|eighty|ninety)\b(?! (?:sec|min|hour|day|wek))"
    r"|\b[5-9]\d (?:godu|yilda|yili|jili|jilda)\b"
)
# "At the age of": Uzbek yoshida is that, yoshda is how old somebody is.
_AGED = re.compile(r"^(?:yoshida|yoshimda|yoshidan|jasinda|jasimda|jasindagi)$")
_OF_AGE = frozenset(["goda", "let", "god", "mesyasev", "mesyasa"])
_SHORTEST_PARTS = 4  # words of a clause that can be divided
_NONE = frozenset(["yok", "jok", "net", "none", "ne", "no", "not", "never", "yuk"])
_SINCE = frozenset(
    ["since", "beri", "buyon", "keyin", "kein", "keyn", "por", "bolshe", "again", "son", "song"]
)
# What a clause may hold besides and still say nothing but "not once since".
_SMALL = re.compile(
    r"^(?:he|she|it|i|we|have|has|had|any|one|more|then|that|ben|s|teh|uje|u|menya|nego"
    r"|neyo|ni|bilo|bil|bili|odnogo|razu|vobshe|sovsem|hech|umuman|boshka|oshandan"
    r"|shundan|undan|shu|bolmadi|bolgan|bolmagan|bolgani|boldi|boladi|bir|marta|sodan"
    r"|odan|sonan|onan|mulde|eshkanday|ret)$"
)

_PAST_VERB = re.compile(
    r"(?:[aeiyu]l|[aeiyu]la|[aeiyu]li|las|lsya|lis|gan|gen|kan|ken|[dt]i|pti|ed|was|had|went"
    r"|[gk][ae]n(?:man|min|men|man|imiz|am|em)|[kg][ae]m|[aeiou][dt]im|[aeiou]ptim|broke|got)$"
)
# Something is happening while it is told: then it is nobody's past, whoever has it. The endings of
# one language are looked for only where a small word of it stands: "magnit" is no Russian verb.
_PRESENT = re.compile(
    r"(?:yapti|yapman|yapmiz|[ao]ybdi|(?:yot|yat|tur|tir|otir|yur)ib(?:di|man|miz)|ydi|ayman|eyman"
    r"|aym[ai]n|eym[ai]n)$|(?:yotir|yatir|atir|atur|jatir)(?:m[ai]n|miz)?$"
    r"|^(?:(?:tur|jur)(?:m[ai]n|miz)?|is|isnt|are|arent|am|im|cant|wont|want|net|yok|jok)$"
)
# Russian nouns that end as verbs do.
_NO_VERB = re.compile(
    r"(?:frit|artrit|bronhit|gastrit|^otit|kolit|sistit|patit|ningit|isit|dikulit|tonit|ringit"
    r"|sinusit|morit|tonzilit|statit|flebit|plevrit|stit|rinit|matit|diabet|visit|kredit|let)$"
)
_PRESENT_IN = (
    (
        re.compile(r"(?:[aeiy]t|[^aeiou]ut)$"),
        frozenset({"u", "ne", "ya", "i", "v", "na", "s", "moy", "odnako", "nazad", "bil", "bila"}),
    ),
    (
        re.compile(r"ing$"),
        frozenset({"the", "a", "my", "his", "her", "he", "she", "and", "is", "not"}),
    ),
)
_BEFORE = re.compile(
    "|".join(p.pattern for p in (LONG_AGO, _LONG_AGO_PAIRS[0], _NOT_SINCE, _YEAR, _AGED))
)
_BEFORE_WORDS = _AGO | _AFTERWARDS | _ONCE.keys() | {"when", "bir"}
# What comes after one of these is told of another time than what stood before it.
_TURN = frozenset(
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
        "kazir",
        "hazir",
        "bugin",
        "tagi",
        "kecha",
        "vchera",
        "esterday",
        "vot",
    ]
)
_AGAIN = re.compile(
    r"^(?:again|same|opyat|snova|povtorilos|samoe|yana|tagi|kaytadan|kayta$|kaytalandi|takrorlandi)"
)
_THAT_WAS = re.compile(
    r"\b(?:that|it|this) was\b|\beto bilo\b"
    r"|\b(?:bu|bul|ol|shu)\b.*\b(?:edi|bolgan|boldi|wakt\w*|kez\w*)$|\bgoy$"
)
_AND = frozenset(["and", "i", "va", "jane", "ham", "so"])
_YEAR_ENDS = ("nchi", "nshi", "om", "em", "ty", "godu", "yilda", "yili", "jili", "jilda")


def _may_be_past(clause: Sequence[str]) -> bool:
    return not _BEFORE_WORDS.isdisjoint(clause) or any(
        _BEFORE.match(word) or word.endswith(_YEAR_ENDS) for word in clause
    )


def is_past_verb(word: str) -> bool:
    """Whether a word has the ending of a verb in the past, in any of the languages."""
    return _PAST_VERB.search(word) is not None


def has_year(clause: Sequence[str]) -> bool:
    """Whether a clause names a calendar year, in digits or in words; not "since" that year."""
    if len(clause) == 1:
        return _YEAR.match(clause[0]) is not None
    for i, word in enumerate(clause):
        if not _YEAR.match(word):
            continue
        before = clause[i - 1] if i else ""
        following = clause[i + 1] if i + 1 < len(clause) else ""
        if following[:3] in ("god", "yil", "jil") or following in ("g", "da"):
            return before not in ("s", "since")
        if before in ("in", "v", "was", "bilo") and not _MEASURED.match(following):
            return True
    return _YEAR_IN_WORDS.search(" ".join(clause)) is not None


def not_since(clause: Sequence[str]) -> bool:
    """Whether a clause says nothing but that it has not come back: "none since", "15 жыл жоқ"."""
    return (
        not _NONE.isdisjoint(clause)
        and (not _SINCE.isdisjoint(clause) or any(map(_LONG_UNITS.match, clause)))
        and all(_is_small(word) for word in clause)
    )


def _is_small(word: str) -> bool:
    return (
        word in _NONE
        or word in _SINCE
        or word in NOW
        or _SMALL.match(word) is not None
        or is_number(word)
        or _LONG_UNITS.match(word) is not None
        or _NOT_SINCE.match(word) is not None
    )


def speaks_of_years(clause: Sequence[str]) -> bool:
    """Whether a clause counts years or months."""
    return any(map(_LONG_UNITS.match, clause))


def at_an_age(clause: Sequence[str]) -> bool:
    """Whether a clause tells of an age that somebody was: "at four", "в пять лет"."""
    return any(
        is_number(second) and (first == "at" or (first == "v" and _OF_AGE & {*clause[i : i + 4]}))
        for i, (first, second) in enumerate(pairwise(clause))
    ) or any(_AGED.match(word) and i and is_number(clause[i - 1]) for i, word in enumerate(clause))


def is_present(clause: Sequence[str]) -> bool:
    """Whether something in a clause is happening while it is told."""
    words = set(clause)
    return any(_PRESENT.search(word) for word in clause) or any(
        not words.isdisjoint(small)
        and any(ending.search(w) and not _NO_VERB.search(w) and not is_number(w) for w in clause)
        for ending, small in _PRESENT_IN
    )


def is_past(clause: Sequence[str]) -> bool:
    """Whether a clause speaks of years or months ago, and of nothing that is happening now."""
    if not _may_be_past(clause):
        return False
    words = set(clause)
    if _none_for_years(clause):
        return True
    if words & NOW:
        return False
    if words & _AFTERWARDS and any(_CHECK.match(word) for word in clause):
        return True
    return not is_present(clause) and _is_dated(clause)


def present_from(clause: Sequence[str]) -> int | None:
    """Where a clause that begins with what is over goes on with what is now, if it does.

    "Besh yil oldin infarkt boʻlgan | koʻkragim ogʻriyapti", "had a stroke in 2019 | and now my face
    droops". At least one word is left on either side.
    """
    if len(clause) < _SHORTEST_PARTS or not _may_be_past(clause):
        return None
    last: int | None = None
    for i in range(2, len(clause)):
        turns = clause[i] in _TURN
        if not turns and not is_present(clause[i:]):
            break
        begins = turns or clause[i] in _AND or _ends_past(clause[i - 1])
        if begins and is_past(clause[:i]):
            last = i
            if turns:
                break
    return last


def compared_from(clause: Sequence[str]) -> int | None:
    """Where a clause compares what is now with what was: "… like his cousin last year"."""
    for i in range(2, len(clause) - 1):
        if clause[i] in ("like", "kak", "just", "hudi") and is_past(clause[i:]):
            return None if _is_dated(clause[:i]) else i
    return None


def points_back(clause: Sequence[str]) -> bool:
    """Whether a clause dates what was told before it: "that was in 2016", "это было в детстве"."""
    return len(clause) == 1 or _THAT_WAS.search(" ".join(clause)) is not None


def says_again(clause: Sequence[str]) -> bool:
    """Whether a clause says that what was told before is there again, and not a check of it."""
    return (
        any(map(_AGAIN.match, clause))
        and _NONE.isdisjoint(clause)
        and not any(_CHECK.match(word) for word in clause)
    )


def _ends_past(word: str) -> bool:
    return word in _AGO or is_past_verb(word)


def _is_dated(clause: Sequence[str]) -> bool:
    """Whether a clause names a time long ago: a year, a span of years, an age, a time of life."""
    words = set(clause)
    if has_year(clause) or _at_an_earlier_age(clause):
        return True
    if "bir" in words and _ONE_TIME.search(" ".join(clause)):
        return True
    if "when" in words and _WHEN_YOUNG.search(" ".join(clause)):
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
        if LONG_AGO.match(word) and not words & _NEVER_BEFORE:
            return True
    return False


def _at_an_earlier_age(clause: Sequence[str]) -> bool:
    """ "В пять лет были судороги"; "at four" alone may be the time of day."""
    return (
        "at" not in clause
        and at_an_age(clause)
        and any(map(is_past_verb, clause))
        and not is_present(clause)
    )


def _is_once(clause: Sequence[str], i: int) -> bool:
    """English articles need their "as" or "when": "as a baby"; a seizure "in a child" is now."""
    return clause[i] != "a" or (i > 0 and clause[i - 1] in ("as", "when"))


def _none_for_years(clause: Sequence[str]) -> bool:
    """ "None in 20 years", "ikki yildan beri tutmagan", "приступов не было пять лет"."""
    return any(_NOT_SINCE.match(word) for word in clause) and any(
        _LONG_UNITS.match(word) for word in clause
    )
