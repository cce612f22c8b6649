"""The desk's part in screening what lies outside of it: an object store, spread over all workers."""

from __future__ import annotations

from pathlib import Path

from claims.audit import Audit
from claims.reading import Reader
from claims.screening import ScreeningSummary, screen
from claims.screening.conduct import STATE, Progress
from claims.screening.journal import Journal
from claims.screening.objects import objects_of, root_of
from claims.screening.shards import Shards
from claims.screening.spread import Spread
from claims.settings import Settings
from claims.store.engine import Store
from claims.vault import Vault


class ScreeningDesk:
    """Base of the desk; ``_open_screening`` makes its parts."""

    _settings: Settings
    _intake: Reader

    def _open_screening(self, settings: Settings, store: Store, vault: Vault, audit: Audit, intake: Reader) -> None:
        self._shards = Shards(settings, store, vault, intake)
        self._spread = Spread(settings, store, vault, audit)

    def screen_objects(self, url: str, out: Path, *, jobs: int, progress: Progress) -> ScreeningSummary:
        """Screen ``s3://bucket/prefix`` (or a list in it) into ``out`` as a folder is screened, spread over workers.

        Waits for them. Raises UnusableList, OSError when ``out`` cannot be written, StorageDown.
        """
        items = objects_of(url, self._settings.blobs_endpoint)
        with Journal(out / STATE) as journal:
            self._spread.into(journal, root_of(url), items, progress)
        return screen(self._intake, items, out, jobs=jobs, progress=progress)

    def unwaited_screenings(self, days: int) -> tuple[str, ...]:
        """Screenings of an object store whose command has not come back for so many days."""
        return self._spread.unseen(days)

    def drop_screening(self, batch_id: str) -> None:
        """Destroy what such a screening has left with us."""
        self._spread.drop(batch_id)
