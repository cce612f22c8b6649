"""``hourproof export``: official forms as Excel, for a person's year, a class, a verification table, or empty."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.refused import Refused

if TYPE_CHECKING:
    from claims.desk import Desk
    from claims.views import Actor

HELP = "正式表格导出为 Excel：年度情况表、登记表、班次表、审验表，或空表"
WHAT = ("list", "blank", "record", "registration", "application", "roster", "verification")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=WHAT, help="list 列出表格；blank 空表；其余为填好的表")
    parser.add_argument("id", nargs="?", help="blank：表格代码；record、registration：登录名；其余：班次或审验表编号")
    parser.add_argument("--year", type=int, help="年度（record、registration）")
    parser.add_argument("--as", dest="login", metavar="LOGIN", help="以谁的权限导出（登录名；默认第一位管理员）")
    parser.add_argument("--out", metavar="FILE", help="写到哪里；默认为表名.xlsx，不覆盖已有文件")


def run(arguments: argparse.Namespace) -> int:
    from claims.forms import forms
    from claims.forms.book import book
    from claims.forms.layout import lay_out
    from claims.imports.sheets import SHEETS

    known = {**forms(), **SHEETS}
    if arguments.what == "list":
        for form in known.values():
            print(f"{form.id:<22} {form.title}（{form.source}）")
        return 0
    if not arguments.id:
        raise Refused("请写明要导出哪一份，见 hourproof export --help。", code="input.missing")
    data: dict[str, Any] = {}
    if arguments.what == "blank":
        if arguments.id not in known:
            raise Refused(f"没有表格 {arguments.id}；可用 hourproof export list 查看。", code="input.unknown_form")
        form = known[arguments.id]
    else:
        form_id, data = _filled(arguments)
        form = known[form_id]
    path = Path(arguments.out or f"{form.title}.xlsx")
    try:
        with path.open("xb") as out:
            out.write(book([lay_out(form, data)]))
    except FileExistsError:
        raise Refused(f"{path} 已经存在，没有覆盖。请用 --out 换一个名字。", code="input.exists") from None
    except OSError as error:
        raise Refused(f"写不进 {path}：{error.strerror}。", code="input.not_writable") from None
    print(path)
    return 0


def _filled(arguments: argparse.Namespace) -> tuple[str, dict[str, Any]]:
    from claims.errors import DeskError
    from claims.settings import Settings
    from cli.service import desk_without_reading

    with desk_without_reading(Settings.load()) as desk:
        try:
            return _data(desk, desk.console_actor(arguments.login), arguments)
        except DeskError as refused:
            raise Refused(refused.detail, code=refused.code) from None


def _data(desk: Desk, who: Actor, arguments: argparse.Namespace) -> tuple[str, dict[str, Any]]:
    from claims.yearly.record import record_data, registration_data
    from claims.yearly.verification import verification_data

    if arguments.what in ("application", "roster"):
        return f"zhoushan_{arguments.what}", desk.class_form_data(who, arguments.id)
    if arguments.what == "verification":
        return "xuzhou_verification", verification_data(desk.verification(who, arguments.id))
    if arguments.year is None:
        raise Refused("请用 --year 写明年度。", code="input.missing")
    person = next((one for one in desk.people(who) if one.login == arguments.id), None)
    if person is None:
        raise Refused(f"没有登录名 {arguments.id}。", code="input.unknown_person")
    record = desk.year_record(who, person.id, arguments.year)
    if arguments.what == "record":
        return "yearly_record", record_data(record, printed_on=date.today())
    return "xuzhou_registration", registration_data(record)
