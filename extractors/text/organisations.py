"""Organisations: what their names end in, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from domain.reading import Line
from extractors.text.document import Document
from extractors.text.flow import Flow, Span
from extractors.text.labels import after_blank
from extractors.text.names import known_name
from extractors.text.patterns import compiled
from extractors.text.role_words import is_some_label, speaks_of

_ENDS = (
    "有限责任公司|股份有限公司|有限公司|分公司|公司|集团|人民政府|政府|"
    "办事处|街道|委员会|管委会|党委|工委|纪委|国资委|党校|行政学院|"
    "干部学院|大学|学院|学校|中学|小学|幼儿园|职校|技校|校区|医院|"
    "卫生院|保健院|中医院|卫生中心|疾控中心|"
    "中心(?![粮油血][库站]|小学|中学|幼儿园|学校|校(?!区)|医院|卫生[院室]|法庭|支行|敬老院|苗圃|党校|渔港)|中心站|总站|站|研究院|"
    "研究所|研究中心|设计院|规划院|科学院|检测院|检验院|勘察院|院|所|"
    "职业中专|职业高中|事务所|协会|学会|商会|联合会|促进会|研究会|联盟|基金会|工会|联合总会|"
    "总会|(?<!办)公会(?!议)|厅|局|部|办公室|办|处|科|大队|支队|总队|队|馆|社|出版社|"
    "杂志社|报社|银行|支行|分行|信用社|厂|店|场|园|基地|培训部|"
    "教研室|研究室|编纂室|编研室|化验室|分会(?![场员])|专委会|(?:健康|卫健|教|发改|住建)委(?!员)|"
    "编辑部|国务院|平台|网(?!络)|总局|总公司|集团公司|建设集团|"
    "实业集团|学部|附属医院|服务站|服务社|工作室|实验室|社区|"
    "红十字会|慈善会|联谊会|校友会|理事会|组委会|工商联|在线|在线课堂|网络课堂|云课|云课堂|(?:教育|学习|培训|师训|职培|继教|研修|干训)云(?![课平学端台])|(?:继教|师训|职培|研修|学习)通(?![知过讯信报用])|药房|药业|公寓|(?:气象|广播电?|(?<!学习)电视|地震|天文|转播|发射)台|律所|网校|学堂|学苑|园地|合作社|机构|职业技术学院|图书馆|(?<!子)宫|院区|(?:网上|空中|掌上|云上|微)课堂|(?:机务|工务|电务|车务|客运|货运|列车|车辆|动车|供电|供水|水电|房建|通信|线桥|桥隧|养路|公路|航道|航标)段(?!长)|(?:粮食?|油料?|直属|储备|国储|中心|分|军粮|物资|种质资源)库(?![房存位容管点区])|监狱|(?:剧|乐|歌舞|艺术|杂技|文工)团(?!员)|(?:人民|派出|中心|环保)法庭|超市|(?:煤|铁|铜|金|盐)矿(?<=[\u4e00-\u9fff]{4})(?![瓦水井安从工机地采掘通职开])|法院|检察院|公安局|人大|政协|残联|妇联|科协|文联|社科联|总工会|健康委|卫健委|发改委|教委|建委|经信委|农委|科委"
)
#: Letters an ending begins with: looked at first, they spare trying every ending behind every letter.
_OPENINGS = "".join(sorted(set(re.findall(r"(?:^|\||\(\?:)([\u4e00-\u9fff])", re.sub(r"\(\?<!.*?\)", "", _ENDS)))))
_END = rf"(?=[{_OPENINGS}])(?:{_ENDS})"
_BODY = r"[\u4e00-\u9fffA-Za-z0-9·()“”—\-]"
#: An organisation's name inside a sentence.
ORGANISATION = rf"{_BODY}{{2,40}}?{_END}(?:\([\u4e00-\u9fff]{{2,12}}\))?"
_WHOLE = re.compile(rf"{_BODY}{{1,44}}{_END}(?:\([\u4e00-\u9fff]{{2,12}}\))?")
_SEALED = re.compile(
    r"\((?:盖\s*章|公\s*章|签\s*章|章|盖章处|盖单位公?章|单位盖章|印章|单位公章|加盖公章|.{0,2}章)(?:\)|$)"
)
_SENTENCE = re.compile(
    r"(?:^请|人员提前|入场$|兹|特此|证明|参加|培训班|同志|学时|编号|日期|经办|联系|电话|通知|合格|情况|姓名|成绩|备注|附件|扫描|下载|"
    r"登录|"
    r"二维码|打印|职工(?!大学|之家|中等|活动|医院|医学院|学校|服务|技术|继续教育[学中]|教育[学中协网]|培训[学中基]|网|在线|云|文[化体]|学[院堂]|疗养|体育)|参与|(?:组织|举办|主办|承办|开展)的|学员|"
    r"材料(?!科学|研究|学院|有限|集团|工程|厂|公司|技术)|各有关|登记(?!服务|中心|局|管理|所)|安排|意见|专用章|(?:报告|会议|宴会|演播|多功能|展览?|学术|阅览|[一-龥]楼\w{0,3})厅$|[,。;“”《》])"
)

#: Words that make a label of an ending: 颁发机构, 主考学校.
_ROLE = re.compile(
    r"(?:主办|举办|承办|协办|组织|颁发|颁证|发证|签发|施教|培训|办班|主考|所在|工作|证明|出具|审核|主管|用人|毕业|填报|报送|派出|单位|机构|部门|学校)"
)

Labels = tuple[str, ...]
ISSUER_LABELS: Labels = (
    "发证单位",
    "发证机关",
    "发证机构",
    "颁证单位",
    "颁发单位",
    "颁证机构",
    "颁发机构",
    "发证部门",
    "签发单位",
    "出具单位",
    "出证(?:单位|机构)",
    "证明单位",
    "认证单位",
    "制发单位",
    "审核单位",
    "登记单位",
    "审验单位",
    "(?:出具|出证|发证|颁证|颁发|签发|认证)平台",
)
HOST_LABELS: Labels = (
    "主办单位",
    "举办单位",
    "主办方",
    "主办机构",
    "(?:主办|举办|承办)[园校院馆所]",
    "主办",
    "举办",
    "培训单位",
    "培训机构",
    "施教机构",
    "施教单位",
    "培训主办单位",
    "组织单位",
    "外[训培学]单位",
    "(?:办班|授课|办训|主训)(?:单位|机构|方)",
    "(?:开班|承训|办训|开讲|开课|培训实施|实施|委托验收)(?:方|者)",
    "(?:谁来?|哪家|哪里|哪个单位)(?:办班|办的班?|主办|举办|组织|办)的?",
    "开课(?:单位|机构)",
    "发起(?:单位|机构|方)",
    "承办单位|承办方|承办",
)


#: Labels of where a person works: an organisation read along with one begins behind it.
OWN_UNIT = (
    r"(?:工作|用人|所在|所属|派出|选派|选送|送训|送培|参训|任职|任教|在职|受聘|执业|聘用|供职|就职|学员|推荐)"
    r"(?:单位|组织|机构|学校|企业|公司|医院)"
)
#: Words that lead a name without any sign: 已加入某某公司, 发布方某某协会.
_LED = (
    r"(?:已加入|来自|(?:工作|供职|任职)于|(?:供职|任职)机构|尊敬的|隶属于?|现任职于|就职于|(?:所在)?(?:党)?(?:总?支部|组织)(?!委))|"
    r"(?:主办|承办|协办|举办|发布|组织|施教|施训|颁发|颁证|签发|核发|发证|出具|出证|落款)(?:单位|机构|部门|机关|方|者)|"
    r"(?:确认|认定|审核|登记|发布|出具|核发|发放|颁发|发证|出证|学习|培训|来源)平台|"
    r"(?:数据|信息|记录|学时|内容)(?:来自|来源于?|出自)|(?:导出|摘|取|采集)自|"
    r"(?:[Ii]ssued|[Hh]eld|[Hh]osted|[Oo]rgani[sz]ed)?\s*[Bb]y\s*"
)
_OWN_LABEL = re.compile(rf"(?:{OWN_UNIT}|{_LED})(?=[\u4e00-\u9fff]{{4}})")

#: What a body is, without which it is: 网络学院, 继续教育中心.
_NAMELESS = re.compile(
    r"(?:网络|远程|在线|线上|学分|积分|证书|个人|继续教育|成人教育|培训|教育|学习|考试|服务|管理)*(?:学院|学校|中心|平台|大学|基地)"
)
#: Who speaks names nobody: 本协会, 我单位.
_SPEAKER = re.compile(r"了?(?:本|我|该|此|贵|你)[\u4e00-\u9fff]{1,4}")


#: A bracket behind a body that tells something else: (县级计划项目), (市级), (主办); or which office of it signs.
_NO_PART = re.compile(
    r"\((?:[^()]{0,8}(?:级|项目|计划|主办|承办|协办|原件|下同)[^()]{0,4}|秘书处|办公室|会务组|[\u4e00-\u9fff]{2,4}[科处室]|"
    r"(?:教务|护理|培训|教学|科教|人事|继续教育)部)\)$"
)


#: “某某通”学习网: the name of a site in quotation marks before what it is.
_QUOTED_NAME = re.compile(
    r"^“([\u4e00-\u9fffA-Za-z\d]{2,10})”(?=[\u4e00-\u9fff]{0,6}(?:网校?|平台|学堂|课堂|学院|在线|云)$)"
)


def is_organisation(text: str) -> bool:
    """Whether a short line is nothing but the name of an organisation."""
    text = _QUOTED_NAME.sub(r"\1", _SEALED.sub("", text).strip(" :,。"))
    if _OWN_LABEL.match(text):
        return False
    if compiled(r"[\u4e00-\u9fff]{2,4}(?:单位|机构|部门|(?<![省市区县旗州])机关)[\u4e00-\u9fff]").match(text):
        return False
    role = compiled(r"[()]").sub("", text)
    if compiled(r"[\u4e00-\u9fff]{0,6}(?:单位|机构|部门|机关|学校|院校|平台|基地)(?:名称)?").fullmatch(
        role
    ) and _ROLE.match(role):
        return False
    if (
        _NAMELESS.fullmatch(text)
        or _SPEAKER.fullmatch(compiled(r"\([^()]*\)").sub("", text))
        or (len(text) <= 8 and is_some_label(text))
    ):
        return False
    return 3 <= len(text) <= 45 and not _SENTENCE.search(text) and bool(_WHOLE.fullmatch(text))


#: 编号 AJ2024…某某学会: the number of the paper, read along with the body behind it.
_NUMBER_BEFORE = re.compile(r"[A-Za-z]{0,6}[\d-]{6,}\s*(?=[\u4e00-\u9fff]{4})")
#: 学习档案 - 某某学习网: which page of a site, before its name.
_PAGE_OF_SITE = re.compile(
    r"(?:我的|个人|学员|在线|电子|学习|培训|学时|证书|课程)+(?:档案|中心|记录|查询|详情|证书|证明|明细|打印|信息|课程)?\s*[-—–_|·]+\s*(?=[\u4e00-\u9fff]{4})"
)
#: 致某某公司: whom a letter goes to; schools called so begin otherwise (致远, 致知).
_TO_WHOM = re.compile(r"[致呈](?![远知诚公道用和真善美信新])[_\s]*(?=[\u4e00-\u9fff]{4})")


def organisation_in(span: Span) -> Span | None:
    """The span without 盖章 notes and signs, when what is left is an organisation's name."""
    sealed = _SEALED.search(span.text)
    kept = span.part(0, sealed.start()) if sealed and sealed.start() > 0 else span
    if sealed and sealed.start() == 0:
        kept = span.part(sealed.end())
    kept = kept.stripped(" \t\n:,。—–·|")
    aside = _NO_PART.search(kept.text)
    if aside is not None and aside.start() > 0:
        kept = kept.part(0, aside.start())
    to_whom = _TO_WHOM.match(kept.text) if kept.flow.text[kept.end : kept.end + 1] == ":" else None
    if to_whom is not None:
        kept = kept.part(to_whom.end())
    # In one line only: in a table the number of the row's first cell stands before a name.
    one_line = len(kept.lines) == 1
    number = compiled(r"\([A-Za-z\d-]{4,}\)").match(kept.text) or (
        _NUMBER_BEFORE.match(kept.text) if one_line else None
    )
    if number is not None:
        kept = kept.part(number.end())
    page = _PAGE_OF_SITE.match(kept.text)
    if page is not None:
        kept = kept.part(page.end())
    label = _OWN_LABEL.match(kept.text)
    if label is not None:
        kept = kept.part(label.end()).stripped(" \t\n:,。")
    kept = _behind_label(kept)
    if compiled(r"(.)\1[\u4e00-\u9fff]{1,2}[市省县区]").match(kept.text):
        # A letter of the seal was read along before the same letter.
        kept = kept.part(1)
    return kept if is_organisation(kept.text) else None


