"""Secrecy guard: which lines of a page are secrecy or disclosure marks.

Source: GB/T 9704-2012 (密级和保密期限 at the top corners, 公开方式 in the note below the date) and the
marks offices use for internal papers. A mark is a *short thing standing by itself*. Words inside
running text (why an original may not be handed in, a course on the secrecy law, a certificate of
secrecy training) are no marks. Rules look at text and place only; ``second_look`` finds words the first
reading could not see.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from rapidfuzz.distance import Levenshtein

from domain.finding import Finding, Severity
from domain.place import Box, Place
from domain.reading import Line
from intake.settings import GuardSettings

# Letters the recogniser confuses with those of a mark, seen on slanted, stamped and copied marks.
_LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys("祕袐秐", "秘"),
        **dict.fromkeys("機杌", "机"),
        **dict.fromkeys("絕", "绝"),
        **dict.fromkeys("宻宓蜜", "密"),
        **dict.fromkeys("內", "内"),
        **dict.fromkeys("開", "开"),
        **dict.fromkeys("級", "级"),
        **dict.fromkeys("長", "长"),
        **dict.fromkeys("請", "请"),
        **dict.fromkeys("資", "资"),
        **dict.fromkeys("☆✩✭✮✯✰⭐🌟✱✲＊*※❋✳", "★"),
    }
)
_LEVELS = {"绝密": "top_secret", "机密": "secret", "秘密": "confidential"}
_ROUGH = {"绝": "[绝艳终纯]", "机": "[机札玑权杞]", "秘": "[秘税移私泌必稅枚秒]", "密": "[密窑富宫]"}
_STAR = "[★女大水·•・×xX✕+＋太丈文交夫六灾☒■◆●]"
_TERM = r"(?:[0-9lIOo]{1,3}[年车牛]|[0-9lI]{1,3}个?月|长期|永久|[一二三五十]{1,3}年|启用前|解密前|公布前|宣布前|使用前)"
_URGENT = r"(?:特急|加急|特提|平急|急件)?"
_THING = r"(?:文件|资料|材料|件|级|事项|信息)?"


def _rough(level: str) -> str:
    """The two letters of a level, one of which may be misread."""
    first, second = level[0], level[1]
    return f"(?:{first}{_ROUGH[second]}|{_ROUGH[first]}{second})"


_LEVEL_RULES: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (name, rule, re.compile(pattern))
    for level, name in _LEVELS.items()
    for rule, pattern in (
        ("level_star_term", rf"(?:[0-9]{{1,8}})?{_rough(level)}{_STAR}{{0,2}}{_TERM}{_URGENT}(?:[0-9]{{1,8}})?"),
        ("level_star", rf"(?:[0-9]{{1,8}})?{_rough(level)}★{{1,2}}.{{0,4}}"),
        (
            "level_label",
            rf"(?:密级|保密等级|保密级别|定密等级|涉密等级)(?:为|是)?[:：]?[【\[(（]?{level}{_STAR}?{_TERM}?.{{0,2}}",
        ),
        ("level_ticked", rf".{{0,12}}[☑√✓✔]{level}.{{0,12}}"),
        ("level_alone", rf"[【\[(（<《]?{level}{_THING}{_URGENT}[★】\])）>》!！]{{0,2}}"),
        (
            "level_alone",
            rf"{level}(?:文件|资料|材料|件)?[,，、]?(?:注意保密|注意保存|不得外传|严禁外传|请勿外传|严禁复制|不得复印|阅后即焚|阅后收回)",
        ),
    )
)
#: A star with its term is a mark even when the level is hidden below something.
_STAR_TERM = re.compile(rf"[密蜜]?★{{1,2}}{_TERM}")
#: In the margin even a level nobody can read, when star and term can.
_STAR_IN_CORNER = re.compile(r".{1,3}★{1,2}.{0,3}[年期月前]")
_DENSE = re.compile(rf"密{_STAR}{{1,2}}{_TERM}")

_NOTE = (
    r"[(（\[【<《〔]?(?:此件|本件|此文|本文|该文|此文件|本文件|文件|信息|政府信息|政务)?"
    r"(?:公开属性|公开方式|公开类别|公开形式|公开选项|公开类型|公开级别|是否公开|发布方式|发布层次)?(?:为|是)?[:：]?"
)
_NOTE_END = r"(?:信息|件|文件|类)?[)）\]】>》〕]?[。.!！]?"
_DISCLOSURE: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "not_public",
        "not_public",
        re.compile(rf"{_NOTE}(?:不予公开|不公开|免予公开|不宜公开|不得公开|暂不公开|不对外公开){_NOTE_END}"),
    ),
    ("on_request", "on_request", re.compile(rf"{_NOTE}(?:依申请公开|依申请(?:予以)?公开|申请公开){_NOTE_END}")),
)

_INTERNAL = (
    "内部资料|内部文件|内部使用|内部材料|内部参考|内部传阅|内部掌握|内部事项|内部信息|内部文档|仅供内部使用|仅限内部使用|供内部使用"
    "|仅供内部参考|限内部使用|仅限内部传阅|仅内部使用|本单位内部使用|系统内部使用|单位内部使用|内部工作资料|机关内部使用|内部培训资料"
)
_KEEP = (
    "注意保密|请注意保密|严格保密|保密文件|保密资料|严禁外传|请勿外传|不得外传|切勿外传|禁止外传|严禁外泄|请勿外泄|严禁复制|严禁翻印"
    "|不得翻印|禁止转发|请勿转发|会后收回|阅后收回|用后收回|妥善保管|注意保存|严禁拍照|涉密文件|涉密资料|涉密|保密"
)
_WORK = "工作秘密|敏感信息|敏感资料|工作秘密事项"
_TRADE = "商业秘密|核心商密|普通商密|商密|企业秘密|商业机密|公司机密|核心商业秘密|普通商业秘密"
_WEAK = frozenset({"妥善保管", "注意保存", "保密", "商密", "严禁拍照", "不得翻印", "严禁翻印", "敏感信息", "请勿转发"})
_CLASSES = (("trade_secret", _TRADE), ("work_secret", _WORK), ("internal", _INTERNAL), ("keep_confidential", _KEEP))
_ALL_PHRASES = tuple(phrase for _, words in _CLASSES for phrase in words.split("|") if len(phrase) >= 4)
_PHRASES = re.compile(
    "|".join(f"(?P<{name}>{'|'.join(sorted(words.split('|'), key=len, reverse=True))})" for name, words in _CLASSES)
)
_FILLER = re.compile(rf"[\s,，、.。·:：;；!！★()（）\[\]【】<>《》〈〉—\-_|/~]|{_TERM}|^[0-9]{{1,8}}|[0-9]{{1,8}}$")
_BARE_INTERNAL = re.compile(r"[(（\[【]?内部[★】\])）]?")
_ENGLISH = re.compile(
    r"(?P<keep_confidential>(?:strictly|highly|company|private(?:and|&))?confidential|topsecret|secret)"
    r"|(?P<internal>(?:for)?internal(?:use)?(?:only)?)",
    re.IGNORECASE,
)

#: A printed serial with permission (准印证) makes a periodical "internal" by law, and hours may be given for it.
_LICENSED = re.compile(r"准印证|内部资料性|内资准印|内准字|准印字|免费交流|内部资料.{0,6}免费")
_HARMLESS = re.compile(r"密级[:：]?(?:公开|普通|无|非密|一般|不涉密)|主动公开|公开发布|非涉密")

_ASLANT = 0.13  # Difference of slopes from which a line was laid across the page rather than printed with it.
_SENTENCE = "。！？；，、：:,.;!?”’」》）)"

_MESSAGES = {
    "top_secret": "文件上有“绝密”标志，按保密规定不能上传。",
    "secret": "文件上有“机密”标志，按保密规定不能上传。",
    "confidential": "文件上有“秘密”标志，按保密规定不能上传。",
    "internal": "文件上有内部文件类标志（如内部资料、工作秘密、注意保密），按规定不上传原件。",
    "not_public": "文件上标明“不予公开”，按规定不上传原件。",
    "on_request": "文件上标明“依申请公开”，按规定不上传原件。",
}
_NEXT = "系统没有保存这份文件。请改为上传单位出具的书面证明，写明培训名称、时间、学时和不便上传原件的原因。"
_INNOCENT = ("标志可能是误读，例如与正文或印章重叠；如确无此类标志，请重新拍摄清楚后再上传。",)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that was seen: its class (settings name), the rule that saw it, its page. Never its words."""

    name: str
    rule: str
    place: Place
    confidence: float

    @property
    def code(self) -> str:
        own = {"top_secret", "secret", "confidential", "not_public", "on_request"}
        return f"secrecy.{self.name if self.name in own else 'internal'}"

    def as_finding(self, severity: Severity) -> Finding:
        name = self.code.removeprefix("secrecy.")
        return Finding(
            self.code,
            severity,
            _MESSAGES[name],
            self.confidence,
            self.place,
            _INNOCENT,
            _NEXT if severity is Severity.STOP else "请单位保密员确认这份文件可以使用。",
            detail={"class": self.name, "rule": self.rule, "page": self.place.page},
        )


