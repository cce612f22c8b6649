"""Papers that speak of secrecy, internal matters or openness and carry no mark: none of them may be stopped.

Each is one of six plain forms filled with words of its own: statements that say why an original is not handed
in, certificates and courses on secrecy, schedules, books, examination papers, websites, licensed periodicals.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from PIL import Image

from benchmarks.draw.fonts import Typeface, choose_typeface
from benchmarks.draw.ink import round_seal
from benchmarks.draw.paint import image_of
from benchmarks.draw.sheet import RED, Sheet

Words = tuple[str, ...]
Form = Callable[[Random, Words], Sheet]
UNIT = "湖山市水利勘测设计院"


def _sheet(rng: Random, width: int = 1240, height: int = 1754) -> Sheet:
    face: Typeface = choose_typeface(rng, embeddable=False)
    return Sheet(width, height, face, rng)


def _signed(rng: Random, sheet: Sheet, y: float) -> None:
    x = sheet.width - 480
    sheet.put(x, y, UNIT, 28)
    sheet.put(x + 60, y + 52, f"202{rng.randint(0, 5)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日", 28)
    sheet.picture(x + 20, y - 90, round_seal(rng, UNIT))


def statement(rng: Random, words: Words) -> Sheet:
    """A unit's letter: title, then paragraphs, signed and sealed."""
    sheet = _sheet(rng)
    title, *paragraphs = words
    y = sheet.centre(rng.uniform(120, 200), title, 46, face=sheet.type.title) + 50
    for paragraph in paragraphs:
        y = sheet.paragraph(130, y, 980, paragraph, 30)
    _signed(rng, sheet, y + 120)
    return sheet


def certificate(rng: Random, words: Words) -> Sheet:
    """A certificate on its side: title in red or black, a body, a line at the foot."""
    sheet = _sheet(rng, 1754, 1240)
    title, body, *foot = words
    sheet.box((50, 50, 1704, 1190), 6, RED)
    colour = rng.choice([RED, (25, 25, 28)])
    y = sheet.centre(190, title, 72, face=sheet.type.title, gap=rng.choice([0, 20]), colour=colour) + 60
    sheet.paragraph(220, y, 1300, body, 38)
    _signed(rng, sheet, 880)
    for number, line in enumerate(foot):
        sheet.centre(1100 + 36 * number, line, 24)
    return sheet


def schedule(rng: Random, words: Words) -> Sheet:
    """A ruled table of courses: the title, then cells of the middle column."""
    sheet = _sheet(rng)
    title, *courses = words
    y = sheet.centre(140, title, 42, face=sheet.type.title) + 40
    rows = [["时间", "课程内容", "主讲人", "学时"]]
    rows += [
        [f"5月{10 + i}日上午", course, rng.choice(["王讲师", "李教授", "赵主任"]), "4"]
        for i, course in enumerate(courses)
    ]
    sheet.table(100, y, [230, 520, 180, 110], rows, 28)
    _signed(rng, sheet, y + 90 * len(rows) + 160)
    return sheet


def cover(rng: Random, words: Words) -> Sheet:
    """A book's or periodical's cover: large words, small ones at the foot."""
    sheet = _sheet(rng)
    title, *small = words
    sheet.centre(rng.uniform(240, 420), title, 88, face=sheet.type.title, colour=rng.choice([RED, (25, 25, 28)]))
    for number, line in enumerate(small):
        y = 90 if number == 0 and rng.random() < 0.4 else 1500 + 50 * number
        sheet.centre(y, line, 30)
    return sheet


def examination(rng: Random, words: Words) -> Sheet:
    """A paper with a sealing line down its left margin."""
    sheet = _sheet(rng)
    line, title, *questions = words
    sheet.line((110, 40), (110, 1700), 2)
    sheet.column(64, rng.uniform(80, 200), line, 30, gap=rng.choice([1.15, 2.4]))
    y = sheet.centre(120, title, 40, middle=660) + 40
    for number, question in enumerate(questions, 1):
        y = sheet.paragraph(160, y, 980, f"{number}. {question}", 28)
    return sheet