#: Letters of the longest label of a host that stands before a body with but a blank between.
_LONGEST_LABEL = 6


def _behind_label(span: Span) -> Span:
    """The span behind the label that a blank, or the edge of its cell, parts from the body: 审定  某某学会."""
    origin = span.flow.origin
    for at in range(2, min(_LONGEST_LABEL, len(span.text) - 4) + 1):
        if not speaks_of("organiser", span.text[:at]):
            continue
        last, first = origin[span.start + at - 1], origin[span.start + at]
        beside = last is not None and first is not None and last[0] is not first[0] and _beside(last[0], first[0])
        if beside or after_blank(span.flow, span.start + at):
            return span.part(at).stripped(" \t\n:,。")
    return span


def _beside(left: Line, right: Line) -> bool:
    """Whether two pieces of text stand in one row."""
    one, other = left.place.box, right.place.box
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0.5 * min(one.height, other.height)


#: 机关第四党支部 says which branch of the party, not whose.
_BRANCH = re.compile(
    r"(?:机关|离?退休|在职|职工|教工|学生|流动|综合|联合|第?[一二三四五六七八九十\d]{1,2})*(?:党|团)?总?(?:支部|小组)"
)


def is_branch(text: str) -> bool:
    """Whether a name is that of a branch alone, which says nothing about the body it belongs to."""
    return _BRANCH.fullmatch(text) is not None


