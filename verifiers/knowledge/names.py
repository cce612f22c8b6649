"""Comparing personal names as readers see them: equal, one look-alike character apart, or different.

A look-alike is never silently taken for the name: it is said, and a person decides.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import Enum

from rapidfuzz.distance import Levenshtein

#: Characters that readers and hands confuse, in groups.
_GROUPS = """
己已巳 未末 土士 日曰 人入八 千干于 大太犬 天夫 王玉主 田由甲申 目且 兔免
候侯 暮慕幕墓募 辨辩瓣 戊戌戍 喻俞愉榆瑜渝 婷停亭 昊吴昃 睛晴清情靖请 婕捷
莹萤营荧 茗名铭 浩皓洁 晓骁烧 佳住桂 杰木 伟纬炜玮苇 琪棋淇祺琦 洋样详 静净
萍苹 燕嬿 冰水 妍研 彬杉 泽译择 宇字 芳芬 雷需 梅海 颖颍 敏毓 飞风 建健
莲连 博傅搏 凯恺 帅师 林木 沈沉 肖尚
付什 汤场 谭潭 罗萝 陆陈 阵陈 刑邢 蓝篮 瑶遥 涛祷
辉晖挥 霞露 佩偑 锋峰烽 利和 莉利 娜那 姗珊 玲铃 岚风 俊竣骏
哲晢 薇微 菲非 欣欢 悦锐 龙尤 义又 卫工 刚冈钢 春舂 惠慧
志忠 忠中 国围 广厂 庆床 民氏 永水 平乎 立丘 生主 东车 明朋 朋鹏
"""
_ALIKE = frozenset(
    frozenset((first, second)) for group in _GROUPS.split() for first in group for second in group if first != second
)


class Likeness(Enum):
    """How two names compare."""

    SAME = "same"
    ALIKE = "alike"
    DIFFERENT = "different"


def bare(name: str) -> str:
    """NFKC, without inner spaces; every kind of middle dot becomes ``·``."""
    text = "".join(unicodedata.normalize("NFKC", name).split())
    for dot in "•・‧∙.．":
        text = text.replace(dot, "·")
    return text


def likeness(first: str, second: str) -> Likeness:
    """Compares two names. ALIKE: exactly one character differs, of a known look-alike pair or in a name of three or
    more; or one character was dropped from a name of three or more.

    >>> likeness("陈晓 明", "陈晓明").name, likeness("张晓辉", "张晓晖").name, likeness("张伟", "李娜").name
    ('SAME', 'ALIKE', 'DIFFERENT')
    """
    a, b = bare(first), bare(second)
    if a == b:
        return Likeness.SAME
    if not a or not b:
        return Likeness.DIFFERENT
    if len(a) == len(b):
        apart = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
        if all(frozenset(pair) in _ALIKE for pair in apart):
            return Likeness.ALIKE
        if len(apart) == 1 and len(a) >= 3 and a[0] == b[0]:
            return Likeness.ALIKE
        return Likeness.DIFFERENT
    if min(len(a), len(b)) >= 2 and max(len(a), len(b)) >= 3 and Levenshtein.distance(a, b) == 1 and a[0] == b[0]:
        return Likeness.ALIKE
    return Likeness.DIFFERENT


def nearest(name: str, among: Iterable[str]) -> tuple[str, Likeness] | None:
    """The entry of ``among`` that is the same as ``name``, else one that is alike; None when all differ."""
    alike = None
    for other in among:
        how = likeness(name, other)
        if how is Likeness.SAME:
            return other, how
        if how is Likeness.ALIKE and alike is None:
            alike = other
    return None if alike is None else (alike, Likeness.ALIKE)
