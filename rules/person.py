"""The person of a case: title level, profession, whose unit, who reviews the title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.facts import TYPES, FactSpec, spec_from
from rules.policy import Policy
from rules.refusal import RefusedInput

PERSON: dict[str, FactSpec] = {
    "title_level": spec_from(
        "title_level",
        {
            "type": "word",
            "title": "职称级别",
            "words": {"senior": "高级", "intermediate": "中级", "junior": "初级", "none": "无"},
            "synonyms": {
                "正高级": "senior",
                "副高级": "senior",
                "高级职称": "senior",
                "中级职称": "intermediate",
                "初级职称": "junior",
                "助理级": "junior",
                "员级": "junior",
                "assistant": "junior",
                "无职称": "none",
                "未取得职称": "none",
            },
        },
    ),
    "sector": spec_from("sector", {"type": "text", "title": "专业"}),
    "sector_zh": spec_from("sector_zh", {"type": "text", "title": "专业"}),
    "unit_scope": spec_from(
        "unit_scope",
        {"type": "word", "title": "单位隶属", "words": {"municipal": "市属", "county": "县（区）属"}},
    ),
    "title_review_organised_by": spec_from(
        "title_review_organised_by",
        {
            "type": "word",
            "title": "职称评审组织方",
            "words": {"city": "市", "province": "省"},
            "synonyms": {"municipal": "city", "provincial": "province"},
        },
    ),
    "provincial_detailed_rules_exist": spec_from(
        "provincial_detailed_rules_exist", {"type": "flag", "title": "省级是否已出台细则"}
    ),
}


def read_person(given: Any, policy: Policy) -> dict[str, Any]:
    """Checked facts about the person, with ``sector_class`` (special | unclear | other) added."""
    if given is None:
        given = {}
    if not isinstance(given, Mapping):
        raise RefusedInput("person", "人员信息应为一个对象。")
    person: dict[str, Any] = {}
    for name, spec in PERSON.items():
        value = given.get(name)
        if value is not None:
            person[name] = TYPES[spec.type](value, spec, f"person.{name}")
    person["sector_class"] = sector_class(policy, person.get("sector_zh"), person.get("sector"))
    return person


def sector_class(policy: Policy, *names: str | None) -> str:
    """By the first name that tells: exactly listed, close to a listed one, or holding its word."""
    for name in names:
        if not name:
            continue
        if name in policy.special_sectors:
            return "special"
        lowered = name.lower().replace(" ", "_").replace("-", "_")
        if name in policy.unclear_sectors or any(word in lowered for word in policy.unclear_sector_words):
            return "unclear"
        if any(word in lowered for word in policy.special_sector_words):
            return "special"
    return "other"
