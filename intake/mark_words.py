"""Which words are a secrecy or disclosure mark, for a text that stands by itself. Text only, no places.

Source: GB/T 9704-2012 (密级★保密期限 at the head, 公开方式 in the note below the date), 保守国家秘密法 (three levels)
and what offices print on internal papers. A mark is made of *atoms*: a level with its star and term, a
disclosure note, an internal-paper phrase; and of *companions* that say nothing alone (特急, a copy number,
a document number, 注意保存, 版权所有). A text is a mark when nothing else is left of it; one word more
(保密法, 商业秘密保护, 涉密人员) and it only speaks of secrecy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

#: Letters the recogniser confuses with those of a mark, seen on slanted, stamped and copied marks; traditional forms.
_LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys("祕袐秐", "秘"),
        **dict.fromkeys("機杌", "机"),
        **dict.fromkeys("絕絶", "绝"),
        **dict.fromkeys("宻宓蜜", "密"),
        **dict.fromkeys("內", "内"),
        **dict.fromkeys("開", "开"),
        **dict.fromkeys("級", "级"),
        **dict.fromkeys("長", "长"),
        **dict.fromkeys("請", "请"),
        **dict.fromkeys("資", "资"),
        **dict.fromkeys("僅", "仅"),
        **dict.fromkeys("參", "参"),
        **dict.fromkeys("閱", "阅"),
        **dict.fromkeys("業", "业"),
        **dict.fromkeys("傳", "传"),
        **dict.fromkeys("嚴", "严"),
        **dict.fromkeys("會", "会"),
        **dict.fromkeys("發", "发"),
        **dict.fromkeys("議", "议"),
        **dict.fromkeys("據", "据"),
        **dict.fromkeys("☆✩✭✮✯✰⭐🌟✱✲＊*※❋✳", "★"),
        **dict.fromkeys("〖［〔「『", "【"),
        **dict.fromkeys("〗］〕」』", "】"),
    }
)
LEVELS = {"绝密": "top_secret", "机密": "secret", "秘密": "confidential"}
_ROUGH = {"绝": "[绝艳终纯]", "机": "[机札玑权杞]", "秘": "[秘税移私泌必稅枚秒]", "密": "[密窑富宫]"}
STAR = "[★女大水·•・×xX✕+＋太丈文交夫六灾☒■◆●]"
_COUNT = r"(?:[0-9lIOo]{1,3}|[一二三四五六十伍拾两]{1,3})"
_BEFORE = r"(?:启用|启封|解密|公布|公开|宣布|发布|使用|考试|开考|考试结束|开启|评卷|成绩公布|拆封)前"
_UNTIL = r"(?:至|到)?[0-9]{4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:前|止)?"
TERM = rf"(?:{_COUNT}[年车牛](?:零?{_COUNT}个?月)?|{_COUNT}个?月|长期|永久|{_BEFORE}|解密时间另定)"
_URGENT = "(?:特急|加急|特提|平急|急件)"
_THING = "(?:文件|资料|材料|件|级|事项|信息|文档)"
_FRONT = r"(?:[0-9]{1,8})?"


def _rough(level: str) -> str:
    """The two letters of a level, one of which may be misread."""
    first, second = level[0], level[1]
    return f"(?:{first}{_ROUGH[second]}|{_ROUGH[first]}{second})"


_LABEL_WORD = "(?:密级|秘密等级|保密等级|保密级别|定密等级|涉密等级|涉密级别)"
#: Another entry beside a label in one row of a head: 编号：259.
_ENTRY = r"[^，。；,;:：]{1,8}[:：][^，。；,;:：]{1,16}?"
_LEVEL_RULES: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (name, rule, re.compile(pattern))
    for level, name in LEVELS.items()
    for rule, pattern in (
        (
            "level_star_term",
            rf"{_FRONT}{_rough(level)}(?:{STAR}{{0,2}}{TERM}|★{{1,2}}{_UNTIL}|[-—一]{TERM}){_URGENT}?(?:[0-9]{{1,8}})?",
        ),
        ("level_star", rf"{_FRONT}{_rough(level)}★{{1,2}}.{{0,4}}"),
        (
            "level_label",
            rf"{_LABEL_WORD}(?:为|是)?[:：]?[【\[(（]?{level}[】\])）]?{STAR}?{TERM}?.{{0,2}}",
        ),
        (
            "level_label",
            rf"(?:密级|秘密等级)[:：]?{level}[,，;；、]?(?:保密)?期限(?:为|是)?[:：]?(?:{TERM}|{_UNTIL})?",
        ),
        ("level_ticked", rf".{{0,12}}[☑√✓✔]{level}.{{0,12}}"),
    )
)
#: The same with other entries in its row, and the label of papers that stay inside.
_LABEL_IN_ROW = re.compile(
    rf"(?:{_ENTRY}){{0,3}}{_LABEL_WORD}[:：](?P<level>绝密|机密|秘密|内部){STAR}?{TERM}?(?:{_ENTRY}){{0,3}}"
    r"|.{0,2}密级[:：]内部.{0,2}"
)
#: A star with its term is a mark even when the level is hidden below something.
_STAR_TERM = re.compile(rf"[密蜜]?★{{1,2}}{TERM}")
#: In the margin even a level nobody can read, when star and term can.
_STAR_IN_CORNER = re.compile(r".{1,3}★{1,2}.{0,3}[年期月前]")
_DENSE = re.compile(rf"密{STAR}{{1,2}}{TERM}")
#: Star and term at the end of a line, into which a mark below something else was read; but not behind a level that
#: can be read, as where words speak of one.
_STAR_TERM_LAST = re.compile(rf".*[^密★☆]★{TERM}")
#: Star and number after 密 are a mark whatever else was drawn into the line, unless the line says where they stand.
_STAR_NUMBER = re.compile(r"密★{1,2}[0-9lIOo一二三四五十]")
_TOLD = re.compile(r"[“”‘’\"「」《》]|标[有注明为]|[印写盖]有|字样|注明|属于|根据|按照")
#: A label that was read badly still tells that a level follows.
_LABEL_OF_LEVEL = re.compile(rf"密.[:：]?(?P<level>绝密|机密|秘密){STAR}?{TERM}?")

# --- disclosure notes ---------------------------------------------------------------------------------------------

_LABEL = (
    r"(?:信息|政府信息|政务|政务信息|文件|公文)?"
    r"(?:公开(?:属性|方式|类别|形式|选项|类型|级别|范围|程度)|发布(?:方式|层次)|是否公开|属性)"
)
_SUBJECT = r"(?:此件|本件|该件|此文|本文|该文|此文件|本文件|该文件|文件|政府信息|信息|政务)?"
_NOTE = rf"[(（\[【<《]?{_SUBJECT}(?:{_LABEL}(?:为|是)?[:：]?)?"
_NOTE_END = r"(?:信息|件|文件|类)?[)）\]】>》]?[。.!！]?"
_NOT_PUBLIC = (
    "不予公开|不公开发布|不公开上网|不公开|免予公开|不宜公开|不得公开|暂不公开|暂不对外公开|不对外公开|不得对外公开|不宜对外公开"
    "|不予对外公开|不得在互联网上?公开|不得上传互联网|不上网公开"
)
_ON_REQUEST = "依申请予以公开|依申请公开|依申请后公开|申请公开"
_DISCLOSURE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("not_public", re.compile(rf"{_NOTE}(?:{_NOT_PUBLIC}){_NOTE_END}")),
    ("on_request", re.compile(rf"{_NOTE}(?:{_ON_REQUEST}){_NOTE_END}")),
    ("not_public", re.compile(rf"[(（\[【]?{_LABEL}(?:为|是)?[:：]?(?:否|内部|内部公开|不){_NOTE_END}")),
    ("on_request", re.compile(rf"[(（\[【]?{_LABEL}(?:为|是)?[:：]?依申请{_NOTE_END}")),
)
#: A stamp across figures, which hide its first letter.
_ACROSS_DIGITS = re.compile(r"[0-9:：./\-—年月日时分]*[0-9][0-9:：./\-—年月日时分]*(?:作秘密|业秘密|部资料)")
#: Two requests of a stamp, the words it crosses before them: 许红部资料 不得外传.
_TWO_CUT = re.compile(r".{0,4}部(?:资料|文件)[，,]?(?:不得|请勿|严禁|切勿|禁止)外传?")
#: A badly read label, and 依申请公开 with one of its first letters left.
_NOTE_SHAPE = re.compile(
    r".{0,4}公开(?:属.|.性|方.|.式|选.|.项|类.|.别)[:：](?:[依侬衣]..|.[申中甲由].|..[请清情])公[开升幵][)）]?"
)
#: Boxes to tick and what they stand before, or behind.
_BOXES = re.compile(
    rf"(?P<ticked>[☑√✓✔■])|(?P<empty>[□☐◻口])|(?P<public>主动公开|全文公开)"
    rf"|(?P<not_public>{_NOT_PUBLIC})|(?P<on_request>{_ON_REQUEST})"
)
#: The same words as an item of a website's menu.
_BARE_NOTE = re.compile(rf"(?:{_ON_REQUEST})[>›»+]?")
_MENU = re.compile(
    r"信息公开(?:指南|制度|年报|年度报告|目录|专栏|平台)|政务公开|互动交流|政民互动|办事服务|政务服务|领导信箱|法定主动公开内容"
)

# --- internal papers ----------------------------------------------------------------------------------------------

_HOUSE = "(?:本|我)?(?:单位|公司|系统|部门|机关|行业|集团|学校|医院|企业)?"
_INTERNAL = "|".join(
    (
        rf"{_HOUSE}内部(?:工作|会议|学习|培训|教学|交流|参考|业务|技术|参阅){{0,2}}(?:资料|文件|材料|信息|文档|事项|文稿|参阅件)",
        rf"(?:仅|只)?(?:供|限|限于|供于)?{_HOUSE}内部(?:学习|交流|工作|参考|培训){{0,3}}(?:使用|参考|传阅|掌握|参阅|阅读|阅看)",
        r"(?:仅|只)供?内部(?:学习|交流|使用)",
        r"仅供(?:参会|与会|参训)人员(?:使用|参考|阅看)?",
        r"内部(?:绝密|机密|秘密)|党内文件",
    )
)
_KEEP = (
    "注意保密|请注意保密|严格保密|请严格保密|注意安全保密|保密文件|保密资料|保密材料|严禁外传|请勿外传|不得外传|切勿外传|禁止外传|勿外传"
    "|严禁外泄|请勿外泄|不得外泄|严禁泄露|严禁复制|严禁复印|不得复印|不得复制|严禁翻印|不得翻印|禁止转发|请勿转发|不得转发"
    "|会后收回|会后交回|阅后收回|阅后退回|阅后即焚|阅后销毁|用后收回|用后销毁|用后交回"
    "|不得对外提供|不得上网|严禁上网|禁止上网|严禁拍照|禁止拍照|不得拍照|涉密文件|涉密资料|涉密材料|涉密件|涉密|(?:此件)?仅?发至[省厅司局地师县团处科乡]{1,2}级|保密(?!期限)"
)
_WORK = "警务工作秘密|工作秘密事项|工作秘密|警务秘密|敏感工作信息|敏感信息|敏感资料"
_TRADE = "核心商业秘密|普通商业秘密|商业秘密|商业机密|核心商密|普通商密|商密|企业秘密|公司机密|公司秘密|企业机密"
#: Said also on papers that are no secret: alone they are marks in the margin only.
_WEAK = frozenset(
    [
        *("保密", "商密", "敏感信息", "请勿转发", "严禁拍照", "禁止拍照", "不得拍照"),
        *("不得翻印", "严禁翻印", "严禁复印", "不得复印", "严禁复制", "不得复制"),
    ]
)
_SOMETHING = rf"(?:(?:绝|机|秘)密)(?:{_THING})?"
_CLASSES = (("trade_secret", _TRADE), ("work_secret", _WORK), ("internal", _INTERNAL), ("keep_confidential", _KEEP))
_ALL_PHRASES = (
    *("内部资料", "内部文件", "内部使用", "内部材料", "内部参考", "仅供内部使用", "仅限内部使用", "内部会议资料"),
    *(phrase for words in (_TRADE, _WORK, _KEEP) for phrase in words.split("|") if len(phrase) >= 4),
)
_PHRASES = re.compile(rf"(?P<level>{_SOMETHING})|" + "|".join(f"(?P<{name}>{words})" for name, words in _CLASSES))
_ENGLISH_WORDS = (
    r"(?P<keep_confidential>(?:(?:strictly|highly|company|private(?:and|&)?)?confidential|topsecret|secret))"
    r"|(?P<internal>(?:for)?internal(?:useonly|use|only)?)"
)
_ENGLISH = re.compile(_ENGLISH_WORDS, re.IGNORECASE)
#: What may stand beside a mark without being one.
_COMPANION = re.compile(
    rf"{_URGENT}|(?:请|请各单位)?(?:注意|妥善)(?:保存|保管)|版权所有|翻印必究|(?:严禁)?复印无效"
    rf"|(?:会议|参会)(?:资料|材料|文件)|内部(?:教材|讲义|刊物|通讯|试题|读物)"
    rf"|保密期限|期限|份号|编号|(?:No|NO|no|№)\.?[0-9]{{1,8}}|附件[0-9一二三四五六七八九十]{{0,2}}"
    rf"|第?[0-9]{{1,4}}(?:号|期)|.{{1,10}}[〔\[(（【][0-9]{{4}}[〕\])）】]第?[0-9]{{0,4}}号?"
    rf"|(?i:{re.sub(r'[?]P<[a-z_]+>', '?:', _ENGLISH_WORDS)})"
)
_FILLER = re.compile(rf"[\s,，、.。·:：;；!！★()（）\[\]【】<>《》〈〉—\-_|/~]|{TERM}|^[0-9]{{1,8}}|[0-9]{{1,8}}$")
_BARE_INTERNAL = re.compile(rf"[(（\[【]?限?内部[★】\])）]?{TERM}?")

#: A printed serial with permission (准印证) makes a periodical "internal" by law, and hours may be given for it.
_LICENSED = re.compile(r"准印证|内部资料性|内资准印|内准字|准印字|免费交流|内部资料.{0,6}免费")
HARMLESS = re.compile(r"密级[:：]?(?:公开|普通|无|非密|一般|不涉密)|主动公开|(?<!不)公开发布|非涉密|《[^》]*密[^》]*》")


_ASKED_FOR = re.compile("[依侬衣][申中甲由][请清情晴精]公[开升幵]")


def plain(text: str) -> str:
    """NFKC, no spaces, look-alike and traditional letters replaced."""
    joined = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_LOOKALIKES)).translate(_LOOKALIKES)
    return _ASKED_FOR.sub("依申请公开", joined.replace("内都", "内部"))


def licensed(text: str) -> bool:
    """Whether a plain text says that the page is of a periodical printed with permission (准印证)."""
    return bool(_LICENSED.search(text))


def menu(text: str) -> bool:
    """Whether a plain text is an item that only menus of authorities' websites have."""
    return bool(_MENU.search(text))


