"""Words that a page paints and then covers."""

from __future__ import annotations

from dataclasses import dataclass

from verifiers.pdf.painted import Glyph, PaintedPage, Patch
from verifiers.pdf.rectangles import area, shared

#: A patch that hides words is a small thing: larger ones are backgrounds and scans.
LARGEST_SHARE = 0.25
LIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Covered:
    """``below`` was painted, then ``patch`` over it, then ``above`` on the patch (may be empty)."""

    patch: Patch
    below: tuple[Glyph, ...]
    above: tuple[Glyph, ...]

    @property
    def hidden(self) -> str:
        return in_order(self.below)

    @property
    def shown(self) -> str:
        return in_order(self.above)


def in_order(glyphs: tuple[Glyph, ...]) -> str:
    """The words of the glyphs by lines."""
    return "".join(g.text for g in sorted(glyphs, key=lambda g: (round(g.box[3] / 6), g.box[0])))


def _above(page: PaintedPage, patch: Patch) -> tuple[Glyph, ...]:
    """The words painted on the patch afterwards, to their end where they run beyond it."""
    later = [g for g in page.glyphs if g.order > patch.order and g.visible and area(g.box)]
    run = [g for g in later if shared(g.box, patch.box) >= 0.6 * area(g.box)]
    for glyph in sorted(later, key=lambda g: g.box[0]):
        last = max(run, key=lambda g: g.box[2], default=None)
        if last is None or glyph in run:
            continue
        height = last.box[3] - last.box[1]
        level = abs(glyph.box[3] - last.box[3]) < 0.4 * height
        if level and -0.2 * height < glyph.box[0] - last.box[2] < 0.6 * height:
            run.append(glyph)
    return tuple(run)


def covered(page: PaintedPage) -> tuple[Covered, ...]:
    """Small opaque patches (light fills, pictures) with visible words underneath."""
    found = []
    for patch in page.patches:
        small = area(patch.box) < LARGEST_SHARE * page.area
        light = patch.what == "image" or (patch.colour is not None and patch.colour >= LIGHT)
        if not (patch.opaque and small and light):
            continue
        inside = [g for g in page.glyphs if area(g.box) and shared(g.box, patch.box) >= 0.6 * area(g.box)]
        below = tuple(g for g in inside if g.order < patch.order and g.visible)
        if below:
            found.append(Covered(patch, below, _above(page, patch)))
    return tuple(found)
