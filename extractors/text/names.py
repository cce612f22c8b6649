"""Personal names: surnames, compound surnames, names with a middle dot, and where names stand in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.text.document import Document
from extractors.text.flow import Flow, Span
from extractors.text.labels import after_blank
from extractors.text.once import once
from extractors.text.patterns import compiled
from extractors.text.role_words import EMPLOYED, is_some_label

_COMPOUND = (
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|"
    "诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|"
    "慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘|子车|亓官|"
    "司寇|巫马|公西|颛孙|壤驷|公良|漆雕|乐正|宰父|谷梁|拓跋|夹谷|"
    "轩辕|令狐|段干|百里|呼延|东郭|南门|羊舌|微生|左丘|东门|西门|第五|梁丘|完颜|叶赫|纳兰|贺兰|达奚|尔朱"
)
_SINGLE = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰"
    "郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚"
    "越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶曾毋沙乜养鞠须丰巢关蒯相查荆红游竺权逯盖益桓公肖付仝佟佘佴修俱候储党兰况冼凡"
    "刀卡占原双吾啜塔官宾岳帅幺底庹德恽悦扎折揣揭撒操支敬晋智曙朴朵权来杞松极栗桃植"
    "楚楼欣武母民池沐沙涂涅淡渠源漆潭牟狐玉珠琴由畅白盘矫碧禚竹竺粟素纵线练缑罕羡者肇胶臧节英茆荀药萨蔄蓝虎"
    "衣褟覃计许谌谏豆贯贵赤路载辜达迟遆那邝部郄郇郜鄢酒野钊铁银锁镡门闪闫问阙陀院随隽雒雪青革韶香鹿麦麻黑齐龙"
    "仉上凃尧亢况琴海晋楚闫佘商牟伯赏墨哈谯笪爱阳佟言福仡岑丘代苟勇庆凡仵冼邸来荔"
)
SURNAMES = frozenset(_SINGLE)

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
#: A name with a known surname: 2–4 characters, compound surnames up to 5.
KNOWN_NAME = rf"(?:(?:{_COMPOUND}){_HAN}{{1,3}}|[{''.join(sorted(SURNAMES))}]{_HAN}{{1,3}})"
#: A transcribed name with dots: 阿卜杜拉·买买提, up to three parts.
_OPENS = r"兹|关于|证明|特|学员|职工|由|[你贵我本该](?:单位|公司|[校院局所])|[我该]科"
DOTTED_NAME = rf"(?!{_OPENS})(?:(?!的){_HAN}){{1,8}}(?:·{_HAN}{{1,8}}){{1,3}}"
#: Words that look like names because they begin with a surname character.
_NO_NAME = re.compile(
    r"(?:[您你]好|(?<=..)[市县]$|(?<=..)人$|学员|单位|培训|^来函|收悉|^代号|^查[分询]|证书|证明|编号|姓名|性别|时间|地点|主任|教师|"
    r"同志|职工|员工|施工|人员|班级|名称|机构|内容|级别|类别|方式|课程|专业|学习|公司|中心|学院|大学|医院|协会|"
    r"委员|部门|经理|列示|如下|成绩|合格|参加|身份|特此|情况|全体|本人|项目|支部|经?带教|^[应受]邀|干部$|"
    r"讲座|会议|继续|教育|技术|管理|工程|讲师|教授|职称|职务|时长|日期|"
    r"学时|课时|学分|签名|签字|盖章|领导|负责|联系|电话|有限|(?<=.)于|第[一二三]|"
    r"年度|任务|安全|方案|计划|安排|通过|平台|万元|方向|应用|常务|高级|"
    r"^公[示告布]$|[修训习]班|人数$|^师(?:傅|父|资|承|训)|(?<=.)[班业训修课格]证$|无效|打卡|^随堂|^项次|^次序|账号|会务|储蓄|(?:银行|信用|借记)卡|零钱|^余额|"
    r"^(?:从业|贵单|敬礼|相关|经[核查审]|上述|以上|以下|上列|下列|该名|各位|广大|全体)|初级|中级|(?<=.)[市省县]$|代替|有效|截至|期至|经办|审核|查询|和平|明细|金额|全年|"
    r"项下|计算|时段|折算|折合|半天|小时|^成果$|参与$|(?<=..)(?:路|街道|大道)$|"
    r"科目|^段位|专家|卫生院|幼儿园|研究院|医务室|广场|强国|对战|答题|国家|全国|全省|全市|老师$|先生$|女士$|同学$|^(?:荣誉|优秀|应届|金牌|银牌|往届|终身)|证件|号码|能力$|水平$|素质$|系统)"
)


_DOTTED, _LETTERS, _TWO = re.compile(DOTTED_NAME), re.compile(rf"{_HAN}{{2,6}}"), re.compile(_COMPOUND)


def valid_name(text: str) -> bool:
    """Whether ``text`` can be a person's name: 2–6 characters, or parts with a middle dot."""
    if "·" in text and _DOTTED.fullmatch(text):
        return not _NO_NAME.search(text)
    if not 2 <= len(text) <= 6 or not _LETTERS.fullmatch(text) or _NO_NAME.search(text):
        return False
    return len(text) <= 4 or bool(_TWO.match(text))


