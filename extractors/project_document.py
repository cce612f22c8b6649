"""课题立项、结题、验收材料: approval notice or letter, closing certificate, acceptance opinion, contract cover.

Mostly a form of labels (项目名称, 项目编号, 承担单位, 负责人, 起止年限) with the authority at the foot. The
level is printed (项目级别：省部级), follows from the class of the project (国家自然科学基金), or from who approved it.
"""

from __future__ import annotations

import re

from domain.fact import Extraction, Recognition
from domain.reading import MarkType, Reading
from extractors.text.current import document_of
from extractors.text.dates import find_dates, find_ranges
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Span
from extractors.text.identifiers import doc_no
from extractors.text.levels import level_of
from extractors.text.name_lists import split_names
from extractors.text.names import DOTTED_NAME, KNOWN_NAME, valid_name
from extractors.text.organisations import (
    ORGANISATION,
    labelled_organisation,
    organisation_in,
    split_unit_and_name,
    units_with_names,
)
from extractors.text.patterns import compiled
from extractors.text.recognition import weigh
from extractors.text.signing import add_issue_date, issuer, seal_organisation

TITLE = "课题立项、结题、验收材料"

_TITLE = (
    r"(?:课题|项目|科研|科技|研究|成果|计划|标准)[\u4e00-\u9fff()]{0,12}?"
    r"(?:立项|结题|结项|验收|鉴定|任务|合同|完成|批准|登记|评审|备案)(?:公示(?=[表单])|证书|单|"
    r"通知书|通知|证明书?|意见书?|报告|书|表|批复|批准书|函|申请书)+"
)
#: Letters that approve: 关于下达2023年度科技计划项目的通知, 关于同意“…”课题立项的批复.
_LETTER = (
    r"关于(?:下达|公布|批准|同意|印发|确定|公示).{0,40}"
    r"(?:项目|课题|立项|结题|结项|验收).{0,12}的?(?:通知|批复|函|公告|公示|决定|文件)"
)
_NAME = ("项目名称", "课题名称", "成果名称", "研究课题", "研究项目", "课题题目", "计划名称", "项目题目", "标准名称")
_NO = (
    "项目编号",
    "课题编号",
    "立项编号",
    "项目批准号",
    "批准号",
    "计划编号",
    "合同编号",
    "课题批准号",
    "结题编号",
    "登记号",
    "成果登记号",
)
_UNIT = (
    "承担单位",
    "项目承担单位",
    "课题承担单位",
    "完成单位",
    "依托单位",
    "项目单位",
    "负责单位",
    "主持单位",
    "第一完成单位",
    "所在单位",
    "申报单位",
    "工作单位",
)
_HEAD = (
    "项目负责人",
    "课题负责人",
    "负责人",
    "主持人",
    "项目主持人",
    "课题主持人",
    "课题组长",
    "第一完成人",
    "项目组长",
    "负责人姓名",
)
_MEMBERS = (
    "主要完成人",
    "课题组成员",
    "项目组成员",
    "主要成员",
    "课题成员",
    "项目成员",
    "主要参加人员",
    "参加人员",
    "主要研究人员",
    "研究人员",
    "成员",
    "参与人员",
    "主要参与者",
    "完成人",
    "主要完成人员",
    "课题组主要成员",
    "项目主要成员",
    "参与人",
)
_PERIOD = (
    "起止年限",
    "起止时间",
    "起止日期",
    "研究期限",
    "执行期限",
    "研究周期",
    "项目起止时间",
    "实施期限",
    "研究年限",
    "执行期",
    "完成时间",
    "起止年月",
    "(?:完成|研究|实施|执行|结题)(?:时限|期限|期间)",
)
_FINISHED = (
    "签订日期",
    "签订时间",
    "签署日期",
    "验收日期",
    "结题日期",
    "结项日期",
    "鉴定日期",
    "批准日期",
    "立项日期",
    "立项时间",
    "结题时间",
    "验收时间",
    "评审日期",
)
_GIVER = (
    "组织验收单位",
    "组织单位",
    "验收单位",
    "批准单位",
    "立项单位",
    "审批单位",
    "主管部门",
    "下达单位",
    "组织鉴定单位",
    "鉴定单位",
    "管理单位",
    "立项部门",
    "批准部门",
    "发证单位",
    "主持验收单位",
    "审批部门",
)
#: What the propose side and the forms say for the levels that follow from a giver.
_PROJECT_LEVELS = {"国家级": "国家级", "部级": "省部级", "省级": "省部级", "市级": "市厅级", "县级": "县级"}