def findings(marks: Iterable[Mark], settings: GuardSettings) -> tuple[Finding, ...]:
    """One finding per class and page, worst first, treated as the settings say; ``pass`` gives none."""
    best: dict[tuple[str, int], Mark] = {}
    for mark in marks:
        key = (mark.name, mark.place.page)
        if key not in best or mark.confidence > best[key].confidence:
            best[key] = mark
    order = list(_MESSAGES)
    chosen = sorted(best.values(), key=lambda mark: (order.index(mark.code.removeprefix("secrecy.")), mark.place.page))
    severities = {"stop": Severity.STOP, "note": Severity.NOTE}
    return tuple(
        mark.as_finding(severities[settings.of(mark.name)]) for mark in chosen if settings.of(mark.name) != "pass"
    )


def in_lines(lines: Sequence[Line], page: int, width: float, height: float) -> tuple[Mark, ...]:
    """Marks among the lines of a page of that size (pixels of the lines' own boxes)."""
    periodical = licensed(lines)
    usual = median([_slope(line) for line in lines if len(line.text) >= 6] or [0.0])
    marks = []
    for text, box, confidence, line in _candidates(lines):
        apart = _at_edge(box, width, height) or (line is not None and abs(_slope(line) - usual) > _ASLANT)
        seen = judge(text, edge=apart, licensed=periodical)
        if seen is None and line is not None and abs(_slope(line) - usual) > _ASLANT:
            seen = judge_damaged(text, licensed=periodical)
        if seen is None and line is None and apart and len(text) >= 3:
            seen = judge_damaged(text, licensed=periodical)
        if seen is None or (not apart and line is not None and _continues(line, lines)):
            continue
        marks.append(Mark(*seen, Place(page, box), confidence))
    return tuple(marks)


