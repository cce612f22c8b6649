"""How surely contradictions are seen, and how seldom honest or misread papers are accused of them:
``python -m benchmarks.contradictions [--count N] [--seed S]``.

For every contradiction three kinds of papers are drawn as facts (nothing is read): papers that hold it, honest ones
that come close, and honest ones of which the reader took a figure wrongly and was not sure of it. Counted are papers
whose contradiction was spoken of, and honest and misread papers that were doubted; a mere note asks and accuses nobody.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

import verifiers
from benchmarks.draw.words import Words
from claims.screening.population import Told, patterns_of
from domain.case import Case, Earlier, Submitter
from domain.fact import Fact, Paper, Recognition
from domain.finding import Severity
from domain.pair import PairComparison
from domain.place import Box, Place
from domain.reading import Line, MarkType, Page, PageMark, Reading, Source
from verifiers.knowledge.checksums import CONFUSED

TODAY = date(2026, 11, 20)
PLACE = Place(1, Box(10, 10, 400, 40))
PURE = ("contradiction.", "reuse.number")


@dataclass
class Drawn:
    """One paper as facts. ``surely``: confidence of all facts and characters but the ``loose`` ones."""

    kind: str
    facts: dict[str, Any]
    text: str = ""
    qr: str = ""
    name: str | None = None
    claimed: dict[str, Any] = field(default_factory=dict)
    earlier: tuple[Earlier, ...] = ()
    surely: float = 0.99
    loose: dict[str, float] = field(default_factory=dict)


class Before:
    """A history of a few papers; pictures are not asked for."""

    def __init__(self, earlier: tuple[Earlier, ...]) -> None:
        self.earlier = earlier

    def same_bytes(self, sha256: str) -> tuple[Earlier, ...]:
        return ()

    def same_number(self, kind: str, fact_name: str, value: str) -> list[Earlier]:
        return [one for one in self.earlier if one.kind == kind and one.facts.get(fact_name) == value]

    def near_copies(self, fingerprints: Mapping[str, Any]) -> tuple[Earlier, ...]:
        return ()

    def of_person(self, person_id: str, year: int | None) -> list[Earlier]:
        return [one for one in self.earlier if one.person_id == person_id]

    def compare(self, case: Case, earlier: Earlier) -> PairComparison | None:
        return None


def said(drawn: Drawn) -> dict[str, Severity]:
    """Codes of contradictions, with their severity."""
    lines = tuple(
        Line(row, Place(1, Box(0, 60.0 + 40 * n, 900, 90.0 + 40 * n)), drawn.surely, (drawn.surely,) * len(row))
        for n, row in enumerate(drawn.text.splitlines())
    )
    facts = []
    for number, (name, value) in enumerate(drawn.facts.items()):
        sure = drawn.loose.get(name, drawn.surely)
        place = Place(1, Box(0, 1000.0 + 40 * number, 900, 1030.0 + 40 * number))
        quote = str(value)
        lines += (Line(quote, place, sure, (sure,) * len(quote)),)
        facts.append(Fact(name, value, quote, place, sure, sure >= 0.985))
    marks = (PageMark(MarkType.QR, PLACE, 1.0, drawn.qr),) if drawn.qr else ()
    reading = Reading("mine", "image/jpeg", (Page(1, 1240, 1754, 0, Source.OCR, lines, marks),))
    case = Case(
        "mine",
        reading,
        Paper((1,), drawn.kind, Recognition(0.99), tuple(facts)),
        Submitter("p1", drawn.name, year=None),
        drawn.claimed,
        Before(drawn.earlier),
        today=TODAY,
    )
    found, _ = verifiers.verify_all(case)
    return {one.code: one.severity for one in found if one.code.startswith((*PURE, "completeness.name_not"))}


# --- honest papers to bend ---------------------------------------------------------------------------------------


def certificate(rng: Random) -> Drawn:
    words = Words(rng)
    city = words.city()
    start = words.day()
    days = rng.randint(1, 6)
    end = start + timedelta(days=days - 1)
    facts = {
        "person_name": words.name(),
        "course_title": words.course(),
        "organiser": words.organiser(city),
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "days": days,
        "hours": 8 * days,
        "issue_date": (end + timedelta(days=rng.randint(0, 20))).isoformat(),
        "certificate_no": words.certificate_no(end),
    }
    return Drawn("completion_certificate", facts, name=str(facts["person_name"]))


def statement(rng: Random) -> Drawn:
    drawn = certificate(rng)
    words = Words(rng)
    sex = rng.choice("男女")
    drawn.kind = "unit_statement"
    drawn.facts |= {"sex": sex, "id_number": words.id_number(words.city(), date(1980, 5, 17), sex)}
    return drawn


def stated(rng: Random) -> Drawn:
    """A statement whose sex no extractor gave: it stands with the number in the sentence."""
    drawn = statement(rng)
    drawn.text = f"兹证明{drawn.name}（{drawn.facts.pop('sex')}，身份证号码{drawn.facts['id_number']}）参加了培训。"
    return drawn


def notice(rng: Random) -> Drawn:
    drawn = certificate(rng)
    start = date.fromisoformat(str(drawn.facts["start_date"]))
    kept = ("organiser", "course_title", "start_date", "end_date", "hours", "days")
    drawn.facts = {name: drawn.facts[name] for name in kept}
    drawn.facts["issue_date"] = (start - timedelta(days=rng.randint(0, 30))).isoformat()
    return Drawn("training_notice", drawn.facts)


def patent(rng: Random) -> Drawn:
    applied = Words(rng).day(2012, 2022)
    kind, digit = rng.choice([("invention", "1"), ("utility_model", "2"), ("design", "3")])
    body = f"{applied.year}{digit}{rng.randrange(10**7):07d}"
    total = sum(int(c) * w for c, w in zip(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True)) % 11
    facts = {
        "patent_no": f"ZL{body}.{'X' if total == 10 else total}",
        "patent_kind": kind,
        "apply_date": applied.isoformat(),
        "grant_date": (applied + timedelta(days=rng.randint(200, 900))).isoformat(),
    }
    return Drawn("patent_certificate", facts)


def score(rng: Random) -> Drawn:
    total = rng.randint(9000, 60000)
    tasks = [(rng.randint(0, most), most) for most in (1, 6, 6, 5, 5)]
    today = sum(got for got, _ in tasks)
    text = "\n".join(f"任务{n} 已获{got}分/每日上限{most}分" for n, (got, most) in enumerate(tasks))
    year = rng.choice([TODAY.year - 1, TODAY.year])
    annual = rng.randint(3000, min(total, 18000))
    facts = {"score_total": total, "score_annual": annual, "score_year": year, "score_today": today}
    return Drawn("xuexi_score", facts, text)


def journal(rng: Random) -> Drawn:
    return Drawn(
        "journal_cover", {"issn": Words(rng).issn(), "cn": f"CN {rng.randint(11, 65)}-{rng.randint(1000, 9999)}/TU"}
    )


def invoice(rng: Random) -> Drawn:
    words = Words(rng)
    return Drawn("payment_receipt", {"amount": 1200}, f"统一社会信用代码：{words.uscc(words.city())}")


def sheet(rng: Random) -> Drawn:
    words = Words(rng)
    names = [{"name": words.name(), "attended": True} for _ in range(20)]
    return Drawn("sign_in_sheet", {"names": names, "meeting_title": words.topic()}, name=str(rng.choice(names)["name"]))


def with_code(rng: Random) -> Drawn:
    drawn = certificate(rng)
    drawn.qr = f"https://cx.example.invalid/q?no={drawn.facts['certificate_no']}&xm={drawn.facts['person_name']}"
    return drawn


def record(rng: Random) -> Drawn:
    words = Words(rng)
    rows = []
    for _ in range(rng.randint(2, 6)):
        start = words.day()
        rows.append({"course_title": words.course(), "hours": 8, "start_date": start.isoformat()})
        rows[-1]["end_date"] = (start + timedelta(days=rng.randint(0, 2))).isoformat()
    return Drawn("completion_certificate", {"activities": rows, "hours": 8 * len(rows)})


def listed(rng: Random) -> Drawn:
    words = Words(rng)
    drawn = certificate(rng)
    drawn.facts["organiser"] = "舟山市" + words.rng.choice(["建筑业协会", "会计学会", "职业技术学院", "水利学会"])
    drawn.claimed = {"approved_organisers": [drawn.facts["organiser"], "宁波市护理学会", "浙江海洋大学"]}
    return drawn


def twice(rng: Random) -> Drawn:
    """A certificate, and another one of the same person right after it."""
    drawn, other = certificate(rng), certificate(rng)
    end = date.fromisoformat(str(drawn.facts["end_date"]))
    other.facts |= {
        "course_title": "第二届" + Words(rng).topic() + "研修班",
        "start_date": (end + timedelta(days=1)).isoformat(),
        "end_date": (end + timedelta(days=3)).isoformat(),
    }
    drawn.facts["course_title"] = "会计准则专题"
    drawn.earlier = (Earlier("e", "x", "completion_certificate", "p1", None, None, None, other.facts, "e.jpg"),)
    return drawn


def numbered(rng: Random) -> Drawn:
    """A certificate, and its neighbour's: another person, another number."""
    drawn = certificate(rng)
    other = dict(drawn.facts) | {
        "person_name": Words(rng).name(),
        "certificate_no": f"{drawn.facts['certificate_no']}9",
    }
    drawn.earlier = (Earlier("e", "x", "completion_certificate", "p2", None, None, None, other, "e.jpg"),)
    return drawn