def recognise(reading: Reading) -> Recognition:
    return weigh(
        document_of(reading),
        titles=((_TITLE, 4.5), (_LETTER, 6.0), (r"(?:立项|结题|结项|验收)[\u4e00-\u9fff]{0,6}", 3.0)),
        words=(
            (r"(?:项目|课题)编号|批准号|立项编号", 1.5),
            (r"(?:项目|课题)名称", 1.0),
            (r"(?:项目|课题)?负责人|主持人|主要完成人|课题组成员|项目组成员", 1.0),
            (r"承担单位|完成单位|依托单位", 1.0),
            (r"起止|研究期限|执行期", 0.7),
            (r"(?:获准|准予|批准|同意|予以)立项|批准为.{0,30}(?:课题|项目)", 2.0),
            (r"验收意见|鉴定意见|同意(?:通过)?(?:验收|结题|立项)|准予(?:立项|结题)", 1.5),
        ),
        against=(
            (r"荣获|获奖证书|荣誉证书", 2.5),
            (r"学时|课时|培训班|学员|授课", 2.5),
            (r"专利号|摘\s*要\s*:|关键词", 2.5),
            (r"发票|价税合计|金额", 2.5),
            (r"(?:建设|施工|监理|采购|供货|招标|中标|投标)(?:单位|人)|消防验收|竣工|招标|中标", 4.0),
        ),
        needs=(r"项目|课题|科研|成果|标准|科技",),
    )


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    facts = FactBuilder(document)
    facts.add_text("doc_title", _without_name_of_page(_title(document)))
    name = document.labelled(*_NAME, accept=r"[^\t\n:]{4,100}") or document.find(r"[“《]([^”》\n]{4,80})[”》]", 1)
    facts.add_text("project_name", _closed(name).stripped('“”《》" ,。') if name is not None else None)
    applied = document.prose.find(
        r"(?:单位|你|[校院局所])(?:申报|申请|承担|主持|推荐)的([^,。;:“”《》\n]{6,50}?)(?:项目|课题)?(?=,|经[\u4e00-\u9fff]{2})",
        1,
    )
    facts.add_text("project_name", applied, trust=0.97)
    number = document.labelled(*_NO, accept=r"[A-Za-z\d\u4e00-\u9fff〔\[(][A-Za-z\d\u4e00-\u9fff\-—/.()〔〕\[\]]{2,30}")
    facts.add_text("project_no", number if number is not None and compiled(r"\d").search(number.text) else None)
    inline = document.find(r"(?:项目|课题)?(?:编号|批准号)\s*[::为]?\s*([A-Za-z\d][A-Za-z\d\-—/.]{3,24})", 1)
    facts.add_text("project_no", inline)
    _unit(facts, document)
    _people(facts, document)
    _period(facts, document)
    _given(facts, document)
    _level(facts, document)
    numbered = document.labelled(
        "证书编号",
        "证书号",
        "(?:结题|结项|验收|鉴定|立项)证(?:书)?(?:编号|号码?)",
        accept=r"[A-Za-z\d\u4e00-\u9fff〔\[(][A-Za-z\d\u4e00-\u9fff\-—/.()〔〕\[\]]{3,30}",
    ) or document.lined.find(r"(?:^|[\n\t])证书编号[\s:]*([A-Z\d][A-Z\d-]{5,24})", 1)
    facts.add_text(
        "certificate_no", numbered if numbered is not None and compiled(r"\d").search(numbered.text) else None
    )
    letter = doc_no(document.flow)
    own = letter is not None and letter[1] == facts.value("project_no")
    if (
        letter is not None and not own and not compiled(r"证字?〔").search(letter[1])
    ):  # the number of a certificate names no letter
        facts.add("doc_no", letter[1], letter[0])
    facts.require(
        ("project_name", "person_name", "organiser", "issue_date"),
        {
            "project_name": r"(?:项目|课题)名称",
            "person_name": r"负责人|主持人",
            "organiser": r"单位\(盖章\)",
            "issue_date": r"日期",
        },
    )
    return facts.done()


