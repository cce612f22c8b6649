"""Areas of a picture that did not come through the lens or scanner together with the page around them.

Sees: on scans and photos, paper without the grain that the rest of the page has (words painted over, smeared or
filled in), bare paper that stands on the page twice (words covered with a piece of it), a seal or signature with a box
of other paper around it, a seal whose ink has no grain, a seal that a small network finds made otherwise than the page,
lines smeared away where nothing was read, and whatever was put onto a JPEG before it was saved anew. Cannot see: areas
wiped on pages a program drew or a messenger compressed hard, seals cut out along their ink. A program's page puts
seals, names and numbers on as pictures by right, so these and what was put on later are looked for on scans and photos
alone.

Advises only: one sign is a note, two that agree or one far beyond anything genuine pages have shown a doubt. How often
it errs (``benchmarks/patched_pictures.py``): 1 of 300 genuine drawn pages was spoken of, a photocopied poster, and none
is now, nor of another 100; 0 of 168 papers of another hand. Of pages forged by known manners 20 to 30 % were seen, by
manners held out 2 to 7 %, nearly all at the right place. The network, smears and what was
added later: ``benchmarks/blind_forgers.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from domain.case import Case
from domain.finding import Finding
from domain.place import Box
from domain.reading import MarkType, Page, Source
from verifiers import NotRun
from verifiers.pixels.added_later import added_later
from verifiers.pixels.advice import MEDIA as MEDIA
from verifiers.pixels.advice import advice, original_of
from verifiers.pixels.box_edges import BoxEdges, box_edges
from verifiers.pixels.copied_paper import CopiedPaper, copied_paper
from verifiers.pixels.files import files_of, picture_of
from verifiers.pixels.flat_areas import FlatArea, flat_areas
from verifiers.pixels.ground import Ground, ground_of
from verifiers.pixels.making import unlikeness
from verifiers.pixels.picture import Picture
from verifiers.pixels.seal_ink import flatter_ink
from verifiers.pixels.smears import smears
from verifiers.pixels.thresholds import usual_thresholds

TITLE = "纸面是否均匀"
CODES = (
    "tampering.picture_flat",
    "tampering.picture_pasted",
    "tampering.paper_copied",
    "tampering.words_smeared",
    "tampering.seal_unlike",
    "tampering.added_later",
)
NEEDS = frozenset({"original"})

#: Capture classes in which a seal was stamped on the paper that was captured.
STAMPED = frozenset({"scan", "photo"})
#: Those that a lens or scanner made: what a program's page shows was put together on a screen.
CAPTURED = STAMPED | {"screen"}
#: Beyond so many pixels the time would not be worth an advisory answer.
MOST_PIXELS = 16_000_000
MARKS = {MarkType.SEAL: "印章", MarkType.HANDWRITING: "手写内容"}
#: Signatures are looked at up to this many: a sheet of a whole class is no single signature.
MOST_WRITTEN = 3
#: Of a page's seals so many are shown to the network, the largest.
MOST_SEALS = 3
INNOCENT_FLAT = (
    "可能贴过标签、涂过修正液，或被反光照白。",
    "可能为去污或保护隐私做过整理。",
    "扫描软件会把局部抹平。",
)
INNOCENT_PASTED = (
    "可能由系统或单位在扫描件上加盖了电子印章。",
    "可能盖在另贴的纸上，或隔着透明封套拍摄。",
)
INNOCENT_COPIED = ("扫描软件自动去污、去装订孔时会复制周围的纸面。", "可能为保护隐私做过整理。")
INNOCENT_UNLIKE = (
    "可能由系统或单位在扫描件上加盖了电子印章。",
    "可能盖在照片、花纹、另贴的纸上，那里本来就与别处不同。",
)
INNOCENT_ADDED = (
    "可能由系统或单位在扫描件上加盖了电子印章。",
    "平台可能在图片模板上打印姓名、编号。",
    "可能是自己加的圈画、标注、水印，或为保护隐私遮挡过。",
)
INNOCENT_SMEARED = (
    "可能为保护隐私打了码、涂抹过。",
    "可能是墨迹、水渍、折痕，或复印时纸张移动造成的。",
    "可能是装饰用的渐变色带或照片的一部分。",
)


def verify(case: Case) -> Iterable[Finding]:
    data = original_of(case)
    usual = usual_thresholds()
    # An office's own pages may show that more is usual, never that less is: most pages show nothing at all.
    limits = {name: max(value, case.thresholds.get(name, value)) for name, value in usual.items()}
    looked = False
    for page, picture, ground in _seen(case, data):
        lines = [line.place.box for line in page.lines]
        flat = flat_areas(ground, lines)
        looked = looked or flat is not None or page.capture in STAMPED
        pasted = list(_pasted(case, page, ground, flat or [], limits)) if page.capture in STAMPED else []
        yield from pasted
        told = [finding.place.box for finding in pasted if finding.place is not None]
        yield from _unlike(case, page, picture, told, limits)
        yield from _flat(case, page, [area for area in flat or [] if not _within(area.box, told)], limits)
        copied = copied_paper(ground, lines)
        looked = looked or copied is not None
        yield from _copied(case, page, copied, limits)
        yield from _smeared(case, page, ground, lines)
        yield from _added(case, page, picture, limits)
    if not looked:
        raise NotRun


def scores(case: Case) -> list[tuple[str, float]]:
    """For calibration: threshold and highest score of each page; 0 where nothing stands out."""
    found: list[tuple[str, float]] = []
    for page, picture, ground in _seen(case, case.original or b""):
        lines = [line.place.box for line in page.lines]
        flat = flat_areas(ground, lines)
        if flat is not None:
            copied = copied_paper(ground, lines)
            found.append(("paper.note", copied.likeness if copied is not None else 0.0))
            found.append(("flat.note", max((area.score for area in flat), default=0.0)))
        edges = [seen.score for _, _, seen in _edges(page, ground)] if page.capture in STAMPED else []
        if edges:
            found.append(("edges.note", max(edges)))
        made = [odds for _, odds in _made(page, picture)]
        if made:
            found.append(("making.note", max(made)))
        if page.capture in CAPTURED:
            found.append(("added.note", max((place.odds for place in added_later(picture)), default=0.0)))
    return found


def _seen(case: Case, data: bytes) -> Iterable[tuple[Page, Picture, Ground]]:
    for page, file in files_of(case, data):
        if page.source is Source.TEXT_LAYER or not page.lines or page.width * page.height > MOST_PIXELS:
            continue
        picture = picture_of(case, page, file)
        if picture is not None:
            yield page, picture, ground_of(picture)
            if len(case.reading.pages) > 1:
                picture.let_go()


def _flat(case: Case, page: Page, areas: list[FlatArea], limits: Mapping[str, float]) -> Iterable[Finding]:
    area = next((one for one in areas if one.score > limits["flat.note"]), None)
    if area is None:
        return
    strong = area.score > limits["flat.doubt"]
    yield advice(
        case,
        page,
        area.box,
        "tampering.picture_flat",
        "这里的纸面很平，没有同页其他地方的颗粒。",
        0.85 if strong else 0.6,
        strong=strong,
        innocent=INNOCENT_FLAT,
        detail={"score": round(area.score, 1), "tiles": area.tiles},
    )


def _copied(case: Case, page: Page, copied: CopiedPaper | None, limits: Mapping[str, float]) -> Iterable[Finding]:
    if copied is None or copied.likeness <= limits["paper.note"]:
        return
    strong = copied.likeness > limits["paper.doubt"]
    yield advice(
        case,
        page,
        copied.box,
        "tampering.paper_copied",
        "这块空白纸面的颗粒与同一页另一处相同，可能盖住了原有文字。",
        0.85 if strong else 0.6,
        strong=strong,
        innocent=INNOCENT_COPIED,
        detail={"likeness": round(copied.likeness, 2), "from": copied.other.as_list()},
    )


def _made(page: Page, picture: Picture) -> list[tuple[Box, float]]:
    """How unlike the page each of its seals was made, where seals are stamped; the most unlike first."""
    seals = [mark.place.box for mark in page.marks if mark.type is MarkType.SEAL and page.capture in STAMPED]
    seals = sorted(seals, key=lambda box: -box.width * box.height)[:MOST_SEALS]
    found = [(seal, odds) for seal in seals if (odds := unlikeness(picture, seal)) is not None]
    return sorted(found, key=lambda one: -one[1])


def _unlike(
    case: Case, page: Page, picture: Picture, told: list[Box], limits: Mapping[str, float]
) -> Iterable[Finding]:
    """The most unlike seal alone, where nothing plainer was said of it."""
    for seal, odds in _made(page, picture)[:1]:
        if odds > limits["making.note"] and not any(seal.overlap(box) > 0 for box in told):
            yield advice(
                case,
                page,
                seal,
                "tampering.seal_unlike",
                "印章的颗粒、压缩痕迹与周围纸面不像是同一次拍摄或扫描得到的。",
                0.6,
                strong=False,
                innocent=INNOCENT_UNLIKE,
                detail={"odds": round(odds, 2)},
                facts=("sealed",),
            )


def _smeared(case: Case, page: Page, ground: Ground, lines: list[Box]) -> Iterable[Finding]:
    """The longest place alone: who smears one line often smears several. Seals and handwriting are soft by nature."""
    marks = [mark.place.box for mark in page.marks]
    found = (smear for smear in smears(ground, lines) if not any(smear.box.overlap(mark) > 0 for mark in marks))
    for smear in islice(found, 1):
        yield advice(
            case,
            page,
            smear.box,
            "tampering.words_smeared",
            "这里像是一行被抹开或模糊掉的文字，认不出内容。",
            0.6,
            strong=False,
            innocent=INNOCENT_SMEARED,
            detail={"along": round(smear.along, 3), "rim": round(smear.rim, 2)},
        )


def _added(case: Case, page: Page, picture: Picture, limits: Mapping[str, float]) -> Iterable[Finding]:
    """The surest place alone: one retouching leaves several."""
    for place in added_later(picture)[:1] if page.capture in CAPTURED else ():
        if place.odds > limits["added.note"]:
            yield advice(
                case,
                page,
                place.box,
                "tampering.added_later",
                "整张图片留有更早一次压缩的痕迹，这里没有，可能是后来加上去的。",
                0.6,
                strong=False,
                innocent=INNOCENT_ADDED,
                detail={"odds": round(place.odds), "share": round(place.share, 2)},
            )


def _edges(page: Page, ground: Ground) -> Iterable[tuple[MarkType, Box, BoxEdges]]:
    """Straight edges around the page's seals, and around its signatures where there are few."""
    written = sum(mark.type is MarkType.HANDWRITING for mark in page.marks)
    for mark in page.marks:
        if mark.type is MarkType.SEAL or (mark.type is MarkType.HANDWRITING and written <= MOST_WRITTEN):
            edges = box_edges(ground, mark.place.box)
            if edges is not None:
                yield mark.type, mark.place.box, edges


