"""The investigation: which papers resemble each other, who had them first, and what people say of each pair.

A judgement is remembered for the pair, whoever looks next; "different" takes a paper off the doubt. Nothing here
decides on a claim: an investigator may dispute what was credited, and people decide.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast, get_args

from claims import access, documents
from claims.audit import Audit
from claims.errors import BadInput, NotFound, TooBusy
from claims.masks import boxes, masked_text, sees_others, shares
from claims.pairing import pictures_of_pair
from claims.reading import Reader
from claims.reuse_views import Judgement, ReuseCluster, ReuseLink, ReuseMember, ReusePair
from claims.shelf import view_of, visible
from claims.show import finding as shown_finding
from claims.store import investigation as rows
from claims.store.engine import Row, Store, Transaction
from claims.vault import Forgotten, Vault
from claims.views import Actor, EvidenceView
from domain.claim import Role
from domain.finding import Finding, Severity
from domain.kind import KINDS, UNKNOWN

JUDGEMENTS: tuple[str, ...] = get_args(Judgement)
SIDE = 1400
#: Aligned pictures kept in memory, so that the second of a pair need not be laid again.
KEPT = 6


class Investigation:
    def __init__(self, store: Store, vault: Vault, audit: Audit, intake: Reader) -> None:
        self._store = store
        self._vault = vault
        self._audit = audit
        self._intake = intake
        self._laid: OrderedDict[tuple[Any, ...], tuple[bytes, bytes]] = OrderedDict()
        self._lock = threading.Lock()

    # --- clusters ---------------------------------------------------------------------------------------------------

    def clusters(self, actor: Actor) -> tuple[ReuseCluster, ...]:
        """Those with pairs nobody has judged first, then by hours at stake."""
        access.require(actor, "screening")
        with self._store.read() as tx:
            found = self._clusters(tx, actor)
        return tuple(sorted(found, key=lambda one: (one.open == 0, -one.at_stake, one.id)))

    def cluster(self, actor: Actor, evidence_id: str) -> ReuseCluster:
        """The cluster a paper belongs to. ``NotFound`` where it resembles none."""
        access.require(actor, "screening")
        with self._store.read() as tx:
            for one in self._clusters(tx, actor):
                if any(member.evidence_id == evidence_id for member in one.members):
                    return one
        raise NotFound

    def _clusters(self, tx: Transaction, actor: Actor) -> list[ReuseCluster]:
        if actor.city is None and not access.everywhere(actor):
            return []
        found = rows.links(tx, None if access.everywhere(actor) else actor.city)
        ids = {one.evidence_id for one in found} | {one.other_id for one in found}
        # What is still a draft is its owner's alone: it joins nothing here before it is handed in.
        claims = rows.claims_with(tx, ids, access.sight(actor))
        papers, said = rows.papers(tx, claims), rows.judged(tx)
        pairs: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for one in found:
            if one.evidence_id in papers and one.other_id in papers:
                pairs[_pair(one.evidence_id, one.other_id)].append(one)
        links = [_link(same, said.get(pair), papers) for pair, same in pairs.items()]
        groups = _joined(links)
        return [_cluster(group, papers, claims) for group in groups]

    # --- one pair ---------------------------------------------------------------------------------------------------

    def pair(self, actor: Actor, evidence_id: str, other_id: str) -> ReusePair:
        """Two papers side by side, for whoever may see both; ``NotFound`` where nothing joins them."""
        with self._store.read() as tx:
            here, there = visible(tx, actor, evidence_id), visible(tx, actor, other_id)
            found = self._findings(tx, here.row, there.row)
            if not found:
                # Asked the other way round: the later paper carries the finding.
                here, there = there, here
                found = self._findings(tx, here.row, there.row)
            if not found:
                raise NotFound
            link = _told(found, here.row.id, there.row.id, rows.judged(tx).get(_pair(evidence_id, other_id)))
            first: EvidenceView = view_of(tx, self._vault, actor, here.row, here.claim_ids)
            second: EvidenceView = view_of(tx, self._vault, actor, there.row, there.claim_ids)
        self._record(actor, "evidence.compared", here.row.id, {"other": there.row.id})
        best = _aligned(found)
        changed = best.detail.get("changed", ()) if best is not None else ()
        return ReusePair(
            here=first,
            there=second,
            findings=tuple(shown_finding(here.row.id, number, one) for number, one in enumerate(found)),
            link=link,
            aligned=best is not None,
            page=int(best.detail["page"]) if best is not None else (first.pages[0].number if first.pages else 1),
            other_page=int(best.detail["other_page"])
            if best is not None
            else (second.pages[0].number if second.pages else 1),
            changed=tuple(_changed(one, whole=Role.INVESTIGATOR in actor.roles) for one in changed),
        )

    def picture(self, actor: Actor, evidence_id: str, other_id: str, *, other: bool) -> tuple[bytes, str]:
        """The page at hand, or the other one laid over it: WebP of the same size, masked for the actor as single pages
        are. ``NotFound`` where not aligned."""
        with self._store.read() as tx:
            here, there = visible(tx, actor, evidence_id).row, visible(tx, actor, other_id).row
        sight = tuple(sees_others(actor, row.person_id) for row in (here, there)), Role.INVESTIGATOR in actor.roles
        key = (here.id, there.id, sight)
        with self._lock:
            held = self._laid.get(key)
        if held is None:
            held = self._lay(actor, here, there)
            with self._lock:
                self._laid[key] = held
                while len(self._laid) > KEPT:
                    self._laid.popitem(last=False)
        self._record(actor, "evidence.page_read", there.id if other else here.id)
        return held[1 if other else 0], "image/webp"

    def _lay(self, actor: Actor, here: Row, there: Row) -> tuple[bytes, bytes]:
        with self._store.read() as tx:
            best = _aligned(self._findings(tx, here, there))
            if best is None:
                raise NotFound
            try:
                papers = documents.load(tx, self._vault, here).paper, documents.load(tx, self._vault, there).paper
                readings = documents.reading(tx, self._vault, here), documents.reading(tx, self._vault, there)
                data = self._vault.open(tx, here.original_id), self._vault.open(tx, there.original_id)
            except Forgotten as error:
                raise NotFound("这份材料已按要求删除。") from error
        numbers = int(best.detail["page"]), int(best.detail["other_page"])
        pages = [
            next((page for page in reading.pages if page.number == number), None)
            for reading, number in zip(readings, numbers, strict=True)
        ]
        if any(page is None for page in pages) or any(paper is None for paper in papers):
            raise NotFound("没有这一页。")
        turns = [page.rotation for page in pages if page is not None]
        covers = [
            shares(
                boxes(
                    paper,
                    page,
                    others=sees_others(actor, row.person_id),
                    own_name=row.person_name,
                    numbers=Role.INVESTIGATOR not in actor.roles,
                ),
                page,
            )
            for paper, page, row in zip(papers, pages, (here, there), strict=True)
            if paper is not None and page is not None
        ]
        try:
            laid = self._intake.run(
                pictures_of_pair,
                data[0],
                data[1],
                (numbers[0], turns[0]),
                (numbers[1], turns[1]),
                best.detail["matrix"],
                SIDE,
                (covers[0], covers[1]),
            )
        except Exception as error:
            retry = getattr(error, "retry_after", None)
            if retry is None:
                raise
            raise TooBusy("系统正忙，请稍候。", max(1, round(float(retry)))) from error
        if laid is None:
            raise NotFound("没有这一页。")
        return cast("tuple[bytes, bytes]", laid)

    def judge(self, actor: Actor, evidence_id: str, other_id: str, verdict: str, note: str) -> None:
        """Remember what a person says of the pair. ``BadInput`` for a word that is none of the three."""
        access.require(actor, "screening")
        if verdict not in JUDGEMENTS:
            raise BadInput("verdict", "请选择“是同一份”“不是同一份”或“看不准”。")
        with self._store.write() as tx:
            here, there = visible(tx, actor, evidence_id).row, visible(tx, actor, other_id).row
            if here.id == there.id:
                raise NotFound
            rows.judge(
                tx,
                here.id,
                there.id,
                verdict=verdict,
                note=note.strip()[:500],
                actor_id=actor.person_id,
                at=datetime.now(UTC),
            )
            self._audit.append(tx, actor.person_id, "evidence.judged", here.id, {"other": there.id, "verdict": verdict})

    # --- shared -----------------------------------------------------------------------------------------------------

    def _findings(self, tx: Transaction, here: Row, there: Row) -> list[Finding]:
        document = documents.load(tx, self._vault, here)
        return [one for one in document.findings if one.code.startswith("reuse.") and one.other == there.id]

    def _record(self, actor: Actor, action: str, subject: str, detail: Mapping[str, Any] | None = None) -> None:
        with self._store.write() as tx:
            self._audit.append(tx, actor.person_id, action, subject, detail)


def keep_links(tx: Transaction, evidence_id: str, findings: Sequence[Finding]) -> None:
    """Make the reuse findings of a paper findable from the other one's side."""
    rows.set_links(
        tx,
        evidence_id,
        [
            {"other_id": one.other, "code": one.code, "severity": one.severity.value, "confidence": one.confidence}
            for one in findings
            if one.code.startswith("reuse.") and one.other
        ],
    )


