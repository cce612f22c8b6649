"""A worker process for the trials: takes jobs until it is killed. ``python -m tests.claims.worker SETTINGS.toml``"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from claims import Desk, Settings
from intake import Intake


def main() -> None:
    settings = Settings.load({}, Path(sys.argv[1]))
    with Intake(workers=1) as intake:
        desk = Desk(settings, intake)
        desk.start()
        print("working", flush=True)
        while True:
            time.sleep(1)


if __name__ == "__main__":
    main()
