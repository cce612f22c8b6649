"""Where foreign bytes are opened: a pool of confined processes (decision 0002).

``pool`` hands jobs out, ``process`` is one worker seen from here, ``replies`` what it may answer, ``worker`` and
``confinement`` its own side.
"""

from intake.sandbox.errors import Busy, JobFailed, PoolClosed, SandboxError, TimedOut, WorkerDied
from intake.sandbox.pool import SandboxPool

__all__ = ["Busy", "JobFailed", "PoolClosed", "SandboxError", "SandboxPool", "TimedOut", "WorkerDied"]