def claimed(rng: Random) -> Drawn:
    drawn = certificate(rng)
    drawn.claimed = {"hours": drawn.facts["hours"], "year": int(str(drawn.facts["end_date"])[:4])}
    return drawn


# --- the bends ----------------------------------------------------------------------------------------------------


def put(**changes: Callable[[Drawn, Random], Any]) -> Callable[[Drawn, Random], None]:
    """A bend that sets facts."""

    def bend(drawn: Drawn, rng: Random) -> None:
        for name, value in changes.items():
            drawn.facts[name] = value(drawn, rng)

    return bend


def _before(name: str, least: int = 1, most: int = 40) -> Callable[[Drawn, Random], str]:
    return lambda drawn, rng: (
        date.fromisoformat(str(drawn.facts[name])) - timedelta(days=rng.randint(least, most))
    ).isoformat()


def _digit(text: str, rng: Random) -> str:
    """Another last digit."""
    at = max(n for n, c in enumerate(text) if c.isdigit())
    return text[:at] + str((int(text[at]) + rng.randint(1, 9)) % 10) + text[at + 1 :]


def _written(drawn: Drawn, rng: Random) -> None:
    drawn.text += rng.choice(
        ["\n2024年2月30日", "\n2023年6月31日", "\n二〇二三年十三月二日", "\n2023-11-31", "\n2022年13月4日"]
    )


