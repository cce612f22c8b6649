"""What a form is made of: lines of labelled fields, tables, notes. Plain data; each form file declares its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

FieldType = Literal["text", "date", "number", "count", "yes_no", "choice", "id_number", "sentence"]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in.

    ``sentence`` fields are printed sentences with blanks: ``template`` holds ``{name:type}`` slots
    (``date``, ``number``, ``text``) and the value is a mapping of slot names. ``words`` are the allowed
    words of a ``choice``. ``width`` is the column's width in characters (tables), ``height`` in lines.
    """

    name: str
    label: str
    type: FieldType = "text"
    required: bool = False
    words: tuple[str, ...] = ()
    template: str = ""
    width: int = 12
    height: int = 1
    most: int = 500  # characters


@dataclass(frozen=True, slots=True)
class Line:
    """Fields side by side, each with its label before it."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a fixed header, in this order. ``unique`` names a field that no two rows may share."""

    name: str
    columns: tuple[Field, ...]
    limit: int = 5000
    least: int = 0
    unique: str | None = None
    blank_rows: int = 0  # empty rows printed when there is less data


@dataclass(frozen=True, slots=True)
class Note:
    """A printed sentence; nothing to fill in."""

    text: str
    centred: bool = False


Block = Line | Table | Note


@dataclass(frozen=True, slots=True)
class Form:
    """``source`` says which text the form follows, or that its columns are this project's own design."""

    id: str
    title: str
    source: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    columns: int = 4  # grid columns where the form has no table

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def fields(self) -> Mapping[str, Field]:
        return {one.name: one for block in self.blocks if isinstance(block, Line) for one in block.fields}

    @property
    def grid_columns(self) -> int:
        return max((len(table.columns) for table in self.tables), default=self.columns)


Style = Literal["title", "label", "field", "head", "cell", "figure", "note", "centred", "plain"]


@dataclass(frozen=True, slots=True)
class Box:
    """A cell or merged range: row and column count from 1."""

    row: int
    column: int
    value: object
    style: Style
    columns: int = 1
    rows: int = 1
    height: int = 1  # lines of text the row should hold
    date: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A filled form laid out: what the Excel file and the print page both show."""

    title: str
    boxes: tuple[Box, ...]
    widths: tuple[int, ...]
    landscape: bool = False
    head_row: int | None = None  # the table header to repeat on each printed page
    rows: tuple[tuple[Box, ...], ...] = field(default=())
