"""Level of an honour by its name or giver; silence where neither tells."""

from __future__ import annotations

import pytest

from extractors.text.levels import level_of


@pytest.mark.parametrize(
    ("name", "giver", "level"),
    [
        ("国家科学技术进步奖", "中华人民共和国国务院", "国家级"),
        ("浙江省科学技术奖", "浙江省人民政府", "省级"),
        ("", "江苏省水利厅", "省级"),
        ("", "中华人民共和国水利部", "部级"),
        ("舟山市科学技术奖", "", "市级"),
        ("浙江省舟山市优秀成果奖", "", "市级"),
        ("", "海宁市人民政府", "县级"),
        ("", "嵊泗县人民政府", "县级"),
        ("", "舟山市定海区科学技术局", "县级"),
        ("上海市科学技术奖", "", "省级"),
        ("优秀论文奖", "某某学会", None),
    ],
)
def test_level(name: str, giver: str, level: str | None) -> None:
    assert level_of(name, giver) == level
