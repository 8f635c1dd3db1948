"""Clauses that tell of somebody who is not the patient: a relative, a stranger, the news.

A relative who is ill may be the patient, brought along. So a relative is left out only where the
clause is over and says so, a stranger or a report only where the text comes back to the patient
("… а у меня просто кашель", "mine is fine"), and nobody to whom it is happening now. Lists are in
folded spelling (see text.fold). General language knowledge, not yet read by native speakers.
"""

import re
from collections.abc import Sequence

from triage.tense import LONG_AGO, NOW, has_year, is_past_verb, is_present
from triage.text import Tokens

_RELATIVE = re.compile(
    r"^(?:otam|onam|dadam|ayam|buvim|bobom|buvam|akam|ukam|opam|singlim|oyim|amakim|togam|holam"
    r"|erim|hotinim|koshnim|dostim|mat$|materi$|mama$|mami$|mame$|otes$|osa$|papa$|papi$|brat"
    r"|sestr|ded$|deda$|dedu|dedushk|babushk|sosed|muj$|muja$|jena$|jeni$|podrug|drug$|druga$"
    r"|mother|father|mom$|mum$|dad$|brother|sister|grand|uncle|aunt|cousin|neighbo|friend|husband"
    r"|wife|anam|atam|akem|apam|ajem|agam|inim|sinlim)"
)
_STRANGER = re.compile(
    r"^(?:koshni|konsi|korshi|sosed|hamkasb|koleg|aripte|jumisla|sinfdosh|siniptas|klasdas|odnoklas"
    r"|dost|dos$|dosi|tanish|tanis|znakom|podrug|drug$|druga$|friend|coleag|neighbo|clasmate|mate$"
    r"|workmate|scholmate)"
)
# A film, the news, the web: whatever happens there happens to nobody in front of us.
_REPORT = re.compile(
    r"^(?:kino$|kinoda|kinoni|serial|film|movie|series$|peredach|novost|yangilik|janalik|internet"
    r"|televizor|televideni|teledidar|tv$|gazet|gazit|jurnal|stat(?:i|yu|ya|e)|makola|makala|artic"
    r"|story$|stories$|online$|tiktok|instagram|yutub|youtube|roman$|kniga|knige|knigu|kitobda"
    r"|kitapta|documentar)"
)
_READ = re.compile(
    r"^(?:okidim|okigan|okip|chital|prochital|slishal|uslishal|eshitdim|eshitgan|eshitib|estidim"
    r"|estip|esitip|esitim|heard|read$|watched|saw$|uvidel|posmotrel|smotrel|kordim|kordik)"
)
_ABOUT = frozenset(["about", "pro", "hakida", "hakinda", "turali", "tugrali", "o", "ob"])
_WHO = re.compile(r"^(?:kotor|who$|whose$|whom$)")
# It happened, and is not happening: what tells that a relative's illness is over.
_OVER = re.compile(
    r"^(?:bolgan|bolgandi|olgan|vafot|edi|bil$|bila$|bilo$|bili$|umer|perenes|had$|died|pased|was$"
    r"|kaitis|kaytis|ekan|eken)"
)
_SURELY_OVER = re.compile(
    r"^(?:bolgan|bolgandi|olgan|vafot|edi|bil$|bila$|bilo$|bili$|umer|perenes|had$|died|pased|was$"
    r"|kaitis|kaytis)"
)
_SELF = re.compile(
    r"^(?:u$|menya$|mne$|moy|moya$|moe|moi$|moih$|moego$|ya$|sam$|sama$|i$|im$|ive$|id$|my$|me$"
    r"|mine$|ours$|menda|mening|meniki|menga|men$|ozim|mende|menin|magan|bizni|bizdi|nash)"
)
_MERELY = frozenset(
    ["prosto", "tolko", "lish", "just", "only", "merely", "fakat", "gana", "tek", "holos", "halas"]
)
_BUT_I = frozenset(["odnako", "esa", "bolsa", "but", "lekin", "amo", "birak", "birok", "while"])
_WELL = re.compile(
    r"^(?:zdorov|soglom|sog$|sopa|sau(?:min)?$|saw(?:man)?$|saulik|sawlik|sawlikta|healthy|fine$|ok$|okay$|wel$"
    r"|norma|horosho|yahshi|jaksi|poryadke|joyida|joyinda|ornida|orninda|tinch|bardam)"
)
_WISH = re.compile(
    r"^(?:kontrol|prover|osmotr|nablyud|obsled|zapis|konsult|konsultas|reabilit|resept|spravk|check"
    r"|folow|review|scren|rehab|refil|lok(?:ed)?$|apointment|advice|tekshir|korik|koruv|korin|teks"
    r"|bakila|baklaw|nazorat|maslahat|kenes|keneske|yozil|jazil|planov|routin|reja|jospar|jobal"
    r"|psiholog)"
)
_SUCH = re.compile(
    r"^(?:takih|takogo|takoy|takaya|such$|onday|bunday|unday|ondai|munday|mundai|sunday)"
)
_NONE = frozenset(["net", "no", "none", "yok", "jok", "ne", "yuk", "nothing"])
# "My wife just had a seizure": told in the past, and happening.
_BEING = frozenset(
    ["is", "isnt", "are", "arent", "cant", "wont", "just", "tolko", "hozirgina", "endigina", "jana"]
)
_NEAR_START = 2
_FAMILY = re.compile(r"^(?:irsiy|nasl|nasledstven|family|hereditary|tukim)")
# One look at each word tells for most texts that nothing below can hold.
_OTHER = re.compile("|".join(p.pattern for p in (_RELATIVE, _STRANGER, _REPORT, _READ)))


