"""专利证书: invention, utility model, design. Fields stand beside their labels; 专利号 has a fixed form.

ZL, year of application, kind (1 and 8 invention, 2 and 9 utility model, 3 design), seven digits, check
digit. The kind is printed three times (title, label of the name, number): where they disagree the title
counts and the fact is doubted.
"""

from __future__ import annotations

import re

from domain.fact import Extraction, Recognition
from domain.reading import Reading
from extractors.text.current import document_of
from extractors.text.dates import find_dates
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Span
from extractors.text.name_lists import split_names
from extractors.text.organisations import ORGANISATION, is_organisation
from extractors.text.recognition import weigh

TITLE = "专利证书"

_KINDS = (("发明", "invention"), ("实用新型", "utility_model"), ("外观设计", "design"))
_BY_DIGIT = {"1": "invention", "8": "invention", "2": "utility_model", "9": "utility_model", "3": "design"}
_NUMBER = re.compile(
    r"Z\s?[LI1l]\s?(?P<year>(?:19|20)\d\d)\s?(?P<kind>\d)\s?(?P<serial>\d{7})\s?[.·,。]?\s?(?P<check>[\dXx])"
)


def recognise(reading: Reading) -> Recognition:
    return weigh(
        document_of(reading),
        titles=(
            (r"(?:发明|实用新型|外观设计)?专利证书", 5.0),
            (
                r"专利登记簿(?:[摘副节][页本录])?$|(?:发明|实用新型|外观设计)?专利(?:权|登记|授权)(?:证明|凭证|登记证)$",
                4.6,
            ),
        ),
        words=(
            (r"专利号", 1.5),
            (r"专利权人", 1.5),
            (r"授权公告", 1.5),
            (r"国家知识产权局", 1.0),
            (r"发明人|设计人", 1.0),
            (r"专利申请日", 1.0),
        ),
        against=((r"兹证明|特此证明|软件著作权", 3.0), (r"受理通知书|费用减缴", 4.0), (r"目次|目录|摘要:", 2.0)),
    )


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    facts = FactBuilder(document)
    number = _number(document)
    _kind(facts, document, number[0] if number else None)
    if number is not None:
        match, span = number
        value = f"ZL {match['year']} {match['kind']} {match['serial']}.{match['check'].upper()}"
        facts.add("patent_no", value, span, sane=match["kind"] in _BY_DIGIT)
    serial = document.find(r"证书号\s*[::]?\s*第?\s*(?<!\d)(\d{4,16})(?!\d)\s*号?", 1)
    facts.add_text("certificate_no", serial)
    facts.add_text("patent_name", _name(document))
    inventors = document.labelled(
        "发明[人者]",
        "(?:发明)?创造[人者]",
        "设计[人者]",
        "(?:发明|设计)人[/、或(](?:发明|设计)人\\)?",
        "发明设计人",
        r"(?:发明|设计)\((?:发明|设计)\)人",
        accept=lambda span: bool(split_names(span)),
    )
    if inventors is not None:
        facts.add("inventors", [name.text for name in split_names(inventors)], inventors)
    owner = document.labelled("专利权人", "权利人", "权利归属", "申请人", accept=r"[^\s:]{2,60}(?:[;,、][^\s:]{2,60})*")
    told = document.prose.find(rf"专利权人[_\s]*(?P<o>{ORGANISATION})(?=就|的|对|将|,)", "o")
    owner = told if told is not None and is_organisation(told.text) else owner
    facts.add_text("owner", owner)
    for fact, labels in (("apply_date", _APPLIED), ("grant_date", _GRANTED)):
        for beside in document.values(*labels):
            dates = [d for d in find_dates(beside.text) if d.full]
            if dates:
                facts.add(fact, dates[0].iso, beside.part(dates[0].start, dates[0].end))
                break
    applied, granted = facts.value("apply_date"), facts.value("grant_date")
    if applied and granted and applied > granted:
        facts.doubt("apply_date", 0.5)
        facts.doubt("grant_date", 0.5)
    if number is not None and applied and number[0]["year"] != applied[:4]:
        facts.doubt("apply_date", 0.9)
        facts.doubt("patent_no", 0.9)
    facts.require(
        ("patent_kind", "patent_no", "patent_name", "inventors", "owner", "grant_date"),
        {
            "patent_no": r"专利号",
            "patent_name": r"名称",
            "inventors": r"发明人|设计人",
            "owner": r"专利权人",
            "grant_date": r"授权公告日",
        },
    )
    return facts.done()


#: Labels of the two days.
_APPLIED = ("专利申请日", "申请日", "申请提出", "提出申请")
_GRANTED = ("授权公告日", "授权日", "公告日", "(?:权利|专利权?)授予", "授予专利权?", "授予日")


def _number(document: Document) -> tuple[re.Match[str], Span] | None:
    for flow in (document.prose, document.flow, document.run):
        match = _NUMBER.search(flow.text)
        if match is not None:
            return match, flow.group(match)
    return None


def _kind(facts: FactBuilder, document: Document, number: re.Match[str] | None) -> None:
    title = document.find(r"(发明|实用新型|外观设计)专利证书", 1) or document.find(
        r"(发明|实用新型|外观设计)(?:专利)?名称", 1
    )
    if title is None:
        title = document.labelled("(?:专利)?(?:种类|类型|类别)", accept=r"发明|实用新型|外观设计")
    digit = _BY_DIGIT.get(number["kind"]) if number is not None else None
    if title is not None:
        kind = dict(_KINDS)[title.text]
        facts.add("patent_kind", kind, title, trust=1.0 if digit in (kind, None) else 0.9)
    elif digit is not None and number is not None:
        span = document.find(_NUMBER)
        facts.add("patent_kind", digit, span, trust=0.95)


def _name(document: Document) -> Span | None:
    labels = (
        "发明名称",
        "实用新型名称",
        "外观设计名称",
        "使用(?:本|该)?外观设计的产品(?:名称)?",
        "专利名称",
        "(?:发明)?创造的?名称",
        "产品名称",
    )
    for value in document.values(*labels):
        text = value.stripped()
        if len(text.text) >= 2:
            return text
    # 某某公司就“…”提出的申请, 名称为“…”的发明
    return document.prose.find(
        r"(?:就|对|将|(?:名称|题)为|发明|实用新型|外观设计)[“《](?P<n>[^“”《》\n]{2,60})[”》](?=[于在]|的|提出|申请|,)",
        "n",
    )
