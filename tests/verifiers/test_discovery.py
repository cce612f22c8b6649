"""Every suspicion of the folder keeps the promises of the room."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
from pathlib import Path
from typing import Any

import pytest

import verifiers
from domain.finding import FAMILIES
from tests.verifiers.cases import Memory, case, codes, earlier


def modules() -> list[Any]:
    return [importlib.import_module(f"verifiers.{s.name}") for s in verifiers.suspicions()]


def test_every_file_of_the_folder_is_found() -> None:
    files = {p.stem for p in Path(verifiers.__file__).parent.glob("*.py")} - {"__init__"}
    assert {s.name for s in verifiers.suspicions()} == files


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.__name__)
def test_docstring_says_what_it_sees_and_cannot_see(module: Any) -> None:
    text = module.__doc__ or ""
    assert re.search(r"\bSees:", text)
    assert re.search(r"Cannot see:|Does not see:", text)


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.__name__)
def test_codes_are_those_the_file_raises(module: Any) -> None:
    used = {
        node.value
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(rf"({'|'.join(FAMILIES)})\.[a-z_]+", node.value)
    }
    assert used == set(module.CODES)


def test_codes_belong_to_one_file_each() -> None:
    every = [code for s in verifiers.suspicions() for code in s.codes]
    assert len(every) == len(set(every))


def test_a_crash_becomes_a_finding_and_the_rest_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_case: Any) -> Any:
        raise RuntimeError("证书编号 A123")

    real = verifiers.suspicions()
    first = next(s for s in real if s.name == "dates_out_of_order")
    crashing = verifiers.Suspicion("broken", "坏掉的核查", ("contradiction.broken",), frozenset(), frozenset(), broken)
    monkeypatch.setattr(verifiers, "suspicions", lambda: (crashing, first))
    findings, checks = verifiers.verify_all(case(start_date="2024-05-02", end_date="2024-05-01"))
    assert codes(findings) == {"completeness.check_failed", "contradiction.end_before_start"}
    assert checks["contradiction.broken"] == "not_run"
    failed = next(f for f in findings if f.code == "completeness.check_failed")
    assert "A123" not in str(failed)  # what a paper says stays out of error texts


def test_a_file_without_the_names_fails_loudly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "half_done.py").write_text('TITLE = "半成品"\nCODES = ()\n', encoding="utf-8")
    monkeypatch.setattr(verifiers, "__path__", [str(tmp_path)])
    verifiers.suspicions.cache_clear()
    try:
        with pytest.raises(ImportError, match=r"half_done\.py lacks NEEDS, verify"):
            verifiers.suspicions()
    finally:
        verifiers.suspicions.cache_clear()
        sys.modules.pop("verifiers.half_done", None)


def test_without_history_and_file_their_checks_are_said_not_run() -> None:
    _, checks = verifiers.verify_all(case(certificate_no="A1234567"))
    assert checks["reuse.same_file"] == "not_run"
    assert checks["tampering.covered_text"] == "not_applicable"  # a picture has no PDF structure
    _, checks = verifiers.verify_all(case(media="application/pdf"))
    assert checks["tampering.covered_text"] == "not_run"


def test_every_finding_explains_itself() -> None:
    seen, _ = verifiers.verify_all(
        case(
            text="2023年2月30日\n统一社会信用代码 91330402MA28A1B2C9", person_name="李明", name="王芳", year=2023,
            start_date="2024-05-05", end_date="2024-05-01", issue_date="2024-04-01", hours=90, days=9,
            id_number="330402199001011111", certificate_no="A1234567", claimed={"hours": 12},
            history=Memory(earlier("p2", sha256="digest", certificate_no="A1234567", person_name="赵六七")),
        )
    )  # fmt: skip
    assert len(seen) >= 8
    for finding in seen:
        assert finding.innocent, finding.code
        assert finding.next_step, finding.code
        assert re.search(r"[\u4e00-\u9fff]", finding.message)
        assert 0 < finding.confidence <= 1
        assert "19900101" not in finding.message  # ID numbers are masked
