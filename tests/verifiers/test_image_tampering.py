"""Traces in one picture: each measure on pages where the truth is known, and what is never said."""

from __future__ import annotations

import io
from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngImageFile, PngInfo
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import verifiers
from domain.finding import Severity
from domain.place import Box, Place
from domain.reading import MarkType, PageMark
from tests.verifiers.drawn_pages import HEIGHT, WIDTH, Pixels, box_of, case, coded, reading, sheet
from verifiers import image_editor_tags, image_tampering
from verifiers.pixels import cells_of, measured, pictured, suspect_windows
from verifiers.pixels.identity import best_twin, twin_of
from verifiers.pixels.measures import MEASURES

PLACE = Box.around([box_of(5, 6), box_of(5, 10)])


def cut(box: Box) -> tuple[slice, slice]:
    return slice(int(box.top), int(box.bottom)), slice(int(box.left), int(box.right))


def flattened(page: Pixels) -> Pixels:
    """The place painted over in one grey and written anew."""
    out = page.copy()
    rows, columns = cut(PLACE)
    out[rows, columns] = 236
    cv2.putText(out, "3519", (columns.start + 4, rows.stop - 5), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (40, 40, 40), 3)
    return out


def best(data: bytes) -> tuple[float, dict[str, float]]:
    page = reading().pages[0]
    picture = pictured(data, page)
    assert picture is not None
    cells = cells_of(page)
    window = suspect_windows(cells, measured(picture, cells), [PLACE])[0]
    return window.score, dict(zip(MEASURES, window.apart, strict=True))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_flat_patch_has_less_grain_than_its_neighbours(seed: int) -> None:
    genuine, _ = best(coded(sheet(seed)))
    score, apart = best(coded(flattened(sheet(seed))))
    assert apart["grain"] < -4
    assert score > genuine + 2


def test_pixels_pasted_after_a_compression_leave_its_lattice() -> None:
    once = np.asarray(Image.open(io.BytesIO(coded(sheet(4), "JPEG", quality=60))).convert("RGB"))
    _, genuine = best(coded(once))
    _, pasted = best(coded(flattened(once)))
    assert abs(genuine["lattice"]) < 2.5
    assert pasted["lattice"] > 4


def test_a_copied_piece_of_paper_is_found_with_its_origin() -> None:
    page = sheet(5)
    origin = Box(PLACE.left, PLACE.top - 120, PLACE.right, PLACE.bottom - 120)
    copied = page.copy()
    copied[cut(PLACE)] = page[cut(origin)]
    findings = list(image_tampering.verify(case(coded(copied, "JPEG", quality=90), PLACE)))
    twins = [finding for finding in findings if finding.code == "tampering.picture_copied"]
    assert len(twins) == 1
    assert twins[0].place is not None
    assert twins[0].place.box.overlap(PLACE) > 0
    left, top, *_ = twins[0].detail["from"]
    assert abs(top - (twins[0].place.box.top - 120)) <= 3
    assert abs(left - twins[0].place.box.left) <= 3


@pytest.mark.parametrize("away", [(-120, 0), (0, -260)])
def test_one_glyph_copied_inside_a_longer_window_is_found(away: tuple[int, int]) -> None:
    page = sheet(5)
    glyph = box_of(5, 8)
    origin = Box(glyph.left + away[1], glyph.top + away[0], glyph.right + away[1], glyph.bottom + away[0])
    copied = page.copy()
    copied[cut(glyph.grown(6))] = page[cut(origin.grown(6))]
    picture = pictured(coded(copied, "JPEG", quality=90), reading().pages[0])
    assert picture is not None
    measures = measured(picture, cells_of(reading().pages[0]))
    best = best_twin(measures, [PLACE.grown(3), glyph.grown(5)], 0.42)
    assert best is not None
    assert best[1].overlap(glyph) > 0
    assert abs(best[0].box.top - (best[1].top + away[0])) <= 3
    assert abs(best[0].box.left - (best[1].left + away[1])) <= 3


@pytest.mark.parametrize("seed", range(6, 10))
@pytest.mark.parametrize("quality", [60, 90])
def test_untouched_pages_have_no_twin(seed: int, quality: int) -> None:
    page = reading().pages[0]
    picture = pictured(coded(sheet(seed), "JPEG", quality=quality), page)
    assert picture is not None
    twin = twin_of(measured(picture, cells_of(page)), PLACE)
    assert twin is None or twin.likeness < 0.42


def test_what_a_seal_covers_is_no_measure_for_its_neighbours() -> None:
    """Of a line between two seals only the rest of the line can be compared with."""
    page = sheet(1)
    covered = [Box.around([box_of(0, 0), box_of(7, 17)]), Box.around([box_of(9, 0), box_of(11, 17)])]
    for over in covered:
        rows, columns = cut(over)
        stamped = page[rows, columns].astype(np.float32) * np.array([1.0, 0.98, 0.98], np.float32)
        page[rows, columns] = cv2.GaussianBlur(stamped, (0, 0), 1.5).clip(0, 255).astype(np.uint8)
    place = Box.around([box_of(8, 6), box_of(8, 10)])
    bare = reading().pages[0]
    marked = replace(bare, marks=tuple(PageMark(MarkType.SEAL, Place(1, over), 0.9) for over in covered))
    scores = []
    for read in (bare, marked):
        picture = pictured(coded(page), read)
        assert picture is not None
        cells = cells_of(read)
        scores.append(suspect_windows(cells, measured(picture, cells), [place])[0].score)
    assert scores[0] > scores[1] + 3