def others_visible(tx: Transaction, actor: Actor, ids: set[str]) -> frozenset[str]:
    """Which of these papers the actor may see: a finding names only those."""
    seen = set()
    for one in ids:
        try:
            visible(tx, actor, one)
        except NotFound:
            continue
        seen.add(one)
    return frozenset(seen)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _changed(part: Mapping[str, Any], *, whole: bool) -> Mapping[str, Any]:
    """A place that differs, with what was read on either side; numbers of people by their ends unless ``whole``."""
    if whole:
        return part
    return {**part, **{side: masked_text(str(part.get(side) or "")) for side in ("here", "there")}}


def _aligned(found: Sequence[Finding]) -> Finding | None:
    mapped = [one for one in found if one.detail.get("matrix") is not None]
    return max(mapped, key=lambda one: (len(one.detail.get("changed", ())), one.confidence), default=None)


def _worst(severities: Sequence[str]) -> str:
    order = [Severity.STOP.value, Severity.DOUBT.value, Severity.NOTE.value]
    return min(severities, key=order.index, default=Severity.NOTE.value)


def _link(same: Sequence[Row], said: Row | None, papers: Mapping[str, Row]) -> ReuseLink:
    one, other = same[0].evidence_id, same[0].other_id
    if papers[one].received_at < papers[other].received_at:
        one, other = other, one
    return ReuseLink(
        evidence_id=one,
        other_id=other,
        codes=tuple(sorted({row.code for row in same})),
        severity=_worst([row.severity for row in same]),
        confidence=max(row.confidence for row in same),
        judged=said.verdict if said is not None else "",
        judged_by=said.actor_name if said is not None else "",
        judged_at=said.at if said is not None else None,
        note=said.note if said is not None else "",
    )