#: The day behind who made a list, in the same row.
_DAY_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff])\s*(?:19|20)\d\d[年./-]\d{1,2}[月./-]\d{1,2}日?$")


def labelled_organisation(document: Document, labels: Labels) -> Span | None:
    """The organisation beside a label; several of them stay together as printed."""
    for value in (*document.values(*labels, below=False), *_set_under(document, labels)):
        sealed = _SEALED.search(value.text) or _DAY_BEHIND.search(value.text)
        kept = (value.part(0, sealed.start()) if sealed else value).stripped()
        if kept and (is_organisation(kept.text) or _several(kept.text)):
            return kept
    return None


def labelled_site(document: Document, labels: Labels) -> Span | None:
    """What stands beside a label of who holds or issues something, though it ends like no body: a site's own name."""
    for value in document.values(*labels, below=False):
        plain = value.stripped(" \t\n:,。")
        if not compiled(r"[\u4e00-\u9fffA-Za-z]{3,20}").fullmatch(plain.text) or is_some_label(plain.text):
            continue
        if not known_name(plain.text) and not compiled(r"盖章|签章|公章|印章").search(plain.text):
            return plain
    return None


_CARD_NUMBER = re.compile(r"\d{3,6}[\d*]{6,14}[\dXx]")


def organisation_under(document: Document, name: Span) -> Span | None:
    """The organisation by itself in the row under a name that stands by itself: where the person works."""
    for page in document.pages:
        # Between name and body a profile may set the number of the person's card.
        rows = [row for row in page.rows if not _CARD_NUMBER.fullmatch(row.text.strip())]
        for row, following in pairwise(rows):
            alone = len(row.cells) == len(following.cells) == 1 and row.text.strip() == name.text
            if alone and following.middle - row.middle < 4 * row.height:
                # Maybe in brackets under the name.
                return organisation_in(following.run.whole.stripped(" ()"))
    return None


