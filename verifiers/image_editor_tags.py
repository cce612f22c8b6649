"""Names of picture editors that the file itself carries.

Sees: EXIF, XMP, PNG text and Photoshop blocks. Cannot see: what the program was used for, programs that leave no name,
names that a messenger stripped.

Only ever a note: screenshots are cropped, photos straightened and brightened by the same programs. Says nothing when
there is no such name; a file without any metadata is as ordinary as one with it, and nothing is claimed of it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from PIL import Image

from domain.case import Case
from domain.finding import Finding, Severity
from verifiers import NotApplicable
from verifiers.pixels.picture import exif_of

TITLE = "图片编辑软件标记"
CODES = ("tampering.editor_tag",)
NEEDS = frozenset({"original"})
MEDIA = frozenset({"image/jpeg", "image/png", "image/webp", "image/heic", "image/tiff"})

#: Programs made to change pictures, as they name themselves. Cameras, scanners and phone systems are not among them.
EDITORS = {
    r"photoshop|adobe ps": "Photoshop",
    r"lightroom": "Lightroom",
    r"\bgimp\b": "GIMP",
    r"snapseed": "Snapseed",
    r"picsart": "PicsArt",
    r"meitu|美图|xiuxiu": "美图秀秀",
    r"醒图|hypic": "醒图",
    r"\bcanva\b|可画": "Canva 可画",
    r"paint\.net": "Paint.NET",
    r"affinity photo": "Affinity Photo",
    r"pixelmator": "Pixelmator",
    r"美易|天天p图|pitu": "天天P图",
    r"photopea": "Photopea",
    r"coreldraw|paintshop": "Corel",
    r"acdsee": "ACDSee",
    r"faceapp|beautycam|轻颜|一甜": "美颜相机",
}
_FIELDS = (0x0131, 0x000B, 0x013B, 0x010E, 0x9286)  # Software, ProcessingSoftware, Artist, ImageDescription, comment
_IN_XMP = re.compile(rb"(?:CreatorTool|softwareAgent|Software)[^<>\"']{0,20}[>\"'=]\s*[\"']?([^<\"']{2,80})")
INNOCENT = (
    "手机相册或修图软件只用来裁剪、摆正、调亮度。",
    "单位或施教机构用制图软件制作电子证书。",
    "截图或转存时由软件自动写入。",
)


def verify(case: Case) -> Iterable[Finding]:
    if case.original is None:
        raise NotApplicable
    named = sorted({title for text in _texts(case.original) for title in editors_in(text)})
    if named:
        yield Finding(
            "tampering.editor_tag",
            Severity.NOTE,
            f"图片文件里留有编辑软件的标记：{'、'.join(named)}。",
            0.9,
            innocent=INNOCENT,
            next_step="这只说明文件经过该软件保存，不说明内容被改动；有其他疑点时一并考虑。",
            detail={"software": named},
        )


def editors_in(text: str) -> list[str]:
    """Editors named in a piece of metadata."""
    low = text.lower()
    return [title for pattern, title in EDITORS.items() if re.search(pattern, low)]


def _as_utf8(text: str) -> str:
    """Chinese names stand in fields meant for ASCII and come out as Latin letters."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""


def _texts(data: bytes) -> list[str]:
    found: list[str] = []
    with Image.open(io.BytesIO(data)) as picture:
        exif = exif_of(picture, data)
        values = [exif.get(tag) for tag in _FIELDS] + [exif.get_ifd(0x8769).get(tag) for tag in _FIELDS]
        for value in values:
            if isinstance(value, bytes):
                value = value.decode("utf-8", "ignore")
            if isinstance(value, str):
                found += [value[:400], _as_utf8(value[:400])]
        for key, value in picture.info.items():
            if key == "photoshop":
                found.append("photoshop")
            elif isinstance(value, str) and str(key).lower() in ("software", "comment", "description", "creator tool"):
                found.append(value[:400])
        packets = [picture.info.get("xmp"), picture.info.get("XML:com.adobe.xmp")]
    for packet in packets:
        raw = packet.encode() if isinstance(packet, str) else packet
        if isinstance(raw, bytes):
            found += [match.decode("utf-8", "ignore") for match in _IN_XMP.findall(raw[:200_000])]
    return found
