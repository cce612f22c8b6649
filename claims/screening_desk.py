"""The desk's part in screening: what is stored here once more, and what lies outside, spread over all workers."""

from __future__ import annotations

from pathlib import Path

from claims.audit import Audit
from claims.reading import Reader
from claims.rescreen import Rescreening, ScreeningView
from claims.screening import ScreeningSummary, screen
from claims.screening.conduct import STATE, Progress
from claims.screening.journal import Journal
from claims.screening.objects import objects_of, root_of
from claims.screening.shards import Shards
from claims.screening.spread import Spread
from claims.settings import Settings
from claims.store.engine import Store
from claims.stored_patterns import ScreeningFindings
from claims.vault import Vault
from claims.views import Actor


class ScreeningDesk:
    """Base of the desk; ``_open_screening`` makes its parts."""

    _settings: Settings
    _intake: Reader
    _rescreening: Rescreening

    def _open_screening(self, settings: Settings, store: Store, vault: Vault, audit: Audit, intake: Reader) -> None:
        self._shards = Shards(settings, store, vault, intake)
        self._spread = Spread(settings, store, vault, audit)

    def start_screening(self, actor: Actor, year: int | None = None) -> ScreeningView:
        """Compare all stored evidence of the actor's city once more, in the background."""
        return self._rescreening.begin(actor, year)

    def screening(self, actor: Actor, screening_id: str) -> ScreeningView:
        return self._rescreening.view(actor, screening_id)

    def latest_screening(self, actor: Actor) -> ScreeningView | None:
        """The one begun last over the actor's city."""
        return self._rescreening.latest(actor)

    def screening_findings(self, actor: Actor, screening_id: str) -> ScreeningFindings:
        """What stands out over all papers of a screening, as far as the actor may see these."""
        return self._rescreening.findings(actor, screening_id)

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
