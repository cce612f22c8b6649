"""Does a misread digit make reuse of a classmate's number? ``python -m benchmarks.merged_numbers [--shaky 0.03]``.

Classes of 200 people with consecutive numbers, and ten copies in each under other names, in any order. Of the
characters of a number a share (``--shaky``) is read at a confidence of 0.5 to 0.98 and misread as often as that says,
the others hardly ever. No picture, no engine. Counted: pairs of one printed number, and pairs of two that the reading
made one.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from benchmarks.draw.words import Words
from domain.case import Case, Earlier, Submitter
from domain.fact import Fact, Paper, Recognition
from domain.pair import PairComparison
from domain.place import Box, Place
from domain.reading import Line, Page, Reading, Source
from verifiers import number_conflict
from verifiers.knowledge.serials import own_digits_read

KIND, FACT = "completion_certificate", "certificate_no"
PEOPLE, COPIES, CLASSES = 200, 10, 20
SELDOM = 0.00015  # a character at 0.985 and more is wrong
SHARED = {"course_title": "工程造价管理培训班", "start_date": "2024-05-06", "end_date": "2024-05-08"}


class Handed:
    """What was handed in so far, by number as read."""

    def __init__(self) -> None:
        self.by_number: dict[str, list[Earlier]] = {}

    def same_number(self, kind: str, fact_name: str, value: str) -> Sequence[Earlier]:
        return self.by_number.get(value, ())

    def same_bytes(self, sha256: str) -> Sequence[Earlier]:
        return ()

    def near_copies(self, fingerprints: Mapping[str, Sequence[str]]) -> Sequence[Earlier]:
        return ()

    def of_person(self, person_id: str, year: int | None) -> Sequence[Earlier]:
        return ()

    def compare(self, case: Case, earlier: Earlier) -> PairComparison | None:
        return None


def one_class(seed: int, shaky: float) -> Counter[str]:
    rng, counts, handed = Random(seed), Counter[str](), Handed()
    words = Words(rng)
    numbers = [f"PX2024-{own:05d}" for own in range(PEOPLE)]
    numbers += [rng.choice(numbers) for _ in range(COPIES)]
    rng.shuffle(numbers)
    for at, printed in enumerate(numbers):
        name = words.name()
        sure = [rng.uniform(0.985, 1) if rng.random() > shaky else rng.uniform(0.5, 0.98) for _ in printed]
        read = "".join(_read(sign, chance, rng) for sign, chance in zip(printed, sure, strict=True))
        line = Line(read, Place(1, Box(0, 0, 300, 30)), min(sure), tuple(sure))
        number = Fact(FACT, read, read, line.place, min(sure), min(sure) >= 0.985)
        elsewhere = Place(1, Box(0, 50, 300, 80))
        facts = (number, *(Fact(n, v, v, elsewhere, 0.99, True) for n, v in {"person_name": name, **SHARED}.items()))
        reading = Reading(str(at), "image/jpeg", (Page(1, 400, 400, 0, Source.OCR, (line,)),))
        paper = Paper((1,), KIND, Recognition(0.99), facts)
        case = Case(str(at), reading, paper, Submitter(f"p{at}", name), {}, handed, today=date(2024, 6, 1))
        for finding in number_conflict.verify(case):
            pair = "one number" if finding.other == printed else "two numbers read as one"
            counts[f"{pair}: {finding.severity.value}"] += 1
        said = {fact.name: fact.value for fact in facts}
        surely = {FACT: own_digits_read(reading, number)}
        earlier = Earlier(str(at), str(at), KIND, f"p{at}", name, None, None, said, printed, read=surely)
        handed.by_number.setdefault(read, []).append(earlier)
    return counts


def _read(sign: str, sure: float, rng: Random) -> str:
    wrong = rng.random() > (sure if sure < 0.985 else 1 - SELDOM)
    return str((int(sign) + rng.randint(1, 9)) % 10) if wrong and sign.isdigit() else sign


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--shaky", type=float, default=0.03, help="share of characters read unsurely")
    asked = parser.parse_args()
    counts = Counter[str]()
    for seed in range(CLASSES):
        counts += one_class(seed, asked.shaky)
    print(f"{CLASSES} classes of {PEOPLE} people and {COPIES} copies")
    for name in sorted(counts):
        print(f"{name}: {counts[name]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
