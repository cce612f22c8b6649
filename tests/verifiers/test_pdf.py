"""PDF edits of several makes are seen with the hidden words; benign files of several makes are not doubted."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw
from pypdf.annotations import FreeText, Link, Rectangle
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import verifiers
from domain.finding import Finding
from tests.verifiers.cases import case, codes
from verifiers.pdf.glance import paints_over

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
WIDTH, HEIGHT = 595.0, 842.0
LINE = "赵雪琳同志参加培训，共计16学时，成绩合格。"


def drawn(paint: Callable[[Canvas], None], *, creator: str = "") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    if creator:
        canvas.setCreator(creator)
    canvas.setFont("STSong-Light", 16)
    paint(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def certificate(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.setFillGray(0.95)
    canvas.rect(60, 690, 470, 40, stroke=0, fill=1)  # a shaded row under its words
    canvas.setFillGray(0)
    canvas.drawString(80, 700, LINE)
    canvas.drawString(80, 600, "江南湾大学继续教育学院")


def stamped_over(shape: str, degrees: float) -> Callable[[Canvas], None]:
    """A certificate with a picture laid on its words: a ring with nothing in it, or a square of paper, with a mask."""
    seal = Image.new("RGBA", (120, 120), (0, 0, 0, 0) if shape == "round" else (255, 255, 255, 255))
    ImageDraw.Draw(seal).ellipse((4, 4, 116, 116), outline=(200, 30, 30, 255), width=5)

    def paint(canvas: Canvas) -> None:
        certificate(canvas)
        canvas.translate(300, 700)
        canvas.rotate(degrees)
        canvas.drawImage(ImageReader(seal), -50, -50, 100, 100, mask="auto")

    return paint


def overlay(words: str, *, box: bool = True) -> bytes:
    def paint(canvas: Canvas) -> None:
        if box:
            canvas.setFillGray(1)
            canvas.rect(271, 696, 18, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(272, 700, words)

    return drawn(paint)


def merged(base: bytes, layer: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(base))
    writer.pages[0].merge_page(pypdf.PdfReader(io.BytesIO(layer)).pages[0])
    return written(writer)


def appended(base: bytes, change: Callable[[pypdf.PdfWriter], None]) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(base), incremental=True)
    change(writer)
    return written(writer)


def written(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(words: str, size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    image = Image.new("RGB", size, (252, 250, 244))
    ImageDraw.Draw(image).rectangle((100, 100, 400, 160), fill=(60, 60, 60))
    ImageDraw.Draw(image).text((120, 300), words, fill=(20, 20, 20))
    return image


def scan(after: Callable[[Canvas], None] | None = None, before: Callable[[Canvas], None] | None = None) -> bytes:
    def paint(canvas: Canvas) -> None:
        if before:
            before(canvas)
        canvas.drawImage(ImageReader(picture("scan")), 0, 0, WIDTH, HEIGHT)
        if after:
            after(canvas)

    return drawn(paint)


def looked_at(data: bytes, words: str = LINE) -> tuple[Finding, ...]:
    findings, _ = verifiers.verify_original(case(media="application/pdf", original=data, text=words, size=(1240, 1754)))
    assert "completeness.check_failed" not in codes(findings)
    return findings


BASE = drawn(certificate)


def test_covered_words_are_recovered() -> None:
    (found,) = looked_at(merged(BASE, overlay("48")))
    assert found.code == "tampering.covered_text"
    assert "“16”" in found.message
    assert "“48”" in found.message
    assert found.place is not None
    box = found.place.box  # 271..289 points of 595, in pixels of 1240
    assert (round(box.left), round(box.right)) == (565, 602)
    assert 260 < box.top < box.bottom < 310


@pytest.mark.parametrize(
    ("data", "over"),
    [
        (lambda: drawn(certificate), False),
        (lambda: merged(drawn(certificate), overlay("九十六学时")), True),
        (lambda: drawn(stamped_over("round", 0)), False),
        (lambda: drawn(stamped_over("round", 14)), False),
        (lambda: drawn(stamped_over("square", 0)), True),
        (lambda: drawn(stamped_over("square", 14)), True),
        (lambda: scan(), True),
        (lambda: b"%PDF-1.7 broken", True),
    ],
)
def test_a_glance_tells_what_may_be_painted_over_words(data: Callable[[], bytes], over: bool) -> None:
    assert paints_over(data()) is over


def test_a_revision_with_other_words() -> None:
    layer = pypdf.PdfReader(io.BytesIO(overlay("48"))).pages[0]
    data = appended(BASE, lambda writer: writer.pages[0].merge_page(layer))
    found = {f.code: f for f in looked_at(data)}
    assert set(found) == {"tampering.covered_text", "tampering.revised_text"}
    assert "“16”改为“48”" in found["tampering.revised_text"].message


def test_words_added_in_a_revision_without_a_cover() -> None:
    layer = pypdf.PdfReader(io.BytesIO(overlay("8", box=False))).pages[0]
    data = appended(BASE, lambda writer: writer.pages[0].merge_page(layer))
    assert codes(looked_at(data), "doubt") == {"tampering.revised_text"}


def test_a_picture_patch_over_words() -> None:
    patch = drawn(lambda c: c.drawImage(ImageReader(picture("48", (60, 60))), 271, 696, 18, 20))
    assert codes(looked_at(merged(BASE, patch)), "doubt") == {"tampering.image_patch"}


def test_words_under_a_white_pen() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setStrokeGray(1)
        canvas.setLineWidth(18)
        canvas.line(271, 706, 290, 706)
        canvas.setFillGray(0)
        canvas.drawString(272, 700, "48")

    (found,) = looked_at(merged(BASE, drawn(paint)))
    assert found.code == "tampering.covered_text"
    assert "“16”" in found.message


def stamp(rect: tuple[float, float, float, float], picture: Image.Image, subtype: str = "/Stamp") -> bytes:
    """The certificate with a note whose looks are a picture."""
    wide, high = rect[2] - rect[0], rect[3] - rect[1]
    page = pypdf.PdfReader(
        io.BytesIO(drawn(lambda canvas: canvas.drawImage(ImageReader(picture), 0, 0, wide, high, mask="auto")))
    ).pages[0]
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(BASE))
    looks = DecodedStreamObject()
    contents = page.get_contents()
    assert contents is not None
    looks.set_data(contents.get_data())
    looks[NameObject("/Subtype")] = NameObject("/Form")
    looks[NameObject("/BBox")] = RectangleObject((0, 0, wide, high))
    looks[NameObject("/Resources")] = page["/Resources"].clone(writer)
    note = DictionaryObject({NameObject("/Subtype"): NameObject(subtype), NameObject("/Rect"): RectangleObject(rect)})
    note[NameObject("/F")] = NumberObject(4)
    note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(looks)})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    return written(writer)


@pytest.mark.parametrize("subtype", ["/Stamp", "/Ink", "/Square"])
def test_a_note_that_hides_the_words_below_it(subtype: str) -> None:
    (found,) = looked_at(stamp((270, 694, 292, 718), picture("48", (60, 60)), subtype))
    assert (found.code, found.severity.value) == ("tampering.annotation", "doubt")
    assert "16" in found.detail["hidden"]
    assert found.place is not None


def test_a_note_whose_words_are_nearly_those_below() -> None:
    """Of 16 a part of the 6 is gone; all other ink lies on the old."""
    page = pypdfium2.PdfDocument(BASE)[0].render(scale=4).to_pil()
    old = page.crop((271 * 4, round((HEIGHT - 716) * 4), 290 * 4, round((HEIGHT - 696) * 4)))
    new = old.copy()
    new.paste((255, 255, 255), (round(old.width * 0.65), 0, old.width, old.height))
    (found,) = looked_at(stamp((271, 696, 290, 716), new))
    assert (found.code, found.severity.value) == ("tampering.annotation", "doubt")


@pytest.mark.parametrize(
    ("rect", "paper"),
    [
        ((270, 694, 292, 718), (0, 0, 0, 0)),  # over words, but they show through
        ((270, 500, 300, 524), (255, 255, 255, 255)),  # on bare paper
        ((250, 680, 350, 728), (255, 255, 255, 255)),  # a signature on white, higher than the line it lies on
    ],
)
def test_a_seal_or_signature_put_on_as_a_note_is_only_told(
    rect: tuple[float, float, float, float], paper: tuple[int, int, int, int]
) -> None:
    image = Image.new("RGBA", (120, 60), paper)
    ImageDraw.Draw(image).ellipse((2, 2, 118, 58), outline=(200, 20, 20, 255), width=4)
    assert {(one.code, one.severity.value) for one in looked_at(stamp(rect, image))} == {
        ("tampering.annotation_mark", "note")
    }


def test_a_note_over_words() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(BASE))
    writer.add_annotation(0, FreeText(text="48", rect=(255, 696, 275, 716), background_color="ffffff"))
    (found,) = looked_at(written(writer))
    assert found.code == "tampering.annotation"
    assert "48" in found.message


def test_words_on_a_scan() -> None:
    def typed(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.rect(255, 696, 30, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(257, 700, "48")

    assert codes(looked_at(scan(typed)), "doubt") == {"tampering.text_over_scan"}
    boxed = scan(lambda c: c.drawImage(ImageReader(picture("48", (60, 40))), 255, 696, 30, 20))
    assert codes(looked_at(boxed), "doubt") == {"tampering.patch_over_scan"}


def test_editor_trace_is_never_more_than_a_note() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(BASE))
    told = {"/Creator": "Mozilla/5.0 Chrome", "/CreationDate": "D:20240101000000", "/ModDate": "D:20240301000000"}
    writer.add_metadata({**told, "/Producer": "Foxit PhantomPDF 10"})
    findings = looked_at(written(writer))
    assert codes(findings) == codes(findings, "note") == {"tampering.editor_trace"}
    writer.add_metadata({**told, "/Producer": "Foxit PhantomPDF 10", "/ModDate": "D:20240101000000"})
    assert not looked_at(written(writer))


# -- benign files ---------------------------------------------------------------------------------


def signed(writer: pypdf.PdfWriter) -> None:
    field = DictionaryObject()
    field.update(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Sig"),
            NameObject("/T"): TextStringObject("Signature1"),
            NameObject("/Rect"): pypdf.generic.ArrayObject([FloatObject(v) for v in (300, 100, 400, 200)]),
        }
    )
    writer.pages[0][NameObject("/Annots")] = pypdf.generic.ArrayObject([writer._add_object(field)])


def invisible(canvas: Canvas) -> None:
    words = canvas.beginText(80, 700)
    words.setTextRenderMode(3)
    words.textOut(LINE)
    canvas.drawText(words)


def bold_twice(canvas: Canvas) -> None:
    certificate(canvas)
    canvas.drawString(80.3, 700, LINE)


def stamped(canvas: Canvas) -> None:
    certificate(canvas)
    seal = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    ImageDraw.Draw(seal).ellipse((5, 5, 195, 195), outline=(200, 20, 20, 200), width=8)
    canvas.drawImage(ImageReader(seal), 100, 560, 120, 120, mask="auto")


def highlighted(canvas: Canvas) -> None:
    certificate(canvas)
    canvas.setFillColorRGB(1, 1, 0.8, alpha=0.4)
    canvas.rect(250, 694, 60, 24, stroke=0, fill=1)


def template(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(picture("border")), 0, 0, WIDTH, HEIGHT)
    certificate_words = [
        LINE,
        "课程：古建筑木构修缮高级研修班",
        "证书编号：PX-2024-00123",
        "发证单位：江南湾大学继续教育学院",
    ]
    for i, row in enumerate(certificate_words):
        canvas.drawString(80, 700 - 60 * i, row)


def with_links(data: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.add_annotation(0, Link(rect=(80, 590, 200, 620), url="https://example.invalid"))
    return written(writer)


def ruled(canvas: Canvas) -> None:
    canvas.setStrokeGray(1)
    canvas.setLineWidth(1)
    canvas.line(60, 704, 530, 704)
    canvas.setLineWidth(14)
    canvas.line(60, 640, 530, 640)


def stamped_only(canvas: Canvas) -> None:
    seal = Image.new("RGBA", (200, 200), (200, 20, 20, 60))
    canvas.drawImage(ImageReader(seal), 100, 560, 120, 120, mask="auto")


BENIGN = {
    "plain": BASE,
    "signature increment": appended(BASE, signed),
    "metadata increment": appended(BASE, lambda writer: writer.add_metadata({"/Keywords": "x"})),
    "ocr layer after the scan": scan(invisible),
    "ocr layer before the scan": scan(before=invisible),
    "scanning app's mark": scan(lambda c: c.drawString(240, 20, "扫描全能王 3亿人都在用的扫描App")),
    "bold by painting twice": drawn(bold_twice),
    "transparent seal": drawn(stamped),
    "see-through highlight": drawn(highlighted),
    "platform template picture": drawn(template),
    "links": with_links(BASE),
    "white rules through the words": merged(BASE, drawn(ruled)),
    "seal added later": merged(BASE, drawn(stamped_only)),
}


@pytest.mark.parametrize("name", BENIGN)
def test_benign_files_are_not_doubted(name: str) -> None:
    words = "\n".join(
        [LINE, "课程：古建筑木构修缮高级研修班", "证书编号：PX-2024-00123", "发证单位：江南湾大学继续教育学院"]
    )
    assert not codes(looked_at(BENIGN[name], words), "doubt")


def test_a_square_note_is_only_a_hint() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(BASE))
    writer.add_annotation(0, Rectangle(rect=(80, 690, 300, 720)))
    assert codes(looked_at(written(writer)), "doubt") == set()


PAGE = """<meta charset=utf-8>
<style>
body { font-family: serif; background: #fffdf5 }
.card { box-shadow: 0 0 9px #888; background: #fff; padding: 20px }
.seal { position: absolute; left: 300px; top: 150px; width: 120px; height: 120px; border: 6px solid #c00a }
td { border: 1px solid; background: #eef } mark { background: #ff9 }
</style>
<h1>结业证书</h1>
<div class=card>赵雪琳参加培训，计<mark>16</mark>学时
<table><tr><td>课程<td>学时<tr><td>会计<td>16</table><div class=seal></div></div>"""


def test_pages_printed_from_a_browser_are_not_doubted(tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser:
        pytest.skip("chromium is not installed")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile",
         f"--print-to-pdf={tmp_path}/page.pdf", f"file://{tmp_path}/page.html"],
        check=True, capture_output=True, timeout=90,
    )  # fmt: skip
    assert not codes(looked_at((tmp_path / "page.pdf").read_bytes()), "doubt")
