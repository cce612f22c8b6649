"""What is told: rows of the audit log that change something others keep, as JSON with ids and nothing else of people.

The audit log is the outbox: its row is written in the transaction of the move itself, so nothing that happened goes
untold and nothing is told that did not happen.
"""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from typing import Any

from claims.settings import BadSetting
from claims.store.engine import Row

#: First part of an action → what its subject is. Sign-ins, reads and keys are nobody else's business.
KINDS = {
    "claim": "claim",
    "class": "class",
    "registration": "registration",
    "verification": "verification",
    "binding": "binding",
    "spot_check": "spot_check",
    "evidence": "evidence",
    "standards": "standard",
}
#: Whose subject is somebody's id: the secrecy officer learns whose upload was stopped, and opens the notice here.
_OF_PERSON = frozenset({"evidence.withheld", "evidence.withheld_again", "evidence.unscreened"})
_NEVER = frozenset({"claim.read"})
#: Members of an audit row's detail that may leave: neither hours nor words.
_TOLD = ("version", "from", "to", "level", "year", "people", "codes")


def patterns(listed: str) -> tuple[str, ...]:
    """``"claim.*, evidence.withheld"`` checked; ``BadSetting`` names what can never happen."""
    found = tuple(part.strip() for part in listed.split(",") if part.strip())
    for one in found:
        if one != "*" and one.split(".", 1)[0] not in KINDS:
            raise BadSetting(
                f"设置 HOURPROOF_WEBHOOK_EVENTS 里的 {one!r} 不是可通知的事件（{'、'.join(KINDS)} 开头）。"
            )
    return found


def wanted(action: str, chosen: tuple[str, ...]) -> bool:
    if action in _NEVER or action.split(".", 1)[0] not in KINDS:
        return False
    return any(fnmatchcase(action, one) for one in chosen)


def message_id(row: Row) -> str:
    """Stable over all attempts, and no other installation's."""
    return f"evt_{row.seq}_{row.mac[:16]}"


def body(row: Row) -> bytes:
    """``{id, type, at, subject: {kind, id}, actor, data}``."""
    kind = "person" if row.action in _OF_PERSON else KINDS[row.action.split(".", 1)[0]]
    told: dict[str, Any] = {name: row.detail[name] for name in _TOLD if name in row.detail}
    event = {
        "id": message_id(row),
        "type": row.action,
        "at": row.at.isoformat(timespec="milliseconds"),
        "subject": {"kind": kind, "id": row.subject},
        "actor": row.actor_id,
        "data": told,
    }
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
