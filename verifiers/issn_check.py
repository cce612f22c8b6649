"""A journal number that cannot be: ISSN check digit, form of the CN number.

Sees: ``issn`` and ``cn`` of covers, contents and articles. Cannot see: a right number of another journal. Some real
covers print a wrong digit by mistake, and small print is misread: unless every character was read surely it is a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.case import Case
from domain.finding import Finding, Severity
from verifiers import NotApplicable
from verifiers.knowledge.checksums import issn_ok, repairs
from verifiers.knowledge.trust import MISREAD, as_read, check_failed

TITLE = "刊号校验"
CODES = ("contradiction.issn", "contradiction.cn")
NEEDS: frozenset[str] = frozenset()

_CN = re.compile(r"(?:CN)?\s*(\d{2})[-—–](\d{4})(?:/[A-Z0-9.·\-]+)?", re.IGNORECASE)


def verify(case: Case) -> Iterable[Finding]:
    issn, cn = case.fact("issn"), case.fact("cn")
    if issn is None and cn is None:
        raise NotApplicable
    if issn is not None:
        text = re.sub(r"[^0-9Xx]", "", str(issn.value)).upper()
        if not issn_ok(text):
            mended = len(text) == 8 and bool(repairs(text, issn_ok))
            confidence = as_read(case, issn)
            misread = check_failed(confidence) is Severity.NOTE
            yield Finding(
                "contradiction.issn",
                check_failed(confidence),
                f"国际标准刊号ISSN {issn.value}的校验位不符{'，可能识别有误' if misread else ''}。",
                confidence * (0.5 if misread else 0.9),
                issn.place,
                (MISREAD, "个别期刊自身印错刊号。"),
                "请对照原图核对，并到国家新闻出版署网站查询该刊。",
                facts=("issn",),
                detail={"issn": issn.value, "one_character_away": mended},
            )
    if cn is not None:
        found = _CN.fullmatch(str(cn.value).strip())
        if not found or not 10 <= int(found.group(1)) <= 65:
            yield Finding(
                "contradiction.cn",
                Severity.NOTE,
                f"国内统一刊号“{cn.value}”不合编号规则（CN 地区号-序号/分类号）。",
                cn.confidence * 0.8,
                cn.place,
                (MISREAD, "内部刊物用准印证号，不用CN号。"),
                "请对照原图核对刊号。",
                facts=("cn",),
                detail={"cn": cn.value},
            )
