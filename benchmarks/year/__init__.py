"""A scripted year of an invented unit in each of the four cities, every total held against ``benchmarks.plain_rules``.

``python -m benchmarks.year [--people 200] [--city jiaxing …] [--database URL]``: units, people and earlier hours come
in as Excel; classes are applied for, returned, approved, their rosters (one of them faulty at first) handed in and
registered; people claim, some with a certificate that is really read (``--papers`` with a text layer, ``--scans`` as
pictures); claims are returned, put right, adjusted, declined, credited; in Xuzhou the year is registered, verified and
spot-checked; forms are fetched from the pages and read back. Prints one line a city, where the time went, and exits 1
on any difference.
"""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.year.cities import CITIES
from benchmarks.year.course import Year
from benchmarks.year.windows import Windows
from claims import Desk, Settings
from intake import Intake

__all__ = ["CITIES", "Year", "run"]


def run(folder: Path, *, people: int, cities: list[str], papers: int, scans: int = 0, database: str = "") -> list[Year]:
    """The year of every city on one desk; ``wrong`` of each tells what differed."""
    settings = Settings(data=folder, database_url=database, poll_seconds=0.1)
    years = []
    with Intake(workers=1) as intake:
        desk = Desk(settings, intake)
        desk.start()
        try:
            token = desk.first_sign_in()
            assert token is not None
            admin = desk.sign_in_with_link(token).actor
            for city in CITIES:
                if city.name not in cities:
                    continue
                began, worked = time.perf_counter(), time.process_time()
                windows = Windows(desk, settings, admin)
                year = Year(desk, windows, admin, city, people=people, papers=papers, scans=scans)
                year.run()
                year.wrong += windows.wrong
                years.append(year)
                _tell(year, windows, time.perf_counter() - began, time.process_time() - worked)
        finally:
            desk.close()
    return years


def _tell(year: Year, windows: Windows, seconds: float, worked: float) -> None:
    print(
        f"{year.city.name} {year.city.year}: {len(year.people)} people, {year.claims} claims, {year.uploads} papers "
        f"read, {year.checked} figures checked, {len(year.wrong)} differ, {seconds:.0f} s, {worked:.0f} s computing"
    )
    print("  " + ", ".join(f"{name} {took:.1f} s" for name, took in year.seconds.most_common()))
    print("  slowest pages: " + ", ".join(f"{kind} {took:.2f} s" for kind, took in windows.slowest(5)), flush=True)
    for line in year.wrong[:20]:
        print(f"  {line}", flush=True)
