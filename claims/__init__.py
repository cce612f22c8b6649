"""办理: the desk. Conductor, lifecycle, account of the year, store, vault, durable work."""

from claims.desk import Desk
from claims.errors import DeskError
from claims.settings import BadSetting, Settings
from claims.views import Actor

__all__ = ["Actor", "BadSetting", "Desk", "DeskError", "Settings"]