def known_name(text: str) -> bool:
    """Whether ``text`` can be a name and begins with a surname of the list."""
    return valid_name(text) and ("·" in text or text[0] in SURNAMES or bool(_TWO.match(text)))


def compound_surname(name: str) -> bool:
    """Whether a name of three letters or more begins with a surname of two."""
    return len(name) > 2 and bool(compiled(_COMPOUND).match(name))


def without_sex(name: Span) -> Span:
    """The name without the sex that stands behind it in the same cell (周启明　女)."""
    four = len(name.text) == 4 and name.text[-1] in "男女" and not compound_surname(name.text)
    return name.part(0, 3) if four and known_name(name.text[:3]) else name


def without_honour(name: Span) -> Span:
    """The name without the 君 or the post that upright writing sets behind it in a column of its own: 周启明君."""
    own = all(line.vertical and line.text.strip() == name.text for line in name.lines)
    honour = compiled(r"(?:君|(?:副?研究)?馆员|讲师|教师|老师|[医药护技]师|工程师|农艺师|会计师|学员)$").search(
        name.text
    )
    honoured = own and honour is not None and known_name(name.text[: honour.start()])
    return name.part(0, honour.start()) if honoured and honour is not None else name


def _cut_name(span: Span) -> Span | None:
    """The name a value begins with (李明 男 → 李明); None when it begins with none."""
    text = compiled(r"[\s(,;:。、/_]|\d{3}[\d*]{3}").split(span.text.strip("_ "), maxsplit=1)[0]
    text = compiled(r"(?:同志|先生|女士|同学|老师|性别.*|男|女)$").sub("", text)
    text = compiled(r"(?<=..)(?:身份证|证件|准考证|联系电话|工作单位|所在单位|证书编号)[号码编]*$").sub("", text)
    start = span.text.find(text)
    if valid_name(text) and start >= 0:
        return span.part(start, start + len(text))
    return None


def labelled_name(document: Document, *labels: str) -> Span | None:
    """The name beside one of the labels (default 姓名 and its like)."""
    asked = labels or (
        "姓名(?:[/、及和与](?:身份证|证件|性别|工号|学号|编号)(?:号码?)?)?",
        "学员姓名",
        "学员",
        "学友",
        "应考[人者]",
        "(?:学习)?户名",
        "持证人",
        "持证者",
        "(?:持证|证照)主体",
        "持(?:册|卡|证书)人",
        "参训人员姓名",
        "学习者",
        "获证人员",
        "本人姓名",
        "(?:学习|受训|进修)人",
        "(?:被证明人|(?:证明|核实|确认|查询)对象)(?:姓名)?",
        "值班人员?",
        "(?:参训|研修|培训|进修|受训|参会)(?:学员|人员|者|人)",
    )
    for value in document.values(*asked):
        name = _cut_name(value)
        if name is not None:
            return name
    return None


