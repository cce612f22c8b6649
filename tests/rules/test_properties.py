"""What holds for every case: caps, order, evidence, monotony, and steps that lead to the figure."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules import policies, propose
from tests.rules.cases import jx, xz

EVENTS = st.sampled_from([None, None, None, "甲", "乙"])


def _maybe(name, values):
    return st.one_of(st.just({}), values.map(lambda value: {name: value}))


def _with_event(rows):
    return st.tuples(rows, EVENTS).map(lambda pair: {**pair[0], **({"event": pair[1]} if pair[1] else {})})


def _evidence(rows):
    """Some activities lack all their evidence."""
    return st.tuples(rows, st.booleans()).map(lambda pair: {**pair[0], "evidence": []} if pair[1] else pair[0])


DAYS = st.integers(1, 60).map(lambda doubled: doubled / 2)
JIAXING = _evidence(
    _with_event(
        st.one_of(
            st.builds(lambda n: jx("recognised_institution_class", courses=n), st.integers(1, 9)),
            st.builds(lambda n: jx("online_course", labelled_hours=n), st.integers(1, 60)),
            st.builds(lambda n: jx("industry_authority_class", days=n), DAYS),
            st.builds(lambda n: jx("overseas_activity", days=n), DAYS),
            st.builds(lambda n: jx("study_visit_or_internal_training", days=n), DAYS),
            st.builds(lambda n: jx("study_app_score", score=n), st.integers(0, 20000)),
            st.builds(lambda n: jx("teaching_or_support_service", days=n, kind="support"), DAYS),
            st.builds(
                lambda level: jx("research_or_standard", level=level),
                st.sampled_from(["provincial_ministerial", "city_department", "county_division", "national"]),
            ),
            st.builds(lambda n: jx("publication", kind="book", level="core", characters=n), st.integers(1, 90000)),
            st.builds(lambda n: jx("qualification_exam", subjects_passed=n), st.integers(1, 9)),
            st.builds(lambda n: jx("degree_study", courses_passed=n), st.integers(1, 20)),
            st.builds(lambda n: jx("psych_service", half_days=n), st.integers(1, 30)),
            st.just(jx("public_course", passed=True)),
        )
    )
)
PROJECTS = st.sampled_from([None, "甲", "乙"])
XUZHOU = _evidence(
    st.one_of(
        st.builds(lambda n: xz("college_class", days=n), DAYS),
        st.builds(lambda n: xz("advanced_seminar", days=n), DAYS),
        st.builds(
            lambda grade, rank, project: xz(
                "science_award", level="municipal", grade=grade, rank=rank, **({"project": project} if project else {})
            ),
            st.sampled_from([1, 2, 3, "special"]),
            st.integers(1, 7),
            PROJECTS,
        ),
        st.builds(
            lambda kind, project: xz("patent", kind=kind, granted=True, **({"project": project} if project else {})),
            st.sampled_from(["invention", "utility_model", "design"]),
            PROJECTS,
        ),
        st.builds(lambda n: xz("monograph", characters=n), st.integers(1, 30000)),
        st.just(xz("public_subject_course", hours_approved=24, passed=True)),
    )
)
PERSON = st.sampled_from(
    [
        {"title_level": "senior"},
        {"title_level": "junior", "sector_zh": "机械"},
        {"title_level": "intermediate", "sector_zh": "电子"},
    ]
)
CASES = st.one_of(
    st.tuples(st.just("jiaxing-2023"), st.just(2023), PERSON, st.lists(JIAXING, max_size=6)),
    st.tuples(st.just("xuzhou-2016"), st.just(2020), PERSON, st.lists(XUZHOU, max_size=6)),
).map(
    lambda parts: {
        "policy": parts[0],
        "year": parts[1],
        "person": parts[2],
        "activities": [{"ref": f"a{at}", **row} for at, row in enumerate(parts[3])],
    }
)
QUICK = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(CASES)
def test_totals_never_exceed_caps(case):
    proposal = propose(case)
    policy = policies()[proposal.policy]
    for use in proposal.caps:
        cap = next(cap for cap in policy.caps if cap.id == use.key)
        assert use.counted <= cap.hours
        assert use.left == cap.hours - use.counted
        assert use.counted <= use.claimed
    if proposal.policy == "jiaxing-2023":
        assert proposal.totals["public"].high <= 36
        inside = {
            "recognised_institution_class",
            "online_course",
            "study_app_score",
            "study_visit_or_internal_training",
        }
        if {row["pathway"] for row in case["activities"]} <= inside:
            assert proposal.totals["professional"].high <= 48 + 36 + 24


@QUICK
@given(CASES, st.randoms(use_true_random=False))
def test_order_never_matters(case, random):
    shuffled = list(case["activities"])
    random.shuffle(shuffled)
    one, two = propose(case), propose({**case, "activities": shuffled})
    assert one.totals == two.totals
    assert one.totals_if_evidence_completed == two.totals_if_evidence_completed
    assert one.requirement == two.requirement
    assert one.open_subjects == two.open_subjects
    assert one.needs_human == two.needs_human
    assert one.caps == two.caps
    by_ref = {row.ref: (row.hours, row.steps, row.missing_evidence, row.counted) for row in two.activities}
    for row in one.activities:
        assert by_ref[row.ref] == (row.hours, row.steps, row.missing_evidence, row.counted)


@QUICK
@given(CASES, st.data())
def test_adding_evidence_never_lowers_a_total(case, data):
    lacking = [at for at, row in enumerate(case["activities"]) if not row["evidence"]]
    if not lacking:
        return
    at = data.draw(st.sampled_from(lacking))
    make = jx if case["policy"] == "jiaxing-2023" else xz
    full = make(case["activities"][at]["pathway"])["evidence"]
    rows = list(case["activities"])
    rows[at] = {**rows[at], "evidence": full}
    before, after = propose(case), propose({**case, "activities": rows})
    assert after.totals["total"].low >= before.totals["total"].low
    assert after.totals["total"].high >= before.totals["total"].high
    assert after.totals_if_evidence_completed == before.totals_if_evidence_completed


@QUICK
@given(CASES)
def test_steps_lead_to_the_hours(case):
    for row in propose(case).activities:
        assert row.steps
        assert all(step.clause and step.says for step in row.steps)
        assert row.steps[-1].hours == (None if row.hours is None else row.hours.default)


@QUICK
@given(CASES)
def test_completing_all_evidence_is_at_least_what_counts_now(case):
    proposal = propose(case)
    assert proposal.totals_if_evidence_completed["total"].low >= proposal.totals["total"].low
    assert proposal.totals_if_evidence_completed["total"].high >= proposal.totals["total"].high


@QUICK
@given(st.integers(0, 30000), st.integers(0, 30000))
def test_a_higher_score_never_gives_less(one, two):
    def credited(score):
        case = {"policy": "jiaxing-2023", "year": 2023, "activities": [jx("study_app_score", score=score)]}
        return propose(case).activities[0].hours.default

    low, high = sorted((one, two))
    assert credited(low) <= credited(high)


@QUICK
@given(DAYS, DAYS)
def test_more_days_never_give_less(one, two):
    def credited(days):
        case = {
            "policy": "xuzhou-2016",
            "year": 2020,
            "person": {"title_level": "senior"},
            "activities": [xz("college_class", days=days)],
        }
        return propose(case).activities[0].hours

    few, many = (credited(days) for days in sorted((one, two)))
    assert few.low <= many.low
    assert few.high <= many.high
    assert few.default <= many.default


@QUICK
@given(st.integers(1, 100000))
def test_proportional_parts_are_never_rounded_up(characters):
    case = {"policy": "xuzhou-2016", "year": 2020, "activities": [xz("translation", characters=characters)]}
    hours = propose(case).activities[0].hours
    assert hours.high <= Decimal(characters) * 3 / 1500 + Decimal("0.000001")
    assert hours.low % 3 == 0