def _told(found: Sequence[Finding], here: str, there: str, said: Row | None) -> ReuseLink:
    return ReuseLink(
        evidence_id=here,
        other_id=there,
        codes=tuple(sorted({one.code for one in found})),
        severity=_worst([one.severity.value for one in found]),
        confidence=max(one.confidence for one in found),
        judged=said.verdict if said is not None else "",
        judged_by=said.actor_name if said is not None else "",
        judged_at=said.at if said is not None else None,
        note=said.note if said is not None else "",
    )


def _joined(links: Sequence[ReuseLink]) -> list[list[ReuseLink]]:
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while parent.setdefault(one, one) != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for link in links:
        parent[root(link.evidence_id)] = root(link.other_id)
    groups: dict[str, list[ReuseLink]] = defaultdict(list)
    for link in links:
        groups[root(link.evidence_id)].append(link)
    return list(groups.values())


def _cluster(links: Sequence[ReuseLink], papers: Mapping[str, Row], claims: Mapping[str, Row]) -> ReuseCluster:
    ids = {one.evidence_id for one in links} | {one.other_id for one in links}
    ordered = sorted((papers[one] for one in ids), key=lambda row: (row.received_at, row.id))
    members = tuple(_member(row, claims.get(row.id)) for row in ordered)
    doubted = {one.evidence_id for one in links if one.judged != "different" and one.severity != Severity.NOTE.value}
    return ReuseCluster(
        id=ordered[0].id,
        members=members,
        links=tuple(sorted(links, key=lambda one: (one.judged != "", one.severity, -one.confidence))),
        people=len({row.person_id for row in ordered}),
        at_stake=sum((one.hours or Decimal(0) for one in members if one.evidence_id in doubted), Decimal(0)),
        severity=_worst([one.severity for one in links]),
        open=sum(1 for one in links if one.judged == "" and one.severity != Severity.NOTE.value),
    )


def _member(row: Row, claim: Row | None) -> ReuseMember:
    hours: Decimal | None = None
    if claim is not None:
        hours = claim.credited if claim.credited is not None else claim.default_hours
    return ReuseMember(
        evidence_id=row.id,
        receipt_no=row.receipt_no,
        person_name=row.person_name,
        employer=row.employer,
        year=row.year,
        kind_title=KINDS.get(row.kind or UNKNOWN, KINDS[UNKNOWN]),
        received_at=row.received_at,
        hours=hours,
        claim_id=claim.id if claim is not None else None,
        claim_state=claim.state if claim is not None else "",
    )


__all__ = ["JUDGEMENTS", "Investigation", "keep_links", "others_visible"]
