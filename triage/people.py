"""Words for people: the patient, those who live in the same house, relatives, strangers.

Lists are in folded spelling (see text.fold). General language knowledge, not yet read by native
speakers.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

SELF = re.compile(
    r"^(?:u$|menya$|mne$|moy|moya$|moe|moi$|moih$|moego$|ya$|sam$|sama$|samoy$|samogo$|i$|im$|ive$"
    r"|id$|my$|me$|mine$|ours$|myself$|menda|menam$|mening|meniki|menga|men$|ozim|mende|menin|magan|bizni"
    r"|bizdi|nash)"
)
# Who lives in the same house, and is brought along.
HOUSEHOLD = re.compile(
    r"^(?:otam|onam|dadam|ayam|oyim|erim$|erimni|erimda|hotinim|mat$|materi$|mama$|mami$|mame$"
    r"|mamu$|otes$|osa$|osu$|papa$|papi$|pape$|papu$|muj$|muja$|muja|muju$|jena$|jeni$|jene$|jenu$"
    r"|mother|father|(?:mom|mum|dad)s?$|momy|mumy|dady|husband|wife|wifes|partner|anam|atam|akem"
    r"|apam|sheshe|enem$|kueu|kuew|aelim|zayib|zayip|joldas)"
)
RELATIVE = re.compile(
    HOUSEHOLD.pattern
    + r"|^(?:buvim|bobom|buvam|akam|ukam|opam|singlim|amakim|togam|holam|koshnim|dostim|brat|sestr"
    r"|ded$|deda$|dedu|dedushk|babushk|babul|tet[yi]|dyad|plemyan|sosed|podrug|drug$|druga$"
    r"|svekr|tesh[aiu]$|tesh[ae]y$|zyat|nevestk|snoh|kuzen|kuzin|brother|sister|gran[sy]?$|gran[dmp]|nan$|nans$|nana"
    r"|uncle|aunt|cousin|niece|nephew|neighbo|friend|ajem|agam|inim|sinlim|karindas|bauirim"
    r"|jien|jiyan|nagash|ajapa|apayim|dayi|zolovk|dever|kaynona|kaynata|kaynag|kayneg|kayin|kelin|pochch|yanga|jenge|jezde|kuda)"
)
STRANGER = re.compile(
    r"^(?:koshni|konsi|korshi|sosed|hamkasb|koleg|aripte|jumisla|sinfdosh|siniptas|klasdas|odnoklas"
    r"|odnokurs|dost|dos$|dosi|tanish|tanis|znakom|priyatel|podrug|drug$|druga$|friend|coleag|neighbo"
    r"|clasmate|(?:flat|rom|house|work|scholmate|team)mate|mates?$|coworker|dugona|dugana"
    r"|kurbi|jora$|joram|ortog|kursdos|nachaln|odnogrup|shef$|shefa$|bos$|bosh?lig|bastig|bashlig"
    r"|naparnik|pastuh|brigadir)"
)
# "A woman in the queue", "bir yigit", "одна женщина".
SOME = frozenset(["a", "bir", "odin", "odna", "odnogo", "odnu", "another", "kakoyto"])
FOLK = re.compile(
    r"^(?:yigit|ayol|hayal|ael|odam|adam|kishi|jigit|bola$|bala$|balani$|bolani$|woman|man$|guy|kid$"
    r"|boy$|girl$|lady|family|semya|jenshin|mujchin|paren$|parnya$|malchik|devochk|devushk|uy$"
    r"|shanarak|oila)"
)


def lives_elsewhere(clause: Sequence[str]) -> bool:
    """Whether a clause speaks of a relative, and of none who lives in the same house."""
    return any(map(RELATIVE.match, clause)) and not any(map(HOUSEHOLD.match, clause))


def names_stranger(clause: Sequence[str]) -> bool:
    """Whether a clause speaks of somebody who is neither the patient nor of the family."""
    if any(map(STRANGER.match, clause)):
        return True
    return not any(map(SELF.match, clause)) and any(
        first in SOME and FOLK.match(second) for first, second in pairwise(clause)
    )
