"""What anybody would try first is refused; what only its owner would say is not."""

from __future__ import annotations

import random
import string
from itertools import product

import pytest

from claims.passwords import LONGEST, parts, weakness

WORDS = (
    "password admin woaini iloveyou qwerty qwertyuiop asdfgh 1qaz2wsx zhangwei liming wangfang huawei xueshi monkey "
    "dragon sunshine zhongguo beijing mima hello welcome abcdef qazwsx 1q2w3e4r zaq1xsw2"
)
TAILS = (
    "123 1234 12345 123456 1234567890 2023 2024 2026 1990 19900101 0101 888 666 520 1314 123! 2024! 123@ @123 #2023 "
    ".123 abc qwe 111 000 321 654321 aaa"
)


def common() -> list[str]:
    """The commonest of the lists that leak, by rule: word and tail, tail and word, capitals, signs for letters."""
    made = set()
    for word, tail in product(WORDS.split(), TAILS.split()):
        for one in (word + tail, tail + word, word.capitalize() + tail, word.upper() + tail, word + "_" + tail):
            made.add(one)
        made.add(word.replace("o", "0") + tail)
    birthdays = product(range(1960, 2011), ("0101", "0308", "1012", "1231"), ("aa", "abc"))
    made |= {f"{year}{day}{tail}" for year, day, tail in birthdays}
    made |= {f"1{second}{number:09}" for second in (3, 8) for number in range(0, 10**9, 9_999_937)}
    return sorted(one for one in made if len(one) >= 10)


def test_thousands_of_common_passwords_are_refused() -> None:
    listed = common()
    assert len(listed) > 3000
    assert [one for one in listed if not weakness(one)] == []


@pytest.mark.parametrize(
    "password",
    [
        "春江潮水连海平-2023",
        "test horse battery staple",
        "我家楼下的面馆周三休息",
        "a7Kq2mZp9w",
        "Tc!41-vexing-marble",
        "独木桥上走过三只羊 x",
    ],
)
def test_sentences_of_ones_own_pass(password: str) -> None:
    assert weakness(password, about=("zheng", "郑晓岚", "嘉兴市水利工程管理中心")) == ""


def test_random_ones_pass() -> None:
    dice = random.Random(5)
    signs = string.ascii_letters + string.digits
    assert not any(weakness("".join(dice.choice(signs) for _ in range(10))) for _ in range(500))


def test_what_is_known_about_the_person_counts_for_little() -> None:
    about = ("zhengxl", "郑晓岚", "嘉兴市水利工程管理中心")
    for password in ("zhengxl123456", "zhengxl@2024", "郑晓岚19900101", "嘉兴市水利工程管理中心1"):
        assert weakness(password, about=about)
    assert parts("郑晓岚19900101") > parts("郑晓岚19900101", {"郑晓岚"})


def test_length_is_told_plainly() -> None:
    assert "10" in weakness("a7Kq2mZp9")
    assert weakness("春" + "江潮" * LONGEST)
    assert "两三种" in weakness("abababababab")
