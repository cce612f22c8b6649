"""服务时间证明: how long somebody served (psychological service, support, volunteering), in hours.

Looks like: 心理服务时间证明 / 服务时间证明 / 志愿服务证明 with a person, a period, a total in hours of
the clock or half days, maybe a table of single services, signed by the organisation served.
"""

from __future__ import annotations

import re

from domain.fact import Extraction, Recognition
from domain.reading import Reading
from extractors.text.attendance import add_days, add_hours, add_person, unit_told
from extractors.text.by_label import value_beside
from extractors.text.current import document_of
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Span
from extractors.text.hours import find_clock_hours
from extractors.text.identifiers import certificate_no
from extractors.text.numbers import number
from extractors.text.organisations import (
    HOST_LABELS,
    ISSUER_LABELS,
    is_organisation,
    labelled_organisation,
    organisation_under,
    split_unit_and_name,
)
from extractors.text.particulars import add_particulars
from extractors.text.patterns import compiled
from extractors.text.period import add_period
from extractors.text.places import add_place, stayed_at
from extractors.text.recognition import weigh
from extractors.text.signing import add_issue_date, add_signatory

TITLE = "服务时间证明"

_TITLES = (
    (
        r"(?:服务|志愿|咨询|援助|支援|帮扶|值班|接线)[\u4e00-\u9fff]{0,6}(?:时间|"
        r"时长|时数|小时数?|工时)[\u4e00-\u9fff]{0,4}(?:证明|证书|记录|登记)",
        5.0,
    ),
    (
        r"(?:心理|志愿者?|社会|公益|科技|专家|支教|支医|支农|"
        r"对口)[\u4e00-\u9fff]{0,8}服务[\u4e00-\u9fff]{0,6}(?:证明|证书|记录|登记)",
        4.6,
    ),
    (
        r"(?:义诊|咨询|志愿|值班|帮扶|支教|宣讲)[\u4e00-\u9fff]{0,4}(?:出勤|时[间长数])[\u4e00-\u9fff]{0,2}(?:确认|证明|核定)[单书表]?$",
        4.6,
    ),
    (r"服务(?:情况)?证明|(?:值班|接线|坐班)(?:情况)?证明", 4.4),
)
_WORDS = (
    (r"(?:服务|志愿|咨询|援助|热线)[^。\n]{0,40}(?:累计|共计|合计|总计|共)[^。\n]{0,16}(?:小时|个半天|半天|天)", 2.0),
    (r"服务时[间长数]", 1.6),
    (r"(?:心理(?:咨询|援助|服务|疏导|热线|健康)|志愿服务|志愿者|公益服务|支援服务)", 1.2),
    (r"\d(?:个)?小时", 0.8),
    (r"(?:值班|坐诊|坐班|接线|驻点)[^。\n]{0,12}(?:半天|天|小时)", 1.2),
    (r"(?:特此证明|情况属实)", 0.5),
)
_AGAINST = (
    (r"(?:准予结业|特发此证|修完|学完|成绩合格)", 2.0),
    (r"关于(?:举办|组织|召开|开展).{2,50}的?通知", 3.0),
    (r"(?:授课题目|受邀.{0,60}授课)", 3.0),
    (r"参加.{2,40}举办的.{2,60}(?:培训|研修).{0,20}学时", 2.0),
)


def recognise(reading: Reading) -> Recognition:
    return weigh(document_of(reading), titles=_TITLES, words=_WORDS, against=_AGAINST)


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    builder = FactBuilder(document)
    add_person(builder)
    numbered = certificate_no(document)
    if numbered is not None:
        builder.add("certificate_no", numbered[1], numbered[0], trust=numbered[2])
    date_row = add_issue_date(builder)
    add_period(builder)
    _add_service_hours(builder)
    add_days(builder)
    if compiled(r"\d(?:个)?(?:学时|课时)").search(document.prose.text):
        add_hours(builder)
    unit = document.labelled("工作单位", "所在单位", "所属单位", "单位名称", accept=lambda s: is_organisation(s.text))
    if unit is None:
        unit = _unit_before_name(document) or unit_told(document)
    builder.add_text("unit", unit, trust=0.98)
    labelled = labelled_organisation(document, (*ISSUER_LABELS, *HOST_LABELS, "服务机构", "服务单位", "服务组织"))
    if labelled is None or not builder.add_text("organiser", labelled):
        add_signatory(builder, "organiser", date_row)
    place = document.labelled(
        "(?:服务|值班|活动|支援|讲解|义诊|咨询|宣讲|执勤|志愿)?地点", below=False, accept=r"[\u4e00-\u9fff\d].{3,40}"
    )
    told = document.prose.find(
        r"(?:服务|值班|活动)?地点(?:[为是在]|设在)?([\u4e00-\u9fffA-Za-z0-9()]{4,40})(?=[,。;])", 1
    )
    builder.add_text("place", place or told or stayed_at(document), trust=0.98)
    beside = value_beside(document, "unit")
    if beside is not None and beside[0] != builder.value("organiser"):
        builder.add("unit", beside[0], beside[1], trust=0.98)
    builder.also(("place",))
    add_place(builder)
    builder.require(
        ("person_name", "service_hours", "organiser", "issue_date"),
        {"service_hours": "服务时[间长数]|小时", "person_name": "姓名"},
    )
    person = builder.span("person_name")
    builder.add_text("unit", organisation_under(document, person) if person is not None else None, trust=0.98)
    add_particulars(builder)
    return builder.done()


_UNIT_AND_NAME = re.compile(
    r"(?:证明|兹有|\n(?!兹)|^(?!兹))(?P<both>[\u4e00-\u9fffA-Za-z0-9()·]{5,44}?)(?=同志|"
    r"先生|女士|\(|,|于|自|在)"
)


def _unit_before_name(document: Document) -> Span | None:
    """The unit printed before the person's name: 徐州市农业技术推广站的曹晓源同志."""
    for match in _UNIT_AND_NAME.finditer(document.prose.text):
        pair = split_unit_and_name(match.group("both"))
        if pair is not None:
            return document.prose.span(match.start("both"), match.start("both") + len(pair[0]))
    return None


def _add_service_hours(builder: FactBuilder) -> None:
    """The total in hours of the clock: said to be the total, beside its label, or the sum row of a table."""
    document = builder.document
    for flow in (document.prose, document.run):
        amounts = find_clock_hours(flow.text)
        totals = [a for a in amounts if a.total] or (amounts if len({a.value for a in amounts}) == 1 else [])
        if totals:
            best = totals[-1] if len({a.value for a in totals}) == 1 else max(totals, key=lambda a: a.value)
            span = flow.span(best.number_start, best.number_end)
            if builder.add("service_hours", best.value, span, sane=0 < best.value <= 3000):
                return
    labels = (
        "累计服务时[间长数]",
        "总?服务时[间长数]",
        "服务总时[间长数]",
        "服务小时数?",
        "总时[间长数]",
        "时长",
        "合计",
        "小时数?",
    )
    value = document.labelled(*labels, accept=r"^\d{1,4}(?:\.\d{1,2})?(?=小时|个|$|\()")
    if value is not None:
        builder.add("service_hours", number(value.text), value, trust=0.98)
        return
    for row in document.rows:
        found = compiled(r"(?:合计|总计|累计)\D{0,10}?(\d{1,4}(?:\.\d{1,2})?)(?:小时|个小时)?$").search(row.run.text)
        if found:
            builder.add("service_hours", number(found.group(1)), row.run.group(found, 1), trust=0.98)
            return
