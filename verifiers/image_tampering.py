"""Words of a picture that do not belong to the paper around them.

Looks into pictures, and into the scans that pages of a PDF are. Sees: names, dates, hours and numbers that differ from
their neighbours, from the rest of their line or from other glyphs of their signs in many small ways at once (grain,
colour, ink, edges, shape, place on the line, earlier compression), as trees of our own weigh them; and pieces of paper
that stand on the page twice. Cannot see: words copied with care from the same page, words set in the page's own face on
a page a program drew, most changes that were shrunk or printed and captured again.

Weak evidence by nature: it advises, one finding a page, a mere note unless the plain differences are beyond anything
genuine pages have shown. Missing metadata and repeated compression never count: the trees learnt from genuine pages
that were sent on as forged ones are. How often it errs: ``benchmarks/blind_forgers.py``, ``forged_pictures.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from domain.case import Case
from domain.finding import Finding
from domain.place import Box
from domain.reading import MarkType, Page
from verifiers import NotRun
from verifiers.pixels import Judged, Measures, cells_needed, cells_of, judged_windows, measured, runs_of
from verifiers.pixels.advice import MEDIA as MEDIA
from verifiers.pixels.advice import advice, original_of
from verifiers.pixels.files import files_of, picture_of
from verifiers.pixels.groves import grove
from verifiers.pixels.identity import best_twin, twin_of
from verifiers.pixels.measures import MEASURES
from verifiers.pixels.same_signs import likeness_of
from verifiers.pixels.thresholds import usual_thresholds

TITLE = "图片各处是否一致"
CODES = ("tampering.picture_words", "tampering.picture_copied")
NEEDS = frozenset({"original"})

#: Facts worth changing. Long running texts are left out: their places are large and say little.
FACTS = frozenset(
    {
        "person_name",
        "id_number",
        "start_date",
        "end_date",
        "issue_date",
        "hours",
        "days",
        "half_days",
        "service_hours",
        "certificate_no",
        "doc_no",
        "score_total",
        "score_annual",
        "score_year",
        "screenshot_date",
        "receipt_no",
        "amount",
        "payer",
        "credits",
        "course_title",
        "patent_no",
        "grant_date",
        "award_name",
        "award_level",
        "award_grade",
        "rank",
        "project_no",
        "query_date",
        "exam_name",
        "admission_no",
        "student_no",
        "lecture_title",
        "payee",
    }
)
FEWEST_CELLS = 20
#: A scan may be wrapped turned or flipped: where fewer of the glyphs' places hold ink, it does not lie as it was read.
INKED = 0.7
#: Grain (grey levels) from which compression no longer makes pieces of paper alike.
CLEAR_GRAIN = 1.8
WORDS = {
    "grain": "纸面颗粒",
    "coarse": "纸面颗粒",
    "tone": "纸面颗粒",
    "even": "纸面颗粒",
    "level": "底色深浅",
    "red": "底色",
    "blue": "底色",
    "dark": "墨色深浅",
    "black": "墨色深浅",
    "ink_grain": "墨色深浅",
    "ink_red": "墨色",
    "ink_blue": "墨色",
    "sharp": "笔画边缘",
    "half": "笔画边缘",
    "fringe": "笔画边缘",
    "stroke": "笔画粗细",
    "lattice": "压缩痕迹",
    "alike": "字形",
    "placed": "上下位置",
    "size": "字号",
}
INNOCENT = (
    "在空白处套打、手填的内容，本来就与周围不同。",
    "可能是折痕、反光、阴影、污渍或印章造成的。",
    "可能为保护隐私或去污做过整理。",
)
INNOCENT_COPIED = ("扫描软件自动去污时会复制周围纸面。", "纸张可能印有重复的底纹。")


def verify(case: Case) -> Iterable[Finding]:
    data = original_of(case)
    limits = {**usual_thresholds(), **case.thresholds}
    looked = False
    for page, measures, windows in _seen(case, data):
        looked = True
        if windows:
            yield from _standing_out(case, page, windows[0], limits)
        yield from _copied(case, page, measures, [one.window.box for one in windows], limits)
    if not looked:
        raise NotRun


def scores(case: Case) -> list[tuple[str, float]]:
    """For calibration: threshold and highest score of each page (``scan.words`` 1.4, ``twin.clear`` 0.2)."""
    found: list[tuple[str, float]] = []
    for page, measures, windows in _seen(case, case.original or b""):
        if windows:
            found.append((f"{page.capture}.words", windows[0].odds))
        twins = [twin_of(measures, one.window.box.grown(3)) for one in windows]
        likeness = [twin.likeness for twin in twins if twin is not None]
        if likeness:
            found.append(("twin.clear" if measures.noise >= CLEAR_GRAIN else "twin.faint", max(likeness)))
    return found


def _seen(case: Case, data: bytes) -> Iterable[tuple[Page, Measures, list[Judged]]]:
    """Each page that can be looked into, with the windows worth it, highest odds first."""
    for page, picture_file in files_of(case, data):
        marks = [mark.place.box for mark in page.marks if mark.type is not MarkType.QR]
        places = [
            fact.place.box
            for fact in case.paper.facts
            if fact.name in FACTS and fact.place is not None and fact.place.page == page.number
        ]
        picture = picture_of(case, page, picture_file) if places else None
        cells = cells_of(page) if picture is not None else []
        if picture is None or len(cells) < FEWEST_CELLS:
            continue
        runs = runs_of(cells, places)
        needed = sorted(cells_needed(runs))
        measures = measured(picture, cells, needed)
        if needed and np.isfinite(measures.table[needed, MEASURES.index("dark")]).mean() < INKED:
            continue
        # Under a seal and in handwriting everything differs: paper, ink, edges.
        likeness = likeness_of(picture.grey, cells, needed)
        windows = [
            one
            for one in judged_windows(cells, measures, likeness, page.capture, runs, grove("words"))
            if not any(mark.grown(6).overlap(one.window.box) > 0 for mark in marks)
        ]
        yield page, measures, windows
        if len(case.reading.pages) > 1:
            picture.let_go()


def _standing_out(case: Case, page: Page, judged: Judged, limits: Mapping[str, float]) -> Iterable[Finding]:
    usual, window = limits.get(f"{page.capture}.words", limits["scan.words"]), judged.window
    if judged.odds <= usual:
        return
    # The trees say how likely, the plain differences how far beyond anything genuine: a doubt asks for both.
    strong = window.score > limits.get(f"{page.capture}.doubt", limits["scan.doubt"])
    apart = sorted(judged.strength.items(), key=lambda pair: -pair[1])
    named = list(dict.fromkeys(WORDS[name] for name, far in apart if far > 2))[:3]
    yield advice(
        case,
        page,
        window.box,
        "tampering.picture_words",
        f"“{window.signs}”处的{'、'.join(named) or '图像特征'}与周围文字不同。",
        0.9 if strong else 0.6,
        strong=strong,
        innocent=INNOCENT,
        detail={
            "signs": window.signs,
            "score": round(judged.odds, 2),
            "usual": round(usual, 2),
            "apart": round(window.score, 2),
        },
    )


def _copied(
    case: Case, page: Page, measures: Measures, boxes: Iterable[Box], limits: Mapping[str, float]
) -> Iterable[Finding]:
    clear = measures.noise >= CLEAR_GRAIN
    best = best_twin(measures, [box.grown(3) for box in boxes], limits["twin.clear" if clear else "twin.faint"])
    if best is None:
        return
    strong = clear and best[0].likeness > limits["twin.doubt"]
    yield advice(
        case,
        page,
        best[1],
        "tampering.picture_copied",
        "这里的纸面颗粒与同一页另一处几乎一样。",
        0.95 if strong else 0.7,
        strong=strong,
        innocent=INNOCENT_COPIED,
        detail={"likeness": round(best[0].likeness, 3), "from": best[0].box.as_list()},
    )