def _closed(name: Span) -> Span:
    """A name without the bracket that opens behind it for its number: 某某研究(课题|编号:…)."""
    opened = compiled(r"\((?:课题|项目|立项|批准)?$").search(name.text)
    return name.part(0, opened.start()) if opened is not None else name


#: What is studied, by its last word: 施工合同履约风险研究 is the project, no paper about it.
_STUDY = re.compile(r"(?:研究|分析|探讨|探析|应用|研制|开发|构建|设计|实践)$")


def _without_name_of_page(title: Span | None) -> Span | None:
    """任务书(首页): a title without the word for the page that bears it."""
    page = (
        compiled(r"\s*\((?:首页|封面|扉页|内页|正页|副页|第[\d一二三四五六七八九十]{1,2}页)\)$").search(title.text)
        if title
        else None
    )
    return title.part(0, page.start()) if title is not None and page is not None else title


def _title(document: Document) -> Span | None:
    letter = document.find(_LETTER)
    if letter is not None:
        return letter
    for span in document.titles:
        if compiled(r"立项|结题|结项|验收|鉴定|任务书|合同|完成证明|批准").search(span.text) and not _STUDY.search(
            span.text
        ):
            return span.stripped()
    for row in document.rows[:8]:
        # 材料 | 结题通知: the label of a form is no part of what stands beside it.
        beside = row.cells[1].flow.whole.stripped() if len(row.cells) == 2 else None
        if (
            beside is not None
            and compiled(_TITLE).fullmatch(beside.text)
            and 2 <= len(row.cells[0].text.strip(" :")) <= 6
        ):
            return beside
    for row in document.rows[:6]:
        if compiled(_TITLE).search(row.text) and len(row.text) <= 30:
            return row.run.whole.stripped()
    return None


def _unit(facts: FactBuilder, document: Document) -> None:
    for value in document.values(*_UNIT):
        parts = [organisation_in(value.part(m.start(), m.end())) for m in compiled(r"[^、,;]+").finditer(value.text)]
        if parts and all(part is not None for part in parts):
            facts.add_text("unit", value.stripped())
            return
    facts.add_text("unit", document.labelled(*_UNIT, accept=r"^[\u4e00-\u9fff()]{4,40}$"), trust=0.95)
    words = r"(?:(?!组织|专家|[对由])[\u4e00-\u9fff()]){4,30}"
    told = document.find(rf"(?:^|[\n,。:]|对|由)({words})(?:承担|完成|实施)的", 1)
    facts.add_text("unit", organisation_in(told) if told is not None else None, trust=0.98)
    done = document.prose.find(rf"由({ORGANISATION})(?:承担|完成|实施|负责实施)(?=[,。;])", 1)
    # 由张三主持、某某单位承担的课题
    if done is None:
        done = document.prose.find(rf"(?:主持|负责|牵头)[、,](?:由)?(?P<u>{ORGANISATION})(?:承担|完成|实施)的", "u")
    facts.add_text("unit", done if done is not None and organisation_in(done) is not None else None, trust=0.98)
    if compiled(r"[你贵]单位|你[院校局]").search(document.run.text):
        for row in document.rows:
            addressed = organisation_in(row.run.whole) if row.run.text.endswith(":") else None
            if addressed is not None:
                facts.add_text("unit", addressed, trust=0.98)
                return


