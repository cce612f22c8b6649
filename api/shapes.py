"""The JSON of the desk's views: models made from the views themselves, so that OpenAPI cannot drift from them.

Figures go out as numbers, moments as ISO 8601 with offset, enums as their value.
"""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, create_model

from claims import views
from domain.claim import Verdict


def figure(value: Decimal) -> int | float:
    """A decimal as a JSON number, whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def plain(value: Any) -> Any:
    """Free-form members (facts, details, proposals) as JSON."""
    if isinstance(value, Decimal):
        return figure(value)
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [plain(inner) for inner in value]
    return value


Figure = Annotated[Decimal, PlainSerializer(figure, return_type=float)]
Anything = Annotated[Any, PlainSerializer(plain)]


def _typed(kind: Any) -> Any:
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any:
        return Anything
    if kind is Decimal:
        return Figure
    if dataclasses.is_dataclass(kind):
        return shape(typing.cast("type[Any]", kind))
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return list[_typed(args[0])]  # type: ignore[misc]
        size = len(args)
        return Annotated[list[_typed(args[0])], Field(min_length=size, max_length=size)]  # type: ignore[misc]
    if origin in (Mapping, dict) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return dict[str, _typed(args[1])]  # type: ignore[misc]
    if origin in (typing.Union, types.UnionType):
        return typing.Union[tuple(_typed(arg) for arg in args)]  # noqa: UP007
    return kind


_MADE: dict[type[Any], type[BaseModel]] = {}


#: Views that also come in as they are; what goes out needs a name of its own, or generated clients lose one of both.
_COME_IN = frozenset({"Application", "Lecturer", "Session"})


def shape(view: type[Any]) -> type[BaseModel]:
    """The model of a frozen view: same fields, JSON types. Made once."""
    if view not in _MADE:
        hints = typing.get_type_hints(view)
        fields: dict[str, Any] = {f.name: (_typed(hints[f.name]), ...) for f in dataclasses.fields(view)}
        _MADE[view] = create_model(
            view.__name__ + ("View" if view.__name__ in _COME_IN else ""),
            __config__=ConfigDict(from_attributes=True, arbitrary_types_allowed=True),
            __doc__=view.__doc__,
            **fields,
        )
    return _MADE[view]


def out(view: Any) -> Any:
    """A view as JSON-ready data, through its model."""
    return shape(type(view)).model_validate(view).model_dump(mode="json")


# --- what comes in ------------------------------------------------------------------------------------------------


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


Identifier = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[0-9A-Za-z._:\-]+$")]
City = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[\w\-]+$", examples=["jiaxing"])]
Year = Annotated[int, Field(ge=1990, le=2100)]
Sentence = Annotated[str, Field(max_length=500)]


class ClaimIn(_In):
    """A claim made of evidence that is already here (or of facts alone)."""

    city: City
    year: Year
    evidence_ids: list[Identifier] = Field(default_factory=list, max_length=50)
    pathway: Identifier | None = None
    activity: dict[str, Any] | None = None
    person_id: Identifier | None = None


class ScreeningIn(_In):
    """``year`` limits it to evidence handed in for that year."""

    year: Year | None = None


class FactIn(_In):
    evidence_id: Identifier
    name: Identifier
    value: Any = Field(description="纠正后的值；null 表示人也看不清")
    note: Sentence = ""


class AnswerIn(_In):
    id: Annotated[str, Field(min_length=1, max_length=200)]
    settled: bool = True
    note: Sentence = ""


class ChangeIn(_In):
    """Corrections stand beside what the machine read; nothing is overwritten."""

    facts: list[FactIn] = Field(default_factory=list, max_length=100)
    kinds: dict[str, Identifier] = Field(default_factory=dict)
    pathway: Identifier | None = None
    activity: dict[str, Any] = Field(default_factory=dict)
    doubts: list[AnswerIn] = Field(default_factory=list, max_length=100)
    year: Year | None = None
    note: Sentence | None = None

    def change(self) -> views.ClaimChange:
        return views.ClaimChange(
            facts=tuple(views.FactCorrection(f.evidence_id, f.name, f.value, f.note) for f in self.facts),
            kinds=self.kinds,
            pathway=self.pathway,
            activity=self.activity,
            doubts=tuple(views.DoubtAnswer(d.id, d.settled, d.note) for d in self.doubts),
            year=self.year,
            note=self.note,
        )


class DecisionIn(_In):
    """``credit`` 认定 · ``adjust`` 调整学时 · ``return`` 退回补正 · ``decline`` 不予认定 · ``dispute`` 提出异议."""

    verdict: Literal["credit", "adjust", "return", "decline", "dispute"]
    reason: Sentence = ""
    clause: Sentence = ""
    hours: Annotated[Decimal, Field(ge=0, le=10000, decimal_places=2)] | None = None
    evidence_id: Identifier | None = None
    fact: Identifier | None = None

    def decision(self) -> views.Decision:
        return views.Decision(Verdict(self.verdict), self.reason, self.clause, self.hours, self.evidence_id, self.fact)


class BulkItemIn(_In):
    id: Identifier
    version: Annotated[int, Field(ge=0)]


class BulkIn(_In):
    """Explicit claims with the versions that were looked at; never a filter."""

    items: list[BulkItemIn] = Field(min_length=1, max_length=500)
    decision: DecisionIn


# --- what goes out beside the views --------------------------------------------------------------------------------


class ProblemOut(BaseModel):
    """RFC 9457 problem. ``code`` is stable, ``detail`` is a Chinese sentence: what, why, what next."""

    model_config = ConfigDict(extra="allow")
    type: str
    title: str
    status: int
    code: str
    detail: str


class ReceiptOut(BaseModel):
    """The promise: safe on disk. ``events`` tells when the claim is there."""

    id: str = Field(description="材料编号")
    upload_id: str
    receipt_no: str
    sha256: str
    received_at: datetime
    pages: int
    created: bool
    duplicate_of: str | None
    events: str


class SessionOut(BaseModel):
    """Who is signed in. ``csrf`` goes into the header ``X-CSRF-Token`` of every write."""

    person_id: str
    name: str
    roles: list[str]
    employer: str | None
    city: str | None
    csrf: str


class SignInIn(_In):
    login: Annotated[str, Field(min_length=1, max_length=80)]
    password: Annotated[str, Field(min_length=1, max_length=400)]
    code: Annotated[str, Field(max_length=12, description="动态验证码，启用了才需要")] = ""


class PolicyOut(BaseModel):
    id: str
    title: str
    document: str
    city: str
    years: list[int]
    digest: str


class PathwayOut(BaseModel):
    """One way to earn hours. ``evidence`` is all-of a list of any-of groups."""

    id: str
    title: str
    clause: str
    quote: str
    subject: str
    evidence: list[list[str]]
    kinds: list[str] = Field(description="可作这一途径佐证的材料类别")


class PolicyDetailOut(PolicyOut):
    requirement: str
    requirement_clause: str
    pathways: list[PathwayOut]


class HealthOut(BaseModel):
    ready: bool
    loading: bool
    parts: dict[str, str]
    jobs_waiting: int
    jobs_failed: int
