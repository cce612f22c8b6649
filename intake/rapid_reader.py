"""First reader: the PP-OCR networks of the rapidocr package, run by onnxruntime.

Only the model files of the installed package are used, by explicit path: its own download code is
never imported, so nothing can be fetched. What was measured and kept is told in
docs/decisions/0003-reading-engine.md.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache, wraps
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from domain.place import Place
from domain.reading import Line
from intake import ctc, last_layer, reading_order, strip_clearing, text_boxes
from intake.ctc import Written
from intake.shrink import shrunk
from intake.text_boxes import Spot

Image = NDArray[np.uint8]
"""RGB, height x width x 3."""

STRIP = 48  # Height of a line strip the recogniser was trained on.
_STEP = 8  # Pixels of a strip per time step.
_NARROWEST, _BUCKET = 64, 16
_BATCH_COLUMNS = 1280  # Strip pixels in one batch: bounds memory whatever the line lengths.
_WIDEST = 3200
_DRAWN_OUT = 1.25  # How much wider a doubtful line is made for its second reading.
_DOUBTFUL, _HOLE, _MOST_AGAIN = 0.5, 30.0, 24
_SURER = 0.03  # By how much a reading without the grain must be surer to be kept.
_LONG, _RIM, _PROBE = 20, 0.12, 6 * STRIP  # Of a frame: length by height, distance to the border; what is tried of it.
_DETECT_SIDE, _CLOSEST_SIDE = 960, 1920  # Longest side the detector is shown.
_KEPT_ROOM = 960 * 768  # Pixels of the largest usual page, a 4:3 photo: the memory it takes is kept between pages.
_WORKROOM = 160 << 20  # Bytes the networks share for good: such a page takes some 120 MB of it.
_SMALL_PRINT, _CLEAR_PRINT = 18.0, 24.0  # Height of a line (margins included) in the detector's pixels.
_BORDER, _WELL_READ, _LONGEST_NUMBER = 10, 0.9, 20

#: Weight of "no letter" beyond which nothing else is asked: a step that a letter won never had more than 22.3 (some
#: 20,000 of them, on 40 pages); of the others two thirds have.
_NO_LETTER = 24.0

NOTHING = Written("", (), ())


P = ParamSpec("P")
T = TypeVar("T")


def _timed(
    work: Callable[Concatenate[RapidReader, P], T],
) -> Callable[Concatenate[RapidReader, P], T]:
    """A method whose time counts as detection or recognition, once where such methods call each other."""

    @wraps(work)
    def timed(self: RapidReader, /, *args: P.args, **named: P.kwargs) -> T:
        if self._inside:
            return work(self, *args, **named)
        self._inside, began = True, time.perf_counter()
        try:
            return work(self, *args, **named)
        finally:
            self._inside = False
            self.seconds += time.perf_counter() - began

    return timed


class ModelsMissingError(RuntimeError):
    """The rapidocr package with its model files is not installed."""


def _model(name: str) -> Path:
    spec = find_spec("rapidocr")
    if spec is None or not spec.submodule_search_locations:
        raise ModelsMissingError("找不到识别模型：没有安装 rapidocr。请重新执行 ./run 完成安装。")
    path = Path(next(iter(spec.submodule_search_locations))) / "models" / name
    if not path.is_file():
        raise ModelsMissingError(f"找不到识别模型 {name}：rapidocr 安装不完整。请重新执行 ./run 完成安装。")
    return path


@cache
def _share_room() -> None:
    """One room for what all networks of this process work out, since they take turns: its first piece is never given
    back, so that a page finds its memory there, whatever came before it. Getting it anew takes a sixth of a detection.
    """
    room = onnxruntime.OrtArenaCfg(
        {
            "max_mem": 0,
            "arena_extend_strategy": 0,
            "initial_chunk_size_bytes": _WORKROOM,
            "max_dead_bytes_per_chunk": -1,
        }
    )
    place = onnxruntime.OrtMemoryInfo(
        "Cpu", onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, onnxruntime.OrtMemType.DEFAULT
    )
    onnxruntime.create_and_register_allocator(place, room)


def _session(model: Path | bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.enable_cpu_mem_arena = True
    _share_room()
    options.add_session_config_entry("session.use_env_allocators", "1")
    options.log_severity_level = 4
    network = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


class _Recogniser:
    """The recogniser with its last layer asked only where a letter may stand."""

    def __init__(self, path: Path) -> None:
        parted = last_layer.parted(path.read_bytes())
        if parted is None:
            raise ModelsMissingError(f"识别模型 {path.name} 与程序不符。请重新执行 ./run 完成安装。")
        self._before, self._last = _session(parted.before), _session(parted.last)
        self._no_letter, self._bias = parted.no_letter, parted.bias
        letters = self._before.get_modelmeta().custom_metadata_map["character"].splitlines()
        self.alphabet = ["", *letters, " "]

    def read(self, tensor: NDArray[np.float32], used: Sequence[float]) -> Iterator[Written]:
        """Lines of a batch (lines x 3 x height x width), of each of which ``used`` steps are not padding."""
        (features,) = self._before.run(None, {self._before.get_inputs()[0].name: tensor})
        asked = features @ self._no_letter + self._bias < _NO_LETTER
        best = np.zeros(asked.shape, np.intp)
        sure = np.ones(asked.shape, np.float32)
        scores = np.zeros((0, len(self.alphabet)), np.float32)
        if asked.any():
            (scores,) = self._last.run(None, {self._last.get_inputs()[0].name: features[asked]})
            best[asked] = won = scores.argmax(axis=1)
            # The winner's probability is looked up: a second search over 18,000 letters would cost as much again.
            sure[asked] = np.take_along_axis(scores, won[:, None], axis=1)[:, 0]
        rows = (np.cumsum(asked) - 1).reshape(asked.shape)  # Where in ``scores`` a step stands.

        for line in range(len(tensor)):

            def between(first: int, until: int, row: NDArray[np.intp] = rows[line]) -> NDArray[np.float32]:
                return scores[row[first] : row[until - 1] + 1]

            yield ctc.decode(best[line], sure[line], self.alphabet, used[line], between)


class RapidReader:
    """Reads upright pages. Loads its networks once; not to be shared between threads.

    ``seconds`` it has spent so far on detection and recognition.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self._inside = False
        self._detector = _session(_model("PP-OCRv6_det_small.onnx"))
        self._recogniser = _Recogniser(_model("PP-OCRv6_rec_small.onnx"))
        self._turner = _session(_model("ch_ppocr_mobile_v2.0_cls_mobile.onnx"))

    def read(self, image: Image, page: int = 1) -> tuple[Line, ...]:
        """Lines of an upright RGB page in reading order, in its pixels."""
        return self.read_spots(image, self.detect(image), page)

    @_timed
    def read_spots(self, image: Image, spots: Sequence[Spot], page: int = 1) -> tuple[Line, ...]:
        """Lines at places already detected, in reading order; places where nothing is written are dropped."""
        cuts = [(spot, text_boxes.cut(image, spot, STRIP)) for spot in spots]
        cuts = self._without_frames(cuts, *image.shape[:2])
        strips = [strip for _, strip in cuts]
        written = [NOTHING if _ornament(written) else written for written in self.recognise(strips)]
        for clearer in (False, True):
            written = self._again(image, cuts, written, clearer=clearer)
        read = [(w, s) for w, (s, _) in zip(written, cuts, strict=True) if w.text.strip() and not _ornament(w)]
        sequence = reading_order.order(
            [spot.box for _, spot in read], [spot.slope for _, spot in read], [w.text for w, _ in read]
        )
        return tuple(_line(*read[i], page) for i in sequence)

    def _without_frames(self, cuts: list[tuple[Spot, Image]], height: int, width: int) -> list[tuple[Spot, Image]]:
        """Without the sides of ornamental frames, which the detector takes for long lines along the border.

        The middle of a line that is one holds letters. Reading frames whole took half of a certificate's time.
        """

        def doubted(spot: Spot, strip: Image) -> bool:
            x, y = spot.box.center
            off, side = (x, width) if spot.tall else (y, height)
            return strip.shape[1] >= _LONG * STRIP and min(off, side - off) < _RIM * side

        tried = [i for i, (spot, strip) in enumerate(cuts) if doubted(spot, strip)]
        middles = [(cuts[i][1].shape[1] - _PROBE) // 2 for i in tried]
        said = self.recognise([cuts[i][1][:, left : left + _PROBE] for i, left in zip(tried, middles, strict=True)])
        bare = {i for i, written in zip(tried, said, strict=True) if _bare(written)}
        return [cut for i, cut in enumerate(cuts) if i not in bare]

    def _again(
        self, image: Image, cuts: Sequence[tuple[Spot, Image]], written: list[Written], *, clearer: bool
    ) -> list[Written]:
        """Lines in which something was lost, read once more drawn out; of both readings the fuller one that is surer.

        ``clearer``: without the grain; then a reading hardly surer changes nothing.
        """
        lost = [i for i, (w, (_, strip)) in enumerate(zip(written, cuts, strict=True)) if _incomplete(w, strip)]
        lost = sorted(lost, key=lambda i: cuts[i][1].shape[1])[:_MOST_AGAIN]
        shown = {i: text_boxes.as_large(image, cuts[i][0]) if clearer else cuts[i][1] for i in lost}
        if clearer:
            shown = {i: strip_clearing.cleared(strip) for i, strip in shown.items() if strip_clearing.grainy(strip)}
        wider = [text_boxes.resized(s, round(_DRAWN_OUT * cuts[i][1].shape[1]), STRIP) for i, s in shown.items()]
        better, more = list(written), _SURER if clearer else 0.0
        for i, again in zip(shown, self.recognise(wider), strict=True):
            held = written[i]
            if sum(again.probabilities) > sum(held.probabilities) and again.confidence > held.confidence + more:
                better[i] = again
        return better

    @_timed
    def detect(self, image: Image, side: int | None = None) -> list[Spot]:
        """Where lines stand, in pixels of ``image``.

        ``side``: the longest side the detector is shown; without it small print gets a second, closer look.
        """
        if side is not None:
            return self._detect(image, side)
        longest = max(image.shape[:2])
        found = self._detect(image, _DETECT_SIDE)
        if not found or longest <= _DETECT_SIDE:
            return found
        height = float(np.median([min(spot.size) for spot in found])) * _DETECT_SIDE / longest
        if height >= _SMALL_PRINT:
            return found
        return self._detect(image, min(_CLOSEST_SIDE, longest, round(_DETECT_SIDE * _CLEAR_PRINT / height)))

    def _detect(self, image: Image, side: int) -> list[Spot]:
        height, width = image.shape[:2]
        scale = min(1.0, side / max(height, width))
        size = (max(32, round(width * scale / 32) * 32), max(32, round(height * scale / 32) * 32))
        small = shrunk(image, *size)
        options = onnxruntime.RunOptions()
        if size[0] * size[1] > _KEPT_ROOM:  # Beyond the first piece, the room of the largest page would be kept.
            options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        (output,) = self._detector.run(None, {"x": _tensor(small)[None]}, options)
        return text_boxes.spots(output[0, 0], width, height)

    @_timed
    def recognise(self, strips: Sequence[Image]) -> list[Written]:
        """What is written on strips 48 pixels high (RGB), in their order.

        Strips are sorted by width into batches of nearly equal width: padding would otherwise be two
        fifths of the work.
        """
        fitted = [s if s.shape[1] <= _WIDEST else text_boxes.resized(s, _WIDEST, STRIP) for s in strips]
        read: list[Written] = [NOTHING] * len(fitted)
        buckets: dict[int, list[int]] = {}
        for i, strip in enumerate(fitted):
            buckets.setdefault(max(_NARROWEST, -(-strip.shape[1] // _BUCKET) * _BUCKET), []).append(i)
        for width, members in sorted(buckets.items()):
            together = max(1, _BATCH_COLUMNS // width)
            for first in range(0, len(members), together):
                batch = members[first : first + together]
                for i, written in zip(batch, self._batch([fitted[i] for i in batch], width), strict=True):
                    read[i] = written
        return read

    def _batch(self, strips: Sequence[Image], width: int) -> list[Written]:
        tensor = np.zeros((len(strips), 3, STRIP, width), np.float32)
        for row, strip in zip(tensor, strips, strict=True):
            row[:, :, : strip.shape[1]] = _tensor(strip)
        return list(self._recogniser.read(tensor, [strip.shape[1] / _STEP for strip in strips]))

    @_timed
    def head_down(self, strips: Sequence[Image]) -> NDArray[np.float32]:
        """Probability per strip that it lies upside down. One line alone misleads (6 and 9); let many vote."""
        tensor = np.zeros((len(strips), 3, STRIP, 192), np.float32)
        for row, strip in zip(tensor, strips, strict=True):
            part = strip if strip.shape[1] <= 192 else text_boxes.resized(strip, 192, STRIP)
            row[:, :, : part.shape[1]] = _tensor(part)
        (output,) = self._turner.run(None, {"x": tensor})
        return np.asarray(output[:, 1], np.float32)


def _tensor(image: Image) -> NDArray[np.float32]:
    """An RGB picture as the networks want it: blue, green, red, each a plane of its own, -1 to 1."""
    planes = np.empty((3, *image.shape[:2]), np.float32)
    for plane, channel in zip(planes[::-1], cv2.split(image), strict=True):
        np.multiply(channel, np.float32(1 / 127.5), out=plane, dtype=np.float32)
    planes -= 1
    return planes


def _bare(written: Written) -> bool:
    """Whether six letters' room of a line holds next to nothing: one letter, or a few figures."""
    letters = written.text.replace(" ", "")
    return len(set(letters)) < 2 or (len(letters) < 4 and letters.isascii() and letters.isalnum())


def _ornament(written: Written) -> bool:
    """Whether a line is a printed border: a figure or two over and over, badly read or longer than any number."""
    text = written.text.replace(" ", "")
    if len(text) < _BORDER or not (text.isascii() and text.isalnum()):
        return False
    if len(text) > _LONGEST_NUMBER:
        return len(set(text)) <= 3
    return written.confidence < _WELL_READ and max(map(text.count, set(text))) >= 0.8 * len(text)


def _incomplete(written: Written, strip: Image) -> bool:
    """Whether a character is very doubtful, or a stretch as long as a character lies before one that was read."""
    if not written.text.strip():
        return False
    if min(written.probabilities) < _DOUBTFUL:
        return True
    ends = [(0.0, 0.0), *written.spans]
    widest = max(after[0] - before[1] for before, after in pairwise(ends))
    return bool(widest * strip.shape[1] > _HOLE)


def _line(written: Written, spot: Spot, page: int) -> Line:
    boxes = spot.parts(written.spans)
    return Line(
        written.text, Place(page, spot.box), written.confidence, written.probabilities, boxes, spot.tall, written.others
    )
