"""Finds the Debian CJK fonts that papers are set in, and measures text with them."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from PIL import ImageFont

#: Debian package of each font file that papers are set in.
PACKAGES = {
    "NotoSansCJK-Regular.ttc": "fonts-noto-cjk",
    "NotoSansCJK-Bold.ttc": "fonts-noto-cjk",
    "NotoSerifCJK-Regular.ttc": "fonts-noto-cjk",
    "NotoSerifCJK-Bold.ttc": "fonts-noto-cjk",
    "ukai.ttc": "fonts-arphic-ukai",
    "uming.ttc": "fonts-arphic-uming",
    "wqy-zenhei.ttc": "fonts-wqy-zenhei",
}


class FontsMissing(RuntimeError):
    """A font file is not installed; the message names the Debian packages to install."""


@dataclass(frozen=True, slots=True)
class Face:
    """One font face: file, index inside the collection, and whether a PDF writer can embed it."""

    path: str
    index: int
    embeddable: bool


@lru_cache(maxsize=1)
def installed() -> dict[str, str]:
    """File name → path of the fonts above; raises FontsMissing when any is absent."""
    try:
        listed = subprocess.run(["fc-list", "--format", "%{file}\n"], capture_output=True, text=True, check=True).stdout
    except FileNotFoundError as missing_program:
        raise FontsMissing("fonts for drawing are missing: apt-get install -y fontconfig") from missing_program
    paths = {path.rsplit("/", 1)[-1]: path for path in listed.split()}
    missing = sorted({package for name, package in PACKAGES.items() if name not in paths})
    if missing:
        raise FontsMissing(f"fonts for drawing are missing: apt-get install -y {' '.join(missing)}")
    return {name: paths[name] for name in PACKAGES}


def face(name: str) -> Face:
    """The face called ``name`` (serif, serif_bold, sans, sans_bold, kai, ming, zenhei), simplified Chinese."""
    files = {
        "serif": ("NotoSerifCJK-Regular.ttc", 2, False),
        "serif_bold": ("NotoSerifCJK-Bold.ttc", 2, False),
        "sans": ("NotoSansCJK-Regular.ttc", 2, False),
        "sans_bold": ("NotoSansCJK-Bold.ttc", 2, False),
        "kai": ("ukai.ttc", 0, True),
        "ming": ("uming.ttc", 0, True),
        "zenhei": ("wqy-zenhei.ttc", 0, True),
    }
    file, index, embeddable = files[name]
    return Face(installed()[file], index, embeddable)


@dataclass(frozen=True, slots=True)
class Typeface:
    """Which face plays which part on one paper: body, title, label, number."""

    body: str
    title: str
    strong: str


def choose_typeface(rng: Random, *, embeddable: bool) -> Typeface:
    """A plausible combination; only faces a PDF writer can embed when asked for."""
    if embeddable:
        body = rng.choice(["ming", "zenhei", "kai", "ming"])
        return Typeface(body, rng.choice(["zenhei", "kai", body]), "zenhei")
    body = rng.choice(["serif", "serif", "ming", "kai", "sans", "zenhei"])
    title = rng.choice(["serif_bold", "sans_bold", "kai", "zenhei"])
    return Typeface(body, title, rng.choice(["sans_bold", "serif_bold"]))


@lru_cache(maxsize=512)
def sized(name: str, size: int) -> ImageFont.FreeTypeFont:
    """The face at ``size`` pixels."""
    chosen = face(name)
    return ImageFont.truetype(chosen.path, size, index=chosen.index)


def advance(name: str, size: int, text: str) -> float:
    """Width of ``text`` in pixels."""
    return float(sized(name, size).getlength(text))
