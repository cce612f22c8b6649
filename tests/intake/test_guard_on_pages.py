"""The guard on drawn pages: marks the plain reading misses, and pages that must not be stopped."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from domain.reading import Reading, Withheld
from intake import read_in_process, suspects
from intake.look import Look
from intake.settings import GuardSettings

FONTS = [*Path("/usr/share/fonts").rglob("NotoSansCJK-*.ttc"), *Path("/usr/share/fonts").rglob("wqy-zenhei.ttc")]
pytestmark = [
    pytest.mark.ocr,
    pytest.mark.usefixtures("networks_remember"),
    pytest.mark.skipif(not FONTS, reason="no Chinese font here to draw pages with (fonts-noto-cjk)"),
]
RED = (205, 30, 40)


def font(size: int) -> ImageFont.FreeTypeFont:
    if not FONTS:
        pytest.skip("no Chinese font here to draw pages with (fonts-noto-cjk)", allow_module_level=True)
    return ImageFont.truetype(str(FONTS[0]), size)


def certificate(body: str = "张明同志于2024年3月5日至3月7日参加专业技术人员继续教育培训班，计24学时。") -> Image.Image:
    page = Image.new("RGB", (1240, 1000), "white")
    pen = ImageDraw.Draw(page)
    pen.text((440, 150), "结 业 证 书", font=font(64), fill="black")
    for row, start in enumerate(range(0, len(body), 24)):
        pen.text((150, 340 + 70 * row), body[start : start + 24], font=font(38), fill="black")
    pen.text((780, 760), "某市继续教育中心", font=font(34), fill="black")
    return page


def written(text: str, size: int, colour: tuple[int, int, int], turn: float = 0.0, frame: bool = False) -> Image.Image:
    mark = Image.new("RGBA", (int(font(size).getlength(text)) + 40, size * 2), (*colour, 0))
    pen = ImageDraw.Draw(mark)
    pen.text((20, size * 0.3), text, font=font(size), fill=(*colour, 255))
    if frame:
        pen.rectangle((3, 3, mark.width - 4, mark.height - 4), outline=(*colour, 255), width=4)
    return mark.rotate(turn, expand=True, resample=Image.Resampling.BICUBIC)


def with_mark(mark: Image.Image, left: int, top: int) -> Image.Image:
    page = certificate().convert("RGBA")
    page.alpha_composite(mark, (left, top))
    return page.convert("RGB")


def with_watermark(text: str) -> Image.Image:
    ground = Image.new("RGBA", (1240, 1000), "white")
    mark = written(text, 130, (212, 212, 212), 28)
    ground.alpha_composite(mark, ((1240 - mark.width) // 2, max(0, (1000 - mark.height) // 2)))
    both = np.minimum(np.asarray(certificate()), np.asarray(ground.convert("RGB")))
    return Image.fromarray(both)


def chop(text: str) -> Image.Image:
    mark = Image.new("RGBA", (130, 130), (*RED, 0))
    pen = ImageDraw.Draw(mark)
    for i, letter in enumerate(text):
        pen.text((36 + 58 * (i % 2), 36 + 58 * (i // 2)), letter, font=font(50), fill=(*RED, 255), anchor="mm")
    pen.rectangle((2, 2, 127, 127), outline=(*RED, 255), width=4)
    return mark


def below_a_table(text: str) -> Image.Image:
    page = with_watermark(text)
    pen = ImageDraw.Draw(page)
    for row in range(12):
        y = 90 + 70 * row
        pen.line((100, y, 1140, y), fill="black", width=2)
        pen.text(
            (130, y + 18),
            f"{row + 1:02}　某市继续教育中心第{row + 1}期　学时认定　8 学时　合格",
            font=font(30),
            fill="black",
        )
    return page


def photographed(page: Image.Image) -> Image.Image:
    """Slanted on a dark table, unevenly lit, a little soft."""
    width, height = page.size
    target = np.array([[90, 60], [width - 20, 110], [width + 10, height - 20], [60, height + 30]], np.float32)
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turn = cv2.getPerspectiveTransform(source, target)
    taken = cv2.warpPerspective(
        np.asarray(page), turn, (width + 100, height + 100), borderMode=cv2.BORDER_CONSTANT, borderValue=(60, 52, 48)
    )
    light = np.linspace(1.0, 0.72, taken.shape[1])[None, :, None]
    return Image.fromarray((taken * light).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.7))


def read(page: Image.Image, form: str = "JPEG") -> object:
    out = io.BytesIO()
    page.save(out, form, quality=88)
    return read_in_process(out.getvalue())


def across_words(mark: Image.Image, left: int, top: int) -> Image.Image:
    """A stamp whose ink lets the words below show."""
    ground = Image.new("RGBA", (1240, 1000), "white")
    ground.alpha_composite(mark, (left, top))
    product = np.asarray(certificate(), np.float32) * np.asarray(ground.convert("RGB"), np.float32) / 255
    return Image.fromarray(product.astype(np.uint8))


def in_a_seal(text: str, size: int = 260) -> Image.Image:
    """Dark red words set right on the star of a round seal."""
    seal = Image.new("RGBA", (size, size), (*RED, 0))
    pen, middle = ImageDraw.Draw(seal), size / 2
    pen.ellipse((4, 4, size - 5, size - 5), outline=(*RED, 255), width=6)
    for number, letter in enumerate("某市继续教育中心办公室"):
        turn = np.radians(-90 + 24 * (number - 5))
        at = middle * (1 + 0.78 * np.cos(turn)), middle * (1 + 0.78 * np.sin(turn))
        pen.text(at, letter, font=font(30), fill=(*RED, 255), anchor="mm")
    pen.text((middle, middle), "★", font=font(70), fill=(*RED, 255), anchor="mm")
    pen.text((middle, middle), text, font=font(36), fill=(120, 10, 20, 255), anchor="mm")
    return with_mark(seal, 760, 640)


MARKED = {
    "corner": lambda: with_mark(written("机密★10年", 34, (20, 20, 20)), 60, 20),
    "small": lambda: with_mark(written("内部资料", 18, (60, 60, 60)), 1080, 14),
    "framed stamp": lambda: with_mark(written("秘密", 48, RED, 0, frame=True), 950, 40),
    "slanted stamp": lambda: with_mark(written("内部文件", 52, RED, 17, frame=True), 700, 520),
    "red across the title": lambda: with_mark(written("秘密★5年", 60, RED), 470, 155),
    "watermark": lambda: with_watermark("内部资料"),
    "watermark with star": lambda: with_watermark("机密★5年"),
    "note below the date": lambda: with_mark(written("（此件不予公开）", 34, (20, 20, 20)), 120, 880),
    "letters set wide apart": lambda: with_mark(written("机　　密", 34, (20, 20, 20)), 60, 20),
    "on its side in the margin": lambda: with_mark(written("内部资料", 28, (20, 20, 20), 90), 4, 300),
    "two by two in a square": lambda: with_mark(chop("工作秘密"), 60, 20),
    "watermark below a table": lambda: below_a_table("机密★5年"),
    "green stamp across words": lambda: across_words(written("内部使用", 54, (20, 110, 70), 8, frame=True), 420, 330),
    "on the star of a seal": lambda: in_a_seal("机密★5年"),
    "tinted watermark": lambda: across_words(written("内部资料", 120, (190, 205, 250), 28), 250, 100),
    "pale": lambda: with_mark(written("秘密★5年", 30, (165, 165, 165)), 960, 30),
}


def across_a_frame() -> Image.Image:
    """Black letters through which a blue frame of two lines runs."""
    page = certificate()
    pen = ImageDraw.Draw(page)
    for inset in (26, 38):
        pen.rectangle((inset, inset, 1240 - inset, 1000 - inset), outline=(40, 80, 170), width=5)
    page = page.convert("RGBA")
    page.alpha_composite(written("秘密★6个月", 34, (20, 20, 20)), (90, 2))
    return page.convert("RGB")


def across_a_rule() -> Image.Image:
    """A photocopied stamp, turned, over a rule of a table and a heading in it."""
    page = certificate()
    pen = ImageDraw.Draw(page)
    for row in range(6):
        pen.line((150, 560 + 60 * row, 1090, 560 + 60 * row), fill="black", width=3)
        pen.text((180, 570 + 60 * row), f"第{row + 1}单元", font=font(30), fill="black")
        pen.text((640, 570 + 60 * row), "人员", font=font(30), fill="black")
    ground = Image.new("RGBA", page.size, "white")
    ground.alpha_composite(written("内部资料", 40, (70, 70, 70), -7, frame=True), (600, 500))
    product = np.asarray(page, np.float32) * np.asarray(ground.convert("RGB"), np.float32) / 255
    return Image.fromarray(product.astype(np.uint8))


def red_under_a_seal() -> Image.Image:
    """The level in red at the head, a red seal half upon it."""
    seal = Image.new("RGBA", (220, 220), (*RED, 0))
    pen = ImageDraw.Draw(seal)
    pen.ellipse((4, 4, 215, 215), outline=(*RED, 255), width=5)
    for number, letter in enumerate("某市水利学会"):
        turn = np.radians(-90 + 36 * (number - 2.5))
        at = 110 + 84 * np.cos(turn), 110 + 84 * np.sin(turn)
        pen.text(at, letter, font=font(30), fill=(*RED, 255), anchor="mm")
    pen.text((110, 110), "★", font=font(60), fill=(*RED, 255), anchor="mm")
    page = with_mark(written("机密★1年", 28, RED), 830, 70).convert("RGBA")
    page.alpha_composite(seal, (860, 16))
    return page.convert("RGB")


MARKED["red under a red seal"] = red_under_a_seal
MARKED["across a blue frame"] = across_a_frame
MARKED["photocopied stamp across a rule"] = across_a_rule


@pytest.mark.parametrize("manner", MARKED)
def test_marked_pages_are_withheld(manner: str) -> None:
    seen = read(MARKED[manner]())
    assert isinstance(seen, Withheld)
    assert not seen.unscreened
    assert all(finding.code.startswith("secrecy.") for finding in seen.findings)


@pytest.mark.parametrize(
    "manner", ["corner", "framed stamp", "watermark", "note below the date", "green stamp across words"]
)
def test_marked_pages_are_withheld_when_photographed(manner: str) -> None:
    assert isinstance(read(photographed(MARKED[manner]())), Withheld)


@pytest.mark.parametrize("manner", ["corner", "watermark"])
def test_marked_pages_are_withheld_lying_on_their_side(manner: str) -> None:
    assert isinstance(read(MARKED[manner]().transpose(Image.Transpose.ROTATE_90)), Withheld)


@pytest.mark.parametrize(
    "body",
    [
        "张明同志参加2024年保密法宣传教育培训班，计8学时。",
        "兹证明我单位张明参加培训，因通知属秘密级文件不予公开，不便上传，特以本证明替代。",
        "张明同志经考核合格，准予从事涉密人员岗位工作，计16学时。",
    ],
)
def test_pages_that_speak_of_secrecy_are_read(body: str) -> None:
    seen = read(certificate(body))
    assert isinstance(seen, Reading)
    assert "张明" in seen.text


def test_a_class_that_may_pass_does_not_hide_a_worse_one() -> None:
    page = with_mark(written("内部资料", 30, (20, 20, 20)), 60, 20).convert("RGBA")
    page.alpha_composite(written("机密", 60, RED, 90), (1130, 500))
    out = io.BytesIO()
    page.convert("RGB").save(out, "PNG")
    lenient = GuardSettings({"internal": "pass"})
    seen = read_in_process(out.getvalue(), lenient)
    assert isinstance(seen, Withheld)
    assert {finding.code for finding in seen.findings} == {"secrecy.secret"}


def test_red_seals_and_harmless_notes_are_read() -> None:
    page = with_mark(written("（此件公开发布）", 34, (20, 20, 20)), 120, 880)
    pen = ImageDraw.Draw(page)
    pen.ellipse((800, 660, 1060, 920), outline=RED, width=7)
    pen.text((890, 750), "★", font=font(80), fill=RED)
    assert isinstance(read(page), Reading)


@pytest.mark.parametrize("blur", [8, 14])
def test_page_too_blurred_to_screen_is_not_kept(blur: float) -> None:
    seen = read(certificate().filter(ImageFilter.GaussianBlur(blur)))
    assert isinstance(seen, Withheld)
    assert seen.unscreened
    assert [finding.code for finding in seen.findings] == ["capture.unscreened"]


def test_page_too_dark_or_too_small_to_screen_is_not_kept_and_a_dim_one_is_read() -> None:
    page = certificate()
    grain = np.random.default_rng(3).normal(0, 6, (page.height, page.width, 1))
    dark = Image.fromarray((np.asarray(page) * 0.03 + grain).clip(0, 255).astype(np.uint8))
    for unseen in (dark, page.resize((120, 97), Image.Resampling.LANCZOS)):
        seen = read(unseen)
        assert isinstance(seen, Withheld)
        assert [finding.code for finding in seen.findings] == ["capture.unscreened"]
        assert "重新拍摄" in seen.findings[0].next_step
    assert isinstance(read(Image.fromarray((np.asarray(page) * 0.1).astype(np.uint8))), Reading)


def test_empty_page_and_picture_without_words_are_no_secrets() -> None:
    assert isinstance(read(Image.new("RGB", (800, 600), "white")), Reading)
    leaves = Image.effect_noise((800, 600), 90).convert("RGB")
    assert isinstance(read(leaves), Reading)


def test_a_margin_with_a_blue_frame_is_also_looked_at_in_black_alone() -> None:
    found = suspects.zones(Look(np.asarray(across_a_frame())), ())
    pairs = [
        (one, other)
        for one in found
        for other in found
        if one is not other and (one.left, one.top, one.why) == (other.left, other.top, "margin")
    ]
    assert pairs
    with_frame, in_black = pairs[0][0].picture, pairs[0][1].picture
    # Taken out as a rule, the frame takes a band of the letters with it; in black alone they stay whole.
    band = ~(with_frame < 128).any(axis=1)
    band &= np.maximum.accumulate(~band) & np.maximum.accumulate(~band[::-1])[::-1]
    assert band.any()
    assert (in_black[band] < 128).any()


def crooked_stamp(beside: int | None = None) -> np.ndarray:
    """A page with a red stamp in a frame; a broad red bar at a distance below it."""
    mark = Image.new("RGBA", (90, 60), (*RED, 0))
    pen = ImageDraw.Draw(mark)
    pen.text((45, 30), "机密", font=font(22), fill=(*RED, 255), anchor="mm")
    pen.rectangle((1, 1, 88, 58), outline=(*RED, 255), width=4)
    page = Image.new("RGBA", (1240, 1000), "white")
    mark = mark.rotate(8, expand=True, resample=Image.Resampling.BICUBIC)
    page.alpha_composite(mark, (600, 300))
    if beside is not None:
        ImageDraw.Draw(page).rectangle((100, 300 + mark.height + beside, 1140, 480), fill=RED)
    return np.asarray(page.convert("RGB"))


@pytest.mark.parametrize("beside", [None, 4])
def test_a_stamp_is_cut_out_with_its_frame_and_without_a_bar_beside_it(beside: int | None) -> None:
    (zone,) = [zone for zone in suspects.zones(Look(crooked_stamp(beside)), ()) if zone.why == "red"]
    assert zone.frame is not None
    assert zone.frame.angle == pytest.approx(-8, abs=3)
    assert zone.frame.wide / zone.frame.high == pytest.approx(90 / 60, rel=0.15)
    assert zone.picture.shape[1] / zone.scale < 200


def test_words_without_a_frame_are_in_none() -> None:
    page = with_mark(written("内部资料", 40, RED, 8), 600, 20)
    zones = [zone for zone in suspects.zones(Look(np.asarray(page)), ()) if zone.why == "red"]
    assert zones
    assert all(zone.frame is None for zone in zones)
