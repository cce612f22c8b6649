"""What a QR code on the paper says against what is printed.

Sees: codes whose payload carries the number, name, hours or date itself (as parameters, JSON or lines); nothing is
ever opened or fetched. Cannot see: codes that hold only an address or an opaque key, which is said as not
applicable. Errs when two codes of different papers are in one picture.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

from domain.case import Case
from domain.finding import Finding
from domain.reading import MarkType
from verifiers import NotApplicable
from verifiers.knowledge.names import Likeness, bare, likeness
from verifiers.knowledge.trust import MISREAD, graded

TITLE = "二维码与票面是否一致"
CODES = ("contradiction.qr_mismatch",)
NEEDS: frozenset[str] = frozenset()

_KEYS = {
    "certificate_no": (
        "no",
        "certno",
        "cert_no",
        "zsbh",
        "bh",
        "number",
        "certificateno",
        "certificate_no",
        "code",
        "证书编号",
        "编号",
    ),
    "person_name": ("name", "xm", "username", "realname", "person_name", "姓名"),
    "hours": ("hours", "xs", "xueshi", "credit", "credits", "学时"),
    "issue_date": ("date", "issue_date", "fzrq", "发证日期"),
}
_TITLES = {"certificate_no": "编号", "person_name": "姓名", "hours": "学时", "issue_date": "发证日期"}


def payload_values(text: str) -> dict[str, str]:
    """Fact name → value the payload carries.

    >>> payload_values("https://v.example.invalid/c?no=A12&name=李明&t=9")
    {'certificate_no': 'A12', 'person_name': '李明'}
    """
    pairs: list[tuple[str, str]] = []
    if text.lstrip().startswith("{"):
        try:
            loaded = json.loads(text)
        except ValueError:
            loaded = {}
        pairs = [(str(k), str(v)) for k, v in loaded.items() if isinstance(v, str | int | float)]
    elif "://" in text or "=" in text:
        pairs = parse_qsl(urlsplit(text).query or text, keep_blank_values=False)
    else:
        pairs = [
            (m[0], m[1].strip()) for m in re.findall(r"([\u4e00-\u9fffA-Za-z_]{2,12})[:：]\s*([^\n,，;；]+)", text)
        ]
    known = {key: fact for fact, keys in _KEYS.items() for key in keys}
    return {known[key.lower()]: value for key, value in pairs if key.lower() in known}


def verify(case: Case) -> Iterable[Finding]:
    said = False
    for page in case.reading.pages:
        for mark in page.marks:
            if mark.type is not MarkType.QR or not mark.text:
                continue
            for name, value in payload_values(mark.text).items():
                fact = case.fact(name)
                if fact is None:
                    continue
                said = True
                if _agrees(name, str(fact.value), value):
                    continue
                yield Finding(
                    "contradiction.qr_mismatch",
                    graded(fact.confidence),
                    f"二维码里的{_TITLES[name]}是“{value}”，票面读到的是“{fact.value}”。",
                    fact.confidence * 0.95,
                    fact.place,
                    (MISREAD, "二维码可能属于另一页或仅为平台通用码。"),
                    "请对照原图核对，必要时到发证平台查询。",
                    facts=(name,),
                    detail={"qr": value, "printed": fact.value},
                )
    if not said:
        raise NotApplicable


def _agrees(name: str, printed: str, coded: str) -> bool:
    if name == "person_name":
        return "*" in coded or likeness(printed, coded) is not Likeness.DIFFERENT
    if name == "hours":
        try:
            return abs(float(printed) - float(coded)) < 0.01
        except ValueError:
            return True
    digits = [re.sub(r"\W", "", bare(text)).upper() for text in (printed, coded)]
    return digits[0] == digits[1]