_NAME = rf"[_\s]*(?P<name>{KNOWN_NAME}|{DOTTED_NAME})[_\s]*"
#: What the paper calls whom it is about, with no sign before the name: 申请人张三(身份证号…).
_PARTY = r"(?:申请|申领|申报|持证|当事|被证明|参训|受训|学习|服务|报考|获证)[人者]"
_TITLES = r"(?:同志|先生|女士|同学|老师|学员|工友|师傅)"
#: What people are addressed by, of whose work it is: 张三医生:
_CALLED = r"(?:医生|大夫|教练|律师|护士)"
_CARRIES_ON = (
    r"(?=[(,:]|于|在|作为|系(?!统)|自(?!来水)|老师|先生|女士|参加|注册|同志|身份证|性别|出席|完成|全程|圆满|修习|研习|修读|已|因|经|"
    r"本(?:年|次|期)|\d)"
)
_UNIT_WORD = r"(?:单位|公司|校|院|局|中心|所|厂|站|园|馆|处|会)"
_POST = r"(?:师|员|教练|编[辑审]|记者|翻译|教授|主任|科长|处长|院长|校长|所长|站长|馆长|经理|书记|干部|干事)"
#: 一、张三,身份证号…: the paragraphs of a statement may be numbered.
_NUMBERED = r"(?:[一二三四五六七八九十]{1,2}、|\d{1,2}[.、])?"
_GREETED = r"(?:恭喜|祝贺|亲爱的|尊敬的|欢迎)(?:你|您)?[!,:]?"
#: (pattern, trust): where names stand in the sentences of certificates and statements.
_RANK = (
    r"(?:(?:正|副)?(?:主任|主治)(?:医师|护师|药师|技师|中医师)|(?:正|副)?教授|(?:正|副)?研究员|(?:正|副)?研究馆员|"
    r"(?:正|副)?高级[\u4e00-\u9fff]{1,3}师|"
    r"(?:总)?工程师|讲师|馆员|博士|院士|专家|高工)"
)
_OF_UNIT = (
    r"(?=\([\u4e00-\u9fff()]{3,30}(?:公司|局|院|校|中心|站|所|馆|会|园|厂|集团|大学|中学|小学|医院|办|社|处|"
    r"队|委|厅)\))"
)
#: 张三助理农艺师 by itself in a row: the post begins with a word of rank or is one of the short ones.
_WITH_POST = (
    rf"(?:^|\n)(?P<name>(?:{_COMPOUND}|[{_SINGLE}]){_HAN}{{1,3}}?)"
    r"(?=(?:(?:助理|初级|中级|高级|正高级|副主任|主任|主管|主治|副研究|研究)[\u4e00-\u9fff]{1,4}|[医药护技馆讲]|农艺|工程|会计|政工)(?:师|士|员)(?:\n|$))"
)
_PLACES = (
    (rf"(?:^|\n)[_\s]*(?P<name>[{_SINGLE}]{_HAN}{{2}}|(?:{_COMPOUND}){_HAN}{{1,2}}|{DOTTED_NAME})君(?=[自于在])", 0.98),
    (rf"(?:^|[\n晚午日,。]){_NAME}(?=\([^(),\n]{{2,30}},[^(),\n]{{2,30}}\)(?:[应受于在自]|(?:19|20)\d\d))", 0.98),
    (rf"(?:^|\n)[^\n,。;:]{{4,30}}证明:{_NAME}(?=\()", 0.98),
    (rf"{_PARTY}{_NAME}(?=\(|,?(?:身份证|证件|公民身份))", 1.0),
    (rf"(?:^|\n|证明|兹有|学员|职工|员工|教师|聘请|[:,。;】]){_NAME}{_TITLES}", 1.0),
    (rf"(?:学员|职工|员工|干部|会员|人员|教师|医师|护士|志愿者|讲师|被证明人){_NAME}{_CARRIES_ON}", 1.0),
    (
        rf"(?:^|\n|[,。;]){_NAME}(?=(?:系|[为是](?=[我本]))(?:我|本|该)?(?:单位|公司|[校院局所站馆]|[\u4e00-\u9fff]{{4,20}}(?:职工|员工|教师|干部|人员)))",
        0.99,
    ),
    # 张三为某某学校专业技术人员,于…
    (rf"(?:^|\n|[,。;]){_NAME}(?=[系为是](?!我|本|该)[\u4e00-\u9fff]{{4,24}}?{EMPLOYED}(?:[,。;]))", 0.98),
    (
        rf"(?:^|\n)(?:This is to |This |We hereby )?(?:certif(?:y|ies)|states?|confirms?|verif(?:y|ies)) that"
        rf"{_NAME}(?=\n|\(|[A-Za-z,]|$)",
        0.98,
    ),
    (rf"(?:^|\n)(?:Dr|Mr|Mrs|Ms|Prof|Professor)\.?{_NAME}(?=\n|[A-Za-z,]|$)", 0.98),
    (rf"(?:^|\n|友人|学员|兹证|证明){_NAME}(?<!君)(?=君(?:全程|参加|聆听|出席|于|在|自))", 0.98),
    # 学员张三供职某某馆 参加…: all of it in one breath, as upright certificates say it.
    (rf"(?:^|\n|学员|兹有|证明){_NAME}(?=(?:现|系)?(?:供职|就职|任职)(?:于|[\u4e00-\u9fff]{{4}}))", 0.98),
    (rf"(?:^|\n|兹证明)(?:持证|领证|受证)人{_NAME}(?=[,(])", 0.98),
    (rf"(?:^|\n){_NAME}(?=,?(?:恭喜|祝贺)[你您])", 0.98),
    (rf"(?:^|\n)(?:证[件照]?|证书|本证)?持有人{_NAME}(?=\()", 0.99),
    (rf"关于{_NAME}(?=同志|老师|参加|授课|学习|培训|的)", 0.98),
    (rf"(?:我|本|你|贵|该){_UNIT_WORD}[\u4e00-\u9fff]{{0,8}}{_POST}{_NAME}(?:同志|老师|先生|女士)", 0.99),
    (rf"(?:^|\n|[,。;]){_NAME}{_RANK}(?=于|应|受|在|自|为)", 0.99),
    (rf"(?:^|\n){_NAME}{_OF_UNIT}", 0.99),
    (
        rf"(?:^|\n){_NAME}(?:律师|医师|医生|大夫|药师|护师|护士|会计师|工程师|教师)(?=[(,:]|[自于在]\d|已?(?:参加|完成))",
        0.99,
    ),
    (
        rf"(?:(?:我|本|你|贵|该)(?:单位|公司|校|院|局|中心|所|厂|站|园|馆|处|会)|[我该]科)(?:\([\u4e00-\u9fff]{{1,4}}\))?{_NAME}{_CARRIES_ON}",
        0.99,
    ),
    (
        rf"(?:兹证明|兹有|兹证|特证明|(?:谨此|谨|兹|现|特此)(?:确认|证实|告知)[:,]?|证明(?!方|人)|聘请|邀请|特邀){_NAME}{_CARRIES_ON}",
        0.99,
    ),
    (rf"(?:^|\n)(?:兹|现|特)?(?:授予|发给|颁发给|颁给)[_\s]*(?P<name>{KNOWN_NAME}|{DOTTED_NAME})[_ ]*(?=\n)", 0.98),
    (
        rf"(?:我|本|你|贵|该){_UNIT_WORD}(?:报送|上报|申报|推荐|选派|选送|派出|派遣|派来|派去|送来|选派来)的{_NAME}(?:{_CARRIES_ON}|(?=学员|同学))",
        0.99,
    ),
    (rf"(?:我|本|你|贵|该){_UNIT_WORD}[\u4e00-\u9fff]{{0,8}}(?:{_POST}|级){_NAME}(?=参加|于|自|在)", 0.98),
    (rf"(?:^|\n){_NAME}(?=,[\u4e00-\u9fff()]{{4,30}},(?:(?:19|20)\d\d|于|自))", 0.99),
    # 你处张三所报…: whose hours an office writes back about.
    (rf"(?:你|贵){_UNIT_WORD}{_NAME}(?=所(?:报|申报|上报|提交|填报|参加|学|修))", 0.99),
    (rf"授予{_NAME}(?=[ⅠⅡI1一二]?类?(?:继续(?:医学)?教育)?学分)", 0.99),
    (rf"(?:^|\n)致{_NAME}(?::|(?:先生|女士|同志|老师|学员):)", 0.99),
    (
        rf"(?:^|\n){_NUMBERED}{_NAME}(?=\((?:\d{{3}}[\dXx*]{{8,}}|(?:居民)?身份证|证件|准考证|考号|学号|男|女|性别|工作单位|单位)|,(?:男|女|性别|(?:居民)?身份证|公民身份|证件|学号))",
        1.0,  # a sign on either side
    ),
    (
        rf"(?:^|\n){_NAME}(?=:|于|参加)",
        0.99,
    ),
    (rf"(?:^|\n){_NAME}(?=\([\u4e00-\u9fff]{{0,10}}(?:师|员|教授|主任)\)(?:[自于在受应赴系是,]|参加|同志|前往))", 0.98),
    (rf"{_NAME}\((?:男|女|性别|身份证|证件|公民身份)", 0.97),
    (rf"{_GREETED}{_NAME}(?=[\n,!:]|同学|学员|老师|代表|{_CALLED}|$)", 0.97),
    (rf"(?:^|\n){_NAME}(?={_CALLED}(?:\([^()\n]{{2,16}}\))?:)", 0.98),
    (rf"(?:^|\n){_NAME}(?=准考证|身份证|证件号|学号|考号|工号)", 0.98),
    (rf"(?:^|\n){_NAME}(?=(?:会员|学员|同学|老师|同志|用户|同仁)?[,\s]*[您你]好)", 0.97),
    (rf"(?:^|\n)[_\s]*(?P<name>{_HAN}{{2,4}})[_\s]*(?:同志|先生|女士)", 0.95),
    (rf"(?P<name>{KNOWN_NAME})(?:同志|先生|女士)", 0.93),
    (_WITH_POST, 0.93),
)


