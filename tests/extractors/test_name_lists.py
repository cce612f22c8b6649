"""Lists of names keep every person and nothing else."""

from __future__ import annotations

import pytest

from extractors.text.flow import Flow
from extractors.text.name_lists import all_names, split_names
from tests.extractors.typed import line


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("赵一鸣、钱小二、孙三", ["赵一鸣", "钱小二", "孙三"]),
        ("轩辕超；马文革；莫圆圆", ["轩辕超", "马文革", "莫圆圆"]),
        ("彭立群1，蒋欣明2，毛瑶霞1", ["彭立群", "蒋欣明", "毛瑶霞"]),
        ("彭立群¹,²，蒋欣明²*", ["彭立群", "蒋欣明"]),
        ("买买提·艾力，李四", ["买买提·艾力", "李四"]),
        ("赵一鸣等", ["赵一鸣"]),
        ("赵一鸣(组长)、钱小二", ["赵一鸣", "钱小二"]),
    ],
)
def test_split(text: str, names: list[str]) -> None:
    span = Flow.of_line(line(0, 0, text)).whole
    assert [name.text for name in split_names(span)] == names
    assert all_names(span) is not None


def test_a_sentence_is_no_list_of_names() -> None:
    span = Flow.of_line(line(0, 0, "赵一鸣，现场试验与数值模拟相结合的方法")).whole
    assert all_names(span) is None
