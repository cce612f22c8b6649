"""Spot checks of verified people (徐州: the share stands in the policy): drawn once, results noted, never a verdict."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import rules
from claims import access
from claims.audit import Audit
from claims.errors import BadInput, Conflict, Forbidden, NotFound
from claims.store import claims as claim_rows
from claims.store import yearly as rows
from claims.store.claims import Sight
from claims.store.engine import Row, Store, Transaction
from claims.views import Actor
from claims.yearly.nouns import SpotCheckView, SpotItem, VerifiedPerson
from claims.yearly.sampling import draw, least_differing, most_differing, sentences
from claims.yearly.verification import Verifications
from domain.claim import ClaimState, Role

OUTCOMES = ("in_order", "differs", "open")
MOST_EXTRA = 500


class SpotChecks:
    def __init__(self, store: Store, audit: Audit, verifications: Verifications) -> None:
        self._store, self._audit, self._verifications = store, audit, verifications

    def make(self, actor: Actor, city: str, year: int, *, seed: str, extra: int) -> str:
        """Draw from everybody verified. The same seed draws the same people from the same tables."""
        if not _draws(actor, city):
            raise Forbidden("抽检由主管部门进行。")
        if not 0 <= extra <= MOST_EXTRA:
            raise BadInput("extra", f"加抽人数应为 0 到 {MOST_EXTRA}。")
        seed = seed.strip()
        if not 1 <= len(seed) <= 40:
            raise BadInput("seed", "请填 1 到 40 个字符的种子（例如抽签得到的数字），并记录在案。")
        policy = rules.policy_for(city, year)
        percent = policy.data.get("sampling", {}).get("percent") if policy is not None else None
        if policy is None or percent is None:
            raise Conflict("本市的办法没有规定抽检比例。", code="yearly.no_share")
        with self._store.write() as tx:
            found = {
                f"{row.id}:{one.person_id}": (row, one)
                for row, one in self._verifications.verified_people(tx, city, year)
            }
            if not found:
                raise Conflict("还没有审验合格的人员，不能抽检。", code="yearly.nobody")
            weighed = {item: self._weigh(tx, one, year) for item, (_, one) in found.items()}
            drawn = draw(
                {item: float(weight) for item, (weight, _) in weighed.items()},
                percent=Decimal(str(percent)),
                seed=seed,
                extra=extra,
            )
            check_id = secrets.token_hex(16)
            items = [
                {
                    "item": item,
                    "why": why,
                    "employer": found[item][0].employer,
                    "weight": str(weighed[item][0]),
                    "reasons": list(weighed[item][1]),
                }
                for why, names in (("random", drawn.random), ("risk", drawn.risk))
                for item in names
            ]
            plan = {
                "percent": str(percent),
                "clause": policy.data["sampling"]["clause"],
                "policy": policy.id,
                "digest": policy.digest,
                "population": drawn.population,
                "items": items,
            }
            rows.insert_spot_check(
                tx,
                id=check_id,
                city=city,
                year=year,
                seed=seed,
                plan=plan,
                actor_id=actor.person_id,
                at=datetime.now(UTC),
            )
            detail = {
                "population": drawn.population,
                "random": len(drawn.random),
                "risk": len(drawn.risk),
                "seed": seed,
            }
            self._audit.append(tx, actor.person_id, "spot_check.draw", check_id, detail)
        return check_id

    def note(self, actor: Actor, check_id: str, item: str, outcome: str, note: str) -> None:
        """What the check of one person found."""
        if outcome not in OUTCOMES:
            raise BadInput("outcome", "结果应为相符、不符或未查。")
        if outcome == "differs" and not note.strip():
            raise BadInput("note", "请写明哪里不符。")
        with self._store.write() as tx:
            row = self._held(tx, actor, check_id)
            if not _draws(actor, row.city) and not actor.has(Role.INVESTIGATOR):
                raise Forbidden
            if item not in {one["item"] for one in row.plan["items"]}:
                raise NotFound
            now = datetime.now(UTC)
            rows.set_result(
                tx, check_id, item, outcome=outcome, note=note.strip()[:1000], actor_id=actor.person_id, at=now
            )
            self._audit.append(tx, actor.person_id, "spot_check.result", check_id, {"outcome": outcome})

    def view(self, actor: Actor, check_id: str) -> SpotCheckView:
        with self._store.read() as tx:
            return self._view(tx, self._held(tx, actor, check_id))

    def listed(self, actor: Actor, year: int | None) -> tuple[SpotCheckView, ...]:
        if not actor.has(Role.AUTHORITY, Role.INVESTIGATOR, Role.AUDITOR):
            raise Forbidden
        city = None if access.everywhere(actor) else actor.city or ""
        with self._store.read() as tx:
            return tuple(self._view(tx, row) for row in rows.spot_checks_of(tx, city=city, year=year))

    @staticmethod
    def _held(tx: Transaction, actor: Actor, check_id: str) -> Row:
        row = rows.spot_check(tx, check_id)
        overseeing = actor.has(Role.AUTHORITY, Role.INVESTIGATOR, Role.AUDITOR)
        if row is None or not overseeing or not (access.everywhere(actor) or actor.city == row.city):
            raise NotFound
        return row

    def _view(self, tx: Transaction, row: Row) -> SpotCheckView:
        plan: dict[str, Any] = row.plan
        results = rows.results_of(tx, row.id)
        names = {
            f"{table.id}:{one.person_id}": one.name
            for table, one in self._verifications.verified_people(tx, row.city, row.year)
        }
        items = tuple(
            SpotItem(
                item=one["item"],
                name=names.get(one["item"], ""),
                employer=one["employer"],
                why=one["why"],
                weight=Decimal(one["weight"]),
                reasons=tuple(one["reasons"]),
                outcome=results[one["item"]].outcome if one["item"] in results else "open",
                note=results[one["item"]].note if one["item"] in results else "",
            )
            for one in plan["items"]
        )
        random = [one for one in items if one.why == "random"]
        checked = sum(one.outcome != "open" for one in random)
        differing = sum(one.outcome == "differs" for one in random)
        numbers = {"checked": checked, "differing": differing}
        if random and checked == len(random):
            numbers["most"] = most_differing(plan["population"], len(random), differing)
            numbers["least"] = least_differing(plan["population"], len(random), differing)
        risk = len(items) - len(random)
        return SpotCheckView(
            id=row.id,
            city=row.city,
            year=row.year,
            seed=row.seed,
            percent=Decimal(plan["percent"]),
            clause=plan["clause"],
            population=plan["population"],
            random=len(random),
            topped_up=risk,
            items=items,
            shows=sentences(plan["population"], len(random), checked, differing, risk),
            numbers=numbers,
            at=row.at,
        )

    @staticmethod
    def _weigh(tx: Transaction, one: VerifiedPerson, year: int) -> tuple[Decimal, tuple[str, ...]]:
        """What was unusual about a person's year: questions answered, figures changed, just over the mark."""
        weight, reasons = Decimal(1), []
        settled = adjusted = disputed = 0
        for claim in claim_rows.of_year(tx, one.person_id, year, Sight(everything=True)):
            if claim.state != ClaimState.CREDITED.value:
                continue
            settled += sum(1 for answer in claim_rows.doubt_answers_of(tx, claim.id).values() if answer.settled)
            moves = [move.move for move in claim_rows.moves_of(tx, claim.id) if not move.undone]
            adjusted += "adjust" in moves
            disputed += "dispute" in moves
        for count, each, says in (
            (settled, Decimal("0.5"), "处疑点经人核实"),
            (adjusted, Decimal(2), "项学时经调整"),
            (disputed, Decimal(3), "项有过异议"),
        ):
            if count:
                weight += each * count
                reasons.append(f"{count} {says}")
        if not one.registered:
            weight += 1
            reasons.append("没有经单位核对的登记表")
        return weight, tuple(reasons)


def _draws(actor: Actor, city: str) -> bool:
    return Role.AUTHORITY in actor.roles and (access.everywhere(actor) or actor.city == city)
