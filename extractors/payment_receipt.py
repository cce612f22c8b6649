"""缴费证明: electronic and paper invoices, receipts (收据), payment pages of phones, bank slips.

The amount stands in figures and, on paper, in capital numerals; both must agree to be believed. On a
phone's bill the payee is the line above the amount, the amount carries a minus sign, the long number is
the order.
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
from extractors.text.layout import PageLayout
from extractors.text.money import capital_amount, figures
from extractors.text.names import known_name
from extractors.text.organisations import is_organisation, organisation_in, unsealed
from extractors.text.patterns import compiled
from extractors.text.recognition import weigh
from extractors.text.signing import add_issue_date

TITLE = "缴费证明"

_NUMBER_LABELS = (
    "发票号码",
    "票据号码",
    "收据号码",
    "收据编号",
    "交易单号",
    "订单号",
    "商户单号",
    "转账单号",
    "交易号",
    "流水号",
    "交易流水号",
    "小?票号码?",
    "凭证号码?",
    "电子票据号码",
    "单据号",
    "回单编号",
    "编号",
    r"N[Oo]\.?",
    "№",
)
_PAYER = (
    "付款方名称",
    "付款方",
    "[付交缴]方",
    "付款人(?:名称)?",
    "付款单位",
    "交款人",
    "交款单位",
    "缴款人",
    "缴款单位(?:或个人)?",
    "付款人姓名",
    "购买方名称",
    "缴费人",
    "付款户名",
    "[今兹]由",
)
_PAYEE = (
    "收款方全称",
    "收款方名称",
    "收款方",
    "收方",
    "收款人(?:名称)?",
    "收款单位",
    "收款户名",
    "商户全称",
    "商户名称",
    "收款商户",
    "对方账户",
    "对方户名",
    "销售方名称",
    "(?:开票|开具|出票|开单)单位",
    "执收单位",
    "收款人全称",
    "收款机构",
)
_ITEM = (
    "商品说明",
    "商品",
    "项目名称",
    "收费项目",
    "收入项目",
    "收款事由",
    "款项内容",
    "缴费项目",
    "交款事由",
    "摘要",
    "用途",
    "事由",
    "收费内容",
    "费用名称",
    "系付",
    "缴费内容",
    "(?:收费|缴费)?名目",
    "款项",
    "商品名称",
    "交易说明",
    "(?:付款|收款|转账|支付|缴费|交款)(?:说明|用途|备注|内容)",
    "交来",
    "(?:交|缴|支)付",
)
_DATE = (
    "(?:开票|开具|结算|出票)日期",
    "日期时间",
    "支付时间",
    "付款时间",
    "交易时间",
    "缴费时间",
    "缴费日期",
    "收款日期",
    "交易日期",
    "日期",
    "转账时间",
    "创建时间",
    "支付日期",
)


#: What bills are for that nobody learns by, and words of learning that overrule them.
_BOUGHT = (
    r"餐饮|餐费|住宿|酒店服务|运输服务|客运|机票|车票|打车|出租车|成品油|汽油|充值|外卖|商超|食品|日用|服装|家具|"
    r"家电|"
    r"办公用品|电费|水费|物业|话费|快递|旅游|药品|烟酒|停车|配送费|打包费|餐盒|外送|骑手|收货(?:人|地址)|送达"
)
_LEARNING = r"培训|教育|学费|课程|会务|会议|考试|报名|教材|资料|讲座|研修|学会|协会|学习|论文|版面|鉴定|认证"


def recognise(reading: Reading) -> Recognition:
    document = document_of(reading)
    found = weigh(
        document,
        titles=(
            (
                r"发\s*票(?!联系)|收\s*据|缴费(?:凭证|证明|成功|通知单|"
                r"回单)|账单详情|支付凭证|电子回单|收款凭证|票据|转账凭证|"
                r"(?:收款|缴费|付款|交款)(?:凭条|回执|单)$",
                4.0,
            ),
            (r"(?:收银|收款|缴费|交费|购物|结账)小[票条](?:\s*[A-Z][A-Za-z ]{3,})?$", 4.0),
            (r"(?:POS机?|刷卡|银联)?签购单|商户存根|持卡人存根|[缴交收]费[\u4e00-\u9fff]{0,4}结算单", 4.0),
            (r"交易详情|订单详情|支付成功|付款成功|电子票据", 3.0),
        ),
        words=(
            (r"收款单位\s*[:\t]", 1.0),
            (r"价税合计|税率|纳税人识别号", 2.0),
            (r"大写", 1.5),
            (r"[¥￥]\s?\d|人民币|[-−]\d+\.\d{2}", 1.0),
            (r"交易单号|商户单号|支付方式|当前状态|支付时间|订单号", 2.0),
            (r"终端号|交易类型|凭证号|持卡人|发卡行|参考号", 1.5),
            (r"[应实]收[\s\t:]*[¥￥]?\s*\d|找零", 1.5),
            (r"收款(?:人|方|单位)|付款(?:人|方)|交款|缴款", 1.0),
            (r"开票人|复核|收款专用章|财务专用章|发票专用章", 1.0),
        ),
        against=(
            (r"险种|参保|社会保险|养老保险", 4.0),
            (r"通知如下|报名(?!费)|培训对象", 3.0),
            (r"证书编号|准予|学时", 1.5),
            (r"菜\s*单|元/份", 3.0),
            (r"完税|税务机关|税种", 4.0),
        ),
    )
    if _goods(document) or (
        compiled(_BOUGHT).search(document.run.text) and not compiled(_LEARNING).search(_without_parties(document))
    ):
        # A bill, but of nothing that has to do with learning: no evidence of this kind.
        return Recognition(min(found.confidence, 0.2), found.why, ruled_out=True)
    return found


def _goods(document: Document) -> bool:
    """Whether goods were bought, where no word of the whole bill has to do with learning."""
    if compiled(_LEARNING).search(document.run.text):
        return False
    named = document.labelled("商品(?:名称|说明)?", "货物名称", "品名", accept=r"[\u4e00-\u9fff][^\t\n:¥￥]{1,40}")
    return named is not None and not compiled(r"费|款|服务|订单|卡$|商户|收款").search(named.text)


def _without_parties(document: Document) -> str:
    """The words of a bill without the names of who paid and who was paid: a school buys meals too."""
    return "\n".join(
        cell.text
        for row in document.rows
        for cell in row.cells
        if not compiled(r"(?:购买|销售|付款|收款|开票|交款)(?:方|人|单位)|名\s*称\s*:").search(cell.text)
        and not is_organisation(cell.text)
    )


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    facts = FactBuilder(document)
    _number(facts, document)
    _amount(facts, document)
    _dates(facts, document)
    _parties(facts, document)
    _item(facts, document)
    facts.require(
        ("amount", "payee", "issue_date"),
        {"amount": r"金额|合计|大写", "payee": r"收款|销售方|商户", "issue_date": r"日期|时间"},
    )
    return facts.done()


def _number(facts: FactBuilder, document: Document) -> None:
    for value in document.values(*_NUMBER_LABELS):
        found = value.match(r"[A-Za-z]{0,4}\d[\dA-Za-z]{4,31}")
        behind = value.text.partition(found.text)[2] if found is not None else ""
        if found is not None and compiled(r"年\d{1,2}月").match(behind):
            # The number ran into the year of a date that stands close behind it.
            found = found.part(0, len(found.text) - 4) if len(found.text) > 9 else None
        if found is not None:
            facts.add_text("receipt_no", found)
            return
    loose = document.find(
        r"(?:号码|单号|编号|字第|N[Oo]\.?|№)\s*[::.]?\s*(\d[\d ]{4,40}?\d)(?=(?:19|20)\d\d[年./-]|[^\d ]|$)", 1
    ) or document.find(r"(?<!\d)(\d{20,32})(?!\d)", 1)
    if loose is not None:
        facts.add("receipt_no", loose.text.replace(" ", ""), loose, trust=0.98)


def _amount(facts: FactBuilder, document: Document) -> None:
    """Figures beside 小写, 合计, 金额 or a currency sign; capitals confirm or replace them."""
    capital = capital_amount(document)
    figured = figures(document)
    if figured is not None and capital is not None:
        agreed = abs(figured[0] - capital[0]) < 0.005
        shown = document.flow.find(rf"(?<![\d.,]){capital[0]:,}(?:\.00?)?(?![\d.,])") if not agreed else None
        if shown is not None:
            # The capitals are borne out by a figure elsewhere: a count stood where the sum was looked for.
            facts.add("amount", capital[0], shown, trust=0.97)
        facts.add("amount", figured[0], figured[1], trust=1.0 if agreed else 0.6)
    elif figured is not None:
        facts.add("amount", figured[0], figured[1], trust=figured[2])
    elif capital is not None:
        facts.add("amount", capital[0], capital[1], trust=0.99)


def _dates(facts: FactBuilder, document: Document) -> None:
    for value in document.values(*_DATE):
        dates = [d for d in find_dates(value.text) if d.full]
        if dates:
            facts.add("issue_date", dates[0].iso, value.part(dates[0].start, dates[0].end))
            return
    if add_issue_date(facts) is None:
        for row in document.rows:
            dates = [d for d in find_dates(row.run.text) if d.full]
            if dates:
                facts.add("issue_date", dates[0].iso, row.run.span(dates[0].start, dates[0].end), trust=0.98)
                return


def _parties(facts: FactBuilder, document: Document) -> None:
    for name, labels in (("payer", _PAYER), ("payee", _PAYEE)):
        for value in document.values(*labels):
            kept = _party(value)
            if kept is not None and not (name == "payee" and _cashier(facts, value, kept)):
                facts.add_text(name, kept)
                break
    got = (document.flow if "\t" in document.flow.text else document.prose).find(
        r"今?收[到自]\s*[::]?\s*[_\s]*([^\s_,。:;]{2,40}?)(?=[_\s]*(?:交来|缴来|付来|[缴交]纳|支付(?!中心|局|宝|系统)|交付|,|\n|\t|$))",
        1,
    )
    if got is not None and (is_organisation(got.text) or known_name(got.text)):
        facts.add_text("payer", got)
    _accounts(facts, document)
    _invoice_sides(facts, document)
    if "payee" not in facts:
        _payee_of_bill(facts, document)
    if "payee" not in facts:
        _payee_at_foot(facts, document)


def _cashier(facts: FactBuilder, value: Span, kept: Span) -> bool:
    """Whether 收款人 names who took the money at the desk: a person, on a paper that does not call the payer 付款人."""
    beside = value.flow.text[: value.start]
    return (
        known_name(kept.text)
        and bool(compiled(r"收款人[:\s]*$").search(beside))
        and (
            compiled(r"收款单位|收款专用章|开票人|会计|复核").search(facts.document.text) is not None
            or "付款人" not in facts.document.text
        )
    )


def _party(value: Span) -> Span | None:
    kept = organisation_in(value)
    if kept is not None:
        return kept
    text = value.stripped(" :,。")
    if compiled(r"今?收|交来|人民币").match(text.text):
        return None
    return text if known_name(text.text) and not compiled(r"全称|名称|账户|户名|账号").fullmatch(text.text) else None


def _accounts(facts: FactBuilder, document: Document) -> None:
    """Two accounts side by side on a bank's slip, 户名 … 户名 …: the payer's stands left."""
    if not compiled(r"付[\s\S]*收").search(document.flow.text):
        return
    for row in document.rows:
        named = list(row.flow.find_all(r"(?:户\s*名|名\s*称|全\s*称)[:\s]*([^\t\n:]{2,45})", 1))
        kept = [party for party in map(_party, named) if party is not None]
        if len(kept) == 2:
            facts.add_text("payer", kept[0])
            facts.add_text("payee", kept[1])
            return


def _invoice_sides(facts: FactBuilder, document: Document) -> None:
    """购买方 … 名称 and 销售方 … 名称: two boxes side by side or one under the other."""
    if not compiled(r"购\s*买\s*方|购货|销\s*售\s*方|发票").search(document.run.text):
        return
    for page in document.pages:
        named = []
        for row in page.rows:
            for found in row.flow.find_all(r"名\s*称\s*[:\t]\s*([^\t\n:]{2,45})", 1):
                cut = compiled(r"(?:统一社会|纳税人|名\s*称|地址)").split(found.text)[0]
                kept = _party(found.part(0, len(cut)))
                if kept is not None and kept.place is not None:
                    named.append(kept)
        if not named:
            continue
        if len(named) >= 2:
            facts.add_text("payer", named[0])
            facts.add_text("payee", named[1])
        else:
            only = named[0]
            place = only.place
            left = place is not None and place.box.center[0] < page.page.width / 2
            side = page.rows and left and place is not None and place.box.center[1] < page.page.height / 2
            facts.add("payer" if side else "payee", only.text, only, trust=0.9)


def _payee_of_bill(facts: FactBuilder, document: Document) -> None:
    """Phone bill: the line above the large amount."""
    for page in document.pages:
        for index, row in enumerate(page.rows):
            if not compiled(r"[-−—]?\s*[¥￥]?\s*\d[\d,]*\.\d{2}\s*元?").fullmatch(row.text) or index == 0:
                continue
            above = _above(page, index)
            if above is not None:
                facts.add("payee", above.text, above, trust=0.99)
            return


def _above(page: PageLayout, index: int) -> Span | None:
    for row in reversed(page.rows[max(0, index - 2) : index]):
        text = compiled(r"^(?:付款给|转账给|扫二维码付款-给|向)").sub("", row.run.text)
        span = row.run.find(re.escape(text)) if text else None
        if span is not None and (is_organisation(text) or known_name(text) or 4 <= len(text) <= 30):
            if compiled(r"账单|详情|\d{1,2}:\d{2}|交易成功|支付成功").search(text):
                continue
            return span.stripped()
    return None


def _payee_at_foot(facts: FactBuilder, document: Document) -> None:
    """收款单位(盖章)：… or the organisation that the receipt belongs to, above its title."""
    for row in reversed(document.rows):
        found = compiled(r"(?:收款|开票|收费)?单位\s*(?:\((?:公|盖)?章\))?\s*[::]").search(row.run.text)
        if found is not None:
            kept = organisation_in(row.run.span(found.end(), len(row.run.text)).stripped(" :\t"))
            if kept is not None:
                facts.add_text("payee", kept)
                return
    for row in document.rows[:4]:
        text = unsealed(compiled(r"(?:专用|统一|内部)?(?:收款)?(?:收据|票据|凭证|回单|发票)$").sub("", row.run.text))
        if text and is_organisation(text):
            facts.add("payee", text, row.run.find(re.escape(text)), trust=0.95)
            return


_SUM_BEHIND = re.compile(r"(?:人民币|金额|合计|大写|小写|\((?!(?!大写|小写|含税)[\u4e00-\u9fff]{2,10}\)))")


def _item(facts: FactBuilder, document: Document) -> None:
    # With its tabs: without them the next cell (规格, 单位) would run on.
    starred = document.flow.find(r"\*[\u4e00-\u9fff]{2,12}\*[\u4e00-\u9fffA-Za-z()]{1,24}")
    if starred is not None:
        facts.add_text("item", starred)
        return
    for value in document.values(*_ITEM):
        found = value.match(r"(?:20\d\d(?=年))?[\u4e00-\u9fff《“(][^\t\n:¥￥]{1,40}")
        if found is not None and found.text.startswith("交来"):
            found = found.part(2).stripped("_: ")
        stop = _SUM_BEHIND.search(found.text) if found is not None else None
        if found is not None and stop is not None and stop.start() >= 2:
            found = found.part(0, stop.start())
        if found is not None and compiled(r"费人$").search(found.text):
            found = found.part(0, len(found.text) - 1)  # 人民币, broken at the end of the row
        if found is not None and not compiled(r"规格|单位|数量|金额|单价|合计").search(found.text):
            facts.add_text("item", found.stripped(" ,。;"))
            return
    bill = document.flow.find(r"交来[\s_:]*([\u4e00-\u9fff]{2,16}费)", 1) or document.find(
        r"(?:交来)?((?!交来)[\u4e00-\u9fff]{0,16}(?:培训费|课程费|学费|会务费|考试费|报名费|资料费|教材费|会员费|"
        r"版面费|学习卡|服务费|注册费|会议费|考务费|鉴定费|教育费))(?!(?:专用|统一)?(?:收据|票据|发票|凭证))",
        1,
    )
    if bill is not None:
        # 12日汇来的会务费: how it came is no part of what it was for.
        led = compiled(r".*(?:汇来|交来|缴来|转来|支付|缴纳|交纳)的?(?=[\u4e00-\u9fff]{2})").match(bill.text)
        bill = bill.part(led.end()) if led is not None else bill
    facts.add("item", bill.text if bill is not None else None, bill, trust=0.95)
