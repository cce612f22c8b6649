"""Tests that a policy row may state on facts and person, compiled once to closures.

One test is a table: ``{fact = "days", below = 3}``. Operators: ``is``, ``in``, ``not_in``,
``missing``, ``above``, ``at_least``, ``below``, ``at_most``, ``contains``, ``contains_none``, ``lacks``,
``unless_is`` (also holds when not stated),
``other_year`` (the date is certainly outside the claimed year), ``not_claimed_year``,
``any_year`` (``before`` the claimed one, or ``claimed``), ``before_year_in`` (another fact),
``years_ago`` (claimed year minus the stated one, least and most). ``person.x`` looks at the
person. A test on a fact that is not stated is false, ``missing`` and ``unless_is`` apart. Two
tests look at several facts: see ``_deadline`` and ``_product``. A list of tests holds when all hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rules.calendar import is_working_day, shifted_days, working_days
from rules.draft import Scene

Facts = Mapping[str, Any]
Test = Callable[[Facts, Scene], bool]


def _figure(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    return Decimal(str(value)) if isinstance(value, (int, float)) else value


def _contains(words: Sequence[str]) -> Callable[[Any], bool]:
    lowered = tuple(word.lower() for word in words)

    def holds(value: Any) -> bool:
        texts = value if isinstance(value, tuple) else (str(value),)
        return any(word in text.lower() for text in texts for word in lowered)

    return holds


def _lacks(words: Sequence[str]) -> Callable[[Any], bool]:
    contains = _contains(words)
    return lambda value: not contains(value)


def _one_lacks(words: Sequence[str]) -> Callable[[Any], bool]:
    """Whether some item of the list holds none of ``words``."""
    contains = _contains(words)
    return lambda value: any(not contains(item) for item in value)


def _deadline(test: Mapping[str, Any]) -> Test:
    """``{deadline = "working_days" | "days" | "order", from, to, days, result}``.

    ``result``: ``late``, ``edge`` (in time only if the first day itself counts), ``unknown``
    (calendar not known), ``shifted`` (in time, and holidays or shifted working days lie in
    between), ``before`` (``to`` lies before ``from``).
    """
    kind, start_name, end_name, result = test["deadline"], test["from"], test["to"], test["result"]
    days = test.get("days", 0)
    if (kind, result) not in {
        ("working_days", "late"),
        ("working_days", "unknown"),
        ("working_days", "edge"),
        ("working_days", "shifted"),
        ("days", "late"),
        ("order", "before"),
    }:
        raise ValueError(f"unknown deadline test {dict(test)!r}")

    def holds(facts: Facts, scene: Scene) -> bool:
        start, end = facts.get(start_name), facts.get(end_name)
        if start is None or end is None:
            return False
        if kind == "order":
            return bool(end.last < start.first)
        if kind == "days":
            return bool((end.first - start.last).days > days)
        counted = working_days(start.last, end.first)
        if result == "unknown" or counted is None:
            return result == "unknown" and counted is None
        if result == "late":
            return bool(counted < days)
        if result == "edge":
            return bool(counted == days) and is_working_day(start.last) is True
        return bool(counted >= days) and shifted_days(start.last, end.first)

    return holds


def _product(test: Mapping[str, Any]) -> Test:
    """``{product = [fact, fact or number], differs_from = fact}``: what is stated thrice does not agree."""
    (one, two), other = test["product"], test["differs_from"]
    fixed = two if isinstance(two, int) else None

    def holds(facts: Facts, scene: Scene) -> bool:
        values = facts.get(one), fixed or facts.get(two), facts.get(other)
        return None not in values and bool(values[0] * values[1] != values[2])  # type: ignore[operator]

    return holds


OPERATORS: dict[str, Callable[[Any], Callable[[Any], bool]]] = {
    "is": lambda wanted: lambda value: value == wanted,
    "is_not": lambda wanted: lambda value: value != wanted,
    "in": lambda wanted: lambda value: value in wanted,
    "not_in": lambda wanted: lambda value: value not in wanted,
    "above": lambda edge: lambda value: bool(value > edge),
    "at_least": lambda edge: lambda value: bool(value >= edge),
    "below": lambda edge: lambda value: bool(value < edge),
    "at_most": lambda edge: lambda value: bool(value <= edge),
    "holds": lambda wanted: lambda value: wanted in value,
    "lacks": lambda wanted: lambda value: wanted not in value,
    "contains": _contains,
    "each_contains_none": _one_lacks,
    "contains_none": _lacks,
}


def _one(test: Mapping[str, Any]) -> Test:
    if "deadline" in test:
        return _deadline(test)
    if "product" in test:
        return _product(test)
    rest = dict(test)
    fact = rest.pop("fact")
    if len(rest) != 1:
        raise ValueError(f"a test needs a fact and exactly one operator: {dict(test)!r}")
    ((operator, wanted),) = rest.items()
    from_person = fact.startswith("person.")
    name = fact.removeprefix("person.")

    def value_of(facts: Facts, scene: Scene) -> Any:
        return (scene.person if from_person else facts).get(name)

    if operator == "missing":
        return lambda facts, scene: (value_of(facts, scene) is None) is wanted
    if operator == "unless_is":
        return lambda facts, scene: value_of(facts, scene) != wanted
    if operator == "other_year":

        def outside(facts: Facts, scene: Scene) -> bool:
            span = value_of(facts, scene)
            return span is not None and (span.last.year < scene.year or span.first.year > scene.year)

        return outside
    if operator == "not_claimed_year":

        def differs(facts: Facts, scene: Scene) -> bool:
            value = value_of(facts, scene)
            return value is not None and value != scene.year

        return differs
    if operator == "before_year_in":

        def earlier(facts: Facts, scene: Scene) -> bool:
            span, year = value_of(facts, scene), facts.get(wanted)
            return span is not None and year is not None and bool(span.last.year < year)

        return earlier
    if operator == "any_year":
        claimed = wanted == "claimed"
        if not claimed and wanted != "before":
            raise ValueError(f"any_year is before or claimed: {dict(test)!r}")

        def some_year(facts: Facts, scene: Scene) -> bool:
            years = value_of(facts, scene) or ()
            if claimed:
                return str(scene.year) in years
            return any(year == "true" or int(year) < scene.year for year in years)

        return some_year
    if operator == "years_ago":
        least, most = wanted

        def gap(facts: Facts, scene: Scene) -> bool:
            value = value_of(facts, scene)
            return value is not None and least <= scene.year - value <= most

        return gap
    if operator not in OPERATORS:
        raise ValueError(f"unknown operator {operator!r} in {dict(test)!r}")
    figure = [_figure(item) for item in wanted] if isinstance(wanted, list) else _figure(wanted)
    check = OPERATORS[operator](figure)

    def stated(facts: Facts, scene: Scene) -> bool:
        value = value_of(facts, scene)
        return value is not None and check(value)

    if from_person:
        return stated

    # The common case, flattened: this runs for every activity of a city.
    def plain_fact(facts: Facts, scene: Scene) -> bool:
        value = facts.get(name)
        return value is not None and check(value)

    return plain_fact


def compile_tests(tests: Sequence[Mapping[str, Any]]) -> Test:
    """All of ``tests`` hold; an empty list always holds. ValueError for a test that makes no sense."""
    compiled = tuple(_one(test) for test in tests)
    if not compiled:
        return lambda facts, scene: True
    if len(compiled) == 1:
        return compiled[0]
    if len(compiled) == 2:
        first, second = compiled
        return lambda facts, scene: first(facts, scene) and second(facts, scene)
    return lambda facts, scene: all(test(facts, scene) for test in compiled)


def trigger(tests: Sequence[Mapping[str, Any]]) -> str | None:
    """A fact of the activity without which ``tests`` cannot hold; None when there is no such fact."""
    for test in tests:
        if "deadline" in test:
            return str(test["from"])
        if "product" in test:
            return str(test["differs_from"])
        name = str(test["fact"])
        may_lack = test.get("missing") is True or "unless_is" in test
        if not may_lack and not name.startswith("person."):
            return name
    return None