def _people(facts: FactBuilder, document: Document) -> None:
    told = document.find(
        rf"(?:项目|课题)?(?:负责人|主持人)(?:\s*[::为]\s*)?({KNOWN_NAME}|{DOTTED_NAME})(?=[,;。)、\n\t]|$)", 1
    )
    facts.add_text("person_name", told)
    # 由张三(某某医院)主持的课题
    head = compiled(
        rf"(?<![\u4e00-\u9fff])由(?P<n>{KNOWN_NAME}|{DOTTED_NAME})(?:同志|老师)?\((?P<u>[\u4e00-\u9fff]{{4,30}})\)(?:同志)?(?:主持|负责|牵头|承担|申报)"
    ).search(document.prose.text)
    if head is not None and valid_name(head["n"]):
        facts.add_text("person_name", document.prose.group(head, "n"), trust=0.98)
        facts.add_text("unit", organisation_in(document.prose.group(head, "u")), trust=0.98)
    for unit, name in units_with_names(document.prose, r"(?<![\u4e00-\u9fff])由|兹有|兹证明|\n|^"):
        facts.add_text("unit", unit, trust=0.98)
        facts.add_text("person_name", name, trust=0.98)
        break
    # 张三(某某学校)主持的“…”; 某某学校、张三: as the address of a letter
    for pattern in (
        rf"(?:^|[。;\n])(?P<p>{KNOWN_NAME}|{DOTTED_NAME})(?:同志|老师)?\((?P<u>[\u4e00-\u9fff]{{4,30}})\)"
        r"(?:主持|承担|负责|牵头|申报)(?:完成)?的?[“《]",
        rf"(?:^|\n)(?P<u>{ORGANISATION})、(?P<p>{KNOWN_NAME}|{DOTTED_NAME})(?:同志|老师)?:(?=\n|$)",
    ):
        body, person = document.prose.find(pattern, "u"), document.prose.find(pattern, "p")
        if body is not None and person is not None and organisation_in(body) is not None and valid_name(person.text):
            facts.add_text("unit", body, trust=0.98)
            facts.add_text("person_name", person, trust=0.98)
    facts.add_text("unit", labelled_organisation(document, ("工作单位", "所在单位", "单位")), trust=0.98)
    # 负责人 张三(某某学校)
    bracketed = document.find(rf"(?:负责人|主持人)[\s:]*(?:{KNOWN_NAME}|{DOTTED_NAME})\(([\u4e00-\u9fff]{{4,30}})\)", 1)
    facts.add_text("unit", organisation_in(bracketed) if bracketed is not None else None, trust=0.98)
    for row in document.rows[:8]:
        # 某某研究所张三: whom the letter is written to, in a row of their own.
        text = row.run.text.rstrip()
        pair = split_unit_and_name(text[:-1].strip()) if text.endswith(":") else None
        if pair is not None:
            at = text.rfind(pair[1])
            facts.add_text("person_name", row.run.span(at, at + len(pair[1])), trust=0.98)
            break
    applied = document.prose.find(
        rf"(?:[你贵]单位|你[院校局])(?:的)?({KNOWN_NAME})(?:同志|老师)?(?:申报|主持|承担|负责)的?", 1
    )
    if applied is not None:
        plain = compiled(r"(?:同志|老师|先生|女士|主持|负责|承担|申报)$").sub("", applied.text)
        facts.add("person_name", plain, applied.part(0, len(plain)), trust=0.98)
    if compiled(r"[你您](?:主持|申报|申请|承担|负责)").search(document.run.text):
        greeted = document.find(rf"(?:^|\n)({KNOWN_NAME})(?:同志|老师|先生|女士)?:", 1)
        bare = compiled(r"(?:同志|老师|先生|女士)$").sub("", greeted.text) if greeted else ""
        facts.add_text("person_name", greeted.part(0, len(bare)) if greeted and len(bare) >= 2 else None)
    joint = document.prose.find(rf"[\u4e00-\u9fff]{{4,}}(?:并|转)({KNOWN_NAME}|{DOTTED_NAME})(?:同志|老师):", 1)
    facts.add_text("person_name", joint if joint is not None and valid_name(joint.text) else None, trust=0.98)
    told = document.prose.find(rf"由({KNOWN_NAME}|{DOTTED_NAME})(?:同志|老师)?(?:负责|主持|牵头)", 1)
    facts.add_text("person_name", told if told is not None and valid_name(told.text) else None, trust=0.98)
    for value in document.values(*_HEAD):
        names = split_names(value)
        if names and value.text.startswith(names[0].text):
            facts.add_text("person_name", names[0])
            break
    for value in document.values(*_MEMBERS):
        if compiled(r"(?:专家|评委|评审|验收组|鉴定组)[\u4e00-\u9fff\s]{0,8}(?:组长|主任|主审)[^。;]{0,12}$").search(
            document.around(value)[0]
        ):
            continue  # who judged the project
        names = split_names(value)
        if names and len("".join(n.text for n in names)) >= 0.6 * len(compiled(r"[\s,、;()\d.]").sub("", value.text)):
            facts.add("members", [n.text for n in names], value, confidence=min(n.confidence for n in names))
            if all(valid_name(n.text) for n in names):
                facts.add("person_name", names[0].text, names[0], trust=0.9)
            break