def _set_under(document: Document, labels: Labels) -> Iterator[Span]:
    """Values set under their label, where no list of them follows."""
    for value in document.values(*labels):
        # A row of three cells and more is one of a table: its column names the host of one activity.
        # In a form whose values stand under their labels the next label follows.
        listed = any(not is_some_label(text.strip(" :")) for text in document.below(value)[:1])
        if not listed and document.breadth(value) <= 2:
            yield value


#: Cities of three letters: before any other 市 a third letter is likely a stray one (州温州市…).
_LONG_CITIES = (
    r"石家庄|张家|驻马|葫芦|哈尔|呼和|乌鲁|连云|马鞍|景德|平顶|"
    r"三门|防城|攀枝|六盘|嘉峪|牡丹|佳木|齐齐|双鸭|秦皇|鄂尔|克拉"
)


def cut_short(name: str) -> bool:
    """Whether an organisation's name has visibly lost its beginning (州市…, 市…, 区…) or got a letter before it."""
    spilt = compiled(r"[\u4e00-\u9fff]{3}市(?![政场立民属级直区委内外教医学大])").match(name) and not compiled(
        _LONG_CITIES
    ).match(name)
    cut = compiled(r"[市区县省州镇局]|[\u4e00-\u9fff]{2,5}$").match(name) and not compiled(
        r"市[北南中]区|省[直属]|[\u4e00-\u9fff]{2,3}(?:[学课]堂|[教训培修习][云通])$"
    ).match(name)
    return bool(spilt or cut)


