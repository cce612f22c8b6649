"""The form of a policy file: what every row must have, names that exist, bands and caps that fit together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from domain.kind import KINDS
from rules.check.excluded import EXCLUDED_KINDS
from rules.check.names import SOURCES
from rules.check.rows import Row, Sheet
from rules.evidence import EVIDENCE
from rules.facts import CHECKED, DESCRIPTIVE, GENERIC, TYPES
from rules.person import PERSON
from rules.shapes import SHAPES

_HEAD = {
    "id": "编号",
    "title": "名称",
    "document": "文号",
    "city": "城市",
    "city_names": "城市名称（可有多种写法）",
    "source": "原文文件名",
    "from": "施行日期",
    "subjects": "科目",
    "requirement": "年度要求",
    "minimum": "最低学时",
    "restricted": "保密标志的处理",
    "pathway": "途径",
}
_WITH_CLAUSE = ("requirement", "cap", "once", "penalty", "deadline", "review", "pathway", "restricted", "recognition")
_PATHWAY = {
    "title": "名称",
    "clause": "条款",
    "quote": "引文",
    "subject": "科目",
    "evidence": "佐证材料",
    "kinds": "材料类别",
}
_PERSON_FACTS = frozenset(PERSON) | {"sector_class"}


def check_form(sheet: Sheet) -> None:
    """Adds what is wrong to ``sheet``."""
    for check in CHECKS:
        check(sheet)


def _unconfirmed(sheet: Sheet) -> None:
    def marks(value: Any, inside: str) -> Iterator[str]:
        if isinstance(value, Mapping):
            if "to_confirm" in value:
                yield from (f"{inside}{one}" for one in _listed(value["to_confirm"]))
            for inner in value.values():
                yield from marks(inner, inside)
        elif isinstance(value, list):
            for one in value:
                named = isinstance(one, Mapping) and "name" in one
                yield from marks(one, f"例“{one['name']}”：" if named else inside)

    todo = "请对照原文核对，改正后删去 to_confirm 一行。"
    for what in _listed(sheet.data.get("to_confirm", ())):
        sheet.add(None, "to_confirm", f"待确认：{what}。", todo)
    for row in sheet.rows:
        for what in marks(row.data, ""):
            sheet.add(row, "to_confirm", f"待确认：{what}。", todo)


def _listed(value: Any) -> list[Any]:
    return [value] if isinstance(value, str) else list(value)


def _head(sheet: Sheet) -> None:
    data = sheet.data
    for key, title in _HEAD.items():
        if not data.get(key):
            sheet.add(None, "missing", f"缺少 {key}（{title}）。", "请补上。")
    if data.get("id") and sheet.file != f"{data['id']}.toml":
        sheet.add(None, "id_not_file_name", f"编号 {data['id']} 与文件名不同。", f"请把文件改名为 {data['id']}.toml。")
    start, end, issued = data.get("from"), data.get("to"), data.get("issued")
    for key, value in (("from", start), ("to", end), ("issued", issued)):
        if value is not None and not isinstance(value, date):
            sheet.add(None, "not_a_date", f"{key} = {value!r} 不是日期。", "请写成 2023-01-31 的形式，不加引号。")
            return
    if start and end and end < start:
        sheet.add(None, "dates_reversed", f"to（{end}）早于 from（{start}）。", "请核对起止日期。")
    if start and issued and (start.year < issued.year - 1 or start.year > issued.year + 1):
        sheet.add(None, "dates_far_apart", f"施行日期 {start} 与印发日期 {issued} 相差过远。", "请核对。")


def _clauses(sheet: Sheet) -> None:
    for section in _WITH_CLAUSE:
        for row in sheet.of(section):
            if not row.data.get("clause"):
                sheet.add(row, "no_clause", "没有写明条款。", "请补 clause，如“嘉人社〔2023〕7号 四（一）”。")
    for row in sheet.of("pathway"):
        for key, title in _PATHWAY.items():
            if key not in row.data or row.data[key] in ("", None):
                sheet.add(row, "missing", f"缺少 {key}（{title}）。", "请补上；没有要求的写空列表 []。")
        if "shape" not in row.data and not row.data.get("variant"):
            sheet.add(row, "no_shape", "没有写明标准的形式。", f"请补 shape，可用：{_known(SHAPES)}。")
        if not row.data.get("example"):
            sheet.add(row, "no_example", "没有例子。", "请补 [[pathway.example]]，写明给定的要素和应得的学时。")


def _known(names: Any) -> str:
    return "、".join(names)


def _names(sheet: Sheet) -> None:
    subjects = sheet.data.get("subjects", {})
    for row in sheet.of("pathway"):
        data = row.data
        _check_evidence(sheet, row, data.get("evidence", ()))
        for one in (*data.get("evidence_when", ()), *data.get("variant", ())):
            _check_evidence(sheet, row, one.get("evidence", ()))
        for kind in data.get("kinds", ()):
            if kind not in KINDS:
                sheet.add(row, "unknown_kind", f"没有材料类别“{kind}”。", f"可用：{_known(KINDS)}。")
        for one in (data, *data.get("variant", ())):
            if "shape" in one and one["shape"] not in SHAPES:
                sheet.add(row, "unknown_shape", f"没有标准形式“{one['shape']}”。", f"可用：{_known(SHAPES)}。")
        if data.get("subject") and data["subject"] not in subjects:
            sheet.add(row, "unknown_subject", f"没有科目“{data['subject']}”。", f"可用：{_known(subjects)}。")
        _check_facts(sheet, row)
    for row in (*sheet.of("cap"), *sheet.of("note")):
        _check_tests(
            sheet, row, row.data.get("when", ()), frozenset({"met", "professional_hours", "total_high", "over_cap"})
        )
    for row in sheet.of("minimum"):
        if row.data.get("subject") not in {*subjects, "total"}:
            sheet.add(
                row, "unknown_subject", f"没有科目“{row.data.get('subject')}”。", f"可用：{_known(subjects)}、total。"
            )
    pathways = {row.data.get("id") for row in sheet.of("pathway")}
    for row in (*sheet.of("cap"), *sheet.of("once"), *sheet.of("rule")):
        for name in (*row.data.get("pathways", ()), *row.data.get("except", ())):
            if name not in pathways:
                sheet.add(row, "unknown_pathway", f"没有途径“{name}”。", "请核对途径编号。")
    for row in sheet.of("excluded"):
        kind = row.data.get("kind")
        if kind is None and not row.data.get("text"):
            sheet.add(row, "missing", "既没有 kind 也没有 text。", "请写明排除的是哪一类数字，或照抄原文。")
        if kind is not None and kind not in EXCLUDED_KINDS:
            sheet.add(row, "unknown_kind", f"没有这一类“{kind}”。", f"可用：{_known(EXCLUDED_KINDS)}。")
        if not row.data.get("reason"):
            sheet.add(row, "no_reason", "没有写明理由。", "请补 reason，说明这些数字为什么不是规则。")


def _check_evidence(sheet: Sheet, row: Row, groups: Any) -> None:
    for name in (name for group in groups for name in group):
        if name not in EVIDENCE:
            near = "、".join(key for key, title in EVIDENCE.items() if str(name) in title or title in str(name))
            sheet.add(
                row,
                "unknown_evidence",
                f"没有佐证材料“{name}”。",
                f"是否为：{near}？" if near else "名称见 docs/add-a-city.md 的材料名称表。",
            )


def _check_facts(sheet: Sheet, row: Row) -> None:
    data = row.data
    own = frozenset(data.get("facts", {})) | frozenset(GENERIC) | {"evidence"}
    for name, given in data.get("facts", {}).items():
        kind = given if isinstance(given, str) else given.get("type")
        if kind not in TYPES:
            sheet.add(row, "unknown_fact_type", f"要素 {name} 的类型“{kind}”不存在。", f"可用：{_known(TYPES)}。")
    for rule in (*data.get("rule", ()), *data.get("variant", ()), *data.get("evidence_when", ())):
        _check_tests(sheet, row, rule.get("when", ()), own)
    for target, source in data.get("facts_from", {}).items():
        if target not in own and target not in DESCRIPTIVE:
            sheet.add(
                row, "unknown_fact", f"facts_from 的“{target}”不是本途径的要素。", "请在 [pathway.facts] 中写明。"
            )
        if source not in SOURCES:
            sheet.add(row, "unknown_fact", f"材料上没有名为“{source}”的要素。", f"可用：{_known(sorted(SOURCES))}。")
    for rule in data.get("rule", ()):
        for name in (rule.get("fact"), rule.get("count"), *rule.get("factors", ())):
            if name is not None and name not in own:
                sheet.add(row, "unknown_fact", f"规则 {rule['code']} 的“{name}”不是要素。", "请核对名称。")
    usable = own | frozenset(CHECKED) | DESCRIPTIVE
    for example in data.get("example", ()):
        for name in example.get("given", {}):
            if name not in usable:
                sheet.add(row, "unknown_fact", f"例“{example.get('name')}”的“{name}”不是要素。", "请核对名称。")


def _check_tests(sheet: Sheet, row: Row, tests: Any, known: frozenset[str]) -> None:
    for test in tests:
        if not isinstance(test, Mapping):
            sheet.add(row, "wrong_type", f"条件 {test!r} 写法不对。", '应为 { fact = "days", below = 3 }。')
            continue
        names = [test[key] for key in ("fact", "from", "to", "differs_from") if key in test]
        names += [one for one in test.get("product", ()) if isinstance(one, str)]
        for name in names:
            of_person = name.startswith("person.")
            if name.removeprefix("person.") not in (_PERSON_FACTS if of_person else known):
                sheet.add(
                    row, "unknown_fact", f"条件中的“{name}”不是要素。", "请核对名称，或在 [pathway.facts] 中写明。"
                )


def _bands(sheet: Sheet) -> None:
    for row in sheet.of("pathway"):
        for part in (row.data, *row.data.get("variant", ())):
            after: Decimal | None = None
            bands = part.get("bands", ())
            for at, band in enumerate(bands, 1):
                low = Decimal(str(band.get("from", 0)))
                high = Decimal(str(band["to"])) if "to" in band else None
                if after is not None and low > after:
                    sheet.add(
                        row,
                        "band_gap",
                        f"第 {at} 段自 {low} 起，{after}—{low - 1} 没有归属。",
                        f"请把 from 改为 {after}。",
                    )
                if after is not None and low < after:
                    sheet.add(
                        row,
                        "band_overlap",
                        f"第 {at} 段自 {low} 起，与上一段（至 {after - 1}）重叠。",
                        f"请把 from 改为 {after}。",
                    )
                if high is not None and high < low:
                    sheet.add(row, "band_reversed", f"第 {at} 段止于 {high}，小于起点 {low}。", "请核对。")
                if high is None and at < len(bands):
                    sheet.add(row, "band_open", f"第 {at} 段没有 to，后面还有分段。", "请补 to。")
                after = low if high is None else high + 1
            if bands and "to" in bands[-1]:
                sheet.add(
                    row, "band_closed", f"最后一段止于 {bands[-1]['to']}，更大的数没有归属。", "最后一段不写 to。"
                )


def _caps(sheet: Sheet) -> None:
    caps = {row.data.get("id"): row for row in sheet.of("cap")}
    subject_of = {row.data.get("id"): row.data.get("subject") for row in sheet.of("pathway")}
    standing: dict[str, str] = {}
    for row in caps.values():
        data = row.data
        hours = data.get("hours")
        if isinstance(hours, bool) or not isinstance(hours, (int, float)) or hours <= 0:
            sheet.add(row, "cap_hours", f"上限学时 {hours!r} 不是正数。", "请核对。")
            continue
        inside = data.get("inside")
        if inside is not None and inside not in caps:
            sheet.add(row, "unknown_cap", f"inside 指向的“{inside}”不存在。", "请核对上限编号。")
        elif inside is not None:
            outer = caps[inside].data
            if not outer.get("when") and hours > outer.get("hours", hours):
                sheet.add(
                    row,
                    "cap_never_binds",
                    f"本上限 {hours} 大于所在的 {inside}（{outer['hours']}），永不起作用。",
                    "请核对。",
                )
        for name in data.get("pathways", ()):
            if name in standing:
                sheet.add(
                    row, "cap_twice", f"途径 {name} 同时在上限 {standing[name]} 中。", "请用 inside 把上限套起来。"
                )
            standing[name] = data["id"]
            wanted = data.get("subject", "professional")
            if subject_of.get(name, wanted) != wanted:
                sheet.add(row, "cap_subject", f"途径 {name} 的科目不是 {wanted}。", "请核对上限的 subject。")
        if not data.get("pathways") and not any(one.data.get("inside") == data.get("id") for one in caps.values()):
            sheet.add(row, "cap_empty", "没有任何途径受此上限约束。", "请补 pathways，或由其他上限 inside 指向它。")


def _minima(sheet: Sheet) -> None:
    total: dict[str, Any] = {}
    parts: dict[str, list[Any]] = {}
    for row in sheet.of("minimum"):
        for level in row.data.get("levels", [""]):
            hours = row.data.get("hours", 0)
            if row.data.get("subject") == "total":
                total[level] = hours
            else:
                parts.setdefault(level, []).append(hours)
    for level, hours in parts.items():
        if level in total and sum(hours) > total[level]:
            sheet.add(
                None,
                "minima_exceed_total",
                f"各科目最低学时之和 {sum(hours)} 大于总数 {total[level]}。",
                "请核对 [[minimum]]。",
            )


CHECKS: tuple[Callable[[Sheet], None], ...] = (_unconfirmed, _head, _clauses, _names, _bands, _caps, _minima)