def licensed(lines: Sequence[Line]) -> bool:
    """Whether the page is of a periodical printed with permission (准印证), "internal" by law."""
    return any(_LICENSED.search(plain(line.text)) for line in lines)


def in_hidden(texts: Iterable[str], page: int, width: float, height: float) -> tuple[Mark, ...]:
    """Marks in text a file carries and nobody sees: every row is judged by itself, as if at the edge."""
    whole = Box(0.0, 0.0, width, height)
    rows = [row for text in texts for row in re.split(r"[\r\n]+|\s{2,}", text)]
    periodical = any(_LICENSED.search(plain(row)) for row in rows)
    found = (judge(plain(row), edge=True, licensed=periodical) for row in rows)
    return tuple(Mark(name, f"hidden_{rule}", Place(page, whole), 0.9) for name, rule in filter(None, found))


def plain(text: str) -> str:
    """NFKC, no spaces, look-alike letters replaced."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_LOOKALIKES)).translate(_LOOKALIKES)


def judge(text: str, *, edge: bool, licensed: bool = False) -> tuple[str, str] | None:
    """Class and rule of a mark, for a text that stands by itself; None for anything else.

    ``text`` is plain (see ``plain``). ``edge``: it stands in the margin or was stamped there, where
    weaker wording is enough. ``licensed``: the page is of a periodical with 准印证.
    """
    if not 1 <= len(text) <= 40 or _HARMLESS.search(text):
        return None
    for name, rule, pattern in (*_LEVEL_RULES, *_DISCLOSURE):
        if pattern.fullmatch(text):
            return name, rule
    if _STAR_TERM.fullmatch(text) or (_DENSE.search(text) and len(text) <= 12):
        return next((name for level, name in _LEVELS.items() if level in text), "confidential"), "star_term"
    if edge and _STAR_IN_CORNER.fullmatch(text):
        return "confidential", "star_in_corner"
    if english := _ENGLISH.fullmatch(text):
        return (str(english.lastgroup), "english") if edge else None
    if licensed:
        return None
    if edge and _BARE_INTERNAL.fullmatch(text):
        return "internal", "internal_alone"
    return _composed(text, edge)


#: Wordings long enough to be known with a letter lost.
_WHOLE = {
    "依申请公开": "on_request",
    "不予公开": "not_public",
    "内部资料": "internal",
    "内部文件": "internal",
    "内部使用": "internal",
    "工作秘密": "work_secret",
    "商业秘密": "trade_secret",
    "注意保密": "keep_confidential",
}


def judge_damaged(text: str, *, licensed: bool = False) -> tuple[str, str] | None:
    """As ``judge`` for words another print crosses: one letter of four may be lost, or a level below its star."""
    if not 3 <= len(text) <= 24 or _HARMLESS.search(text):
        return None
    if re.search(rf"[绝机秘密]?★{_TERM}|密★|[秘机绝]密{_STAR}?{_TERM}", text):
        level = next((name for word, name in _LEVELS.items() if word[0] in text), "confidential")
        return level, "damaged_level"
    for words, name in _WHOLE.items():
        if (licensed and name == "internal") or len(text) > len(words) + 2:
            continue
        windows = (text[i : i + len(words)] for i in range(max(1, len(text) - len(words) + 1)))
        if any(Levenshtein.distance(window, words) <= 1 for window in windows):
            return name, "damaged_words"
    return None


def _composed(text: str, edge: bool) -> tuple[str, str] | None:
    """A line made of nothing but internal-paper phrases and what joins them."""
    found = list(_PHRASES.finditer(text))
    if not found or not _only_filler(text):
        return None
    names = {str(match.lastgroup) for match in found}
    if not edge and all(match.group() in _WEAK for match in found):
        return None
    return next((name, name) for name, _ in _CLASSES if name in names)


def _only_filler(text: str) -> bool:
    """Nothing stands beside the phrases but what joins them, or a phrase cut off at either end."""
    before, *_, after = _PHRASES.sub("\n", text).split("\n")
    inner = _FILLER.sub("", "".join(_PHRASES.sub("\n", text).split("\n")[1:-1]))
    before, after = _FILLER.sub("", before), _FILLER.sub("", after)
    return (
        not inner
        and (not before or any(phrase.endswith(before) for phrase in _ALL_PHRASES))
        and (not after or any(phrase.startswith(after) for phrase in _ALL_PHRASES))
    )


def _candidates(lines: Sequence[Line]) -> Iterator[tuple[str, Box, float, Line | None]]:
    """Texts that stand by themselves: lines, parts of lines set apart by a gap, and letters set wide apart."""
    for line in lines:
        text = plain(line.text)
        if len(text) <= 40:
            yield text, line.place.box, line.confidence, line
        yield from ((plain(part), box, line.confidence, None) for part, box in _parts(line))
    yield from _spaced(lines)


def _parts(line: Line) -> Iterator[tuple[str, Box]]:
    """A line cut where the gap between two letters is wider than a letter is high."""
    boxes = line.char_boxes
    if len(boxes) != len(line.text) or len(boxes) < 3:
        return
    size = line.place.box.width if line.vertical else line.place.box.height
    starts = [0]
    for i in range(1, len(boxes)):
        gap = boxes[i].top - boxes[i - 1].bottom if line.vertical else boxes[i].left - boxes[i - 1].right
        if gap > 0.9 * size:
            starts.append(i)
    if len(starts) == 1:
        return
    for start, end in zip(starts, [*starts[1:], len(boxes)], strict=True):
        yield line.text[start:end], Box.around(boxes[start:end])


_MARK_LETTERS = frozenset("绝机秘密内部资料文件使用不予公开依申请工作商业★0123456789年长期")


def _spaced(lines: Sequence[Line]) -> Iterator[tuple[str, Box, float, Line | None]]:
    """Short pieces in one row or one column that only together say something (机　密, or stacked in a stamp)."""
    short = [
        (text, line)
        for line in lines
        if 1 <= len(text := plain(line.text)) <= 4 and all(letter in _MARK_LETTERS for letter in text)
    ]
    if not 2 <= len(short) <= 60:
        return
    for across in (True, False):
        rest = sorted(short, key=lambda item: item[1].place.box.left if across else item[1].place.box.top)
        for i, (text, line) in enumerate(rest):
            joined, boxes, confidence = text, [line.place.box], line.confidence
            for other_text, other in rest[i + 1 :]:
                if not _follows(boxes[-1], other.place.box, across):
                    continue
                joined, confidence = joined + other_text, min(confidence, other.confidence)
                boxes.append(other.place.box)
                if len(joined) > 12:
                    break
                yield joined, Box.around(boxes), confidence, None


def _follows(first: Box, second: Box, across: bool) -> bool:
    if not across:
        first, second = (Box(b.top, b.left, b.bottom, b.right) for b in (first, second))
    size = max(first.height, second.height)
    alike = min(first.height, second.height) > 0.6 * size
    level = abs(first.center[1] - second.center[1]) < 0.4 * size
    return alike and level and -0.2 * size < second.left - first.right < 4 * size


def _slope(line: Line) -> float:
    """Rise of a line of words, as far as its letters tell: 0 is level, positive goes down."""
    if line.vertical or len(line.char_boxes) < 3:
        return 0.0
    (x0, y0), (x1, y1) = line.char_boxes[0].center, line.char_boxes[-1].center
    return (y1 - y0) / (x1 - x0) if abs(x1 - x0) > 1 else 0.0


def _at_edge(box: Box, width: float, height: float) -> bool:
    """In the top or bottom margin, or in a side margin."""
    x, y = box.center
    return y < 0.14 * height or y > 0.9 * height or x < 0.06 * width or x > 0.94 * width


def _continues(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a short line ends the paragraph of the line right above it, which runs on and begins where it does."""
    box = line.place.box
    long = [o for o in lines if o is not line and len(o.text) >= 10 and o.place.box.center[1] < box.center[1]]
    if not long:
        return False
    other = max(long, key=lambda o: o.place.box.bottom)
    above = other.place.box
    return (
        box.center[1] - above.center[1] < 2.5 * above.height
        and abs(box.left - above.left) < 2.5 * above.height
        and above.width > 3 * box.width
        and 0.75 < above.height / max(box.height, 1.0) < 1.35
        and plain(other.text)[-1:] not in _SENTENCE
    )
