"""Which body stands for a certificate: who held the class by a label or sentence, else who signs or heads it."""

from __future__ import annotations

from extractors.text.by_label import beside as beside_label
from extractors.text.by_label import value_beside
from extractors.text.dates import find_dates
from extractors.text.document import Document
from extractors.text.employers import employer_speaks
from extractors.text.facts import FactBuilder
from extractors.text.flow import Span
from extractors.text.foot import printed_over
from extractors.text.hosts import hosts
from extractors.text.organisations import (
    HOST_LABELS,
    ISSUER_LABELS,
    ORGANISATION,
    is_organisation,
    labelled_organisation,
    labelled_site,
    organisation_in,
)
from extractors.text.patterns import compiled
from extractors.text.role_words import is_some_label
from extractors.text.signing import OFFICE, add_signatory, issuer

#: Log-odds from which an employer is the one who says that somebody learned (``employers.employer_speaks``).
EMPLOYER = 2.0
#: Sentences that name the body, each with what it is worth.
_SENTENCES = (
    (rf"经(?P<o>{ORGANISATION})(?:审核|认定|核定|审定|审查)(?:通过|合格)?", True, 0.98),
    (rf"(?:本|此)(?:证明|证书|凭证)由(?P<o>{ORGANISATION})(?:出具|颁发|核发|签发|制发)", False, 0.99),
    (rf"(?:^|\n)(?P<o>{ORGANISATION})证明:", True, 0.98),
)


def add_organiser(builder: FactBuilder, date_row: int | None) -> None:
    """Who held the class: beside its label, named in the sentence, else who issued the certificate."""
    document, signed = builder.document, issuer(builder.document, date_row)
    if _labelled(builder) or _told(builder) or _beside(builder, signed):
        return
    # 由某某云于2024年5月6日生成: a site that issues its papers by itself.
    made = document.prose.find(
        r"由(?P<o>(?!我|本|该|此)[\u4e00-\u9fff]{4,20}?)[于在](?:19|20)\d\d[\d年月日./-]{4,8}(?:自动)?(?:生成|签发|出具|颁发|制发|核发|签章)",
        "o",
    )
    builder.add_text("organiser", made, trust=0.95)
    if _in_sentences(builder) or _sent_or_shown(builder) or _instead_of_signer(builder, signed, date_row):
        return
    if not add_signatory(builder, "organiser", date_row):
        builder.add_text("organiser", labelled_organisation(document, HOST_LABELS[-1:]))
        # A head may be but the site that shows the paper: never surely.
        builder.add_text("organiser", _over_title(document), trust=0.95)
    _at_last(builder)


def _labelled(builder: FactBuilder) -> bool:
    document = builder.document
    labelled = labelled_organisation(document, HOST_LABELS[:-1]) or labelled_organisation(document, ISSUER_LABELS)
    builder.add_text("organiser", labelled)
    return labelled is not None


def _told(builder: FactBuilder) -> bool:
    """参加某某学会举办的…"""
    document = builder.document
    upright = any(page.vertical for page in document.pages)  # its columns seldom run on into each other
    told = (document.run if upright else document.prose).find(
        rf"(?:参加了?由|由|参加了?)(?P<o>{ORGANISATION})(?:(?:主办|举办|组织|开展|"
        rf"承办|开设|提供)[的之]|提供并(?:发证|颁发|出具))",
        "o",
    )
    own = compiled(r"(?:我|本|该)(?:单位|公司|校|院|局|中心|会|平台)")
    if told is None or not is_organisation(told.text) or own.match(told.text):
        return False
    builder.add_text("organiser", told, trust=0.98)
    return True


def _beside(builder: FactBuilder, signed: Span | None) -> bool:
    beside = value_beside(builder.document, "organiser")
    if beside is None or (signed is not None and _helps(builder.document, beside[1])):
        return False
    builder.add("organiser", beside[0], beside[1], trust=0.98)
    return True


def _in_sentences(builder: FactBuilder) -> bool:
    for pattern, whole, trust in _SENTENCES:
        named = builder.document.prose.find(pattern, "o")
        if named is None or (whole and not is_organisation(named.text)):
            continue
        if builder.add_text("organiser", named, trust=trust):
            return True
    return False


