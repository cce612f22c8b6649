"""The password of nobody costs what anybody's costs to try, and nothing when the program starts."""

from __future__ import annotations

import subprocess
import sys

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError

from claims import credentials


def test_a_password_tried_for_nobody_is_hashed_as_anybodys() -> None:
    assert extract_parameters(credentials._NOBODY) == extract_parameters(credentials.hashed("test horse battery"))
    assert len(credentials._NOBODY) == len(credentials.hashed("test horse battery"))
    with pytest.raises(VerifyMismatchError):  # computed and compared; what is no hash would be refused at once
        PasswordHasher().verify(credentials._NOBODY, "")
    assert not credentials.fits(None, "")


def test_a_start_hashes_nothing() -> None:
    script = (
        "import argon2\n"
        "def dear(*_): raise SystemExit('hashed')\n"
        "argon2.PasswordHasher.hash = dear\n"
        "import claims.credentials"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
