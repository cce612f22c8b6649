"""The four documents reckoned by hand: short functions straight from the texts, knowing nothing of ``rules``.

Each takes what a person did and gives the hours; they are held against the desk's totals in ``benchmarks.year``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

Done = Sequence[tuple[str, Decimal]]  # (pathway, credited hours)


def jiaxing_hours(pathway: str, facts: Mapping[str, object]) -> Decimal:
    """嘉人社〔2023〕7号 三、四: hours of one activity before caps."""
    if pathway == "industry_authority_class":  # 四（四）: 每天 6
        return 6 * Decimal(str(facts["days"]))
    if pathway == "study_visit_or_internal_training":  # 四（六）1: 每天 4
        return 4 * Decimal(str(facts["days"]))
    if pathway == "study_app_score":  # 四（六）1: 4000—6000 6, 6001—8000 9, 8001 以上 12
        score = int(str(facts["score"]))
        return Decimal(0 if score < 4000 else 6 if score <= 6000 else 9 if score <= 8000 else 12)
    if pathway == "publication":  # 四（六）4
        return Decimal({"core": 8, "national": 6, "provincial": 4, "other": 3}[str(facts["level"])])
    if pathway == "qualification_exam":  # 四（六）5: 每门 6
        return 6 * Decimal(str(facts["subjects_passed"]))
    raise KeyError(pathway)


def jiaxing_year(done: Done, *, six_sectors: bool) -> dict[str, Decimal]:
    """Caps of the year: each item first, then the groups, then the sum."""
    by: dict[str, Decimal] = {}
    for pathway, hours in done:
        by[pathway] = by.get(pathway, Decimal(0)) + hours
    public = min(by.pop("public_course", Decimal(0)), Decimal(36))  # 三: 每年不超过两门, 每门 18
    first = min(by.pop("recognised_institution_class", Decimal(0)), Decimal(48))
    first += min(by.pop("online_course", Decimal(0)), Decimal(36))
    first += by.pop("industry_authority_class", Decimal(0))
    item_1 = by.pop("study_visit_or_internal_training", Decimal(0)) + by.pop("study_app_score", Decimal(0))
    sixth = min(item_1, Decimal(24))
    for pathway in ("publication", "qualification_exam"):
        sixth += min(by.pop(pathway, Decimal(0)), Decimal(24))
    assert not by, by
    professional = (min(first, Decimal(36)) if six_sectors else first) + min(sixth, Decimal(36))
    return {"public": public, "professional": professional, "total": public + professional}


JIAXING_LEAST = {"public": 18, "professional": 60, "total": 90}  # 二


def xuzhou_hours(pathway: str, facts: Mapping[str, object], level: str) -> Decimal:
    """徐政人发〔2007〕130号 四."""
    yearly = 40 if level == "junior" else 72
    if pathway == "college_class":  # （二）: 每天 8, 一次最多两年
        return min(8 * Decimal(str(facts["days"])), Decimal(2 * yearly))
    if pathway == "academic_event":  # （五）: 16, 12, 10, 8, 一次最多两年
        rate = {"international": 16, "national": 12, "provincial": 10, "municipal": 8}[str(facts["level"])]
        return min(rate * Decimal(str(facts["days"])), Decimal(2 * yearly))
    if pathway == "patent":  # （九）2
        return Decimal({"invention": 48, "utility_model": 36, "design": 24}[str(facts["kind"])])
    if pathway == "qualification_exam":  # （十三）: 每门 24
        return 24 * Decimal(str(facts["subjects_passed"]))
    raise KeyError(pathway)


def xuzhou_year(done: Done) -> dict[str, Decimal]:
    public = sum((hours for pathway, hours in done if pathway == "public_subject_course"), Decimal(0))
    professional = sum((hours for pathway, hours in done if pathway != "public_subject_course"), Decimal(0))
    return {"public": public, "professional": professional, "total": public + professional}


def xuzhou_least(level: str) -> dict[str, int]:
    """通知 一: 高、中级 72, 初级 40, 其中公共科目 24."""
    return {"public": 24, "total": 40 if level == "junior" else 72}


def three_subjects(done: Done, general: str, industry: str) -> dict[str, Decimal]:
    """舟山 四, 温州 六: general public, industry public, professional added up (no caps; 18 of the general ones)."""
    found = {"general_public": Decimal(0), "industry_public": Decimal(0), "professional": Decimal(0)}
    for pathway, hours in done:
        subject = {general: "general_public", industry: "industry_public"}.get(pathway, "professional")
        found[subject] += hours
    found["general_public"] = min(found["general_public"], Decimal(18))
    return {**found, "total": sum(found.values(), Decimal(0))}


ZHOUSHAN_LEAST = {"general_public": 18, "industry_public": 12, "professional": 60, "total": 90}  # 第四条
WENZHOU_LEAST = {"general_public": 18, "professional": 60, "total": 90}  # 第六条


def short(totals: Mapping[str, Decimal], least: Mapping[str, int]) -> dict[str, Decimal]:
    """What is still missing, subjects that reach their minimum left out."""
    return {name: Decimal(wanted) - totals[name] for name, wanted in least.items() if totals[name] < wanted}
