"""What the office has put in force, taken over by the rules of this process; open claims follow in the background.

Every process looks every few seconds, so that pages and workers agree soon. A standard that can no longer be used (a
newer program knows its pathway otherwise) is left out and said, rather than stopping the service: its figures are
unknown then, and people are asked.
"""

from __future__ import annotations

import json
import logging
import threading
from typing import Any

import rules
from claims.audit import SYSTEM, Audit
from claims.casebook import Casebook
from claims.standards.grid import rates
from claims.store import claims as claim_rows
from claims.store import standards as rows
from claims.store.engine import Row, Store
from rules.library import Adopted, together
from rules.library import adopted as in_force_now
from rules.tables import OfficeTable, table_of

log = logging.getLogger(__name__)

BATCH = 50


def table_from(row: Row, policy: rules.Policy) -> OfficeTable:
    """A table of its row. ``policy``: the one whose pathways it names."""
    data = {"policy": row.policy, "document": row.document, "rate": rates(row.body["rows"], policy)}
    return table_of(data, json.dumps(data, ensure_ascii=False, sort_keys=True).encode(), f"{row.id}.table")


def adopted_of(found: list[Row]) -> tuple[Adopted, tuple[str, ...]]:
    """The rows as the rules take them, and the ids of those that cannot be used."""
    adopted, broken = Adopted(), []
    for row in sorted(found, key=lambda one: one.kind == "table"):  # policies first: tables name their pathways
        try:
            if row.kind == "policy":
                wanted = Adopted((*adopted.policies, (f"{row.policy}.toml", row.body["text"])), adopted.tables)
            else:
                policy = together(Adopted(adopted.policies)).get(row.policy)
                if policy is None:
                    raise rules.PolicyFault(row.id, "policy", "there is no such policy")
                wanted = Adopted(adopted.policies, (*adopted.tables, table_from(row, policy)))
            together(wanted)
        except (rules.PolicyFault, KeyError, ValueError) as fault:
            log.error("standard %s cannot be used: %s", row.id, type(fault).__name__)
            broken.append(row.id)
            continue
        adopted = wanted
    return adopted, tuple(broken)


class InForce:
    def __init__(self, store: Store, audit: Audit, casebook: Casebook) -> None:
        self._store, self._audit, self._casebook = store, audit, casebook
        self._known: tuple[tuple[str, int], ...] | None = None
        self._left: set[str] = set()
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self.broken: tuple[str, ...] = ()

    def refresh(self) -> bool:
        """Take over what is in force now; whether it differs from before."""
        with self._store.read() as tx:
            found = rows.in_force(tx)
        marks = tuple((row.id, row.version) for row in found)
        if marks == self._known:
            return False
        adopted, self.broken = adopted_of(found)
        if adopted != in_force_now():
            rules.adopt(adopted.policies, adopted.tables)
        self._known = marks
        return True

    def start(self, *, every: float) -> None:
        self._thread = threading.Thread(target=self._run, args=(every,), name="hourproof-standards", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(30)

    def wake(self) -> None:
        self._wake.set()

    def _run(self, every: float) -> None:
        while not self._stop.is_set():
            try:
                self.refresh()
                self.reckon_open()
            except Exception as error:  # noqa: BLE001 - an absent database must not end the thread
                log.warning("standards: %s; trying again", type(error).__name__)
            self._wake.wait(every)
            self._wake.clear()

    def reckon_open(self) -> int:
        """Work out anew every open claim whose policy is not the one in force; how many. Again is fine."""
        count = 0
        with self._store.read() as tx:
            groups = rows.open_groups(tx)
        for city, year, digest in groups:
            policy = rules.policy_for(city, year)
            if policy is None or policy.digest == digest:
                continue
            after = ""
            while not self._stop.is_set():
                with self._store.read() as tx:
                    ids = rows.open_claims(tx, city, year, digest, after=after, limit=BATCH)
                if not ids:
                    break
                after = ids[-1]
                count += sum(self._one(claim_id, policy.digest) for claim_id in ids if claim_id not in self._left)
        return count

    def _one(self, claim_id: str, digest: str) -> bool:
        try:
            with self._store.write() as tx:
                row = claim_rows.get(tx, claim_id, claim_rows.Sight(everything=True), lock=True)
                if row is None or row.state not in rows.OPEN or row.policy_digest == digest:
                    return False
                values: dict[str, Any] = self._casebook.reckoned(tx, self._casebook.folder(tx, row))
                # Its place in the queue stays: nobody did anything with it.
                values["updated_at"] = row.updated_at
                claim_rows.change(tx, claim_id, row.version, **values)
                detail = {"version": row.version + 1, "policy": values["policy"]}
                self._audit.append(tx, SYSTEM, "claim.reckoned", claim_id, detail)
                return True
        except Exception as error:  # noqa: BLE001 - one claim that cannot be worked out must not hold up the others
            log.warning("a claim could not be reckoned again: %s", type(error).__name__)
            self._left.add(claim_id)
            return False
