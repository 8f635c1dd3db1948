"""Clauses that tell of somebody who is not the patient: a relative, a stranger, the news.

A relative who is ill may be the patient, brought along. So a relative is left out only where the
clause is over and says so, a stranger or a report only where the text comes back to the patient
("… а у меня просто кашель", "mine is fine"), and nobody to whom it is happening now. Lists are in
folded spelling (see text.fold). General language knowledge, not yet read by native speakers.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from triage.people import (
    FOLK,
    HOUSEHOLD,
    RELATIVE,
    SELF,
    STRANGER,
    lives_elsewhere,
    names_stranger,
)
from triage.tense import LONG_AGO, NOW, has_year, is_past_verb, is_present
from triage.text import Tokens

# A film, the news, the web: whatever happens there happens to nobody in front of us.
_REPORT = re.compile(
    r"^(?:kino$|kinoda|kinoni|serial|film|movie|series$|peredach|novost|yangilik|janalik|internet"
    r"|televizor|televideni|teledidar|tv$|gazet|gazit|jurnal|stat(?:i|yu|ya|e)|makola|makala|artic"
    r"|story$|stories$|online$|tiktok|instagram|yutub|youtube|roman$|kniga|knige|knigu|kitobda"
    r"|kitapta|documentar|telegram)"
)
# Where it was seen: "kinoda", "ютубта", "по новостям", "on the news".
_SEEN_THERE = re.compile(r"(?:d[ae]|t[ae])$")
_IN = frozenset(["v", "po", "iz", "on", "in", "the", "from"])
_READ = re.compile(
    r"^(?:okidim|okigan|okip|chital|prochital|slishal|uslishal|eshitdim|eshitgan|eshitib|estidim"
    r"|estip|esitip|esitim|heard|read$|watched|saw$|uvidel|posmotrel|smotrel|kordim|kordik)"
)
_ABOUT = frozenset(["about", "pro", "hakida", "hakinda", "turali", "tugrali", "o", "ob"])
_WHO = re.compile(r"^(?:kotor|who$|whose$|whom$)")
# It happened, and is not happening: what tells that a relative's illness is over.
_OVER = re.compile(
    r"^(?:bolgan|bolgandi|olgan|vafot|edi|bil$|bila$|bilo$|bili$|umer|perenes|had$|died|pased|was$"
    r"|kaitis|kaytis|ekan|eken|odnajdi|birjoli)"
)
_SURELY_OVER = re.compile(
    r"^(?:bolgan|bolgandi|olgan|vafot|edi$|umer|perenes|died|pased$|kaitis|kaytis)"
)
# Of somebody who lives elsewhere it tells enough: "the uncle had", not "my husband had a seizure".
_HAD = re.compile(r"^(?:bil$|bila$|bilo$|bili$|had$)")
# "Qon qusib oʻtgan", "qusıp ótken": has had it; "oʻtgan kuni" is the other day.
_HAS_HAD = re.compile(r"^(?:otgan|otken)(?:di|edi|man|min)?$")
_CONVERB = re.compile(r"[iu][bp]$")
# What somebody else always has says nothing of today.
_HABIT = re.compile(
    r"^(?:vesno|oseny|letom|zimoy|bahor|koktem|baharde|kuzda|kuzde|kishda|spring|sumer|winter|autumn"
    r"|kajd|vsegda|chasto|vechno|doim|dayim|unemi|every|always|often|usualy)"
)
_MERELY = frozenset(
    [
        "prosto",
        "tolko",
        "lish",
        "vsego",
        "obichniy",
        "obichnaya",
        "obichnoe",
        "just",
        "only",
        "merely",
        "simply",
        "plain",
        "ordinary",
        "fakat",
        "shunchaki",
        "odiy",
        "gana",
        "tek",
        "jay",
        "kadimgi",
        "apiwayi",
        "holos",
        "halas",
    ]
)
# "I just have a cold", not "I just found her".
_JUST = frozenset(
    [
        "have",
        "has",
        "in",
        "for",
        "ned",
        "want",
        "got",
        "a",
        "an",
        "my",
        "the",
        "some",
        "came",
        "mild",
    ]
)
# Then it is said of somebody else: "I want him checked".
_HIM = re.compile(
    r"^(?:him|her|them|they|he|she|on|ona|ego|ee|eyo|emu|ey|nego|neyo|uni|unga|unda|ony|ogan|onda"
    r"|ol|oni)$"
)
_BUT_I = frozenset(["odnako", "esa", "bolsa", "but", "lekin", "amo", "birak", "birok", "while"])
_WELL = re.compile(
    r"^(?:zdorov|soglom|sog$|sopa|sau(?:min)?$|saw(?:man)?$|saulik|sawlik|sawlikta|healthy|fine$|ok$|okay$|wel$"
    r"|norma|horosho|yahshi|jaksi|poryadke|joyida|joyinda|ornida|orninda|tinch|bardam)"
)
_WISH = re.compile(
    r"^(?:kontrol|prover|osmotr|nablyud|obsled|zapis|konsult|konsultas|reabilit|resept|spravk|check"
    r"|folow|review|scren|rehab|refil|lok(?:ed)?$|apointment|advice|tested$|test$|vakcin|vacin"
    r"|tekshir|korik|koruv|korin|teks"
    r"|bakila|baklaw|nazorat|maslahat|kenes|keneske|yozil|jazil|planov|routin|reja|jospar|jobal"
    r"|psiholog|yozdir|jazdir|bok$)"
)
_SUCH = re.compile(
    r"^(?:takih|takogo|takoy|takaya|such$|onday|bunday|unday|ondai|munday|mundai|sunday|unaka"
    r"|bunaka|that$)"
)
_NONE = frozenset(
    ["net", "no", "not", "dont", "havent", "none", "yok", "jok", "ne", "yuk", "nothing"]
)
# "My wife just had a seizure": told in the past, and happening.
_BEING = frozenset(
    ["is", "isnt", "are", "arent", "cant", "wont", "just", "tolko", "hozirgina", "endigina", "jana"]
)
_BEFORE_TODAY = frozenset(["kecha", "vchera", "esterday", "keshe"])
_NEAR_START = 2
# Taken care of elsewhere: "увезли", "olib ketdi", "реанимация".
_CARED_FOR = re.compile(
    r"^(?:uvezl|spasli$|spas$|vipisa|reanimas|toksikolog|vernuls|akete?di|aketi|saved$|discharged"
    r"|umer|pogib|died|vafot|rahmatli|marhum|airild|kaitis|kaytis|aman$|jazilgan|jazildi|tuzalgan)"
)
_TAKEN = re.compile(r"^(?:olib|alip|alib|olip)$")
_AWAY = re.compile(r"^ke[tl]")
# "I called you", "I don't know what to do": then the other one may be standing here.
_FOR_HIM = re.compile(
    r"^(?:pomo[gsjch]|help|yordam|jardem|komek|znayu|know|bilma|bilme|vizva|zvon|privel|privez|prines"
    r"|cal$|cals$|caled|brought|bring|chakir|olib|alip|akel|nashla$|nashel$|nashol$|found|topdim|taptim|ney$|nim$|birga|birge|ryadom|beside|yonid|janinda)"
)
_MINE = re.compile(r"^(?:moy$|moya$|moi$|nash$|nasha$|nashi$|mine$|ours$|meniki|bizdiki|bizniki)")
_AGE = re.compile(r"^(?:age$|yosh|jas)")
_SAME = re.compile(
    r"^(?:same$|toje$|takaya$|takoe$|takoy$|takie$|shunday|shunaka|hudi|sonday|osinday|sunday"
    r"|munday)"
)
_OURS = re.compile(
    r"^(?:biz|bizda|bizde|bizdiki|bizdi|bizdin|mi$|nas$|nam$|we$|our$|us$|weve$|were$)"
)
_REPORTED = re.compile(r"(?:[iu]pti|[iu]bdi|^eken|^ekan|mish)$")
_HEREDITARY = re.compile(r"^(?:irsiy|nasl|nasledstven|hereditary|tukim)")
# Not "the whole family is vomiting".
_IN_THE_FAMILY = re.compile(r"\bfamily history\b|\bin (?:my|our|the) family\b")
# One look at each word tells for most texts that nothing below can hold.
_OTHER = re.compile("|".join(p.pattern for p in (RELATIVE, STRANGER, _REPORT, _READ, FOLK)))


def others_of(tokens: Tokens) -> frozenset[int]:
    """Where the clauses begin that tell of somebody else: they say nothing of the patient."""
    words = tokens.words
    if not any(map(_OTHER.match, words)):
        return frozenset()
    clauses = [words[start:end] for start, end in tokens.clauses]
    starts = [start for start, _ in tokens.clauses]
    died = any(_SURELY_OVER.match(word) for word in words)
    found = {
        start for start, clause in zip(starts, clauses, strict=True) if _is_over(clause, died=died)
    }
    back = (i for i, clause in enumerate(clauses) if _comes_back(clause, clauses[:i]))
    own = max(back, default=0)
    told = False
    for i, clause in enumerate(clauses[:own]):
        habit = _is_habit(clauses[i + 1 : own], clause)
        told = habit or _is_story(clause) or (told and _goes_on(clause))
        if told:
            found.add(starts[i])
    return frozenset(found | _stretches(starts, clauses, own))


def _stretches(starts: Sequence[int], clauses: Sequence[Sequence[str]], back: int) -> set[int]:
    """Starts of all clauses of what is told of another, up to where the patient speaks of himself.

    `back`: the last clause in which the text comes back to the patient for certain. A stranger, or
    a relative who is cared for elsewhere, is left behind by any clause that is the patient's own;
    unless something of theirs is happening now.
    """
    found: set[int] = set()
    own = [_is_own(clause) for clause in clauses]
    last = max((i for i, is_own in enumerate(own) if is_own), default=0)
    i = 0
    while i < len(clauses):
        if _is_sure_report(clauses[i]):
            found.add(starts[i])
        end = i + 1
        stranger = names_stranger(clauses[i]) or lives_elsewhere(clauses[i])
        if stranger or any(map(RELATIVE.match, clauses[i])):
            while end < len(clauses) and not own[end]:
                end += 1
            stretch = clauses[i:end]
            gone = any(map(_is_cared_for, stretch)) or any(map(_is_hearsay, stretch))
            if gone or (stranger and any(map(_is_calm, clauses[end:]))):
                left = max(back, last)
            else:
                left = back
            if left >= end and _is_done(stretch, stranger=stranger) and not _is_mine(clauses[end:]):
                found.update(starts[i:end])
        i = end
    return found


def _is_done(stretch: Sequence[Sequence[str]], *, stranger: bool) -> bool:
    """Nothing of a stretch is happening now, and something of it did happen."""
    if any(
        (is_present(clause) or NOW.intersection(clause) - _BEFORE_TODAY)
        and not _is_cared_for(clause)
        for clause in stretch
    ):
        return False
    return any(
        _is_cared_for(clause) or _is_story(clause) or (stranger and any(map(is_past_verb, clause)))
        for clause in stretch
    )


def _is_calm(clause: Sequence[str]) -> bool:
    """That somebody is well, or comes for a check, and not that it is for another."""
    return any(_WELL.match(word) or _WISH.match(word) for word in clause) and not any(
        _HIM.match(word) or _FOR_HIM.match(word) for word in clause
    )


def _is_mine(following: Sequence[Sequence[str]]) -> bool:
    """ "… и у меня сейчас такая же": what was told of another says how the patient is."""
    return any(
        _NONE.isdisjoint(clause)
        and any(map(SELF.match, clause))
        and any(
            _SAME.match(word) and not _AGE.match(after)
            for word, after in zip(clause, [*clause[1:], ""], strict=True)
        )
        for clause in following
    )


def _is_cared_for(clause: Sequence[str]) -> bool:
    return any(map(_CARED_FOR.match, clause)) or any(
        _TAKEN.match(first) and _AWAY.match(second) for first, second in pairwise(clause)
    )


def _is_own(clause: Sequence[str]) -> bool:
    """The patient, or those at home, speaking of themselves near the start of a clause."""
    head = clause[: _NEAR_START + 1]
    mine = any(SELF.match(word) and not _of_relative(clause, i) for i, word in enumerate(head))
    return (mine or any(map(_OURS.match, head))) and not any(
        _HIM.match(word) or _FOR_HIM.match(word) for word in clause
    )


def _is_sure_report(clause: Sequence[str]) -> bool:
    """ "Kinoda ilon chaqqanni …", "по новостям …": it happened on a screen or on paper."""
    if any(SELF.match(word) or _OURS.match(word) for word in clause[_NEAR_START:]):
        return False
    return any(
        _REPORT.match(word)
        and (
            _SEEN_THERE.search(word)
            or (i > 0 and clause[i - 1] in _IN)
            or any(map(_READ.match, clause))
        )
        for i, word in enumerate(clause)
    )


def _goes_on(clause: Sequence[str]) -> bool:
    """A clause about the one of whom the clause before it told."""
    return bool(_WHO.match(clause[0])) or _has_habit(clause)


def _is_habit(following: Sequence[Sequence[str]], clause: Sequence[str]) -> bool:
    """A relative or stranger, and in this clause or the next what befalls them again and again."""
    return any(map(RELATIVE.match, clause)) and (
        _has_habit(clause)
        or (not is_present(clause) and bool(following) and _has_habit(following[0]))
    )


def _has_habit(clause: Sequence[str]) -> bool:
    return NOW.isdisjoint(clause) and any(map(_HABIT.match, clause))


def wishes(clause: Sequence[str]) -> bool:
    """Whether a clause asks for a check, a prescription, advice: no news of how somebody is."""
    return any(map(_WISH.match, clause))


def runs_in_the_family(clause: Sequence[str]) -> bool:
    """A clause about what is hereditary."""
    if any(map(_HEREDITARY.match, clause)):
        return True
    return "family" in clause and _IN_THE_FAMILY.search(" ".join(clause)) is not None


def _comes_back(clause: Sequence[str], before: Sequence[Sequence[str]]) -> bool:
    """The patient after somebody else was spoken of: that it is little, well, or a routine visit.

    "… а у меня просто кашель", "menda esa faqat tumov", "mine is fine", "ондай ойым жоқ". Behind
    what is told of a stranger by hearsay, whatever the patient has: "meniń qızımda jótel bar".
    """
    if any(map(_SUCH.match, clause)) and not _NONE.isdisjoint(clause):
        return True
    if _MINE.match(clause[0]) and not _NONE.isdisjoint(clause):
        return True
    own = [i for i, word in enumerate(clause) if SELF.match(word) and not _of_relative(clause, i)]
    if not own or any(map(_HIM.match, clause)):
        return False
    merely = _has_merely(clause)
    if own[0] > _NEAR_START and not merely:
        return False
    return (
        merely
        or not _BUT_I.isdisjoint(clause)
        or any(_WELL.match(word) or _WISH.match(word) for word in clause)
        or (bool(before) and _is_hearsay(before[-1]))
    )


def _of_relative(clause: Sequence[str], i: int) -> bool:
    """ "My father" is not the patient, as "my child" may be."""
    return clause[i] != "u" and i + 1 < len(clause) and RELATIVE.match(clause[i + 1]) is not None


def _has_merely(clause: Sequence[str]) -> bool:
    return any(
        word in _MERELY and (word != "just" or (i + 1 < len(clause) and clause[i + 1] in _JUST))
        for i, word in enumerate(clause)
    )


def _is_hearsay(clause: Sequence[str]) -> bool:
    """Told of a stranger by somebody who was not there: "qońsınıń qızı esin joǵaltıptı"."""
    return (
        any(map(STRANGER.match, clause))
        and not is_present(clause)
        and any(_REPORTED.search(word) for word in clause)
    )


def _is_story(clause: Sequence[str]) -> bool:
    """Something that was read or shown, or somebody else to whom nothing is happening now."""
    if any(map(_REPORT.match, clause)):
        return True
    if any(map(_READ.match, clause)) and not _ABOUT.isdisjoint(clause):
        return True
    now = NOW.intersection(clause)
    if is_present(clause) or now - _BEFORE_TODAY:
        return False
    over = (
        any(map(_OVER.match, clause))
        or has_year(clause)
        or any(map(LONG_AGO.match, clause))
        or _at_one_time(clause)
    )
    if any(map(STRANGER.match, clause)):
        return over or any(map(is_past_verb, clause))
    if now:
        return False
    return over and any(map(RELATIVE.match, clause))


def _at_one_time(clause: Sequence[str]) -> bool:
    """ "Closed up once", "qusib oʻtgan"; "at once" is now, "oʻtgan kuni" the other day."""
    return any(
        (word == "once" and before not in ("at", "al", ""))
        or (_HAS_HAD.match(word) and _CONVERB.search(before))
        for before, word in pairwise(clause)
    )


def _is_over(clause: Sequence[str], *, died: bool) -> bool:
    """A relative's illness that is over. A relative who is ill now may be the patient.

    `died`: the text says of somebody that they died, or that it was long ago.
    """
    if not NOW.isdisjoint(clause) or not _BEING.isdisjoint(clause):
        return False
    if not any(map(RELATIVE.match, clause)):
        return False
    if any(map(_SURELY_OVER.match, clause)):
        return True
    elsewhere = died or not any(map(HOUSEHOLD.match, clause))
    return elsewhere and any(map(_HAD.match, clause))