def _pasted(
    case: Case, page: Page, ground: Ground, flat: list[FlatArea], limits: Mapping[str, float]
) -> Iterable[Finding]:
    boxed = [one for one in _edges(page, ground) if one[2].score > limits["edges.note"]]
    plain = {
        mark.place.box: lack
        for mark in page.marks
        if mark.type is MarkType.SEAL and (lack := flatter_ink(ground, mark.place.box)) > limits["ink.note"]
    }
    for type_, mark, edges in boxed:
        smooth = any(area.score > limits["flat.note"] and _within(area.box, [edges.box]) for area in flat)
        strong = smooth or mark in plain
        yield advice(
            case,
            page,
            edges.box,
            "tampering.picture_pasted",
            f"{MARKS[type_]}四周有直边，里面的底色{'、颗粒' if strong else ''}与纸面不同。",
            0.85 if strong else 0.6,
            strong=strong,
            innocent=INNOCENT_PASTED,
            detail={"score": round(edges.score, 1), "brighter": edges.brighter},
            facts=("sealed",) if type_ is MarkType.SEAL else ("signed",),
        )
    told = [mark for _, mark, _ in boxed]
    for mark, lack in plain.items():
        if mark not in told:
            yield advice(
                case,
                page,
                mark,
                "tampering.picture_pasted",
                "印章的墨色很匀，没有纸面的颗粒。",
                0.6,
                strong=False,
                innocent=INNOCENT_PASTED,
                detail={"score": round(lack, 2)},
                facts=("sealed",),
            )


def _within(box: Box, others: Iterable[Box]) -> bool:
    return any(box.overlap(other) > 0.5 * box.width * box.height for other in others)