def test_a_number_printed_in_another_colour_is_no_change_of_ink() -> None:
    page = sheet(2)
    rows, columns = cut(PLACE.grown(4))
    others = page.copy()
    others[page[..., 0] < 140] = (190, 40, 40)
    others[rows, columns] = page[rows, columns]
    _, apart = best(coded(others))
    assert apart["ink_red"] == apart["ink_blue"] == apart["dark"] == 0


def test_an_offices_thresholds_take_the_place_of_the_usual_ones() -> None:
    data = coded(flattened(sheet(1)))
    loud = {"scan.words": -100.0, "scan.doubt": 1000.0, "twin.faint": 2.0, "twin.clear": 2.0}
    quiet = loud | {"scan.words": 1000.0}
    told = list(image_tampering.verify(case(data, PLACE, thresholds=loud)))
    assert [f.code for f in told] == ["tampering.picture_words"]
    assert told[0].severity is Severity.NOTE
    assert list(image_tampering.verify(case(data, PLACE, thresholds=quiet))) == []


def test_what_cannot_be_looked_into_is_not_run_and_never_clean() -> None:
    other_size = case(coded(sheet(1)[:400]), PLACE)
    findings, checks = verifiers.verify_all(other_size, with_original=True, only=["image_tampering"])
    assert findings == ()
    assert checks == {"tampering.picture_words": "not_run", "tampering.picture_copied": "not_run"}


def test_every_finding_names_innocent_causes_and_a_next_step() -> None:
    loud = {"scan.words": -100.0, "twin.faint": -1.0, "twin.clear": -1.0}
    for finding in image_tampering.verify(case(coded(flattened(sheet(1))), PLACE, thresholds=loud)):
        assert finding.innocent
        assert finding.next_step
        assert finding.place is not None
        assert not any(word in finding.message for word in ("伪造", "造假", "无误", "正常"))


def tagged(**exif: str) -> bytes:
    fields = Image.Exif()
    fields[0x0131] = exif.get("software", "")
    return coded(sheet(1), "JPEG", exif=fields)


@pytest.mark.parametrize(
    ("software", "title"),
    [
        ("Adobe Photoshop 25.1 (Windows)", "Photoshop"),
        ("Meitu", "美图秀秀"),
        ("Snapseed 2.0", "Snapseed"),
    ],
)
def test_an_editors_name_is_a_note(software: str, title: str) -> None:
    (finding,) = image_editor_tags.verify(case(tagged(software=software), PLACE))
    assert finding.severity is Severity.NOTE
    assert title in finding.message
    assert finding.innocent


def test_an_editors_name_in_a_pictures_text_is_found() -> None:
    text = PngInfo()
    text.add_itxt("Software", "醒图 9.1")
    (finding,) = image_editor_tags.verify(case(coded(sheet(1), pnginfo=text), PLACE))
    assert finding.detail["software"] == ["醒图"]


@pytest.mark.parametrize("behind", [False, True])
def test_a_png_is_only_decoded_for_words_behind_its_pixels(behind: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    text = PngInfo()
    text.add_itxt("Software", "醒图 9.1")
    data = coded(sheet(1), pnginfo=text)
    if behind:
        at = data.index(b"iTXt") - 4
        size = int.from_bytes(data[at : at + 4], "big") + 12
        end = data.index(b"IEND") - 4
        data = data[:at] + data[at + size : end] + data[at : at + size] + data[end:]
    loaded: list[int] = []
    load = PngImageFile.load

    def watched(self: PngImageFile) -> object:
        loaded.append(1)
        return load(self)

    monkeypatch.setattr(PngImageFile, "load", watched)
    (finding,) = image_editor_tags.verify(case(data, PLACE))
    assert finding.detail["software"] == ["醒图"]
    assert bool(loaded) is behind


@pytest.mark.parametrize("software", ["", "HUAWEI Mate 60", "17.4.1", "EPSON Scan", "MIUI Camera", "WeChat"])
def test_cameras_and_scanners_and_bare_files_are_not_remarked(software: str) -> None:
    assert list(image_editor_tags.verify(case(tagged(software=software), PLACE))) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_metadata_text_is_taken(text: str) -> None:
    assert isinstance(image_editor_tags.editors_in(text), list)


def wrapped(picture: bytes) -> bytes:
    """The picture as the only page of a PDF, its bytes as they are."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    canvas.drawImage(ImageReader(io.BytesIO(picture)), 0, 0, WIDTH, HEIGHT)
    canvas.save()
    return out.getvalue()


def test_a_scan_inside_a_pdf_is_looked_into_like_a_picture() -> None:
    for page, expected in ((sheet(1), []), (flattened(sheet(1)), ["tampering.picture_words"])):
        picture = coded(page, "JPEG", quality=90)
        alone = case(picture, PLACE)
        inside = replace(alone, original=wrapped(picture), reading=replace(alone.reading, media_type="application/pdf"))
        assert [one.code for one in image_tampering.verify(alone)] == expected
        assert [one.code for one in image_tampering.verify(inside)] == expected


def test_a_scan_that_does_not_lie_as_it_was_read_is_not_judged() -> None:
    turned = np.ascontiguousarray(flattened(sheet(1))[::-1, ::-1])
    upside_down = case(wrapped(coded(turned, "JPEG", quality=90)), PLACE)
    upside_down = replace(upside_down, reading=replace(upside_down.reading, media_type="application/pdf"))
    shifted = replace(upside_down.reading.pages[0], height=HEIGHT - 40)
    with pytest.raises(verifiers.NotRun):
        list(image_tampering.verify(replace(upside_down, reading=replace(upside_down.reading, pages=(shifted,)))))
