"""What `read` prints for people: names of facts in Chinese, open values marked, ID numbers covered in the middle."""

from __future__ import annotations

from cli.reading_text import reading_text


def test_facts_are_called_in_chinese_and_id_numbers_covered() -> None:
    facts = [
        {"name": "person_name", "value": "周启明", "sure": True},
        {"name": "id_number", "value": "330402198301019950", "sure": True},
        {"name": "hours", "value": 16, "sure": False},
    ]
    kind = {"value": "completion_certificate", "confidence": 0.98}
    text = reading_text({"file": "a.jpg", "status": "read", "kind": kind, "facts": facts, "findings": []})
    assert "    姓名：周启明\n" in text
    assert "    身份证号：33**************50\n" in text
    assert text.endswith("    学时数：16 ？")
    assert "person_name" not in text
