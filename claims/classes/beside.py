"""What the office knows around a claim: the approved class it speaks of, and colleagues' papers of the same class.

Asked as doubts when the claim is reckoned, so that the reviewer meets them on the claim and not only in the dossier.
What agrees is shown and asks nothing. Sees: approved classes of the city and year, their rosters, their papers that
were checked once for all claims, the last hundred or so claims of the city. Cannot see: classes nobody applied for;
colleagues who claim later, until the claim is reckoned again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from claims.casebook import Around, Folder
from claims.classes.against import Difference, against, on_roster
from claims.classes.checked import Checked, checked_papers, known, says_of
from claims.classes.held import told_of
from claims.classes.match import Told, fit
from claims.classes.states import YARDSTICKS
from claims.documents import Document
from claims.evaluate import Sheet
from claims.lifecycle import LIVING
from claims.one_doubt import question_id, standing_at
from claims.store import claims as claim_rows
from claims.store import classes as rows
from claims.store.engine import Row, Transaction
from claims.vault import Vault
from claims.views import ClassBeside, Doubt
from domain.claim import ClaimState
from domain.said import Said

#: Colleagues' claims looked through, and how many must say the same.
MOST_COLLEAGUES, ENOUGH = 120, 2
_HANDED_IN = tuple((state.value, None) for state in ClaimState if state in LIVING - {ClaimState.DRAFT})
#: Flags that are no question about this very claim.
_UNASKED = frozenset({"no_roster"})
_CHANGES = dict.fromkeys(
    ("not_on_roster", "look_alike_name", "not_on_sheet", "look_alike_on_sheet", "not_signed"), "人员"
)
_INNOCENT = (
    "可能换过班期、补办过证书，名单没有跟着更正。",
    "可能只参加了其中几天。",
)


@dataclass(frozen=True, slots=True)
class _Company:
    """Days and hours that colleagues' claims of the class stand for."""

    days: tuple[date, date]
    hours: Decimal | None
    person_id: str


