"""Many glyphs counted at once say what each would say alone."""

from __future__ import annotations

import numpy as np
import pytest

from verifiers.pixels.glyphs import Glyphs
from verifiers.pixels.lattice import Lattice
from verifiers.pixels.measures import MEASURES, MORE
from verifiers.pixels.quantiles import quantile
from verifiers.pixels.strips import FINE, WHOLE, Part, Strip

PARTS = [(slice(10, 40), slice(100, 130)), (slice(12, 38), slice(133, 150)), (slice(10, 40), slice(151, 185))]


def strip(seed: int) -> Strip:
    random = np.random.default_rng(seed)
    fine = random.normal(0, 5, (len(FINE), 40, 100)).astype(np.float32)
    fine[FINE.index("depth")] += 30
    fine[3:] = np.abs(fine[3:])  # tone and slope
    whole = random.integers(0, 256, (len(WHOLE), 40, 100)).astype(np.uint8)
    ink = random.random((40, 100)) < 0.6
    whole[WHOLE.index("even")] = random.random((40, 100)) < 0.2
    whole[WHOLE.index("ink")] = ink
    whole[WHOLE.index("near")] = ink | (random.random((40, 100)) < 0.3)
    # The last glyph has no ink at all.
    whole[WHOLE.index("ink"), :, 60:] = 0
    return Strip((slice(5, 45), slice(90, 190)), fine, whole)


def pixels(one: Strip, part: Part) -> dict[str, np.ndarray]:
    rows, columns = slice(part[0].start - 5, part[0].stop - 5), slice(part[1].start - 90, part[1].stop - 90)
    return {
        **dict(zip(FINE, one.fine[:, rows, columns], strict=True)),
        **dict(zip(WHOLE, one.whole[:, rows, columns], strict=True)),
    }


@pytest.mark.parametrize("seed", range(5))
def test_each_glyph_as_alone(seed: int) -> None:
    page = strip(seed)
    told = Glyphs.of([(page, PARTS)]).numbers([20.0, 20.0, 20.0])
    assert {*told} == {*MEASURES, *MORE} - {"lattice"}
    for at, part in enumerate(PARTS):
        own = pixels(page, part)
        ink, bare, fringe = own["ink"] > 0, own["near"] == 0, (own["near"] > 0) & (own["ink"] == 0)
        plain = {
            "grain": np.log(np.abs(own["residue"][bare]).mean() + 0.2),
            "level": -np.median(own["depth"][bare]),
            "tone": np.log(own["tone"][bare].mean() + 0.2),
            "even": own["even"][bare].mean(),
            "red": own["red"][bare].mean(),
            "fringe": np.log(own["grey"][fringe].std() + 0.5),
        }
        if at < 2:
            dark = np.quantile(own["depth"][ink], 0.85)
            rows, columns = np.nonzero(ink)
            plain |= {
                "dark": dark,
                "black": np.quantile(own["grey"][ink], 0.02),
                "ink_blue": own["blue"][ink].mean(),
                "sharp": np.log(np.quantile(own["slope"], 0.95) / max(dark, 5.0) + 0.05),
                "top": part[0].start + rows.min(),
                "foot": part[0].start + rows.max() + 1,
                "left": part[1].start + columns.min(),
                "right": part[1].start + columns.max() + 1,
            }
        else:
            assert all(np.isnan(told[name][at]) for name in ("dark", "black", "stroke", "half", "ink_grain", "top"))
        for name, value in plain.items():
            assert told[name][at] == pytest.approx(float(value), abs=1e-4), name


@pytest.mark.parametrize("share", [0.02, 0.5, 0.85, 0.995])
def test_a_quantile_is_numpys(share: float) -> None:
    values = np.random.default_rng(1).normal(0, 9, 77).astype(np.float32)
    for length in (1, 2, 12, 77):
        assert quantile(values[:length], share) == pytest.approx(float(np.quantile(values[:length], share)), abs=1e-5)


def test_a_part_of_the_lattice_counts_every_block_by_its_share() -> None:
    random = np.random.default_rng(2)
    counted = random.integers(0, 40, (9, 11)).astype(np.float32)
    lattice = Lattice((random.random((9, 11)) * counted).astype(np.float32), counted)
    part = (slice(13, 42), slice(20, 61))
    every = [np.repeat(np.repeat(one, 8, 0), 8, 1)[part].sum() / 64 for one in (lattice.shortfall, lattice.counted)]
    beyond = (slice(80, 90), slice(0, 9))
    found = lattice.kept([part, beyond])
    assert found[0] == pytest.approx(every[0] / every[1] * min(1, (every[1] / 64) ** 0.5), rel=1e-5)
    assert np.isnan(found[1])
