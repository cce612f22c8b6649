"""Numbers that name things: citizen IDs with and without mask, certificate numbers, document numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stdnum.cn import ric

from extractors.text.by_label import beside
from extractors.text.dates import find_dates, possible
from extractors.text.document import Document
from extractors.text.flow import Flow, Span
from extractors.text.labels import before_next_word
from extractors.text.layout import Cell
from extractors.text.patterns import compiled

_MASK = r"[*xX×＊]"
_ID = re.compile(
    rf"(?<![\dA-Za-z])(?:\d{{17}}[\dXx]|\d{{1,14}}\s?{_MASK}{{2,17}}\s?[\dXx]{{0,6}}|"
    rf"{_MASK}{{6,17}}[\dXx]{{1,6}})(?![\dA-Za-z])"
)
#: 3 3 0 4 * * * …: the places of a number set one by one into squares.
_ID_IN_SQUARES = re.compile(rf"(?<![\dA-Za-z*] )(?<![\dA-Za-z*])(?:(?:\d|{_MASK}) ){{17}}[\dXx](?! ?[\dA-Za-z*])")
#: Signs of the shortest citizen number with its mask; telephones are shorter.
_SHORT_ID = 13
_ID_LABEL = r"(?:身份证号码?|身份号码|公民身份号码|身份证件号码?|证件号码?|身份证|ID)"

_YEAR_NO = r"[(〔\[【]\s?\d{4}\s?[)〕\]】]"
#: 嘉人社发〔2024〕95号
DOC_NO = re.compile(
    r"(?P<head>[\u4e00-\u9fff]{2,14})\s?[(〔\[【](?P<year>(?:19|20)\d{2})[)〕\]】]\s?第?(?P<no>\d{1,5})\s?号"
)
_NO_LABELS = (
    r"证书编号",
    r"证书号码?",
    r"证书编码",
    r"证书字号",
    r"结业证书?编?号",
    r"合格证书?编?号",
    r"培训证书?编?号",
    r"证明编号",
    r"登记编?号",
    r"管理号",
    r"证号",
    r"学时证明编号",
    r"编号",
    r"(?:证书)?(?<![A-Za-z])(?<![A-Za-z] )(?:N[Oo]\.?|№)",
    r"注册号",
    r"奖状编?号",
    r"序列号",
    r"流水号?",
)
_VALUE = r"[(〔\[【]?[A-Za-z\d\u4e00-\u9fff][A-Za-z\d\u4e00-\u9fff()〔〕\[\]【】\-—_/.·]{2,38}"
#: A number without any label, alone in its cell: A20237961710, JXJY-2026-30450, 20193203521789.
_BARE = re.compile(r"[A-Z]{1,5}-?\d{6,14}|[A-Z]{1,6}-\d{4}-\d{2,6}|\d{4}-\d{2,3}-\d{4}|(?:19|20)\d{8,14}")
_STANDING = (
    rf"(?:[A-Za-z\u4e00-\u9fff]{{0,10}}?{_YEAR_NO}[\u4e00-\u9fff]{{0,10}}(?:第|字第|证字第?)?\s?[A-Z]?\d{{2,10}}号?"
    rf"|[\u4e00-\u9fff]{{1,10}}字?第\s?[A-Z\d\-]{{3,20}}号)"
)


def id_number(document: Document) -> tuple[Span, str, bool] | None:
    """(span, number as printed, sane): a citizen ID; with a full number the checksum decides sanity."""
    for flow in (document.prose, document.flow, document.run):
        best: tuple[Span, str, bool] | None = None
        for match in (*_ID.finditer(flow.text), *_ID_IN_SQUARES.finditer(flow.text)):
            span = flow.group(match)
            value = compiled(r"[\s]").sub("", span.text).replace("×", "*").replace("＊", "*")
            labelled = bool(
                compiled(rf"{_ID_LABEL}\s*(?:\([^()]{{0,8}}\))?[:为\s]*$").search(flow.text[: match.start()])
            )
            if "*" in value or compiled(r"\d[xX]{3,}").search(value):
                short = len(value) < _SHORT_ID
                value, sane = _masked(value)
                if short and not labelled:
                    continue  # 1945****8300: a telephone's number
                if value.count("*") < 2 or (not labelled and len(value) < 12):
                    continue
            else:
                value = value.upper()
                sane = valid_id(value)
                if not labelled and not sane:
                    continue
            if (
                compiled(r"(?:电话|手机号?|联系方式|号码|账[号户]|用户名)\s*[:\t]?\s*$").search(
                    flow.text[: match.start()]
                )
                and not labelled
            ):
                continue  # a telephone's number with stars, maybe as the name of an account
            if labelled:
                return span, value, sane
            best = best or (span, value, sane)
        if best is not None:
            return best
    return None


def valid_id(value: str) -> bool:
    """GB 11643 checksum (ISO 7064 MOD 11-2) and an existing birth date of an 18-digit ID.

    >>> valid_id("330402198301019950"), valid_id("330402198301019958")
    (True, False)
    """
    if not compiled(r"\d{17}[\dX]").fullmatch(value):
        return False
    born = possible(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    return born and ric.calc_check_digit(value) == value[-1]


def _masked(value: str) -> tuple[str, bool]:
    """A masked ID keeps the 18 places of the number: readers miscount stars, so they are counted anew."""
    parts = compiled(r"(\d*)[*xX]+(\d{0,5}[\dXx]?)").fullmatch(value)
    if parts is None:
        return value, False
    head, tail = parts.group(1), parts.group(2).upper()
    stars = 18 - len(head) - len(tail)
    printed = len(value) - len(head) - len(tail)
    if stars < 2:
        return value, False
    return head + "*" * stars + tail, abs(stars - printed) <= 1 and len(tail) in (0, 4)


#: 第(2022)第0412号号, 结字第SL-2022-0412号: a number framed by the words of a form that holds it whole.
_FRAMED = re.compile(
    rf"^[\u4e00-\u9fff]{{0,4}}第\s?(?P<v>(?:[\u4e00-\u9fff]{{0,8}}{_YEAR_NO}第?\s?\d{{3,10}}号)|[A-Z]{{1,5}}-?\d{{4}}-?\d{{3,10}}|(?:19|20)\d{{6,12}})\s?号$"
)
#: (2 0 2 3)第0 4 1 2号: figures set one by one into squares.
_SPACED = re.compile(
    r"[\u4e00-\u9fff]{0,8}[(〔\[]?\d(?: \d){2,}.*\d(?: \d){2,}.*|[A-Z]{0,4}\d(?: \d){6,}号?|"
    r"(?:[A-Z] ){1,5}(?:[\d-] ){5,}\d"
)


#: 苏继教证字〔2025〕第 at the end of a narrow cell, maybe behind its label, and 38865号 in its next row.
_FIRST_HALF = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6}[号码]\s?:?\s?)?(?P<v>[\u4e00-\u9fff]{1,10}[(〔\[【]\s?\d{1,4}[^,。:;]{0,8})"
)
_LAST_HALF = re.compile(r"[\d\s〕)\]】第号\-]{3,16}|号")
_BOTH_HALVES = re.compile(rf"[\u4e00-\u9fff]{{1,10}}{_YEAR_NO}[\u4e00-\u9fff]{{0,4}}第[\d\-]{{2,10}}号")


def _under_its_label(cells: Sequence[Cell], first: Cell, last: Cell) -> bool:
    """Whether a cell begins where the label of the number begins that stands in the row above it."""
    return any(
        one.text.strip(" :").endswith(("号", "编码"))
        and abs(one.box.center[1] - first.box.center[1]) < 0.5 * first.height
        and one.box.right < first.box.left + first.height
        and abs(one.box.left - last.box.left) < first.height
        for one in cells
    )


def _over_two_rows(document: Document) -> Span | None:
    """A number whose cell was too narrow for it: its label may stand between its rows."""
    for page in document.pages:
        for first in page.cells:
            opens = _FIRST_HALF.fullmatch(first.text.strip())
            if opens is None or _BOTH_HALVES.fullmatch(opens["v"]):
                continue
            for last in page.cells:
                below = 0 < last.box.top - first.box.top < 2.5 * first.height
                # The last letters may have gone to the edge at which the label's line begins.
                within = (
                    first.box.left - first.height < last.box.left
                    or last.text.strip() == "号"
                    or _under_its_label(page.cells, first, last)
                ) and last.box.right < first.box.right + first.height
                if below and within and _LAST_HALF.fullmatch(last.text.strip()):
                    both = Flow.joined((first.flow, last.flow)).find(_BOTH_HALVES)
                    if both is not None:
                        return both
    return None


def _over_the_end(document: Document, number: Span) -> Span:
    """A number 〔2024〕第771 with the 号 that stands at the head of the next row."""
    if compiled(r".*[〔(\[](?:19|20)\d\d[〕)\]]第?\d+").fullmatch(number.text.strip()) is None:
        return number
    told = document.prose.find(rf"{re.escape(number.text.strip())}号(?=[,。;])")
    return told if told is not None else number


def certificate_no(document: Document) -> tuple[Span, str, float] | None:
    """(span, number, trust): beside its label, or standing alone with its year in brackets."""
    for row in document.rows:
        for cell in row.cells:
            framed = _FRAMED.match(cell.text.strip())
            if framed is not None and (found := cell.flow.find(re.escape(framed["v"]))) is not None:
                return found, tidy_number(found.text), 0.97
    halves = _over_two_rows(document)
    if halves is not None:
        return halves, tidy_number(halves.text), 0.985
    for span in beside(document, "certificate_no"):
        if _SPACED.fullmatch(span.text):
            return span, tidy_number(span.text), 0.97
    for label in _NO_LABELS:
        for value in document.values(label, below=False):
            cut = value.match(_VALUE)
            if (
                cut is None
                or not compiled(r"\d{2}").search(cut.text)
                or compiled(r"[,。]|身份|姓名").search(value.text[:4])
            ):
                continue
            if compiled(r"(?:19|20)\d{2}年.*").fullmatch(cut.text):
                continue
            cut = _over_the_end(document, _closed(cut))
            text = tidy_number(cut.text)
            if valid_id(text.upper()):
                continue  # 证号 of the person
            # Figures that carry on behind a gap belong to the number: what was read is not all of it.
            torn = compiled(r"[\s·.]{1,3}\d").match(value.text[value.text.find(cut.text) + len(cut.text) :])
            return cut, text, 0.85 if torn else 1.0
    for span in beside(document, "certificate_no"):
        if compiled(r"档案编?号码?[:\s]*$").search(span.flow.text[: span.start]) and not _BOTH_HALVES.match(span.text):
            continue  # where the paper is filed, beside others of the same file
        cut = span.match(rf"^{_VALUE}")
        cut = _over_the_end(document, cut) if cut is not None else None
        if cut is not None and valid_id(cut.text.upper()):
            continue  # 证号 of the person
        if cut is not None and compiled(r"\d{3}").search(cut.text) and not find_dates(cut.text):
            cut = _closed(before_next_word(cut))
            return cut, tidy_number(cut.text), 0.98
    for page in document.pages:
        for cell in page.cells:
            match = _BARE.fullmatch(cell.text.strip())
            if match and cell.box.center[1] < page.extent.top + 0.5 * page.extent.height:
                return cell.flow.whole, match.group(), 0.97
    managed = document.prose.find(rf"证书?(?:管理|登记)号[为是:\s]*(?P<v>{_STANDING})", "v")
    if managed is not None:
        return managed, tidy_number(managed.text), 0.98
    told = document.prose.find(
        rf"(?:(?:证明|证书|凭证)(?:编号|序号|字号|号码?)|(?:流水|确认|记录|备案|受理)号)[为是:]?\s?"
        rf"(?P<v>[\u4e00-\u9fff]{{0,8}}{_YEAR_NO}第?\s?\d{{3,10}}号)",
        "v",
    )
    if told is not None:
        return told, tidy_number(told.text), 0.97
    loose = compiled(
        rf"(?<![份件目题务同考])(?:证书编号|证书号|编号|证号|流水号?|(?<![A-Za-z])(?<![A-Za-z] )N[Oo]\.?|№)"
        rf"\s?[:.为是]?\s?(?P<v>{_VALUE})"
    )
    for row in document.rows:
        match = loose.search(row.run.text)
        if match and compiled(r"\d{3}").search(match.group("v")) and not valid_id(match.group("v").upper()):
            cut = _closed(before_next_word(row.run.group(match, "v")))
            cut = _over_the_end(document, cut)
            return cut, tidy_number(cut.text), 0.97
    granted = document.prose.find(
        r"(?:发给|颁发|核发)(?:第)?(?P<v>[A-Za-z\d][A-Za-z\d-]{5,20})(?=号[\u4e00-\u9fff]{0,4}证书)", "v"
    )
    if granted is not None:
        return granted, tidy_number(granted.text), 0.97
    said = document.prose.find(
        r"(?:证明|证书|函|告知[单书]|通知[单书]|确认[单书]|凭单|回执|合格证)编?号[为是:]?\s?"
        r"(?P<v>[A-Za-z\d][A-Za-z\d-]{6,20})(?=[,。;)\n]|$)",
        "v",
    )
    if said is not None and not valid_id(said.text.upper()) and not find_dates(said.text):
        return said, tidy_number(said.text), 0.98
    for row in document.rows:
        # 第 2024467517; (教培)字 ZJ1997106435
        alone = row.run.find(r"^(?:第|\([\u4e00-\u9fff]{1,6}\)字第?)\s?(?P<v>[A-Z]{0,4}\d[\dA-Z-]{6,18})号?$", "v")
        if alone is not None and not find_dates(alone.text):
            return alone, tidy_number(alone.text), 0.97
    for row in document.rows:
        # The label lost its beginning under a seal: 号:PX-2020-0470.
        match = compiled(r"[\u4e00-\u9fff]?号:(?P<v>[A-Z]{1,6}-?\d{4}[A-Z\d-]{2,12})").fullmatch(row.run.text)
        if match:
            return row.run.group(match, "v"), tidy_number(match.group("v")), 0.9
    for row in document.rows:
        for flow in (row.run, *(cell.flow for cell in row.cells)):
            match = compiled(rf"(?:^\(?|证书|证明|\s)(?P<v>{_STANDING})\)?$").search(flow.text.strip())
            if match and (
                not DOC_NO.fullmatch(match.group("v"))
                or compiled(r"[\u4e00-\u9fff]{1,8}证字?[〔(\[]").match(match.group("v"))
            ):
                standing = flow.group(match, "v")
                worded = compiled(r"[\u4e00-\u9fff]{1,3}号码?(?=.{6})").match(standing.text)
                standing = standing.part(worded.end()) if worded else standing
                return standing, tidy_number(standing.text), 0.97
    return None


#: Where a number ends though letters follow: behind 号, and before words that go on for four letters and more.
_GOES_ON = re.compile(
    r"·(?=[\u4e00-\u9fff]{2})|(?<=\d)(?=[A-Z][a-z]{2,}(?![\d-]))|(?<=[\d号])(?=第\d{1,4}页)|(?<=\d号)(?=[·.、,;—-]|[\u4e00-\u9fff]{2})|(?<=\d{4})(?=(?!号)[\u4e00-\u9fff]{4,})|"
    # 200609105112 — 7 —: the number of the page.
    r"(?<=\d)(?=\s?[—–-]\s?\d{1,3}\s?[—–-]$)"
)


def _closed(number: Span) -> Span:
    """A number without what stands behind it in the same row."""
    end = _GOES_ON.search(number.text)
    return number.part(0, end.start()) if end is not None else number


#: 农技培证 温继教证字〔2021〕第…: what the certificate is, read along with its number.
_NAMED_BEFORE = re.compile(rf"[\u4e00-\u9fff]{{2,6}}[证函](?=[\u4e00-\u9fff]{{1,8}}证字{_YEAR_NO})")
#: 某某学院校长张三 171611202007564804: who signed, read along with figures long enough to be a number by themselves.
_SIGNED_BEFORE = re.compile(r"[\u4e00-\u9fff·]{6,}(?=\d{12,}$)")


#: Words that a number's own line holds beside it, and what stays of them; in this order.
_READ_ALONG = (
    # The next label: 202355975572 经办：….
    (r"(?<=\d{4})(?:[经承]办|填发|填表|审核|核发|签发|复核|发证|日期|姓名|有效期)(?:人|者|日期)?:?$", ""),
    (r"^(?:Ref|Reg|Cert|Serial)\.?(?:No\.?)?:?(?=[(〔\[]?[A-Z\d])", ""),
    (rf"^[\u4e00-\u9fff]{{1,4}}号码?:?(?=[\u4e00-\u9fff]{{1,8}}字{_YEAR_NO})", ""),
    (r"^(?:N[Oo]\.|№)(?=[\u4e00-\u9fff(〔\[])", ""),
    # The end of the title, in whose line the number stands: …学时确认函 温继教证字〔2021〕第….
    (rf"^[\u4e00-\u9fff]{{1,8}}(?:确认函|证明书?|凭证|通知书?)(?=[\u4e00-\u9fff]{{2,8}}字{_YEAR_NO})", ""),
    # The word of the form before a number that has its own: 档训字 苏继教证字〔2021〕第….
    (rf"^[\u4e00-\u9fff]{{0,4}}字(?=[\u4e00-\u9fff]{{2,8}}字{_YEAR_NO})", ""),
    # Its label, where no sign parts both: 记录号浙继教证字〔2020〕第….
    (rf"^[\u4e00-\u9fff]{{1,5}}(?:编号|[^字证]号码?)(?=[\u4e00-\u9fff]{{0,8}}{_YEAR_NO})", ""),
    # 证字 (2023)第0412号: the label alone, no office's own word.
    (rf"^(?:证字|字号|证书|证明|凭证)(?={_YEAR_NO}第?\d)", ""),
    # 发给嘉继教证字〔2020〕第…: what is done with the paper that has the number.
    (rf"^[\u4e00-\u9fff]{{0,8}}(?:发给|颁发|核发|授予)(?=[\u4e00-\u9fff]{{0,8}}{_YEAR_NO})", ""),
    # 字第1996010203号: the words of a form whose own word before 字 was left out.
    (r"^字第([A-Z]{0,4}[\dA-Z-]{5,20})号$", r"\1"),
    (r"^[\u4e00-\u9fff]{2,4}(?:ID|No\.?)(?=[(〔\[A-Z\d])", ""),
)


def tidy_number(text: str) -> str:
    """A number without loose signs; brackets as pairs of one shape."""
    text = compiled(r"\s").sub("", text).strip(".·_—,;:")
    if sum(text.count(sign) for sign in ")]】〕") > sum(text.count(sign) for sign in "([【〔"):
        text = compiled(r"[)\]】〕]$").sub("", text)  # of the bracket all of it stands in, with its label
    for before in (_NAMED_BEFORE, _SIGNED_BEFORE):
        if (led := before.match(text)) is not None:
            text = text[led.end() :]
    text = compiled(r"(?<=[A-Za-z\d])[—–―](?=[A-Za-z\d])").sub("-", text)  # as vertical writing sets the sign
    for read_along, kept in _READ_ALONG:
        text = compiled(read_along).sub(kept, text)
    if "〔" in text:
        text = compiled(r"[\]】)]").sub("〕", text, count=1)
    elif compiled(r"[字发函办][\[【(〔]\d{4}[\]】)〕]").search(text):
        # Behind 字, 发 or 函 the year stands in 〔〕; readers take these for other brackets.
        text = compiled(r"([字发函办])[\[【(〔](\d{4})[\]】)〕]").sub(r"\1〔\2〕", text)
    else:
        text = compiled(r"[\[【(](\d{4})[\]】〕]").sub(r"(\1)", text)
    if text.count("(") > text.count(")"):
        text = compiled(r"\((\d{4})(?!\))").sub(r"(\1)", text, count=1)
    if text.count(")") > text.count("("):
        text = compiled(r"^(\d{4})\)").sub(r"(\1)", text)
    if text.count(")") > text.count("("):
        text = text.removesuffix(")")
    return text.rstrip("(")


def doc_no(flow: Flow) -> tuple[Span, str] | None:
    """(span, number in the form 嘉人社发〔2024〕95号) of an official document."""
    for match in DOC_NO.finditer(flow.text):
        head = match.group("head")
        span = flow.group(match)
        cut = compiled(r"(?:根据|按照|依据|转发|文件|文号|附|的|\()+([\u4e00-\u9fff]{2,10})$").search(head)
        if cut:
            span = span.part(cut.start(1))
            head = cut.group(1)
        return span, f"{head}〔{match.group('year')}〕{int(match.group('no'))}号"
    return None


def doc_no_at_head(document: Document) -> tuple[Span, str] | None:
    """The number of the document itself: alone in a row near its head; one cited in a sentence is another's."""
    for row in document.rows[: max(6, len(document.rows) // 3)]:
        for flow in (row.run, *(cell.flow for cell in row.cells)):
            found = doc_no(flow)
            if found is not None and len(flow.text) <= found[0].end - found[0].start + 4:
                return found
    return None