def website(rng: Random, words: Words) -> Sheet:
    """A page of an authority's website: a bar of menu items, a title, rows below it."""
    sheet = _sheet(rng, 1588, 1100)
    menu, title, *rows = words
    sheet.fill((0, 0, 1588, 90), (30, 90, 160))
    x = 60.0
    for item in menu.split():
        x = sheet.put(x, 28, item, 28, colour=(250, 250, 250)) + 60
    y = sheet.centre(160, title, 38, face=sheet.type.title) + 30
    for row in rows:
        sheet.put(rng.choice([120, 200]), y, row, 26)
        y += 56
    return sheet


_SO = "兹证明我单位职工林晓岚于2023年4月10日至4月12日参加水利工程质量管理培训班，共计24学时，考核合格。"
_DID = "林晓岚 同志于2023年5月参加学习，共计16学时，成绩合格，特发此证。"
#: Form and words of every near miss, by a name that tells what it is.
NEAR_MISSES: dict[str, tuple[Form, Words]] = {
    "why_secret": (statement, ("证明", _SO, "因该通知属秘密级文件，按规定不便上传，特以本证明替代。")),
    "why_internal": (statement, ("情况说明", _SO, "因原件为内部资料，不宜上传，特此说明。")),
    "why_not_public": (
        statement,
        ("培训证明", _SO, "该通知文件属不予公开文件，按规定不上传系统，由我单位出具书面证明。"),
    ),
    "why_on_request": (statement, ("证明", _SO, "举办通知的公开属性为依申请公开，故不上传原件。")),
    "why_star": (statement, ("关于参训情况的证明", _SO, "原件标有“机密★10年”字样，不得复制上传，特此说明。")),
    "why_work": (statement, ("书面证明", _SO, "培训材料涉及工作秘密，依照保密规定不予提供复印件。")),
    "why_secret_last": (
        statement,
        ("证明", _SO, "上述培训的通知、日程安排等原件按照有关规定属于国家秘密，不得上传，特出具本证明。"),
    ),
    "why_wrapped": (
        statement,
        ("证明", _SO + "因培训内容涉及单位的核心技术资料和商业秘密，", "原件由我单位留存备查。"),
    ),
    "secrecy_law_certificate": (
        certificate,
        ("培训合格证书", "林晓岚 同志参加《中华人民共和国保守国家秘密法》专题培训，计8学时，考核合格。"),
    ),
    "secrecy_education": (certificate, ("保密教育合格证", _DID)),
    "secrecy_education_red": (certificate, ("保密教育培训证书", _DID, "本证书请妥善保管，遗失不补")),
    "post_certificate": (certificate, ("涉密人员上岗证", _DID, "请妥善保管")),
    "post_training": (certificate, ("涉密岗位培训证书", _DID)),
    "secrecy_online": (certificate, ("保密教育线上培训证书", _DID, "证书编号：2023-0417")),
    "integration": (certificate, ("结业证书", "林晓岚 同志参加涉密信息系统集成人员培训，共计24学时，成绩合格。")),
    "classifier": (certificate, ("定密责任人培训证书", _DID)),
    "cipher": (certificate, ("商用密码应用安全性评估培训证书", _DID)),
    "archive_secret": (certificate, ("结业证书", "林晓岚 同志参加涉密档案管理与保密审查专题培训，共计16学时。")),
    "trade_secret_class": (
        certificate,
        ("培训证书", "林晓岚 同志参加商业秘密保护实务专题培训，共计16学时，成绩合格。", "注意防伪"),
    ),
    "trade_secret_title": (certificate, ("商业秘密保护培训证书", _DID)),
    "non_disclosure": (certificate, ("结业证书", "林晓岚 同志参加保密协议与竞业限制法律实务课程，共计8学时。")),
    "internal_audit": (certificate, ("内部审计人员岗位资格培训证书", _DID)),
    "internal_audit_short": (certificate, ("内部审计", "林晓岚 同志参加内部审计实务课程，共计24学时。")),
    "internal_trainer": (certificate, ("内部讲师聘书", "兹聘请 林晓岚 同志为我院内部讲师，聘期三年。")),
    "internal_training": (certificate, ("内部培训证书", _DID)),
    "internal_control": (certificate, ("内部控制规范培训证书", _DID)),
    "openness_class": (certificate, ("政府信息公开培训证书", _DID)),
    "openness_body": (certificate, ("结业证书", "林晓岚 同志参加依申请公开办理实务及不予公开情形解析课程，计8学时。")),
    "secretary": (certificate, ("秘书职业技能培训证书", _DID)),
    "precision": (certificate, ("结业证书", "林晓岚 同志参加精密仪器与机密仪器维护技术培训，共计24学时。")),
    "keep_it": (certificate, ("结业证书", _DID, "注意：请妥善保存 遗失不补", "严禁涂改 复印无效")),
    "warning_foot": (certificate, ("培训合格证", _DID, "严禁伪造 涂改无效 复印无效")),
    "copyright": (certificate, ("优秀学员证书", _DID, "版权所有 翻印必究")),
    "schedule_secrecy": (
        schedule,
        (
            "保密干部培训班课程安排",
            "保守国家秘密法解读",
            "涉密人员管理",
            "定密工作实务",
            "保密技术防范",
            "工作秘密管理",
        ),
    ),
    "schedule_openness": (
        schedule,
        ("政务公开培训日程", "政府信息公开条例", "依申请公开办理", "主动公开目录编制", "不予公开情形", "公开属性认定"),
    ),
    "schedule_trade": (
        schedule,
        ("知识产权培训课程表", "商业秘密保护", "侵犯商业秘密案例分析", "专利申请实务", "保密协议与竞业限制"),
    ),
    "schedule_internal": (
        schedule,
        ("内审人员培训课程表", "内部审计准则", "内部控制评价", "内部管理审计", "内部质量审核"),
    ),
    "schedule_wrapped": (
        schedule,
        ("培训课程安排", "新形势下基层单位如何做好保守国家秘密工作", "信息安全与保密", "机密计算与隐私保护"),
    ),
    "schedule_code": (schedule, ("密码技术培训日程", "密码学基础", "商用密码管理条例", "密钥管理", "密码应用方案")),
    "level_public": (
        statement,
        (
            "关于举办水利培训班的通知",
            "密级：公开",
            "各有关单位：定于2023年5月举办培训班，请派员参加。",
            "（此件公开发布）",
        ),
    ),
    "level_none": (
        statement,
        ("关于举办水利培训班的通知", "密级：无", "各有关单位：定于2023年5月举办培训班，请派员参加。"),
    ),
    "note_public": (
        statement,
        ("关于举办培训班的通知", "各有关单位：定于2023年5月举办培训班，请派员参加。", "（此件主动公开）"),
    ),
    "note_attribute": (
        statement,
        ("关于举办培训班的通知", "公开属性：主动公开", "各有关单位：定于2023年5月举办培训班。"),
    ),
    "note_option": (
        statement,
        ("关于公布评审结果的通知", "信息公开选项：主动公开", "经评审，下列同志具备工程师任职资格。"),
    ),
    "attribute_ticked": (
        statement,
        ("发文稿纸", "公开属性：☑主动公开　□依申请公开　□不予公开", "主题：举办培训班的通知，计16学时。"),
    ),
    "notice_secrecy_rule": (
        statement,
        (
            "关于举办保密法宣传教育培训的通知",
            "参训人员须遵守保密规定，不得外传培训材料，严禁拍照。",
            "请各单位于5月10日前报名。",
        ),
    ),
    "notice_promise": (statement, ("保密承诺书", "本人承诺遵守保密法律法规，不泄露知悉的国家秘密和工作秘密。")),
    "notice_duty": (statement, ("保密工作责任书", "各部门负责人对本部门保密工作负责，按期参加保密教育，计4学时。")),
    "book_top_secret": (cover, ("绝密档案背后的科学", "湖山科技出版社", "定价：48.00元")),
    "book_secret": (cover, ("机密仪器", "精密测量与控制", "ISBN 978-7-0000-0000-0")),
    "book_garden": (cover, ("植物的秘密", "湖山少年儿童出版社", "科普丛书")),
    "book_trade": (cover, ("商业秘密保护", "案例与实务", "法律实务出版社")),
    "book_law": (cover, ("保守国家秘密法释义", "普法读物", "湖山法制出版社")),
    "periodical_licence": (cover, ("湖山水利", "内部资料 免费交流", "浙内准字第C125号", "2023年第2期")),
    "periodical_serial": (
        cover,
        ("水利科技通讯", "浙江省连续性内部资料出版物准印证第C088号", "内部资料", "2023年第4期"),
    ),
    "periodical_name": (cover, ("内部审计研究", "ISSN 1000-0000 CN 33-0000/F", "2023年第3期")),
    "periodical_secretary": (cover, ("秘书工作", "ISSN 1000-0001 CN 11-0000/D", "2023年第5期")),
    "periodical_secrecy": (cover, ("保密科学技术", "ISSN 1674-0000 CN 11-0001/TP", "2023年第6期")),
    "sealing_line": (
        examination,
        ("密封线内不要答题", "继续教育考试卷", "下列属于水利工程质量事故的是（ ）。", "简述混凝土养护的要求。"),
    ),
    "sealing_line_apart": (
        examination,
        ("密封线", "专业技术人员考试", "简述保密工作的基本原则。", "下列哪一项属于国家秘密？"),
    ),
    "sealing_line_rings": (
        examination,
        ("装○订○线○密○封○线", "岗位考核试卷", "判断：工作秘密可以公开。", "判断：商业秘密受法律保护。"),
    ),
    "exam_on_secrecy": (
        examination,
        (
            "姓名单位考号",
            "保密知识考试",
            "国家秘密的密级分为绝密、机密、秘密三级。（ ）",
            "机密级国家秘密的保密期限不超过二十年。（ ）",
        ),
    ),
    "menu_authority": (
        website,
        ("首页 政务公开 依申请公开 办事服务 互动交流", "2023年度考试成绩查询", "姓名：林晓岚", "成绩：合格"),
    ),
    "menu_column": (
        website,
        (
            "首页 机构 新闻 服务",
            "政府信息公开",
            "信息公开指南",
            "信息公开制度",
            "依申请公开",
            "信息公开年报",
            "姓名：林晓岚 合格",
        ),
    ),
    "menu_secrecy": (
        website,
        ("首页 保密要闻 保密教育 保密科技 保密管理", "保密教育线上培训平台", "林晓岚 已完成 4 学时"),
    ),
    "menu_internal": (
        website,
        ("首页 内部审计 内部控制 学习园地", "继续教育平台", "课程：内部控制与风险管理", "状态：已完成"),
    ),
    "course_list": (
        website,
        (
            "首页 课程 我的学习 帮助",
            "我的课程",
            "保守国家秘密法解读",
            "商业秘密保护",
            "密码法与密码应用",
            "内部审计实务",
        ),
    ),
    "compact": (certificate, ("结业证书", "林晓岚 同志参加紧密型县域医共体建设培训，共计16学时。")),
    "tight_oil": (certificate, ("结业证书", "林晓岚 同志参加致密油勘探技术高级研修班，共计40学时。")),
    "intimate": (certificate, ("荣誉证书", "林晓岚 同志在密云水库加固工程中表现突出，特发此证。")),
}


def draw(name: str, rng: Random) -> Image.Image:
    """The near miss called ``name`` as an RGB image."""
    form, words = NEAR_MISSES[name]
    return image_of(form(rng, words))
