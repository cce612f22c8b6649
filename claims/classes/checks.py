"""What is late or inconsistent about a class: said by the rules and by comparing its own papers. Nothing is decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import rules
from claims.classes.match import title_likeness
from claims.classes.nouns import Application, Flag
from claims.evaluate import number, propose_year
from domain.said import Said
from rules.calendar import working_days

#: Evidence names that the office holds itself once a class was approved and its roster taken.
CLASS_FILE = (
    "approved_class_application_form",
    "class_plan",
    "approval_document",
    "participant_list",
    "hours_summary_table",
    "roster",
)


def facts_of(
    application: Application, *, approved: Decimal | None, approved_by: str, roster_on: date | None
) -> dict[str, Any]:
    """The class as facts of its pathway: only those the pathway knows."""
    policy = rules.policy_for(application.city, application.year)
    pathway = policy.pathways.get(application.pathway) if policy is not None else None
    if pathway is None:
        return {}
    hours = approved if approved is not None else application.hours_total
    told: dict[str, Any] = {
        "hours_approved": hours if "hours_approved" in pathway.facts else None,
        "hours_set_by_authority": hours
        if "hours_approved" not in pathway.facts and "elsewhere" in pathway.shapes
        else None,
        "approved_by": approved_by or None,
        "days": application.days,
        "hours_per_day": application.hours_per_day,
        "organiser": application.organiser or None,
        "qualification": application.qualification or None,
        "lecturer_title": [one.title for one in application.lecturers if one.title] or None,
        "opens_on": application.first,
        "ended_on": application.last,
        "start": application.first if "opens_on" not in pathway.facts else None,
        "end": application.last if "ended_on" not in pathway.facts else None,
        "applied_on": application.applied_on,
        "roster_on": roster_on,
        "event": application.class_title,
        **(application.facts or {}),
    }
    return {name: _json(value) for name, value in told.items() if value is not None and pathway.spec(name) is not None}


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return number(value)
    return value.isoformat() if isinstance(value, date) else value


def flags_of(application: Application, facts: Mapping[str, Any], roster_on: date | None) -> tuple[Flag, ...]:
    """Flags of the application and its deadlines, with clauses."""
    policy = rules.policy_for(application.city, application.year)
    if policy is None:
        return (Flag("no_policy", "doubt", "这个城市和年度没有可用的认定办法，期限和学时由审核人员核定。"),)
    found: list[Flag] = []
    for deadline in policy.data.get("deadline", ()):
        if deadline["id"] == "class_application" and application.applied_on is not None:
            found += _applied(deadline, application.applied_on, application.first)
        elif deadline["id"] == "class_roster" and roster_on is not None:
            due = application.last + timedelta(days=deadline["days_after_end"])
            if roster_on <= due:
                text = Said("汇总表于 {day} 报送，期限为 {due}。", day=str(roster_on), due=str(due))
                found.append(Flag("roster_in_time", "ok", text, deadline["clause"]))
        elif deadline["id"] == "class_filing":
            found.append(Flag("class_filing", "note", f"{deadline['says']}。", deadline["clause"]))
    pathway = policy.pathways.get(application.pathway)
    row = {"pathway": application.pathway, **facts, "evidence": list(CLASS_FILE)}
    proposal, refused = propose_year(policy.id, {}, application.year, [row])
    if refused is not None:
        found.append(Flag(f"refused.{refused['field']}", "doubt", refused["message"]))
    elif proposal is not None and pathway is not None:
        (activity,) = proposal["activities"]
        left_out = {"missing_evidence", "summary_table_outstanding", "approval_unknown"}
        for reason in activity["needs_human"]:
            if reason["code"] not in left_out:
                found.append(Flag(reason["code"], "doubt", reason["message"], pathway.clause))
    found += _plan(application)
    return tuple({flag.code + flag.text: flag for flag in found}.values())


def _applied(deadline: Mapping[str, Any], applied: date, opens: date) -> list[Flag]:
    """The good news only: lateness, the edge case and unknown calendars are said by the pathway's own rules."""
    counted = working_days(applied + timedelta(days=1), opens)
    wanted = deadline["working_days_before_opening"]
    if counted is None:
        text = Said("申请至开班之间的放假安排不明，无法核对是否满 {wanted} 个工作日。", wanted=wanted)
        return [Flag("working_days_unknown", "doubt", text, deadline["clause"])]
    if counted >= wanted:
        form = "申请至开班之间有 {counted} 个工作日（不计申请当日和开班当日），不少于 {wanted} 个。"
        text = Said(form, counted=counted, wanted=wanted)
        return [Flag("applied_in_time", "ok", text, deadline["clause"])]
    form = "申请次日至开班前共 {counted} 个工作日。"
    return [Flag("working_days_counted", "note", Said(form, counted=counted), deadline["clause"])]