#: 主管护师迪布丽·克逊: the post before a name whose first letters may be any.
_RANK_BEFORE = re.compile(
    r"(?:正高级|副高级|高级|中级|初级|助理|副主任|主任|主管|主治|一级|二级|三级)?[\u4e00-\u9fff]{0,3}?"
    r"(?:医师|护师|药师|技师|工程师|经济师|会计师|教师|讲师|教授|研究员|馆员|农艺师|护士|医生|编辑)"
    rf"(?=[\u4e00-\u9fff]{{2,}}·)|{_PARTY}(?=[\u4e00-\u9fff]+·)"
)
#: Who is called or signs for something, not whom the paper is about.
_CONTACT = re.compile(
    r"(?:联系人|联系老师|咨询|经办人?|班主任|教务|负责人|校长|院长|主任|会计|出纳|收款人|复核|审核人?|开票人|制表|"
    r"填表)[:\s]*$"
)


#: Words before a colon that end like the name of a role; behind it stands the value, no sentence.
_LABEL_PLACE = re.compile(r"[\u4e00-\u9fff]{1,4}[人者员日期号方位]\s*:\s*(?![你您在于荣经]|\n|$)")


#: What a name runs into that belongs to the sentence: how somebody is called, or what they do.
_RUN_INTO = re.compile(
    r"(?:老师|同志|学员|先生|女士|同学|代表|教授|主任|医生|大夫|律师|医师|药师|护师|护士|主持|负责|承担|申报|担任|完成)[于在自]?$|"
    r"(?:来自|准考证|身份证|证件|学号|考号|工号)[\u4e00-\u9fff]*$"
)
#: Words that begin behind a name and give it their first letter: 张三来|自, 张三就|职于.
_SHARED_WORDS = frozenset(
    {"来自", "就职", "任职", "供职", "现任", "现在", "准考", "身份", "证件", "学号", "考号", "工号"}
)


