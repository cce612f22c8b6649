from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import year


def main() -> int:
    words = argparse.ArgumentParser(
        prog="python -m benchmarks.year", description=(year.__doc__ or "").split("\n", 1)[0]
    )
    words.add_argument("--people", type=int, default=200)
    words.add_argument("--papers", type=int, default=20, help="people of each city who upload a certificate")
    words.add_argument("--scans", type=int, default=2, help="people of each city whose certificate is a picture")
    words.add_argument("--city", action="append", choices=[city.name for city in year.CITIES])
    words.add_argument("--database", default="", help="postgresql://… instead of SQLite")
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        years = year.run(
            Path(folder),
            people=given.people,
            cities=given.city or [city.name for city in year.CITIES],
            papers=given.papers,
            scans=given.scans,
            database=given.database,
        )
    return 1 if any(one.wrong for one in years) else 0


if __name__ == "__main__":
    sys.exit(main())
