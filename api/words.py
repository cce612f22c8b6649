"""Words for people: Chinese stands in the pages, English beside it in ``english.py``; names of facts and papers."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping

import verifiers
from api import policy_view
from api.english import EVIDENCE as EVIDENCE_EN
from api.english import FACTS as FACTS_EN
from api.english import PAGES, SCRIPTS, in_english
from api.english_desk import CHANGES
from api.english_findings import FORMS
from claims import labels
from claims.dashboard import DoubtKind
from claims.lifecycle import BATCH_REASON, BLIND_REASON
from domain.kind import KINDS
from domain.said import Said, in_a_row
from rules.evidence import EVIDENCE

_SUBJECTS_EN = {
    "public": "Public",
    "general_public": "General public",
    "industry_public": "Industry public",
    "professional": "Professional",
    "total": "Total",
}


def language(cookies: Mapping[str, str]) -> str:
    """``en`` for who switched to English, else ``zh``."""
    return "en" if cookies.get("hourproof_lang") == "en" else "zh"


def translator(lang: str) -> Callable[[str], str]:
    """``_`` of the pages. A sentence without English stays Chinese rather than vanish."""
    return _english if lang == "en" else lambda text: text


#: What stands between several sentences or names that were put in a row.
_BETWEEN = {"或": " or ", "；": "; ", "，": ", ", "、": ", "}
_PLACES = re.compile(r"(\{\w+\})")


def _english(text: str) -> str:
    """A sentence of the pages, or one that the desk made of parts; what people or papers say stays as it is."""
    if text in PAGES:
        return PAGES[text]
    if not isinstance(text, Said) or not text.parts:
        text = made_again(text) if text else text
    if not isinstance(text, Said) or not text.parts:
        return text
    parts = {name: _english(one) if isinstance(one, Said) else one for name, one in text.parts.items()}
    form = PAGES.get(text.form)
    if form is None:  # several sentences in a row
        form = "".join(_BETWEEN.get(piece.strip(), piece) for piece in _PLACES.split(text.form))
    return form.format_map(parts)


#: What a return asks for, filled in by ``api/reasons.py``.
ASK_FOR, PHOTOGRAPH = "请补交{papers}。", "{kind}上的{what}看不清，请重拍该处。"

#: Sentences that are kept as text: reasons of moves, why a claim could not be reckoned when it last was, and what
#: the checks saw.
KEPT = (
    *FORMS,
    BLIND_REASON,
    BATCH_REASON,
    ASK_FOR,
    PHOTOGRAPH,
    "缺少{what}，无法计算。",
    "起止日期相距 {days} 天，超出合理范围，请核对。",
    "天数 {days} 多于起止日期之间的 {span} 天，请核对。",
)


def made_again(text: str) -> str:
    """A kept sentence of the desk with the parts it was made of; what a person wrote comes back as it is."""
    for form, pattern in _kept():
        found = pattern.fullmatch(text)
        if found is not None:
            parts = {name: _again(name, part) for name, part in found.groupdict().items()}
            return Said(form, **parts)
    return text


def _again(name: str, part: str) -> str:
    """A part as it stood in the sentence; papers and signs were put in a row."""
    between = IN_A_ROW.get(name)
    return in_a_row(map(Said, part.split(between)), between) if between else Said(part)


#: Parts of several names, and what stands between these.
IN_A_ROW: Mapping[str, str] = {"papers": "或", "named": "、"}


@functools.cache
def _kept() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((form, re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.*)", re.escape(form)))) for form in KEPT)


def script_words(lang: str) -> Mapping[str, str]:
    """What scripts say, for the page that carries them; nothing in Chinese, which stands in the scripts."""
    return {**{title: PAGES[title] for title in KINDS.values()}, **SCRIPTS} if lang == "en" else {}


def fact_title(name: str, lang: str = "zh") -> str:
    if lang == "en":
        return FACTS_EN.get(name, in_english(name))
    return labels.fact_title(name)


def evidence_title(name: str, lang: str = "zh") -> str:
    if lang == "en":
        return EVIDENCE_EN.get(name, in_english(name))
    return EVIDENCE.get(name, name)


def change_title(what: str, lang: str = "zh") -> str:
    """What the answer to a doubt can change."""
    return CHANGES.get(what, what) if lang == "en" else what


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
