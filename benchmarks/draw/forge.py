"""Forgeries with known truth: words retyped on a picture, and edits of native PDFs."""

from __future__ import annotations

import io
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from benchmarks.draw.fonts import advance, sized
from benchmarks.draw.words import Words


def other_text(rng: Random, field: str, old: str) -> str:
    """What a forger would put there instead."""
    if field == "person_name":
        return Words(rng).name()
    digits = [i for i, c in enumerate(old) if c.isdigit()]
    if field == "hours" or not digits:
        return str(int(old) + rng.choice([8, 16, 24])) if old.isdigit() else old + "1"
    at = rng.choice(digits[-3:])
    return old[:at] + str((int(old[at]) + rng.randint(1, 8)) % 10) + old[at + 1 :]


def retype(image: Image.Image, box: list[int], text: str, face: str) -> Image.Image:
    """Erases ``box`` with the colour around it and sets ``text`` there."""
    out, (left, top, right, bottom) = image.convert("RGB").copy(), box
    pixels = np.asarray(out)[max(top - 6, 0) : bottom + 6, max(left - 6, 0) : right + 6].reshape(-1, 3)
    bright = pixels[pixels.sum(1) >= np.percentile(pixels.sum(1), 60)]
    ground = tuple(int(c) for c in np.median(bright, axis=0))
    ink = tuple(int(c) for c in np.percentile(pixels, 3, axis=0))
    draw = ImageDraw.Draw(out)
    draw.rectangle((left - 1, top, right + 1, bottom), fill=ground)
    size = max(10, round((bottom - top) / 1.15))
    while advance(face, size, text) > (right - left) * 1.25 and size > 10:
        size -= 1
    draw.text((left, top), text, font=sized(face, size), fill=ink)
    return out


PDF_EDITS = ("pdf_overlay", "pdf_incremental", "pdf_annotation", "pdf_image_patch")


def edit_pdf(data: bytes, how: str, box: list[int], text: str, dpi: int = 150) -> bytes:
    """A native PDF with ``text`` over ``box`` (pixels of ``dpi``) on its first page, edited as ``how`` says.

    pdf_overlay: white box and new text appended to the page; pdf_incremental: the same kept as a second
    revision; pdf_annotation: a free-text note; pdf_image_patch: a picture of the new text.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.annotations import FreeText
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from benchmarks.draw.fonts import face

    reader, k = PdfReader(io.BytesIO(data)), 72 / dpi
    page = reader.pages[0]
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    left, top, right, bottom = (v * k for v in box)
    out = io.BytesIO()
    if how == "pdf_annotation":
        writer = PdfWriter(clone_from=reader)
        note = FreeText(
            text=text,
            rect=(left, height - bottom, right, height - top),
            font_size=f"{(bottom - top) * 0.8:.0f}pt",
            background_color="ffffff",
            border_color=None,
        )
        writer.add_annotation(0, note)
        writer.write(out)
        return out.getvalue()
    layer = io.BytesIO()
    canvas = Canvas(layer, pagesize=(width, height))
    if how == "pdf_image_patch":
        size = max(10, round((box[3] - box[1]) / 1.15))
        patch = Image.new("RGB", (box[2] - box[0], box[3] - box[1]), (255, 255, 255))
        ImageDraw.Draw(patch).text((0, 0), text, font=sized("ming", size), fill=(25, 25, 28))
        canvas.drawImage(ImageReader(patch), left, height - bottom, right - left, bottom - top)
    else:
        zenhei = face("zenhei")
        if "zenhei" not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont("zenhei", zenhei.path, subfontIndex=zenhei.index))
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(left - 1, height - bottom, right - left + 2, bottom - top, stroke=0, fill=1)
        canvas.setFillColorRGB(0.1, 0.1, 0.1)
        canvas.setFont("zenhei", (bottom - top) * 0.85)
        canvas.drawString(left, height - bottom + (bottom - top) * 0.16, text)
    canvas.save()
    overlay = PdfReader(io.BytesIO(layer.getvalue())).pages[0]
    if how == "pdf_incremental":
        revised = PdfWriter(io.BytesIO(data), incremental=True)
        revised.pages[0].merge_page(overlay)
        revised.write(out)
        return out.getvalue()
    writer = PdfWriter(clone_from=reader)
    writer.pages[0].merge_page(overlay)
    writer.write(out)
    return out.getvalue()
