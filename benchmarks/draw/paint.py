"""Paints composed sheets: as an image, or as a native PDF with embedded subset fonts."""

from __future__ import annotations

import io
import time
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from benchmarks.draw.fonts import face, sized
from benchmarks.draw.sheet import Area, Picture, Run, Sheet, Stroke


def image_of(sheet: Sheet) -> Image.Image:
    """The sheet as an RGB image."""
    page = Image.new("RGB", (sheet.width, sheet.height), sheet.paper)
    draw = ImageDraw.Draw(page)
    for op in sheet.ops:
        if isinstance(op, Run):
            draw.text((op.x, op.y), op.text, font=sized(op.face, op.size), fill=op.colour)
        elif isinstance(op, Stroke):
            draw.line((*op.a, *op.b), fill=op.colour, width=max(1, round(op.width)))
        elif isinstance(op, Area):
            draw.rectangle(op.rect, fill=op.colour)
        else:
            lay(page, op)
    return page


def lay(page: Image.Image, picture: Picture) -> None:
    """Lays a picture on the page; ink multiplies with the paper below."""
    at = (round(picture.x), round(picture.y))
    if not picture.ink:
        page.paste(picture.image.convert("RGB"), at, picture.image.split()[-1])
        return
    box = (at[0], at[1], min(at[0] + picture.image.width, page.width), min(at[1] + picture.image.height, page.height))
    if box[2] <= box[0] or box[3] <= box[1] or at[0] < 0 or at[1] < 0:
        return
    below = np.asarray(page.crop(box), np.float32)
    ink = np.asarray(picture.image, np.float32)[: below.shape[0], : below.shape[1]]
    alpha = ink[..., 3:] / 255
    mixed = below * (1 - alpha) + below * ink[..., :3] / 255 * alpha
    page.paste(Image.fromarray(mixed.clip(0, 255).astype(np.uint8)), box[:2])


def pdf_of(sheets: Sequence[Sheet], *, dpi: int = 150, producer: str = "", title: str = "") -> bytes:
    """The sheets as a native PDF. Only embeddable faces are allowed (ValueError otherwise)."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    out, k = io.BytesIO(), 72 / dpi
    canvas = Canvas(out, pageCompression=1, invariant=1)
    canvas.setTitle(title)
    if producer:
        canvas.setProducer(producer)
    for sheet in sheets:
        canvas.setPageSize((sheet.width * k, sheet.height * k))
        top = sheet.height * k
        for op in sheet.ops:
            if isinstance(op, Run):
                chosen = face(op.face)
                if not chosen.embeddable:
                    raise ValueError(f"face {op.face} cannot be embedded")
                if op.face not in pdfmetrics.getRegisteredFontNames():
                    pdfmetrics.registerFont(TTFont(op.face, chosen.path, subfontIndex=chosen.index))
                ascent = sized(op.face, op.size).getmetrics()[0]
                canvas.setFillColorRGB(*(c / 255 for c in op.colour))
                canvas.setFont(op.face, op.size * k)
                canvas.drawString(op.x * k, top - (op.y + ascent) * k, op.text)
            elif isinstance(op, Stroke):
                canvas.setStrokeColorRGB(*(c / 255 for c in op.colour))
                canvas.setLineWidth(op.width * k)
                canvas.line(op.a[0] * k, top - op.a[1] * k, op.b[0] * k, top - op.b[1] * k)
            elif isinstance(op, Area):
                left, upper, right, lower = op.rect
                canvas.setFillColorRGB(*(c / 255 for c in op.colour))
                canvas.rect(left * k, top - lower * k, (right - left) * k, (lower - upper) * k, stroke=0, fill=1)
            else:
                canvas.drawImage(
                    ImageReader(op.image),
                    op.x * k,
                    top - (op.y + op.image.height) * k,
                    op.image.width * k,
                    op.image.height * k,
                    mask="auto",
                )
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scanned_pdf(images: Sequence[Image.Image], *, dpi: int = 150, quality: int = 80) -> bytes:
    """Scans wrapped in a PDF, one image a page, no text layer."""
    out = io.BytesIO()
    first, *rest = [image.convert("RGB") for image in images]
    epoch = time.gmtime(0)  # Pillow writes the second of saving otherwise; drawings must repeat.
    dates = {"creationDate": epoch, "modDate": epoch}
    first.save(out, "PDF", resolution=dpi, save_all=True, append_images=rest, quality=quality, **dates)
    return out.getvalue()