def menu_item(text: str) -> bool:
    """Whether a plain text reads the same as an item of the menu of an authority's website."""
    return bool(_BARE_NOTE.fullmatch(text))


def judge(text: str, *, edge: bool, licensed: bool = False) -> tuple[str, str] | None:
    """Class and rule of a mark, for a text that stands by itself; None for anything else.

    ``text`` is plain (see ``plain``). ``edge``: it stands in the margin or was stamped there, where
    weaker wording is enough. ``licensed``: the page is of a periodical with 准印证.
    """
    if not 1 <= len(text) <= 40:
        return None
    if name := _ticked(text):
        return name, "ticked"
    if HARMLESS.search(text):
        return None
    for name, rule, pattern in _LEVEL_RULES:
        if pattern.fullmatch(text):
            return name, rule
    for name, pattern in _DISCLOSURE:
        if pattern.fullmatch(text):
            return name, name
    if _STAR_TERM.fullmatch(text) or (_DENSE.search(text) and len(text) <= 12):
        return _level_in(text), "star_term"
    if len(text) <= 16 and _STAR_NUMBER.search(text) and not _TOLD.search(text):
        return _level_in(text), "star_number"
    if _STAR_TERM_LAST.fullmatch(text) and not _TOLD.search(text):
        return _level_in(text), "star_term_last"
    if edge and _STAR_IN_CORNER.fullmatch(text):
        return "confidential", "star_in_corner"
    if edge and (label := _LABEL_OF_LEVEL.fullmatch(text)):
        return LEVELS[label["level"]], "level_label"
    if (edge or text.startswith("密级")) and (row := _LABEL_IN_ROW.fullmatch(text)):
        return LEVELS.get(row["level"] or "", "internal"), "level_label"
    if _TWO_CUT.fullmatch(text):
        return "internal", "two_cut"
    if _ACROSS_DIGITS.fullmatch(text):
        return "work_secret" if "作" in text else "trade_secret" if "业" in text else "internal", "across_digits"
    if edge and _NOTE_SHAPE.fullmatch(text):
        return "on_request", "note_shape"
    if english := _ENGLISH.fullmatch(text):
        return (str(english.lastgroup), "english") if edge else None
    if edge and not licensed and _BARE_INTERNAL.fullmatch(text):
        return "internal", "internal_alone"
    if found := _composed(text, edge, licensed):
        return found
    bare = _SYMBOLS.sub("", text) if edge else text
    return judge(bare, edge=edge, licensed=licensed) if bare != text else None