def _in_its_cell(span: Span) -> Span:
    """The name without letters of the next cell of its row, where the first cell holds a whole one."""
    spots = span.flow.origin[span.start : span.end]
    for at in range(2, len(spots)):
        one, other = spots[at - 1], spots[at]
        if one is None or other is None or one[0] is other[0]:
            continue
        a, b = one[0].place.box, other[0].place.box
        if min(a.bottom, b.bottom) - max(a.top, b.top) > 0.5 * min(a.height, b.height) and b.left > a.right:
            return span.part(0, at) if known_name(span.text[:at]) else span
    return span


def _ends_body(span: Span) -> bool:
    """Whether the first letter of a name is the last one of the body before it: 某某市中医院平明, 某某公司平明."""
    before = span.flow.text[: span.start]
    return (
        (span.text[:1] in "院部" or (span.text[:1] == "司" and before.endswith("公")))
        and known_name(span.text[1:])
        and compiled(r"[\u4e00-\u9fff]{4}$").search(before) is not None
    )


def _ends_rank(span: Span) -> bool:
    """Whether the first letter of a name is the last one of the post before it: 农艺师平明."""
    before = span.flow.text[: span.start]
    return span.text[:1] in "师员士" and known_name(span.text[1:]) and _POSTS.search(before + span.text[0]) is not None


