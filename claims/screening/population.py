"""What only shows over many papers: one document number under different papers, numbers out of an issuer's usual form,
and many papers of one unit issued on one day.

All of it is at most a hint where to look, never a doubt about a single paper. Only facts that were read surely count.
The same for a screening of files and for one of what is stored: both tell of each paper only what is asked here.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz.distance import Levenshtein

from domain.finding import Finding, Severity
from domain.kind import COLLECTIVE_KINDS
from domain.place import Place

#: So many numbers of one issuer before their usual form is known, and the share that has it.
FEWEST_NUMBERS, USUAL_SHARE = 8, 0.9
#: Papers of one unit on one day, and how unlikely so many must be if units and days had nothing to do with each other.
FEWEST_BURST, UNLIKELY = 8, 1e-6
#: Titles and issuers of one document may be read with slips; beyond this share of signs they are different ones.
OTHER_WORDS = 0.5


@dataclass(frozen=True, slots=True)
class Told:
    """What is asked of one paper: how it is called, its kind, its facts, which of them are sure, whose employer it is
    from."""

    name: str
    kind: str
    facts: Mapping[str, Any]
    sure: Collection[str]
    employer: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """What a paper says, what stands against it, and a paper that says so (None: the batch as a whole does)."""

    here: str
    there: str
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """Something that stands out over many papers, with both sides of each paper it is about, in the batch's order.

    ``facts``: what it speaks of; the first one is what the sides are of, and stands where the finding is placed.
    """

    code: str
    message: str
    sides: Mapping[str, Side]
    innocent: tuple[str, ...]
    next_step: str
    confidence: float
    facts: tuple[str, ...]
    detail: Mapping[str, Any] = field(default_factory=dict)

    def finding(self, paper: str, place: Place | None) -> Finding:
        """The pattern as one of its papers carries it."""
        side = self.sides[paper]
        return Finding(
            self.code,
            Severity.NOTE,
            self.message,
            self.confidence,
            place=place,
            innocent=self.innocent,
            next_step=self.next_step,
            other=side.other,
            facts=self.facts,
            detail={**self.detail, "here": side.here, "there": side.there},
        )


def patterns_of(papers: Sequence[Told]) -> list[Pattern]:
    """All patterns of a batch, in a fixed order."""
    return [*_document_numbers(papers), *_number_forms(papers), *_bursts(papers)]


def _sure(one: Told, *names: str) -> bool:
    return all(name in one.sure and isinstance(one.facts.get(name), str) for name in names)


def _plain(text: Any) -> str:
    return re.sub(r"[^0-9A-Za-z一-鿿]", "", unicodedata.normalize("NFKC", str(text))).upper()


def _document_numbers(papers: Sequence[Told]) -> Iterable[Pattern]:
    """One 文号 under notices with quite different titles or issuers."""
    by_number: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(papers):
        if one.kind in ("training_notice", "project_document") and _sure(one, "doc_no"):
            by_number[_plain(one.facts["doc_no"])].append(number)
    for value, numbers in sorted(by_number.items()):
        for name in ("notice_title", "organiser"):
            said = [(n, _plain(papers[n].facts[name])) for n in numbers if _sure(papers[n], name)]
            if len(said) < 2:
                continue
            usual = Counter(text for _, text in said).most_common(1)[0][0]
            others = [n for n, text in said if Levenshtein.normalized_distance(text, usual) > OTHER_WORDS]
            if others:
                shown = papers[numbers[0]].facts["doc_no"]
                what = "标题" if name == "notice_title" else "主办单位"
                first = next(n for n, text in said if text == usual)
                yield Pattern(
                    "contradiction.doc_no_elsewhere",
                    f"同一文号“{shown}”出现在内容不同的文件上（{what}不一致）。",
                    {
                        papers[n].name: _side(papers[n], papers[first if n in others else others[0]], name)
                        for n, _ in said
                    },
                    ("联合发文或转发时沿用原文号。", "发文单位笔误或重号。"),
                    "请向发文单位核对该文号对应的文件。",
                    0.8,
                    (name, "doc_no"),
                    {"doc_no": shown, "files": len(said), "number": value},
                )
                break


def _side(here: Told, there: Told, fact: str) -> Side:
    return Side(str(here.facts[fact]), str(there.facts[fact]), there.name)


def form_of(number: str) -> str:
    """The form of a number: figures as 9, Latin letters as A, other signs as they are."""
    plain = unicodedata.normalize("NFKC", number)
    return "".join("9" if c.isdigit() else "A" if c.isascii() and c.isalpha() else c for c in plain if not c.isspace())


def _number_forms(papers: Sequence[Told]) -> Iterable[Pattern]:
    """Certificate numbers that do not have the form nearly all others of the issuer have."""
    by_issuer: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in papers:
        if _sure(one, "certificate_no", "organiser") and "*" not in str(one.facts["certificate_no"]):
            by_issuer[_plain(one.facts["organiser"])].append((one.name, form_of(one.facts["certificate_no"])))
    for issuer, numbers in sorted(by_issuer.items()):
        usual, count = Counter(form for _, form in numbers).most_common(1)[0]
        if len(numbers) < FEWEST_NUMBERS or count < USUAL_SHARE * len(numbers):
            continue
        first = next(name for name, form in numbers if form == usual)
        for name, form in numbers:
            if form != usual:
                yield Pattern(
                    "contradiction.number_format",
                    f"证书编号的格式与同一单位其他 {count} 份证书不同（通常为“{usual}”，本份为“{form}”，"
                    "9 代表数字，A 代表字母）。",
                    {name: Side(form, usual, first)},
                    ("该单位更换过编号规则。", "不同班次使用不同编号规则。", "编号识别有误。"),
                    "请放大核对编号，必要时向施教机构查询。",
                    0.7,
                    ("certificate_no",),
                    {"usual": usual, "here": form, "of": count, "issuer": issuer},
                )


def _bursts(papers: Sequence[Told]) -> Iterable[Pattern]:
    """Days on which one unit has far more papers issued than the batch as a whole would make one expect.

    A notice or a sheet of a class is one paper, however many of the class hand in a copy: those are left out.
    """
    dated = [
        (one.name, one.employer, str(one.facts["issue_date"]))
        for one in papers
        if one.employer
        and one.kind not in COLLECTIVE_KINDS
        and _sure(one, "issue_date")
        and len(str(one.facts["issue_date"])) == 10
    ]
    units, days = Counter(unit for _, unit, _ in dated), Counter(day for _, _, day in dated)
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, unit, day in dated:
        together[str(unit), day].append(name)
    for (unit, day), names in sorted(together.items()):
        expected = units[unit] * days[day] / len(dated)
        if len(names) < FEWEST_BURST or _at_least(len(names), expected) > UNLIKELY:
            continue
        yield Pattern(
            "contradiction.unit_burst",
            f"{unit}有 {len(names)} 份材料的落款日期同为 {day}，明显多于按整批推算的 {expected:.1f} 份。",
            {name: Side(str(len(names)), f"{expected:.1f}") for name in names},
            ("单位组织职工参加了同一个班次，统一发证。", "施教机构集中补发证书。"),
            "可核对该班次的通知和签到表；与班次相符即属正常。",
            0.6,
            ("issue_date",),
            {"unit": unit, "day": day, "files": len(names), "expected": round(expected, 2)},
        )


def _at_least(count: int, expected: float) -> float:
    """Chance of ``count`` or more where ``expected`` are usual (Poisson)."""
    term = math.exp(-expected)
    below = 0.0
    for k in range(count):
        below += term
        term *= expected / (k + 1)
    if below < 1 - 1e-9:
        return 1 - below
    # The tail itself, where the difference to one is lost in rounding.
    log_term = -expected + count * math.log(max(expected, 1e-12)) - math.lgamma(count + 1)
    return math.exp(log_term) / max(1e-9, 1 - expected / (count + 1))