def _over_the_task(drawn: Drawn, rng: Random) -> None:
    drawn.text += "\n任务9 已获9分/每日上限6分"
    drawn.facts["score_today"] += 9


def _over_the_year(drawn: Drawn, rng: Random) -> None:
    taken = date(drawn.facts["score_year"], 1, 1) + timedelta(days=rng.randint(20, 90))
    drawn.facts["screenshot_date"] = taken.isoformat()
    drawn.facts["score_annual"] = 120 * 92 + rng.randint(1, 9000)
    drawn.facts["score_total"] = drawn.facts["score_annual"] + 30000


def _earlier_days(drawn: Drawn, rng: Random) -> None:
    drawn.earlier[0].facts["start_date"] = drawn.facts["end_date"]  # type: ignore[index]


def _neighbours_number(drawn: Drawn, rng: Random) -> None:
    drawn.facts["certificate_no"] = drawn.earlier[0].facts["certificate_no"]


def _code_of_another(drawn: Drawn, rng: Random) -> None:
    drawn.facts["person_name"] = drawn.name = Words(rng).name() + "丰"


def _other_place(drawn: Drawn, rng: Random) -> None:
    drawn.facts["organiser"] = str(drawn.facts["organiser"]).replace("舟山", rng.choice(["温州", "台州", "徐州"]))