def _plan(application: Application) -> list[Flag]:
    """The application against its own schedule."""
    found = []
    span = (application.last - application.first).days + 1
    if application.days > span:
        form = "填写 {days} 天，起止日期之间只有 {span} 天。"
        found.append(Flag("days_exceed_dates", "doubt", Said(form, days=application.days, span=span)))
    if application.hours_per_day is not None and application.hours_total is not None:
        product = application.hours_per_day * application.days
        if product != application.hours_total:
            total = application.hours_total
            text = Said(
                "每天 {each} 学时 × {days} 天为 {product}，与共计 {total} 学时不符。",
                each=application.hours_per_day,
                days=application.days,
                product=product,
                total=total,
            )
            found.append(Flag("hours_product", "doubt", text))
    outside = sorted({one.day for one in application.schedule if not application.first <= one.day <= application.last})
    if outside:
        days = "、".join(str(day) for day in outside[:3])
        found.append(Flag("schedule_outside", "doubt", Said("课程安排里有办班时间以外的日期：{days}。", days=days)))
    known = {one.name for one in application.lecturers}
    strangers = sorted({one.lecturer for one in application.schedule if one.lecturer and one.lecturer not in known})
    if strangers:
        found.append(
            Flag(
                "lecturer_unknown",
                "doubt",
                Said("课程安排里的授课人不在师资名单中：{names}。", names="、".join(strangers[:3])),
            )
        )
    if not application.lecturers:
        found.append(Flag("no_lecturers", "note", "没有填写师资。"))
    return found


def roster_flags(
    application: Application, approved: Decimal | None, people: Sequence[Mapping[str, Any]]
) -> tuple[Flag, ...]:
    """The roster as a whole against the application."""
    found = []
    if application.planned is not None and len(people) > application.planned:
        found.append(
            Flag(
                "more_than_planned",
                "doubt",
                Said("名单 {count} 人，多于计划的 {planned} 人。", count=len(people), planned=application.planned),
            )
        )
    others = sorted({str(one["class_title"]) for one in people if not same_class(application, one)})
    if others:
        form = "名单里有别的培训班名称：{titles}。"
        found.append(Flag("roster_other_class", "doubt", Said(form, titles="、".join(others[:3]))))
    if approved is not None and any(Decimal(str(one["hours"])) != approved for one in people):
        count = sum(Decimal(str(one["hours"])) != approved for one in people)
        form = "{count} 人的学时与核定的 {approved} 学时不同。"
        found.append(Flag("roster_hours_differ", "doubt", Said(form, count=count, approved=approved)))
    return tuple(found)


def same_class(application: Application, row: Mapping[str, Any]) -> bool:
    return title_likeness(str(row["class_title"]), application.class_title) >= 0.85


def row_flags(approved: Decimal | None, row: Mapping[str, Any]) -> tuple[Flag, ...]:
    """One row of the roster against the approval."""
    hours = Decimal(str(row["hours"]))
    if approved is not None and hours > approved:
        form = "填 {hours} 学时，高于核定的 {approved} 学时。"
        return (Flag("row_hours_above", "doubt", Said(form, hours=hours, approved=approved)),)
    if approved is not None and hours < approved:
        form = "填 {hours} 学时，低于核定的 {approved} 学时（可能未全程参加）。"
        return (Flag("row_hours_below", "note", Said(form, hours=hours, approved=approved)),)
    return ()