#: What is left of other words when a mark was printed into them, and is no letter.
_SYMBOLS = re.compile(r"^[^\w★☑√✓✔■□(（\[【<《“]+|[^\w★☑√✓✔■□)）\]】>》”]+$")


def _ticked(text: str) -> str | None:
    """Class of the closed choice whose box is ticked."""
    parts = [str(match.lastgroup) for match in _BOXES.finditer(text)]
    if "ticked" not in parts:
        return None
    boxes = ("ticked", "empty")
    behind = parts[0] not in boxes and parts[-1] in boxes
    for one, other in pairwise(parts):
        tick, choice = (other, one) if behind else (one, other)
        if tick == "ticked" and choice in ("not_public", "on_request"):
            return choice
    return None


def _level_in(text: str) -> str:
    return next((name for level, name in LEVELS.items() if level in text), "confidential")


def _composed(text: str, edge: bool, licensed: bool) -> tuple[str, str] | None:
    """A line made of nothing but marks, their companions and what joins them."""
    found = list(_PHRASES.finditer(text))
    if not found or not _only_filler(text, found, edge):
        return None
    names = {str(match.lastgroup) for match in found}
    if "level" in names:
        return _level_in(text), "level_alone"
    if licensed or (not edge and all(match.group() in _WEAK for match in found)):
        return None
    return next((name, name) for name, _ in _CLASSES if name in names)


def _only_filler(text: str, found: Sequence[re.Match[str]], edge: bool) -> bool:
    """Nothing stands beside the phrases but what joins them, or a phrase cut off at an end (``edge``: or garbled)."""
    before, *inner, after = (_COMPANION.sub("", part) for part in _PHRASES.sub("\n", text).split("\n"))
    if _FILLER.sub("", "".join(inner)):
        return False
    before, after = _FILLER.sub("", before), _FILLER.sub("", after)
    if found[0].group() in _WEAK and len(found) == 1:
        return not before and not after
    return (not before or any(phrase.endswith(before) for phrase in _ALL_PHRASES) or (edge and _garbled(before))) and (
        not after or any(phrase.startswith(after) for phrase in _ALL_PHRASES) or (edge and _garbled(after))
    )


def _garbled(piece: str) -> bool:
    """Whether half the letters are those of a request to keep something back, in their places."""
    return len(piece) >= 3 and any(
        abs(len(piece) - len(phrase)) <= 1 and Levenshtein.distance(piece, phrase) <= len(phrase) // 2
        for phrase in _ALL_PHRASES
        if len(phrase) >= 4
    )
