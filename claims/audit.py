"""The audit log: an HMAC chain appended in the same transaction as what it tells of.

A row says who did what to which id, never whose ID number or which words. ``verify`` finds any changed,
removed or inserted row; a chain cut off at its end is found by comparing with an exported head.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from claims.store import audit as rows
from claims.store.engine import Row, Store, Transaction
from claims.store.types import MOMENT
from claims.views import AuditPage, AuditReport, AuditRow

SYSTEM = "system"


class Audit:
    def __init__(self, store: Store, key: bytes) -> None:
        self._store = store
        self._key = key

    def append(
        self, tx: Transaction, actor_id: str, action: str, subject: str, detail: Mapping[str, Any] | None = None
    ) -> None:
        """Add one row inside the caller's transaction. ``detail`` must be JSON without personal data."""
        seq, previous = rows.head(tx, lock=True)
        at = datetime.now(UTC)
        body = dict(detail or {})
        values = {"seq": seq + 1, "at": at, "actor_id": actor_id, "action": action, "subject": subject}
        mac = self._mac(seq + 1, at, actor_id, action, subject, body, previous)
        rows.append(tx, **values, detail=body, previous=previous, mac=mac)

    def page(self, *, before: int | None, limit: int) -> AuditPage:
        with self._store.read() as tx:
            found = rows.newest(tx, before=before, limit=limit + 1)
        items = tuple(AuditRow(r.seq, r.at, r.actor_id, r.action, r.subject, r.detail) for r in found[:limit])
        return AuditPage(items, items[-1].seq if len(found) > limit else None)

    def verify(self, *, exported: tuple[int, str] | None = None) -> AuditReport:
        """Walk the chain from its first row. ``exported`` is an earlier ``(head_seq, head)`` to hold it against."""
        faults: list[str] = []
        expected, previous, count = 1, "", 0
        seen_export = exported is None or exported[0] == 0
        with self._store.read() as tx:
            for row in rows.walk(tx):
                count += 1
                if row.seq != expected:
                    faults.append(f"第 {expected} 行应在此处，实为第 {row.seq} 行: 有行被删除或插入。")
                if not self._genuine(row):
                    faults.append(f"第 {row.seq} 行内容与校验码不符: 内容被改动或为伪造。")
                if row.previous != previous:
                    faults.append(f"第 {row.seq} 行与前一行不相连: 前面的行被改动、删除或插入。")
                if exported is not None and row.seq == exported[0]:
                    seen_export = True
                    if row.mac != exported[1]:
                        faults.append(f"第 {row.seq} 行与先前导出的校验值不符: 历史被改写。")
                # SQLite keeps what does not fit a column all the same; such a row has been reported above.
                expected, previous = (row.seq if isinstance(row.seq, int) else expected) + 1, row.mac
            head_seq, head = rows.head(tx, lock=False)
        if (head_seq, head) != (expected - 1, previous):
            faults.append(f"链头记录为第 {head_seq} 行，实际最后一行为第 {expected - 1} 行: 末尾的行被删除。")
        if not seen_export and exported is not None:
            faults.append(f"先前导出的第 {exported[0]} 行已不存在: 末尾的行被删除。")
        return AuditReport(not faults, count, expected - 1, previous, tuple(faults))

    def _genuine(self, row: Row) -> bool:
        """Whether the row's code fits its content; content that cannot even be read does not."""
        try:
            at = datetime.strptime(row.at, MOMENT).replace(tzinfo=UTC)
            detail = json.loads(row.detail)
            mac = self._mac(row.seq, at, row.actor_id, row.action, row.subject, detail, row.previous)
            return hmac.compare_digest(mac.encode(), row.mac.encode())
        except (TypeError, ValueError, AttributeError):
            return False

    def _mac(
        self, seq: int, at: datetime, actor: str, action: str, subject: str, detail: Mapping[str, Any], previous: str
    ) -> str:
        moment = at.astimezone(UTC).strftime(MOMENT)
        body = json.dumps(
            [seq, moment, actor, action, subject, detail, previous], ensure_ascii=False, sort_keys=True
        ).encode()
        return hmac.new(self._key, body, sha256).hexdigest()
