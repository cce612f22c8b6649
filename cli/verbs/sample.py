"""``hourproof sample OUT --policy ID``: a sampling plan over a screened batch, with the clause it follows."""

from __future__ import annotations

import argparse
import csv
import dataclasses
import json
import sys
from pathlib import Path

from cli.refused import Refused

HELP = "在筛查结果上作抽查计划：按办法的比例随机抽取，另按疑点加抽"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="OUT", help="screen 的结果文件夹")
    parser.add_argument("--policy", required=True, metavar="ID", help="认定办法编号，如 xuzhou-2016")
    parser.add_argument("--percent", type=float, metavar="P", help="随机抽取的百分比；不得低于办法规定的比例")
    parser.add_argument(
        "--top-up", type=float, default=5.0, metavar="P", help="按疑点加抽，至多再占全部的百分之几（默认 5）"
    )
    parser.add_argument("--seed", default="hourproof", metavar="TEXT", help="随机种子；相同则计划相同")
    parser.add_argument("--list", metavar="FILE.jsonl", help="screen 所用的清单，用来按单位分层")
    parser.add_argument("--json", action="store_true", help="输出 JSON；否则为 CSV，说明在标准错误")


def run(arguments: argparse.Namespace) -> int:
    from claims.screening.sampling import plan_of, read_results
    from rules import policies

    known = policies()
    if arguments.policy not in known:
        raise Refused(f"没有编号为 {arguments.policy} 的办法；现有：{'、'.join(sorted(known))}。", code="sample.policy")
    rule = known[arguments.policy].data.get("sampling", {})
    least = rule.get("percent")
    percent = arguments.percent if arguments.percent is not None else least
    if percent is None:
        raise Refused(f"{rule.get('says', '文件未规定抽查比例')}，请用 --percent 给出本次的比例。", code="sample.share")
    if not 0 < percent <= 100 or not 0 <= arguments.top_up <= 100:
        raise Refused("--percent 应大于 0 且不超过 100，--top-up 应在 0 与 100 之间。", code="sample.share")
    if least is not None and percent < least:
        raise Refused(f"{rule['says']}（{rule['clause']}）：--percent 不得低于 {least}。", code="sample.share")
    try:
        results = read_results(Path(arguments.out))
    except FileNotFoundError:
        raise Refused(f"{arguments.out} 里没有筛查结果。请先运行 hourproof screen。", code="sample.input") from None
    plan = plan_of(
        results,
        _employers(arguments.list),
        share=percent / 100,
        clause=str(rule.get("clause", "")),
        says=str(rule.get("says", "")),
        seed=arguments.seed,
        top_up=arguments.top_up / 100,
    )
    basis = f"依据：{plan.says}（{plan.clause}）" if plan.clause else f"依据：{plan.says}，比例由本次指定"
    if arguments.json:
        print(json.dumps({**dataclasses.asdict(plan), "basis": basis}, ensure_ascii=False))
        return 0
    for sentence in (basis, *plan.sentences):
        print(sentence, file=sys.stderr)
    table = csv.writer(sys.stdout)
    table.writerow(("文件", "单位", "方式", "学时", "原因"))
    for one in plan.drawn:
        table.writerow(_guarded((one.file, one.employer, one.why, f"{one.hours:g}", "；".join(one.reasons))))
    return 0


def _guarded(cells: tuple[str, ...]) -> list[str]:
    """Texts that a spreadsheet would run as a formula become plain texts."""
    return ["'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in cells]


def _employers(path: str | None) -> dict[str, str]:
    from claims.screening import UnusableList, items_of

    if path is None:
        return {}
    try:
        return {item.file: item.employer or "" for item in items_of(Path(path))}
    except UnusableList as unusable:
        raise Refused(str(unusable), code="sample.input") from None