def _sent_or_shown(builder: FactBuilder) -> bool:
    """Who sent a message, or the site that shows the paper."""
    document = builder.document
    sender = document.find(rf"(?:^|\n)(?:发件|发信)人?[:\s]*({ORGANISATION})(?=\s*(?:<|\n|$))", 1)
    if sender is not None and builder.add_text("organiser", sender, trust=0.98):
        return True
    site = labelled_site(document, (*ISSUER_LABELS, *HOST_LABELS[:-1], "(?:学习|培训|网络|在线)(?:网站|平台)(?:名称)?"))
    return site is not None and builder.add_text("organiser", site, trust=0.97)


def _instead_of_signer(builder: FactBuilder, signed: Span | None, date_row: int | None) -> bool:
    """Whether who signs is not whose class it was: the employer, or a department of the body over the title."""
    document = builder.document
    held = next(iter(hosts(document)), None)
    elsewhere = signed is not None and builder.value("unit") not in (None, signed.text)
    helped = held is not None and elsewhere and _helps(document, held.name)
    if held is not None and not helped and employer_speaks(document) >= EMPLOYER:
        # Who signs is the employer, whatever the paper calls itself: the class was somebody else's.
        builder.add_text("organiser", held.name, trust=held.trust)
        add_signatory(builder, "unit", date_row, trust=0.95)
        return True
    headed = _over_title(document)
    if headed is not None and _last_is_less(builder, date_row, headed):
        builder.add_text("organiser", headed, trust=0.98)
        return True
    titled = _in_title(document)
    if titled is not None and signed is not None and signed.text == builder.value("unit") != titled.text:
        builder.add_text("organiser", titled, trust=0.97)  # the last body on the card is where the person works
        return True
    return False


def _at_last(builder: FactBuilder) -> None:
    """Where no body signs: sites, which may bear any name, and who stands in the title or sent the paper."""
    document = builder.document
    if "organiser" not in builder:
        # A site may bear any name; its label alone says what it is.
        for named in beside_label(document, "organiser"):
            day = next(iter(find_dates(named.text)), None)
            named = named.part(0, day.start).stripped() if day is not None else named
            if compiled(r"证书|证明|凭证").search(named.text):
                continue  # the title of the paper, whose first word may be a label
            if compiled(r"[\u4e00-\u9fffA-Za-z]{3,20}").fullmatch(named.text) and not is_some_label(named.text):
                builder.add_text("organiser", named, trust=0.96)
                break
    if "organiser" not in builder:
        site = labelled_site(document, ("(?:学习|培训|继续教育|网络|在线)?平台(?:名称)?",))
        builder.add_text("organiser", site, trust=0.96)
    if "organiser" not in builder:
        builder.add_text("organiser", _in_title(document), trust=0.95)
    if "organiser" not in builder:
        sent = [
            one
            for row in document.rows
            if (one := row.run.find(r"^由\s*([\u4e00-\u9fffA-Za-z]{3,20}?)\s*(?:发送|推送)$", 1))
        ]
        builder.add_text("organiser", sent[0] if sent else None, trust=0.95)


def _helps(document: Document, body: Span) -> bool:
    """Whether a body is said to have done the work for another one, who signs: 承办:某某学会."""
    return compiled(r"[承协]办(?:单位|方|机构)?[\s:]*$").search(document.around(body)[0]) is not None


def _in_title(document: Document) -> Span | None:
    """The body a title begins with: 某某省继续教育公共服务网电子学时凭证."""
    for row in document.rows[:3]:
        named = row.run.find(
            rf"^(?P<o>{ORGANISATION})(?=(?:电子|网络|在线|线上|学员)?(?:学时|学分|培训|结业|学习|合格)[\u4e00-\u9fff]{{0,4}}(?:证书|证明|凭证|证|卡|摘页|记录)$)",
            "o",
        )
        if named is not None and is_organisation(named.text):
            return named
    return None


def _over_title(document: Document) -> Span | None:
    """The body by itself in one of the first rows, over the title."""
    for at, row in enumerate(document.rows[:3]):
        named = organisation_in(row.run.whole) if len(row.cells) == 1 else None
        if at == 0 and printed_over(row):
            named = organisation_in(row.cells[-1].flow.whole)
        if named is not None:
            return named
    return None


def _last_is_less(builder: FactBuilder, date_row: int | None, headed: Span) -> bool:
    """Whether the body nearest to the date is but the person's own unit, or a department of the one over the title."""
    signed = issuer(builder.document, date_row)
    if signed is None:
        return False
    rest = signed.text.removeprefix(headed.text)
    department = rest != signed.text and compiled(r"[\u4e00-\u9fff]{2,6}[部处科室]").fullmatch(rest) is not None
    department = department or OFFICE.fullmatch(signed.text) is not None
    return signed.text == builder.value("unit") or department
