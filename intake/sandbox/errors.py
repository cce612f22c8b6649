"""What can become of a job instead of an answer."""

from __future__ import annotations

from collections.abc import Sequence


class Busy(Exception):
    """The queue is full; try again after ``retry_after`` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class SandboxError(Exception):
    """A job that did not finish."""


class TimedOut(SandboxError):
    """The worker was silent, or the job ran, for too long; the worker was ended."""


class WorkerDied(SandboxError):
    """The worker ended during the job."""


class JobFailed(SandboxError):
    """The function raised. Only the kind of error and places in the code are known, no message."""

    def __init__(self, kind: str, where: Sequence[str] = ()) -> None:
        super().__init__(kind, *where)
        self.kind, self.where = kind, tuple(where)


class PoolClosed(BaseException):
    """The pool was closed before the job had ended: this process is stopping.

    Not an Exception, as a cancelled task is none: whoever takes faults for something about the file ("could not be
    read", "this check did not run") must not take the end of the process for one.
    """
