"""Marks that forbid uploading, as facts of a case: what they do to the hours of the item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.draft import Draft
from rules.effects import make_maybe, make_zero
from rules.policy import Restricted


def restricted_marks(marks: tuple[str, ...], rules: Restricted) -> tuple[list[str], list[str], list[str]]:
    """Marks that forbid, marks that may, and marks that are not known."""
    forbidding, internal, unknown = [], [], []
    for mark in marks:
        # Longer sentences first: 此件公开发布 and 主动公开 contain 公开, as 不予公开 does.
        if any(word in mark for word in rules.marks):
            forbidding.append(mark)
        elif any(word in mark for word in rules.internal):
            internal.append(mark)
        elif mark and not any(word in mark for word in rules.harmless):
            unknown.append(mark)
    return forbidding, internal, unknown


def apply_marks(
    facts: Mapping[str, Any], evidence: frozenset[str], draft: Draft, rules: Restricted, internal_is_level: bool
) -> bool:
    """Returns whether the employer's statement lawfully stands in for the evidence."""
    replaced = False
    original = facts.get("original_is_restricted") is True
    has_substitute = rules.substitute is not None and rules.substitute in evidence
    marks = facts.get("marks")
    if marks:
        forbidding, internal, unknown = restricted_marks(marks, rules)
        if forbidding:
            shown = "、".join(forbidding)
            if has_substitute and original and facts.get("restricted_file_was_uploaded") is not True:
                # The mark stands on the original, which the statement lawfully replaces.
                draft.ask("restricted_mark", f"标识“{shown}”：请确认带标识的原件未上传，以书面证明替代。")
            elif has_substitute:
                make_maybe(draft, rules.clause, rules.replaced_says, "zero")
                draft.ask("restricted_file_uploaded", f"标识“{shown}”：{rules.replaced_says}。")
                replaced = True
            elif rules.effect == "zero":
                make_zero(draft, rules.clause, rules.says)
                draft.ask("restricted_mark", f"标识“{shown}”：{rules.says}。")
            else:
                make_maybe(draft, rules.clause, rules.says, "none")
                draft.ask("restricted_mark", f"标识“{shown}”：{rules.says}。")
        if internal:
            shown = "、".join(internal)
            if rules.internal_effect == "maybe" and not forbidding:
                make_maybe(draft, rules.clause, rules.internal_says, "zero")
            if internal_is_level:
                draft.note("internal_mark", f"标识“{shown}”：{rules.internal_says}。")
            else:
                draft.ask("internal_mark", f"标识“{shown}”：{rules.internal_says}。")
        if unknown:
            draft.ask("unknown_mark", f"标识“{'、'.join(unknown)}”含义不明，请核对是否可以上传。")
    if facts.get("restricted_file_was_uploaded") is True:
        make_maybe(draft, rules.clause, rules.replaced_says, "zero")
        draft.ask("restricted_file_uploaded", f"{rules.replaced_says}。")
        replaced = replaced or has_substitute
    if original:
        if rules.substitute is None:
            draft.ask("restricted_original", f"{rules.original_says}。")
            if has_statement(evidence):
                make_maybe(draft, rules.clause, rules.original_says, "none")
                replaced = True
        elif has_substitute:
            replaced = True
        else:
            draft.ask("restricted_original", f"{rules.original_says}。")
    return replaced


def has_statement(evidence: frozenset[str]) -> bool:
    return "employer_written_statement" in evidence
