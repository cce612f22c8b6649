"""Trains the network that tells whether a spot was made like the page around it.

``python -m benchmarks.learn_making --pages 110 --seed 9001 --minutes 14`` (processor time) with torch 2.13.0 and onnx
beside what the project needs; torch stands in no lock file. Writes ``making.onnx`` of ``verifiers/pixels``. Pages come
from all drawn sets but those of ``LEFT_OUT``; pieces of them are forged on the fly (``benchmarks.forged_crops``), a
quarter of the pieces come from whole pages forged and sent on as ``benchmarks.learn_forgeries`` does, which also knows
printing and scanning again and photographs of screens. Two pieces in three are forged; of these every spot not put in
counts as genuine. With ``--state FILE`` it learns on from what that file holds, if it is there, and keeps what it knows
then.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

import verifiers.pixels
from benchmarks.blind_forgers import places_of
from benchmarks.draw.forgers import WAYS, send
from benchmarks.draw.maker import SETS
from benchmarks.forged_crops import SPOT, Base, Crops
from benchmarks.learn_forgeries import forged
from benchmarks.taken import Taken, pixels_of, taken_pages
from verifiers.pixels.making import planes

#: Sets no page of which is trained on.
LEFT_OUT = ("third", "seventh", "ninth", "twelfth", "seventeenth")
SIDE, PIECES = 320, 6
#: Highest rate of learning, at first and of one that learns on: so much less that little is unlearnt.
FASTEST, ONWARD = 3e-3, 2e-3
#: Spots that were put in, and that were not, by the share of them that changed; those between count for nothing.
PUT_IN, LEFT = 0.35, 0.02
#: Share of pieces cut from whole forged pages.
WHOLE = 0.25
Whole = tuple[NDArray[np.uint8], NDArray[np.float32]]

_KV = [[-1, 2, -2, 2, -1], [2, -6, 8, -6, 2], [-2, 8, -12, 8, -2], [2, -6, 8, -6, 2], [-1, 2, -2, 2, -1]]


def first_filters(count: int) -> torch.Tensor:
    """High-pass filters as the study of hidden writing uses them, in several places; the last two tell the level."""
    level = torch.zeros(5, 5)
    level[2, 1:4] = torch.tensor([1.0, -2.0, 1.0]) / 2
    peak = torch.full((5, 5), -1 / 25.0)
    peak[2, 2] += 1
    slant = torch.zeros(5, 5)
    slant[1, 1], slant[3, 3], slant[2, 2] = 0.5, 0.5, -1.0
    usual = [torch.tensor(_KV, dtype=torch.float32) / 12, level, level.T, peak, slant]
    filters = torch.zeros(count, 1, 6, 6)
    for number in range(count - 2):
        down, across = [(0, 0), (1, 1), (0, 1), (1, 0)][number // len(usual) % 4]
        filters[number, 0, down : down + 5, across : across + 5] = usual[number % len(usual)] * 0.5
    filters[count - 2, 0, 2:4, 2:4] = 1 / 160
    filters[count - 1, 0, 1:5, 1:5] = -1 / 640
    return filters


class Making(nn.Module):
    """Brightness (N, 1, H, W) and colour residuals (N, 2, H / 2, W / 2) to log odds (N, 1, H / 8, W / 8)."""

    def __init__(self, first: int = 14, second: int = 20, third: int = 32, kinds: int = 6, last: int = 24) -> None:
        super().__init__()
        self.residuals = nn.Conv2d(1, first, 6, 2, 2)
        with torch.no_grad():
            self.residuals.weight.copy_(first_filters(first) + 0.01 * torch.randn(first, 1, 6, 6))
            self.residuals.bias.zero_()
        self.colours = nn.Conv2d(2, 6, 3, 1, 1)
        self.quarter = nn.Sequential(nn.Conv2d(first + 6, second, 4, 2, 1), nn.BatchNorm2d(second), nn.ReLU())
        self.eighth = nn.Sequential(nn.Conv2d(second, third, 4, 2, 1), nn.BatchNorm2d(third), nn.ReLU())
        self.traits = nn.Sequential(nn.Conv2d(third, third, 3, 1, 1), nn.BatchNorm2d(third))
        self.kinds = nn.Conv2d(third, kinds, 1)
        self.mixed = nn.Sequential(nn.Conv2d(3 * third, last, 1), nn.ReLU(), nn.Conv2d(last, last, 3, 1, 1), nn.ReLU())
        self.wider = nn.Sequential(nn.Conv2d(last, last, 3, 1, 2, 2), nn.ReLU())
        self.odds = nn.Conv2d(last, 1, 1)

    def forward(self, bright: torch.Tensor, tint: torch.Tensor) -> torch.Tensor:
        weight = self.residuals.weight
        high = weight[:-2] - weight[:-2].mean((2, 3), keepdim=True)  # Nothing of the level passes.
        fine = functional.conv2d(bright, torch.cat([high, weight[-2:]]), self.residuals.bias, 2, 2)
        colours = functional.relu(self.colours(torch.clamp(tint * 0.5, -3, 3)))
        traits = self.traits(self.eighth(self.quarter(torch.cat([torch.clamp(fine, -3, 3), colours], 1))))
        apart = self._apart(traits)
        mixed = self.mixed(torch.cat([traits, apart, apart.abs()], 1))
        return self.odds(mixed + self.wider(mixed))

    def _apart(self, traits: torch.Tensor) -> torch.Tensor:
        """Spreads by which every spot differs from the mean of its kind in the whole picture."""
        pieces, count, height, width = traits.shape
        share = torch.softmax(self.kinds(traits), 1).reshape(pieces, -1, height * width)
        flat = traits.reshape(pieces, count, height * width).transpose(1, 2)
        whole = share.sum(2, keepdim=True) + 1.0
        mean, square = torch.bmm(share, flat) / whole, torch.bmm(share, flat * flat) / whole
        inverse = 1 / torch.sqrt(torch.clamp(square - mean * mean, min=0) + 0.01)
        by, less = (
            torch.bmm(one.transpose(1, 2), share).reshape(pieces, -1, height, width)
            for one in (inverse, mean * inverse)
        )
        return torch.clamp(traits * by - less, -6, 6)


def loss_of(odds: torch.Tensor, share: torch.Tensor) -> torch.Tensor:
    """Places put in count alike, large or small; of the others the worst spots count once more."""
    put_in, left = (share > PUT_IN).float(), (share < LEFT).float()
    count = put_in.sum((1, 2, 3))
    each = (1 / torch.clamp(count, min=8)).reshape(-1, 1, 1, 1)
    missed = (functional.softplus(-odds) * put_in * each).sum() / (count > 0).float().sum().clamp(min=1)
    false = functional.softplus(odds) * left
    return missed + 2 * false.sum() / left.sum() + 0.3 * false.flatten(1).topk(20, 1).values.mean()


def whole_pages(pages: Sequence[Taken], versions: int) -> Iterator[tuple[bool, Whole]]:
    """Pages forged and sent on, and sent on untouched: whether forged, pixels, share of each spot put in."""
    for one in pages:
        places = places_of(one)
        for number in range(2 * versions):
            rng = Random(f"{one.name}/making/{number}")
            image, edits = one.pixels, []
            if number < versions:
                image, _, edits = forged(one, pages, places, rng)
            sent = send(image, rng.choices(list(WAYS), list(WAYS.values()))[0], rng)
            after = pixels_of(sent.data)
            changed = (image != one.pixels).any(axis=2).astype(np.uint8) * 255
            changed = cv2.morphologyEx(changed, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
            size = after.shape[1], after.shape[0]
            moved = cv2.warpPerspective(changed, sent.map, size, flags=cv2.INTER_AREA).astype(np.float32) / 255
            whole = after[: size[1] // SPOT * SPOT, : size[0] // SPOT * SPOT]
            spots = whole.shape[1] // SPOT, whole.shape[0] // SPOT
            moved = moved[: whole.shape[0], : whole.shape[1]]
            share = np.asarray(cv2.resize(moved, spots, interpolation=cv2.INTER_AREA), np.float32)
            if min(whole.shape[:2]) >= SIDE and bool(edits) == bool((share > PUT_IN).any()):
                yield bool(edits), (whole, share)


def cut(whole: Whole, rng: Random) -> Whole:
    """A piece of a page, around something put in where there is any."""
    pixels, share = whole
    spots, side = np.argwhere(share > PUT_IN), SIDE // SPOT
    down, across = spots[rng.randrange(len(spots))] if len(spots) else (rng.randrange(n) for n in share.shape)
    top = max(0, min(int(down) - rng.randrange(5, side - 5), share.shape[0] - side))
    left = max(0, min(int(across) - rng.randrange(5, side - 5), share.shape[1] - side))
    inside = pixels[top * SPOT : (top + side) * SPOT, left * SPOT : (left + side) * SPOT]
    return inside, share[top : top + side, left : left + side]


def batch(crops: Crops, wholes: dict[bool, list[Whole]], rng: Random) -> tuple[torch.Tensor, ...]:
    made: list[tuple[Any, Any, Any]] = []
    while len(made) < PIECES:
        is_forged = len(made) % 3 < 2
        try:
            if rng.random() < WHOLE and wholes[is_forged]:
                pixels, share = cut(rng.choice(wholes[is_forged]), rng)
            else:
                pixels, share = crops.piece(SIDE, forged=is_forged)
        except (ValueError, IndexError, cv2.error):
            continue  # The page had no room for this manner: another one.
        parts = (*planes(pixels), share[None, None])
        for axis in (-1, -2):  # A picture in a mirror keeps the grid of its compression.
            if rng.random() < 0.5:
                parts = tuple(np.flip(part, axis) for part in parts)
        made.append(parts)
    return tuple(torch.from_numpy(np.ascontiguousarray(np.concatenate(parts))) for parts in zip(*made, strict=True))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=110)
    parser.add_argument("--seed", type=int, default=9001)
    parser.add_argument("--versions", type=int, default=2, help="of each whole page, forged and untouched ones")
    parser.add_argument("--minutes", type=float, default=14.0, help="of processor time to train")
    parser.add_argument("--lot", type=int, default=5, help="by which pieces are drawn: another one to learn on")
    parser.add_argument("--state", type=Path, help="file to learn on from, and to keep what was learnt in")
    parser.add_argument("--to", type=Path, default=Path(verifiers.pixels.__file__).parent / "making.onnx")
    asked = parser.parse_args()
    torch.manual_seed(5)
    torch.set_num_threads(1)
    rng = Random(asked.lot)
    pages = list(taken_pages(asked.pages, asked.seed, [name for name in SETS if name not in LEFT_OUT]))
    bases = [base for base in map(Base.of, pages) if base.lines and min(base.pixels.shape[:2]) >= SIDE]
    wholes: dict[bool, list[Whole]] = {True: [], False: []}
    for is_forged, whole in whole_pages(pages, asked.versions):
        wholes[is_forged].append(whole)
    crops, network, fastest = Crops(bases, rng), Making(), FASTEST
    if asked.state and asked.state.exists():
        network.load_state_dict(torch.load(asked.state))
        fastest = ONWARD
    steps, began, done, sums = (
        torch.optim.AdamW(network.parameters(), fastest, weight_decay=1e-4),
        time.process_time(),
        0,
        0.0,
    )
    while (share := (time.process_time() - began) / (60 * asked.minutes)) < 1:
        for group in steps.param_groups:
            group["lr"] = fastest * min(1, (done + 1) / 50) * max(0.02, (1 + math.cos(math.pi * share)) / 2)
        bright, tint, put_in = batch(crops, wholes, rng)
        loss = loss_of(network(bright, tint), put_in)
        steps.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        steps.step()
        done, sums = done + 1, sums + loss.item()
        if done % 100 == 0:
            print(f"{done} steps, {share:.0%} of the time, loss {sums / 100:.3f}", flush=True)
            sums = 0.0
    if asked.state:
        torch.save(network.state_dict(), asked.state)
    keep(network, asked.to)
    return 0


def keep(network: Making, path: Path) -> None:
    network.eval()
    shown = torch.zeros(1, 1, 512, 512), torch.zeros(1, 2, 256, 256)
    sides = {"bright": {2: "h", 3: "w"}, "tint": {2: "h2", 3: "w2"}, "odds": {2: "h8", 3: "w8"}}
    names = {"input_names": ["bright", "tint"], "output_names": ["odds"], "dynamic_axes": sides}
    torch.onnx.export(network, shown, str(path), dynamo=False, opset_version=17, **names)


if __name__ == "__main__":
    raise SystemExit(main())
