"""What holds for every test: generated inputs may be slow to come on a busy machine; long tests start first."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first, so that no worker ends alone with one; the rest in the order of their files."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
