"""Words for people: Chinese stands in the pages, English beside it in ``english.py``; names of facts and papers."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

import verifiers
from api import policy_view
from api.english import EVIDENCE as EVIDENCE_EN
from api.english import FACTS as FACTS_EN
from api.english import PAGES, SCRIPTS
from claims import labels
from claims.dashboard import DoubtKind
from rules.evidence import EVIDENCE

_SUBJECTS_EN = {
    "public": "Public",
    "general_public": "General public",
    "industry_public": "Industry public",
    "professional": "Professional",
    "total": "Total",
}


def translator(lang: str) -> Callable[[str], str]:
    """``_`` of the pages. A sentence without English stays Chinese rather than vanish."""
    if lang != "en":
        return lambda text: text
    return lambda text: PAGES.get(text, text)


def script_words(lang: str) -> Mapping[str, str]:
    """What scripts say, for the page that carries them; nothing in Chinese, which stands in the scripts."""
    return SCRIPTS if lang == "en" else {}


def fact_title(name: str, lang: str = "zh") -> str:
    if lang == "en":
        return FACTS_EN.get(name, name.replace("_", " ").capitalize())
    return labels.fact_title(name)


def evidence_title(name: str, lang: str = "zh") -> str:
    if lang == "en":
        return EVIDENCE_EN.get(name, name.replace("_", " ").capitalize())
    return EVIDENCE.get(name, name)


CODE_TITLES = labels.REUSE


def doubt_title(kind: DoubtKind, lang: str = "zh") -> str:
    """A kind of doubt in the reader's language; sentences of a policy stay as the document has them."""
    if lang != "en":
        return kind.title
    if kind.fact is not None:
        return f"{fact_title(kind.fact, lang)}: {'not read' if kind.kind == 'unread' else 'reading unsure'}"
    return PAGES.get(kind.title) or _check_names().get(kind.title, kind.title)


@functools.cache
def _check_names() -> Mapping[str, str]:
    """The checks by title: their own names, for one whose title nobody has put into English yet."""
    return {one.title: one.name.replace("_", " ").capitalize() for one in verifiers.suspicions()}


_MARKS = {
    "secrecy.top_secret": ("绝密", "Top secret"),
    "secrecy.secret": ("机密", "Secret"),
    "secrecy.confidential": ("秘密", "Confidential"),
    "secrecy.internal": ("内部资料", "Internal"),
    "secrecy.not_public": ("不予公开", "Not public"),
    "secrecy.on_request": ("依申请公开", "On request only"),
}


def mark_title(code: str, lang: str = "zh") -> str:
    """A secrecy or disclosure mark as people call it."""
    chinese, other = _MARKS.get(code, ("密级或不予公开的标志", "A mark"))
    return other if lang == "en" else chinese


@functools.cache
def _city_titles() -> Mapping[str, str]:
    return {city.id: city.title for city in policy_view.cities()}


def city_title(city: str | None, lang: str = "zh") -> str:
    if not city:
        return "—"
    return city.capitalize() if lang == "en" else _city_titles().get(city, city)


def subject_title(subject: str, lang: str = "zh", policy_id: str | None = None) -> str:
    if lang == "en":
        return _SUBJECTS_EN.get(subject, subject.replace("_", " ").capitalize())
    return policy_view.subject_title(subject, policy_id)