def _missing(drawn: Drawn, rng: Random) -> None:
    drawn.name = "司徒望月"


def _other_sex(drawn: Drawn, rng: Random) -> None:
    drawn.text = drawn.text.translate(str.maketrans("男女", "女男"))


def _credit(drawn: Drawn, rng: Random) -> None:
    drawn.text = _digit(drawn.text, rng)


def _row(drawn: Drawn, rng: Random) -> None:
    row = rng.choice(drawn.facts["activities"])
    row["end_date"] = (date.fromisoformat(row["start_date"]) - timedelta(days=3)).isoformat()


def _claim(name: str, add: int) -> Callable[[Drawn, Random], None]:
    def bend(drawn: Drawn, rng: Random) -> None:
        drawn.claimed[name] += add

    return bend


CASES: dict[str, tuple[Callable[[Random], Drawn], Callable[[Drawn, Random], None]]] = {
    "two_places": (twice, _earlier_days),
    "end_before_start": (certificate, put(end_date=_before("start_date"))),
    "end_before_start in a row": (record, _row),
    "issue_before_end": (certificate, put(issue_date=_before("end_date"))),
    "notice_after_start": (notice, put(start_date=_before("issue_date"))),
    "grant_before_application": (patent, put(grant_date=_before("apply_date"))),
    "date_in_future": (certificate, put(issue_date=lambda _d, r: (TODAY + timedelta(r.randint(1, 300))).isoformat())),
    "impossible_date": (certificate, _written),
    "hours_over_days": (certificate, put(hours=lambda d, r: d.facts["days"] * r.randint(17, 60))),
    "days_over_dates": (certificate, put(days=lambda d, r: d.facts["days"] + r.randint(1, 6))),
    "hours_sum": (record, put(hours=lambda d, r: d.facts["hours"] + r.choice([-8, 4, 16]))),
    "annual_over_total": (score, put(score_annual=lambda d, r: d.facts["score_total"] + r.randint(1, 5000))),
    "annual_over_limit": (score, _over_the_year),
    "today_over_limit": (score, _over_the_task),
    "today_under_tasks": (score, put(score_today=lambda d, _r: d.facts["score_today"] - 1)),
    "id_number": (
        statement,
        put(id_number=lambda d, r: _digit(d.facts["id_number"][:17], r) + d.facts["id_number"][17]),
    ),
    "id_sex": (statement, put(sex=lambda d, _r: "女" if d.facts["sex"] == "男" else "男")),
    "id_sex in a sentence": (stated, _other_sex),
    "credit_code": (invoice, _credit),
    "issn": (journal, put(issn=lambda d, r: _digit(d.facts["issn"], r))),
    "cn": (journal, put(cn=lambda _d, r: f"CN {r.randint(70, 99)}-{r.randint(1000, 9999)}/TU")),
    "patent_no": (patent, put(patent_no=lambda d, r: _digit(d.facts["patent_no"][:-2], r) + d.facts["patent_no"][-2:])),
    "patent_kind": (
        patent,
        put(patent_kind=lambda d, _r: "design" if d.facts["patent_kind"] != "design" else "invention"),
    ),
    "patent_year": (patent, put(apply_date=lambda d, _r: f"{int(d.facts['apply_date'][:4]) - 3}-03-01")),
    "organiser_place": (listed, _other_place),
    "other_person": (certificate, _missing),
    "name_not_on_sheet": (sheet, _missing),
    "qr_mismatch": (with_code, _code_of_another),
    "number_conflict": (numbered, _neighbours_number),
    "claimed": (claimed, _claim("hours", 16)),
    "other_year": (claimed, _claim("year", 2)),
}


