"""Forgeries of finished pictures as strangers would make them, written before looking at how any check works.

A forger sees the picture alone: a number, a name or a line is replaced, added to, copied, wiped or stamped with what
Photoshop, WPS, phone apps and a printer offer, then saved and sent on. ``manners.MANNERS`` are the manners,
``saving.WAYS`` how the result travels. ``HELD`` are the manners that nothing may be fitted or tuned on.
"""

from benchmarks.draw.forgers.manners import AREAS, HELD, MANNERS, Forgery, Target, forge, targets_of
from benchmarks.draw.forgers.saving import WAYS, Sent, send

__all__ = ["AREAS", "HELD", "MANNERS", "WAYS", "Forgery", "Sent", "Target", "forge", "send", "targets_of"]
