"""Words wrapped in the cells of a ruled table stay together, also where the page leans and where a cell spans rows."""

from __future__ import annotations

from domain.place import Box, Place
from domain.reading import Line
from intake import reading_order
from intake.cell_order import in_cell_order

#: A timetable: a day over two rows, wrapped hours and a wrapped course.
CELLS = (
    Box(100, 100, 260, 300), Box(260, 100, 440, 200), Box(260, 200, 440, 300), Box(440, 100, 800, 200),
    Box(440, 200, 800, 300), Box(800, 100, 900, 200), Box(800, 200, 900, 300),
)  # fmt: skip
WRITTEN = (
    ("11月25日", 110, 165), ("（星期一）", 110, 205), ("上午", 320, 115), ("8:30-11:30", 280, 158),
    ("下午", 320, 215), ("14:00-17:00", 280, 258), ("社区精神卫生服务", 470, 115), ("能力提升", 470, 158),
    ("混凝土结构", 470, 236), ("4", 840, 136), ("4", 840, 236),
)  # fmt: skip
IN_ORDER = [
    "11月25日", "（星期一）", "上午", "8:30-11:30", "社区精神卫生服务", "能力提升", "4",
    "下午", "14:00-17:00", "混凝土结构", "4",
]  # fmt: skip


def lines(lean: float = 0.0) -> list[Line]:
    """The table between a title and a signature, its words rising by ``lean`` a pixel to the right."""
    written = [("专题培训课程安排表及授课教师名单", 300, 30), *WRITTEN, ("主办单位：青禾市住房和城乡建设局", 110, 340)]
    found = []
    for text, x, y in written:
        size = 26
        boxes = [
            Box(x + i * size, y - lean * (x + i * size), x + (i + 1) * size, y - lean * (x + i * size) + 30)
            for i in range(len(text))
        ]
        found.append(Line(text, Place(1, Box.around(boxes)), 1.0, (1.0,) * len(text), tuple(boxes)))
    return [found[i] for i in reading_order.order([line.place.box for line in found])]


def leaning(lean: float) -> list[Box]:
    return [Box(c.left, c.top - lean * c.right, c.right, c.bottom - lean * c.left) for c in CELLS]


def texts(found: tuple[Line, ...]) -> list[str]:
    return [line.text for line in found][1:-1]


def test_cells_are_read_one_after_the_other() -> None:
    assert texts(tuple(lines())) != IN_ORDER
    found = in_cell_order(lines(), CELLS, 1000)
    assert texts(found) == IN_ORDER
    assert found[0].text.startswith("专题")
    assert found[-1].text.startswith("主办")


def test_a_leaning_page_is_straightened_first() -> None:
    assert texts(in_cell_order(lines(0.05), leaning(0.05), 1000)) == IN_ORDER


def test_frames_around_running_text_change_nothing() -> None:
    given = lines()
    assert in_cell_order(given, [Box(50, 10, 950, 980)], 1000) == tuple(given)
    assert in_cell_order(given, [], 1000) == tuple(given)


def test_a_line_that_missed_its_cell_stays_in_its_row() -> None:
    found = in_cell_order(lines(), [cell for cell in CELLS if cell != CELLS[-2]], 1000)
    assert texts(found) == IN_ORDER