class Surroundings:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def shown(self, tx: Transaction, folder: Folder) -> tuple[tuple[ClassBeside, ...], tuple[Document, ...]]:
        """Of a claim as last reckoned: the approved classes it speaks of, the best fit first, and its papers with what
        was checked of the class said of each."""
        told = told_of(folder.held.get("activity") or {}, str(folder.held.get("title") or ""))
        fitting = [row for _, row in self._fitting(tx, folder.row, told)]
        papers = checked_papers(tx, self._vault, fitting[0].id) if fitting else []
        seen = replace(folder, documents=known(folder.documents, papers))
        classes = (self._beside(tx, seen, row, papers if at == 0 else ())[0] for at, row in enumerate(fitting))
        return tuple(classes), seen.documents

    def around(self, tx: Transaction, folder: Folder, sheet: Sheet) -> Around:
        """See ``Around``. ``sheet`` is the fresh reckoning."""
        told = told_of(sheet.prefilled.activity, sheet.title)
        found = self._fitting(tx, folder.row, told)
        fitting = [row for _, row in found]
        papers = checked_papers(tx, self._vault, fitting[0].id) if fitting else []
        seen = replace(folder, documents=known(folder.documents, papers))
        return Around(
            documents=seen.documents,
            mentions={row.id: match for match, row in found},
            asks=lambda final: self._doubts(tx, seen, fitting, papers, told, final),
        )

    def _doubts(
        self,
        tx: Transaction,
        folder: Folder,
        fitting: Sequence[Row],
        papers: Sequence[Checked],
        told: Told,
        sheet: Sheet,
    ) -> list[Doubt]:
        """What differs, as questions."""
        asked: list[Doubt] = []
        for row in fitting[:1]:
            _, found = self._beside(tx, folder, row, papers)
            asked += [
                _asked(folder, row.id, one)
                for one in found
                if one.flag.tone == "doubt" and one.flag.code not in _UNASKED
            ]
        if not fitting:
            asked += self._colleagues(tx, folder, told, sheet.outcome.default)
        return asked

    # --- the approved class -----------------------------------------------------------------------------------------

    @staticmethod
    def _fitting(tx: Transaction, claim: Row, told: Told) -> list[tuple[float, Row]]:
        """Approved classes that fit what is told, the best first, with how well."""
        if not told.title and not told.doc_no:
            return []
        states = [state.value for state in YARDSTICKS]
        fits = [
            (fit(told, row.title, date.fromisoformat(row.first_day), date.fromisoformat(row.last_day), row.doc_no), row)
            for row in rows.listed(tx, city=claim.city, year=claim.year, states=states)
        ]
        return [one for one in sorted(fits, key=lambda one: (-one[0], one[1].id)) if one[0] > 0]

    def _beside(
        self, tx: Transaction, folder: Folder, row: Row, papers: Sequence[Checked]
    ) -> tuple[ClassBeside, tuple[Difference, ...]]:
        people = self._vault.open_small(tx, row.roster_id)["people"] if row.roster_id else []
        found = on_roster(folder.row.person_name, folder.row.employer, people)
        differences = against(folder.row, folder.documents, row, found, has_roster=bool(people), papers=papers)
        return (
            ClassBeside(
                id=row.id,
                title=row.title,
                first=date.fromisoformat(row.first_day),
                last=date.fromisoformat(row.last_day),
                hours=row.hours_approved,
                on_roster=found.how if people else None,
                differs=tuple(one.flag.text for one in differences if one.flag.tone == "doubt"),
                papers=tuple(says_of(folder.row.person_name, one) for one in papers),
            ),
            differences,
        )

    # --- colleagues -------------------------------------------------------------------------------------------------

    def _colleagues(self, tx: Transaction, folder: Folder, told: Told, hours: Decimal | None) -> list[Doubt]:
        """Days or hours on which most colleagues' papers of the same class agree, and this one does not."""
        row = folder.row
        if row.state == ClaimState.DRAFT.value:
            return []  # nobody reviews it yet; handing in reckons again
        if len(told.title) < 6 or told.first is None or told.last is None:
            return []
        wanted = claim_rows.Wanted(
            states=_HANDED_IN, city=row.city, year=row.year, not_person=row.person_id, planted=False
        )
        company: dict[str, _Company] = {}
        others = claim_rows.listed(tx, claim_rows.Sight(everything=True), wanted, limit=MOST_COLLEAGUES)
        sheets = self._vault.open_several(tx, [other.sheet_id for other in others if other.sheet_id])
        for other in others:
            held = sheets.get(other.sheet_id, {})
            said = told_of(held.get("activity") or {}, str(held.get("title") or ""))
            if said.first is None or said.last is None or fit(said, told.title, told.first, told.last) == 0:
                continue
            company[other.person_id] = _Company((said.first, said.last), other.default_hours, other.person_id)
        if len(company) < ENOUGH:
            return []
        document = next((one for one in folder.documents if "start_date" in one.effective()), None)
        days, many = Counter(one.days for one in company.values()).most_common(1)[0]
        if many >= ENOUGH and 2 * many > len(company) and days != (told.first, told.last):
            text = Said(
                "同班另外 {many} 人的材料上是 {first} 至 {last}，本件是 {own_first} 至 {own_last}。",
                many=many,
                first=str(days[0]),
                last=str(days[1]),
                own_first=str(told.first),
                own_last=str(told.last),
            )
            return [_question(document, row.id, "colleagues_dates", text, "学时", "start_date")]
        by_hours: dict[Decimal, int] = defaultdict(int)
        for one in company.values():
            if one.hours is not None and one.days == (told.first, told.last):
                by_hours[one.hours] += 1
        figure, many = max(by_hours.items(), key=lambda one: one[1], default=(None, 0))
        if figure is None or hours is None or figure == hours or many < ENOUGH or 2 * many <= len(company):
            return []
        text = Said(
            "同班另外 {many} 人测算为 {theirs} 学时，本件为 {own} 学时。",
            many=many,
            theirs=f"{figure.normalize():f}",
            own=f"{hours.normalize():f}",
        )
        return [_question(document, row.id, "colleagues_hours", text, "学时", "hours")]


def _asked(folder: Folder, class_id: str, one: Difference) -> Doubt:
    about_name = one.flag.code in _CHANGES
    document = next(
        (
            document
            for document in folder.documents
            if document.id == one.evidence_id or (about_name and "person_name" in document.effective())
        ),
        None,
    )
    changes, fact = _CHANGES.get(one.flag.code, "学时"), "person_name" if about_name else one.fact
    return _question(document, class_id, one.flag.code, one.flag.text, changes, fact)


def _question(document: Any, about: str, code: str, text: str, changes: str, fact: str | None) -> Doubt:
    held = document.effective().get(fact) if document is not None and fact is not None else None
    place = held.fact.place if held is not None and held.fact is not None else None
    doubt = Doubt(
        id=question_id("class", about, code, text),
        type="finding",
        code=f"class.{code}",
        title=text,
        why="材料与班次里已有的情况对不上，按哪一边算，结果可能不同。",
        severity="doubt",
        weight=62.0,
        changes=(changes,),
        evidence_id=document.id if document is not None else None,
        fact=fact if held is not None else None,
        innocent=_INNOCENT,
        next_step="请对照班次档案或同班材料看一眼，必要时问举办单位。",
    )
    return standing_at(doubt, place)
