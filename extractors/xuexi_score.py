"""学习强国积分: the 我的 page, the points page, its detail, the yearly page; screenshot or signed and sealed print.

Scores are paired with their captions in ``text/app_scores.py``. The name comes from the page (beside
the portrait, above the scores) and otherwise from the signature; the unit from under the name, from
a written 单位 line, and otherwise from the seal. A date is taken only where the page itself says up to
when it counts (统计时间, 截至): a signature's date is not the date of the picture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.fact import Extraction, Recognition
from domain.reading import MarkType, Reading
from extractors.text.app_scores import Score, find_scores
from extractors.text.current import document_of
from extractors.text.dates import find_dates, find_ranges
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Flow, Span
from extractors.text.names import known_name, names_in_sentences, valid_name
from extractors.text.organisations import OWN_UNIT, is_branch, is_organisation, organisation_in
from extractors.text.patterns import compiled
from extractors.text.presence import add_seal, add_signature, signature
from extractors.text.recognition import weigh

TITLE = "学习强国积分"

_LEARNING = (
    r"我要选读文章|选读文章|视听学习|每日答题|每周答题|趣味答题|专项答题|挑战答题|双人对战|四人赛|强国商城|强国通|"
    r"学习报告|发表观点|当日得分|我的学习积分|每日首次登录|订阅|点点通|阅读文章|观看视频|学习天数|连续登录|我的订阅"
)


def recognise(reading: Reading) -> Recognition:
    document = document_of(reading)
    text = document.run.text
    found = weigh(
        document,
        titles=((r"学习积分|积分明细|我的积分", 3.0), (r"年度积分|学习强国|年度学习报告|年度账单", 2.5)),
        words=(
            (r"成长总积分", 3.0),
            (r"今日已?累[计积]|今日积分", 1.5),
            (r"(?:20\d\d年?度?|当年度|本年度)(?:累计)?积分", 2.0),
            (r"学习强国", 2.0),
            (r"每日上限", 1.5),
            (r"当日得分|文章\s*视听|视听\s*答题", 1.5),
            (r"(?:坚持|连续|累计)学习\d+天|超过了?(?:全国|全省|全市)?[\d.]+%的", 1.0),
        ),
        against=((r"通知如下|特此证明|结业证书|培训班", 3.0),),
    )
    kinds = {word.group() for word in compiled(_LEARNING).finditer(text)}
    roles = {score.role for page in document.pages for score in find_scores(page) if score.trust > 0.9}
    if not found.why and len(kinds) < 3 and not (kinds and len(roles) >= 2):
        return found
    # Two or more of the app's own activities on one page are as good as a title.
    extra = 0.0 if len(kinds) < 2 else 0.5 if len(kinds) < 3 else 0.8
    if found.why and kinds:
        extra = max(extra, 0.5)
    if len(roles) >= 2 and kinds:
        extra = max(extra, 0.9)
    if (
        len(roles) >= 2
        and compiled(r"学习强国").search(text)
        and compiled(r"积分.{0,6}证明|积分(?:属实|情况)|情况属实|截[至止]").search(text)
    ):
        # A printed statement of the scores: what the app says, said by the employer.
        extra = max(extra, 0.97)
    confidence = found.confidence + (1 - found.confidence) * extra
    if "积分" not in text and "强国" not in text and len(kinds) < 3:
        confidence = min(confidence, 0.3)
    return Recognition(confidence, (*found.why, *sorted(kinds)[:3]))


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    facts = FactBuilder(document)
    scores: dict[str, Score] = {}
    for page in document.pages:
        for score in find_scores(page):
            scores.setdefault(score.role, score)
    total, annual = scores.get("total"), scores.get("annual")
    consistent = total is None or annual is None or annual.value <= total.value
    for role, score in scores.items():
        sane = consistent or role == "today"
        facts.add(f"score_{role}", score.value, score.number, trust=score.trust, sane=sane)
    _year(facts, document, annual, [score.number for score in scores.values()])
    _counted_until(facts, document)
    _person(facts, document, [s.number for s in scores.values()])
    add_seal(facts, document)
    add_signature(facts, document)
    _unit_from_seal(facts)
    facts.require(("score_total",) if annual is None else (), {"score_total": r"总积分"})
    return facts.done()


def _year(facts: FactBuilder, document: Document, annual: Score | None, figures: Sequence[Span]) -> None:
    if annual is not None and annual.year is not None:
        facts.add("score_year", int(annual.year.text), annual.year, sane=2018 <= int(annual.year.text) <= 2100)
        return
    printed = document.find(
        r"(?<!\d)(20[12]\d)年?度?[“《\"]?(?:累计|学习|强国|年度|总|我的|[”》\"])*(?:积分|学习报告|报告|总结|账单|回顾|记忆)",
        1,
    )
    if printed is None:
        # 积分确认表(2022年度), 2022年,你在学习强国…
        printed = document.find(r"积分[\u4e00-\u9fff]{0,6}\((20[12]\d)年度?\)", 1) or document.find(
            r"(?:^|\n)(20[12]\d)年,?[您你]在", 1
        )
    if printed is None:
        printed = document.labelled("年度", "所属年度", "年份", accept=r"^20[12]\d年?度?$", below=False)
        printed = printed.part(0, 4) if printed is not None else None
    if printed is None and "score_annual" in facts:
        # A year alone in its line heads the page of that year; two thousand points and some are none.
        held = {id(line) for figure in figures for line in figure.lines}
        cells = [cell for cell in document.cells if id(cell.line) not in held]
        alone = [one for cell in cells if (one := cell.flow.find(r"^\s*(20[12]\d)(?:年度?)?\s*$", 1))]
        printed = alone[0] if len({one.text for one in alone}) == 1 else None
    if printed is not None:
        facts.add("score_year", int(printed.text), printed)


def _counted_until(facts: FactBuilder, document: Document) -> None:
    """统计时间：2022-01-01至2022-12-13, 截至2022年12月13日, 更新时间."""
    for value in document.values("统计(?:时间|日期|周期|区间)"):
        counted = [one for one in find_ranges(value.text) if not one.single and one.first.full and one.last.full]
        if len(counted) == 1 and counted[0].last.iso is not None:
            first, last = counted[0].first, counted[0].last
            facts.add("screenshot_date", last.iso, value.part(counted[0].start, counted[0].end))
            if (first.month, first.day) == (1, 1) and first.year == last.year and "score_annual" in facts:
                facts.add("score_year", first.year, value.part(first.start, first.end), trust=0.98)
            return
    for row in document.rows:
        text = row.run.text
        label = compiled(
            r"(?:统计|数据)(?:时间|日期|周期|区间|截止)|截[至止]|(?:更新|生成)(?:时间|日期|于)|截[图取屏](?:保存)?(?:时间|日期|日(?=\s*:?\s*20\d\d)|于|(?=\s*:?\s*20\d\d))|(?:查询|页面)(?:时间|日期)"
        ).search(text)
        if label is None:
            continue
        for found in find_ranges(text):
            if found.end > label.start() and found.last.iso and found.last.full:
                facts.add("screenshot_date", found.last.iso, row.run.span(found.last.start, found.last.end))
                return
        before = [d for d in find_dates(text) if d.full]
        if before:
            facts.add("screenshot_date", before[-1].iso, row.run.span(before[-1].start, before[-1].end), trust=0.9)
            return
    # 截至2023年 / 8月21日: the day carried over into the next line.
    prose = document.prose
    for day in find_dates(prose.text):
        if day.full and compiled(r"截[至止]\s*$").search(prose.text[: day.start]):
            facts.add("screenshot_date", day.iso, prose.span(day.start, day.end), trust=0.98)
            return

    # 2024-07-07 14:01:52 by itself below all else: when the page was shown.
    for row in document.rows[-2:]:
        stamped = [one for one in find_dates(row.run.text) if one.full]
        rest = row.run.text[: stamped[0].start] + row.run.text[stamped[0].end :] if len(stamped) == 1 else ""
        day_alone = bool(stamped) and not rest.strip() and _on_phone(document)
        if day_alone or compiled(r"\s*\d{1,2}:\d{2}(?::\d{2})?\s*").fullmatch(rest):
            facts.add("screenshot_date", stamped[0].iso, row.run.span(stamped[0].start, stamped[0].end), trust=0.95)
            return


def _on_phone(document: Document) -> bool:
    """Whether the paper is the page itself; on a print that somebody signed the last day is that of the signature."""
    clock = any(compiled(r"(?:[01]?\d|2[0-3]):[0-5]\d").match(row.run.text.strip()) for row in document.rows[:2])
    signed = document.marks(MarkType.SEAL) or document.marks(MarkType.HANDWRITING)
    return clock and not signed and compiled(r"签[名字章]|盖章|审核|属实|证明").search(document.run.text) is None


def _person(facts: FactBuilder, document: Document, scores: list[Span]) -> None:
    """Name and unit beside the portrait, else behind their labels, else the signature."""
    mine = next((one for cell in document.cells if (one := cell.flow.find(_MYSELF, 1)) is not None), None)
    if mine is not None and known_name(mine.text):
        facts.add_text("person_name", mine, trust=0.98)
    named = _portrait(document, scores)
    if named is not None:
        name, unit = named
        facts.add("person_name", name.text, name, trust=1.0 if known_name(name.text) else 0.95)
        if unit is not None:
            facts.add("unit", unit.text, unit)
    labelled = document.labelled("姓名", "用户名?", "学员", "成员", "昵称", accept=lambda span: valid_name(span.text))
    if labelled is not None:
        facts.add_text("person_name", labelled)
    facts.add_text("unit", _unit_over_two(document), trust=0.98)
    for value in document.values("单位", "工作单位", "所在单位", OWN_UNIT, "(?:学习)?组织", below=False):
        kept = organisation_in(value)
        if kept is not None and not is_branch(kept.text):
            facts.add_text("unit", kept)
    told = next((one for one in names_in_sentences(document.prose) if one[1] >= 0.98), None)
    if told is not None:
        facts.add_text("person_name", told[0], trust=told[1])
    written = signature(document)
    if written is not None:
        found = compiled(r"[\u4e00-\u9fff·]{2,9}").match(written.text)
        if found and valid_name(found.group()) and not _OF_THE_APP.search(found.group()):
            # Handwriting: readers are fluent and wrong.
            facts.add("person_name", found.group(), written.part(0, found.end()), trust=0.9)


#: One's own line under a list of others: 我 张三.
_MYSELF = re.compile(r"^\s*我\s*[:·|]?\s*([\u4e00-\u9fff·]{2,9})\s*$")
#: 某某的学习足迹, 某某的年度学习报告: whose page it is.
_OF_WHOM = re.compile(
    r"([\u4e00-\u9fff·]{2,12}?)的(?:20\d\d年?度?|年度|个人|强国|学习|积分)*"
    r"(?:足迹|轨迹|历程|报告|账单|回顾|总结|成绩单|名片|档案|时光|记忆|主页)"
)
#: Words of the app's own that look like names: 段位 begins with a surname.
_OF_THE_APP = re.compile(r"积分|学习|我的|设置|消息|排行|强国|段位|对战|排位|答题|竞赛|订阅|点点通|勋章|等级|收藏|历史")


def _portrait(document: Document, scores: list[Span]) -> tuple[Span, Span | None] | None:
    """The name between the head of the page and the scores, with the unit under it."""
    tops = [span.place.box.top for span in scores if span.place is not None]
    if not tops or not document.pages:
        return None
    page = document.pages[0]
    rows = [row for row in page.rows if row.box.top < min(tops)]
    for index, row in enumerate(rows):
        for cell in row.cells:
            # 某某,这一年 / 某某,您好: who is addressed.
            addressed = compiled(r"([\u4e00-\u9fff·]{2,9})[,!。](?:这一年|你好|您好|同志|在|您|你).{0,12}").fullmatch(
                cell.text.strip()
            ) or _OF_WHOM.fullmatch(cell.text.strip())
            text = addressed.group(1) if addressed else cell.text.strip()
            if not known_name(text) or _OF_THE_APP.search(text):
                continue
            under = rows[index + 1].cells if index + 1 < len(rows) else ()
            units = [kept for c in under if (kept := _employer_in(c.flow.whole)) is not None]
            name = cell.flow.find(re.escape(text)) if addressed else cell.flow.whole.stripped()
            if name is None:
                continue
            if not units and name.place is not None:
                # The scores begin beside the name: the unit is what stands right under it.
                box, high = name.place.box, name.place.box.height
                units = [
                    kept
                    for one in page.cells
                    if abs(one.box.left - box.left) < high and 0 < one.box.top - box.top < 4 * high
                    if (kept := _employer_in(one.flow.whole)) is not None
                ]
            return name, (units[0] if units else None)
    return None


def _unit_over_two(document: Document) -> Span | None:
    """The unit behind its label in a narrow column beside a picture, carried on in the cell right under it."""
    for page in document.pages:
        for cell in page.cells:
            first = cell.flow.find(r"^(?:工作|所在)?单位\s*:\s*([\u4e00-\u9fff()]{3,})$", 1)
            if first is None or is_organisation(first.text):
                continue
            for under in page.cells:
                near = 0 < under.box.top - cell.box.top < 2.5 * cell.height
                flush = abs(under.box.left - cell.box.left) < cell.height
                if near and flush and compiled(r"[\u4e00-\u9fff]{1,12}").fullmatch(under.text.strip()):
                    both = Flow.joined((Flow(first.text, first.flow.origin[first.start : first.end]), under.flow))
                    return both.whole if is_organisation(both.text) else None
    return None


def _employer_in(span: Span) -> Span | None:
    """The body a span names; a branch of the party alone is none."""
    kept = organisation_in(span)
    return None if kept is None or is_branch(kept.text) else kept


def _unit_from_seal(facts: FactBuilder) -> None:
    text = facts.value("seal_text")
    if isinstance(text, str) and is_organisation(text):
        # In a row of its own, or in a cell beside the picture that is pasted on the paper.
        alone = (cell.flow.whole.stripped() for cell in facts.document.cells)
        printed = next((one for one in alone if one.text == text), None)
        if printed is not None and facts.add_text("unit", printed):
            return
        seal = facts.fact("seal_text")
        if seal is not None:
            facts.add("unit", text, None, place=seal.place, confidence=0.9 * seal.confidence)