def misread(drawn: Drawn, rng: Random) -> Drawn:
    """The reader took one figure for another it is confused with, and was not sure of that fact."""
    figured = [name for name, value in drawn.facts.items() if any(c.isdigit() for c in str(value))]
    name = rng.choice([n for n in figured if not isinstance(drawn.facts[n], list)] or ["none"])
    if name == "none":
        return drawn
    value = str(drawn.facts[name])
    at = rng.choice([n for n, c in enumerate(value) if c.isdigit()])
    other = rng.choice([c for c in CONFUSED[value[at]] if c.isdigit()])
    wrong = value[:at] + other + value[at + 1 :]
    if isinstance(drawn.facts[name], int):
        drawn.facts[name] = int(wrong)
    elif name.endswith("_date") and not _is_day(wrong):
        return drawn  # readers leave out what is no date
    else:
        drawn.facts[name] = wrong
    drawn.loose[name] = rng.uniform(0.3, 0.79)
    return drawn


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


# --- what stands out over a batch ------------------------------------------------------------------------------------


def batches(rng: Random) -> dict[str, tuple[list[Told], set[int]]]:
    """By contradiction: a batch, and the numbers of the papers it must be said of."""
    words = Words(rng)
    day = words.day()

    def known(kind: str, **facts: Any) -> Told:
        return Told("", kind, facts, tuple(facts))

    shared = f"舟人社〔{day.year}〕{rng.randint(1, 200)}号"
    notices = [
        known("training_notice", doc_no=f"舟人社〔{day.year}〕{n}号", notice_title=words.course())
        for n in range(300, 330)
    ]
    notices[3] = known("training_notice", doc_no=shared, notice_title="关于举办会计准则培训班的通知", organiser="甲")
    notices[9] = known("training_notice", doc_no=shared, notice_title="公布水利工程质量检查结果", organiser="甲")
    numbers = [
        known("completion_certificate", organiser="嘉兴市护理学会", certificate_no=f"JX{day.year}{n:04d}")
        for n in range(30)
    ]
    at = rng.randrange(30)
    numbers[at] = known("completion_certificate", organiser="嘉兴市护理学会", certificate_no=f"JX-{day.year}-{at:02d}")
    return {"doc_no_elsewhere": (notices, {3, 9}), "number_format": (numbers, {at})}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=40, help="papers of each kind (default 40)")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(f"{'contradiction':28}  spoken of  doubted  honest doubted  misread doubted   (of {asked.count} each)")
    sums = [0, 0, 0, 0]
    for name, (draw, bend) in CASES.items():
        code, counts = name.split(" ")[0], [0, 0, 0, 0]
        for number in range(asked.count):
            stream = f"{asked.seed}/{name}/{number}"
            bent = draw(Random(stream))
            bend(bent, Random(stream + "/bend"))
            told = {key.split(".")[1]: severity for key, severity in said(bent).items()}
            counts[0] += code in told
            counts[1] += told.get(code) is Severity.DOUBT
            counts[2] += Severity.DOUBT in said(draw(Random(stream))).values()
            counts[3] += Severity.DOUBT in said(misread(draw(Random(stream)), Random(stream + "/read"))).values()
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
        print(f"{name:28}  {counts[0]:9}  {counts[1]:7}  {counts[2]:14}  {counts[3]:15}")
    total = asked.count * len(CASES)
    print(f"{'in all, of ' + str(total):28}  {sums[0]:9}  {sums[1]:7}  {sums[2]:14}  {sums[3]:15}")
    over_batches(asked.count, asked.seed)
    return 0


def over_batches(count: int, seed: int) -> None:
    found: dict[str, int] = {}
    wrong: dict[str, int] = {}
    for number in range(count):
        for name, (known, numbers) in batches(Random(f"{seed}/batch/{number}")).items():
            papers = [replace(one, name=str(n)) for n, one in enumerate(known)]
            told = {int(n) for one in patterns_of(papers) if one.code.endswith(name) for n in one.sides}
            found[name] = found.get(name, 0) + (numbers <= told)
            wrong[name] = wrong.get(name, 0) + len(told - numbers)
    for name, hits in found.items():
        print(f"over a batch, {name}: {hits} of {count}; other papers named {wrong[name]}")


if __name__ == "__main__":
    raise SystemExit(main())
