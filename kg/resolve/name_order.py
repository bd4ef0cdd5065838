"""Which word of a name is the family's: the last one, or the first where it is put first.

A name is taken for one with the family first only where both parts say so: Xi Jinping, Kim Jong Un,
Orbán Viktor; but Kim Campbell, Li Andersson.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

CHINESE = frozenset(
    "bai bao cai cao chen cheng cui dai deng ding dong du duan fan fang feng fu gao ge gong gu guo"
    " han hao he hong hou hu huang jia jiang jin kang kong lai lei li liang liao lin liu long lu"
    " luo ma mao meng mo ning pan pang peng qian qiao qin qiu ren shao shen shi song su sun tan"
    " tang tao tian tong wan wang wei wen wu xi xia xiao xie xiong xu xue yan yang yao ye yi yin"
    " you yu yuan zeng zhan zhang zhao zheng zhong zhou zhu zhuang zou".split()
)
KOREAN = frozenset(
    "ahn an bae baek ban bang byun cha chang cho choe choi chun chung eom gang han heo hong huh"
    " hwang im jang jeon jeong ji jin jo joo jung kang kim ko koo kwak kwon lee lim min moon na nam"
    " noh oh paik pak park rhee ri roh ryu seo shim shin sim sohn son song suh thae won woo yang"
    " yi yim yoo yoon yu yun".split()
)
# Families whose names are written neither in the way of the mainland nor of Korea.
_OTHERS = frozenset("tsai hsiao hsu hsieh chiang lien soong goh ong teo chou ho kuo".split())

# So often the last word of a name that there it is the family's: Jong Un Kim.
_OFTEN_LAST = frozenset("chen choi kim lee liu park wang zhang".split())

_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
_FINAL = (
    "(?:iang|iong|uang|ueng|iao|ian|ing|ang|eng|ong|uai|uan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo"
    "|ui|un|ue|a|o|e|i|u)"
)
_PINYIN = re.compile(f"{_INITIAL}{_FINAL}(?:{_INITIAL}{_FINAL})?")
_SYLLABLE = re.compile(
    "(?:zh|ch|sh|ts|hs|kh|[bpmfdtnlgkhjrscwyqxz])?[aeiou]{1,3}(?:ng|ck|[nklmpth])?"
)
_LONGEST_SYLLABLE = 6

# Given names that no family bears and only Hungarian spells so.
HUNGARIAN = frozenset(
    "andras attila balazs balint bence csaba endre ferenc gabor gergely gyorgy gyula imre istvan"
    " janos jozsef judit katalin krisztina laszlo levente mihaly miklos sandor szabolcs tamas"
    " tibor viktor zoltan zsolt zsuzsanna".split()
)


def family_first(words: Sequence[str]) -> bool:
    """Whether the first of the words of a name is the family's.

    >>> family_first(["xi", "jinping"]), family_first(["kim", "jong", "un"])
    (True, True)
    >>> family_first(["kim", "campbell"]), family_first(["viktor", "orban"])
    (False, False)
    """
    first, *rest = words
    if rest[-1] in _OFTEN_LAST:
        return False
    if len(rest) == 1:
        given = rest[0]
        if given in HUNGARIAN:
            return first not in HUNGARIAN
        if first in CHINESE:
            return _PINYIN.fullmatch(given) is not None
        return first in KOREAN and _is_syllable(given)
    if len(rest) == 2 and first in CHINESE | KOREAN | _OTHERS:
        return all(map(_is_syllable, rest))
    return False


def _is_syllable(word: str) -> bool:
    return len(word) <= _LONGEST_SYLLABLE and _SYLLABLE.fullmatch(word) is not None
