"""Seals, signatures and handwriting as RGBA pictures of ink."""

from __future__ import annotations

import math
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from benchmarks.draw.fonts import sized

SEAL_REDS = ((205, 25, 30), (190, 20, 40), (220, 40, 35), (175, 25, 30))


def round_seal(rng: Random, ring: str, bottom: str = "", size: int = 260) -> Image.Image:
    """A round seal: ring, star, name along the ring, purpose line below the star; unevenly inked."""
    big = size * 2
    image = Image.new("RGBA", (big, big), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    colour, middle, radius = (*rng.choice(SEAL_REDS), 235), big / 2, big / 2 - 6
    draw.ellipse((6, 6, big - 6, big - 6), outline=colour, width=max(5, big // 48))
    star = []
    for i in range(10):
        far = radius * (0.30 if i % 2 == 0 else 0.115)
        angle = -math.pi / 2 + i * math.pi / 5
        star.append((middle + far * math.cos(angle), middle + far * math.sin(angle)))
    draw.polygon(star, fill=colour)
    height = int(min(radius * 0.30, radius * 4.0 / max(len(ring), 8)))
    font = sized("serif_bold", max(height, 14))
    spread = math.radians(min(280, 22 * len(ring) + 20))
    for i, char in enumerate(ring):
        angle = -math.pi / 2 + (i / max(len(ring) - 1, 1) - 0.5) * spread
        glyph = Image.new("RGBA", (height * 2, height * 2), (0, 0, 0, 0))
        ImageDraw.Draw(glyph).text((height, height), char, font=font, fill=colour, anchor="mm")
        glyph = glyph.rotate(-math.degrees(angle) - 90, resample=Image.Resampling.BICUBIC)
        far = radius * 0.80
        at = (int(middle + far * math.cos(angle) - height), int(middle + far * math.sin(angle) - height))
        image.alpha_composite(glyph, at)
    if bottom:
        draw.text(
            (middle, middle + radius * 0.55),
            bottom,
            font=sized("serif_bold", int(radius * 0.18)),
            fill=colour,
            anchor="mm",
        )
    turned = image.rotate(rng.uniform(-12, 12), resample=Image.Resampling.BICUBIC)
    return worn(rng, turned.resize((size, size), Image.Resampling.LANCZOS))


def square_seal(rng: Random, text: str, size: int = 110) -> Image.Image:
    """A personal or bureau square seal of up to six characters in two columns."""
    image = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    draw, colour = ImageDraw.Draw(image), (*rng.choice(SEAL_REDS), 235)
    draw.rectangle((3, 3, size - 4, size - 4), outline=colour, width=max(3, size // 26))
    half = max(1, math.ceil(len(text) / 2))
    step = (size - 16) / half
    font = sized("serif_bold", int(min(step, size * 0.42)))
    for i, char in enumerate(text):
        x = size * (0.72 if i < half else 0.28)
        draw.text((x, 8 + step * (i % half + 0.5)), char, font=font, fill=colour, anchor="mm")
    return worn(rng, image)


def worn(rng: Random, image: Image.Image) -> Image.Image:
    """Uneven ink: a smooth random field thins the alpha here and there."""
    array = np.array(image)
    random = np.random.default_rng(rng.randrange(2**32))
    field = cv2.resize(
        random.random((9, 9)).astype(np.float32), (array.shape[1], array.shape[0]), interpolation=cv2.INTER_CUBIC
    )
    grain = random.random(array.shape[:2]) * 0.35
    alpha = array[..., 3] * np.clip(0.55 + field * 0.6 - grain, 0.15, 1)
    array[..., 3] = alpha.astype(np.uint8)
    return Image.fromarray(array)


def handwriting(rng: Random, text: str, size: int = 44, colour: tuple[int, int, int] | None = None) -> Image.Image:
    """``text`` as if written by hand: slanted, every character jittered and bent, stroke width varying."""
    colour = colour or rng.choice([(20, 20, 30), (25, 35, 120), (30, 30, 40), (40, 50, 140)])
    pad, step = size, size * rng.uniform(0.82, 1.02)
    image = Image.new("L", (int(step * len(text)) + 2 * pad, size + 2 * pad), 0)
    x = float(pad)
    for char in text:
        glyph = Image.new("L", (size * 2, size * 2), 0)
        own = int(size * rng.uniform(0.86, 1.12))
        ImageDraw.Draw(glyph).text(
            (size, size), char, font=sized("kai", own), fill=255, anchor="mm", stroke_width=rng.choice([0, 0, 1])
        )
        glyph = glyph.rotate(rng.uniform(-9, 9), resample=Image.Resampling.BICUBIC)
        image.paste(255, (int(x - size / 2), int(pad - size / 2 + rng.uniform(-3, 3))), glyph)
        x += step * (0.62 if char.isascii() else 1.0)
    array = np.array(image)
    height, width = array.shape
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    slant, wave = rng.uniform(-0.05, 0.22), rng.uniform(0.8, 2.2)
    phase, length = rng.uniform(0, 6), rng.uniform(30, 70)
    bent_x = xs + (ys - height / 2) * slant + wave * np.sin(ys / length * 6 + phase)
    bent_y = ys + wave * np.sin(xs / length * 4 + phase * 2) + (xs - width / 2) * rng.uniform(-0.04, 0.04)
    array = cv2.remap(array, bent_x.astype(np.float32), bent_y.astype(np.float32), cv2.INTER_LINEAR)
    found = np.argwhere(array > 40)
    (top, left), (bottom, right) = found.min(axis=0), found.max(axis=0)
    array = array[max(top - 2, 0) : bottom + 3, max(left - 2, 0) : right + 3]
    out = np.zeros((*array.shape, 4), np.uint8)
    out[..., :3], out[..., 3] = colour, (array * 0.93).astype(np.uint8)
    picture = Image.fromarray(out)
    picture.info["said"] = text
    return picture


def qr(payload: str, size: int = 150) -> Image.Image:
    """A QR code of ``payload``."""
    code = cv2.QRCodeEncoder.create().encode(payload)
    return Image.fromarray(code).convert("RGBA").resize((size, size), Image.Resampling.NEAREST)