def _several(text: str) -> bool:
    parts = compiled(r"[、,;\s]+").split(text)
    return len(parts) > 1 and all(is_organisation(part) for part in parts)


#: Departments for a body's own affairs, which hold nothing in their own name.
_DEPARTMENT = re.compile(
    r"(?<=院|校|学|司|团|心|馆|站|厂|所|会|局)(?:教务|护理|科教|医务|科研|科研管理|研究生|人事|人事教育|培训|教学|继教|继续教育|函授|学生)"
    r"(?:处|科|部|办公室|管理部|管理处)$|(?<=[\u4e00-\u9fff]{3}[局厅])办公室$|(?<=公司|医院|大学|学院)办公室$"
)


def without_department(span: Span) -> Span:
    """The body where a department of it is named: 某某医院护理部 is the hospital's."""
    office = _DEPARTMENT.search(span.text)
    body = span.part(0, office.start()) if office is not None else span
    return body if len(body.text) >= 4 and is_organisation(body.text) else span


def unsealed(text: str) -> str:
    """Without (盖章) and its like."""
    return _SEALED.sub("", text).strip()


#: What may follow a name in a sentence.
_AFTER_NAME = re.compile(
    r"同志|老师|先生|女士|学员|(?:副)?教授|(?:副)?(?:主任|主治)(?:医师|护师|药师|技师|中医师)|(?:正|"
    r"副)?高级[\u4e00-\u9fff]{1,3}师|(?:副)?研究员|讲师|\((?!(?:电子|盖|公|签|印|用)?章)|,|于|自|在|参加|受|应|为|担任|出席|完成|主持|承担|负责|申报|作为"
)


def units_with_names(flow: Flow, opening: str) -> Iterator[tuple[Span, Span]]:
    """(unit, name) pairs said in one breath behind ``opening``: 某某市气象局张三同志, also 某某馆于某于3月…

    Every ending is tried, the shortest first: a name may itself begin with a word that ends one.
    """
    for match in compiled(opening).finditer(flow.text):
        start = match.end()
        until = compiled(r"[,。;:\n]").search(flow.text, start)
        limit = min(start + 46, until.start() + 1 if until else len(flow.text))
        for end in _AFTER_NAME.finditer(flow.text, start + 5, limit):
            pair = split_unit_and_name(flow.text[start : end.start()])
            if pair is not None:
                yield flow.span(start, start + len(pair[0])), flow.span(end.start() - len(pair[1]), end.start())
                break


#: A note on how the unit sent somebody is no part of its name: 某某医院(公函介绍)张三.
_SENT = re.compile(r"\([\u4e00-\u9fff]{0,6}(?:介绍|推荐|选派|选送|派出|简称)[\u4e00-\u9fff]{0,4}\)$")


def split_unit_and_name(text: str) -> tuple[str, str] | None:
    """舟山市职业中等专业学校廖娜平 → (unit, name); None when the text is no such pair."""
    if compiled(r"兹|证明|特此|上述|该|由|经|授予|表彰|聘请|感谢|祝贺|恭喜").match(text):
        return None
    for cut in range(len(text) - 2, 2, -1):
        unit, name = text[:cut].removesuffix("的"), text[cut:]
        if compiled(r"同志|老师|先生|女士").search(unit):
            continue  # 张三同志系某某局…: the name went before
        if (len(name) <= 6 or "·" in name) and known_name(name) and _WHOLE.fullmatch(unit):
            return _SENT.sub("", unit), name
    employed = compiled(
        rf"(?P<u>.+?{_END})的?(?:教师|职工|员工|干部|医师|护士|工作人员|会员)(?P<n>.{{2,4}})"
    ).fullmatch(text)
    if employed is not None and known_name(employed["n"]) and _WHOLE.fullmatch(employed["u"]):
        return employed["u"], employed["n"]
    titled = compiled(rf"(?P<u>.+?{_END})的?[\u4e00-\u9fff]{{1,9}}(?:师|员|教授|主任)(?P<n>.{{2,4}})").fullmatch(text)
    if titled is not None and known_name(titled["n"]) and _WHOLE.fullmatch(titled["u"]):
        return titled["u"], titled["n"]
    return None