#: Posts by their last words.
_POSTS = re.compile(
    r"(?:[医药护技律]|农艺|工程|畜牧|兽医|园艺|经济|会计|统计|审计|政工|美术|摄影|建筑|规划|设计|评估|馆|演奏|演|教)[师员士]$"
)


def _before_label(span: Span) -> Span:
    """The name without letters of a label that stands in another line: 周启明 over 聘自 甲市设计院."""
    spots = span.flow.origin[span.start : span.end]
    for at in range(2, len(spots)):
        one, other = spots[at - 1], spots[at]
        if one is None or other is None or one[0] is other[0]:
            continue
        apart = is_some_label(compiled(r"[\s:\u3000]").sub("", other[0].text))
        return span.part(0, at) if apart and known_name(span.text[:at]) else span
    return span


def names_in_sentences(flow: Flow) -> Iterator[tuple[Span, float]]:
    """Names a sentence speaks about, the best place first, with how much to trust the place."""
    for pattern, trust in _PLACES:
        for match in compiled(pattern).finditer(flow.text):
            span = flow.group(match, "name")
            if _LABEL_PLACE.match(flow.text, span.start) and flow.text[span.end : span.end + 1] == ":":
                continue
            span = _before_label(_in_its_cell(span))
            title = _RUN_INTO.search(span.text)
            if title is not None and title.start() >= 2:
                span = span.part(0, title.start())
            if len(span.text) >= 3 and compiled(r"[于在自]\d").match(flow.text[span.end - 1 :]):
                span = span.part(0, len(span.text) - 1)
            if (
                len(span.text) >= 3
                and span.text[-1] in "总副正"
                and compiled(r"工程师|教授|主任|研究员|高级").match(flow.text[span.end :])
            ):
                span = span.part(0, len(span.text) - 1)
            if (
                len(span.text) >= 3
                and span.text[-1] in "确已曾将"
                and compiled(r"[于已系]|参加|完成").match(flow.text[span.end :])
            ):
                span = span.part(0, len(span.text) - 1)
            if len(span.text) >= 3 and flow.text[span.end - 1 : span.end + 1] in _SHARED_WORDS:
                span = span.part(0, len(span.text) - 1)
            if len(span.text) >= 3 and span.text[-1] == "所" and compiled(r"在|属").match(flow.text[span.end :]):
                span = span.part(0, len(span.text) - 1)  # the label of the next row: 所在单位
            if _ends_body(span) or _ends_rank(span):
                span = span.part(1)
            ranked = _RANK_BEFORE.match(span.text)
            if ranked is not None:
                span = span.part(ranked.end())
            span = without_honour(span)
            if valid_name(span.text) and not _CONTACT.search(flow.text[: span.start]):
                yield span, trust


@once
def lone_name(document: Document) -> Span | None:
    """The one name that stands in a cell of its own in the upper part of the paper, as certificates set it large."""
    found: dict[str, Span] = {}
    for page in document.pages:
        limit = page.extent.top + 0.62 * page.extent.height
        for row in page.rows:
            for cell in row.cells:
                if cell.text.rstrip().endswith("。"):
                    continue  # the end of a sentence, carried over into a row of its own
                plain = without_honour(without_sex(cell.flow.whole.stripped()))
                if row.middle < limit and len(plain.text) <= 12 and known_name(plain.text) and len(row.cells) <= 2:
                    found.setdefault(plain.text, plain)
    if not found and document.rows:
        # 张三 证件尾号核验通过: a name before the gap of a cell of its own, near the head.
        for row in document.rows[:5]:
            for at in (3, 4) if len(row.cells) == 1 else ():
                if at < len(row.run.text) - 2 and after_blank(row.run, at) and known_name(row.run.text[:at]):
                    return row.run.span(0, at)
    return next(iter(found.values())) if len(found) == 1 else None


@once
def person_name(document: Document) -> tuple[Span, float] | None:
    """The person a paper is about, with trust; a label beats a sentence."""
    labelled = labelled_name(document)
    if labelled is not None:
        return labelled, 1.0 if known_name(labelled.text) else 0.98
    for flow in (document.prose, document.run):
        for span, trust in names_in_sentences(flow):
            return span, trust
    return None