def _period(facts: FactBuilder, document: Document) -> None:
    told = document.find(r"(?:研究|执行|实施|项目)(?:期限|周期|时间|年限|期)(?:为|自|是|:)?(?=\d)([^。\n]{8,44})", 1)
    for value in (*document.values(*_PERIOD), *([told] if told is not None else [])):
        for found in find_ranges(value.text):
            if not found.single and found.first.iso and found.last.iso:
                facts.add_range(found, value.part(found.start, found.end))
                return


def _given(facts: FactBuilder, document: Document) -> None:
    """Who approved or accepted it, and when."""
    for value in document.values(*_FINISHED):
        dates = [d for d in find_dates(value.text) if d.full]
        if dates:
            facts.add("issue_date", dates[0].iso, value.part(dates[0].start, dates[0].end))
            break
    date_row = add_issue_date(facts)
    for value in document.values(*_GIVER):
        kept = organisation_in(value)
        if kept is not None:
            facts.add_text("organiser", kept)
            return
    for row in reversed(document.rows):
        found = compiled(r"(?:单位|部门|机构)\s*\((?:盖|公)章\)\s*:?").search(row.run.text)
        if found is not None:
            kept = organisation_in(row.run.span(found.end(), len(row.run.text)).stripped(" :\t,。"))
            if kept is not None:
                facts.add_text("organiser", kept)
                return
    named = document.prose.find(
        rf"(?:批准|立项|下达|主管|审批|组织)(?:单位|部门|机关)(?:为|是|系)({ORGANISATION})(?=[,。;])", 1
    )
    facts.add_text("organiser", named, trust=0.98)
    told = document.find(
        rf"(?:^|[\n,。])({ORGANISATION})(?:组织|邀请|主持)(?:了)?(?:有关|相关)?(?:专家|召开|"
        rf"验收)",
        1,
    )
    facts.add_text("organiser", told, trust=0.98)
    for row in reversed(document.rows):
        standing = organisation_in(row.run.whole)
        if standing is not None:
            facts.add_text("organiser", _without_research_office(standing), trust=0.99)
            return
    signed = issuer(document, date_row)
    signed = _without_research_office(signed) if signed is not None else None
    unit = facts.value("unit")
    if signed is not None and not (isinstance(unit, str) and unit in signed.text):
        facts.add_text("organiser", signed, trust=0.98)
    sealed = seal_organisation(document)
    if sealed is not None and not (isinstance(unit, str) and unit == sealed[0]):
        mark = document.marks(MarkType.SEAL)[0]
        facts.add("organiser", sealed[0], None, place=mark.place, confidence=0.7 * sealed[1])


def _without_research_office(body: Span) -> Span:
    """The university or hospital whose office for research signed for it."""
    office = compiled(
        r"(?<=大学|学院|医院)(?:科研|科技|社科|科教|科学研究|学术)(?:管理|发展)?(?:处|部|科|办公室)$"
    ).search(body.text)
    return body.part(0, office.start()) if office is not None else body


def _level(facts: FactBuilder, document: Document) -> None:
    printed = document.labelled(
        "项目级别",
        "课题级别",
        "级别",
        "项目类别",
        "课题类别",
        "项目等级",
        accept=r"(?:国家|省部|省|部|市厅|市|厅|县|区|校|院|厅局)级",
    )
    if printed is not None:
        facts.add_text("project_level", printed)
        return
    loose = document.find(
        r"(国家级|省部级|省级|部级|市厅级|厅局级|市级|县级|校级|院级)[\u4e00-\u9fff]{0,8}?(?:项目|课题|计划)", 1
    )
    if loose is not None:
        facts.add_text("project_level", loose)
        return
    fund = document.find(r"国家(?:自然科学|社会科学|社科)基金|国家重点研发计划|国家科技(?:支撑|重大)")
    if fund is not None:
        facts.add("project_level", "国家级", fund)
        return
    source = facts.fact("organiser")
    title = facts.fact("doc_title")
    level = level_of(title.value if title else "", source.value if source else "")
    held = source or title
    if level is not None and held is not None:
        facts.add("project_level", _PROJECT_LEVELS[level], None, place=held.place, confidence=0.97 * held.confidence)