def others_of(tokens: Tokens) -> frozenset[int]:
    """Where the clauses begin that tell of somebody else: they say nothing of the patient."""
    words = tokens.words
    if not any(map(_OTHER.match, words)):
        return frozenset()
    clauses = [words[start:end] for start, end in tokens.clauses]
    starts = [start for start, _ in tokens.clauses]
    found = {start for start, clause in zip(starts, clauses, strict=True) if _is_over(clause)}
    own = max((i for i, clause in enumerate(clauses) if _comes_back(clause)), default=0)
    told = False
    for start, clause in zip(starts[:own], clauses[:own], strict=True):
        told = _is_story(clause) or (told and bool(_WHO.match(clause[0])))
        if told:
            found.add(start)
    return frozenset(found)


def runs_in_the_family(clause: Sequence[str]) -> bool:
    """A clause about what is hereditary."""
    return any(map(_FAMILY.match, clause))


def _comes_back(clause: Sequence[str]) -> bool:
    """The patient after somebody else was spoken of: that it is little, well, or a routine visit.

    "… а у меня просто кашель", "menda esa faqat tumov", "mine is fine", "ондай ойым жоқ".
    """
    if any(map(_SUCH.match, clause)) and not _NONE.isdisjoint(clause):
        return True
    own = [i for i, word in enumerate(clause) if _SELF.match(word)]
    if not own:
        return False
    merely = not _MERELY.isdisjoint(clause)
    if own[0] > _NEAR_START and not merely:
        return False
    return (
        merely
        or not _BUT_I.isdisjoint(clause)
        or any(_WELL.match(word) or _WISH.match(word) for word in clause)
    )


def _is_story(clause: Sequence[str]) -> bool:
    """Something that was read or shown, or somebody else to whom nothing is happening now."""
    if any(map(_REPORT.match, clause)):
        return True
    if any(map(_READ.match, clause)) and not _ABOUT.isdisjoint(clause):
        return True
    if is_present(clause) or not NOW.isdisjoint(clause):
        return False
    over = any(map(_OVER.match, clause)) or has_year(clause) or any(map(LONG_AGO.match, clause))
    if any(map(_STRANGER.match, clause)):
        return over or any(map(is_past_verb, clause))
    return over and any(map(_RELATIVE.match, clause))


def _is_over(clause: Sequence[str]) -> bool:
    """A relative's illness that is over. A relative who is ill now may be the patient."""
    return (
        NOW.isdisjoint(clause)
        and any(map(_RELATIVE.match, clause))
        and any(map(_SURELY_OVER.match, clause))
        and _BEING.isdisjoint(clause)
    )
