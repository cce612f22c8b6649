"""The screening as one offline page: clusters by hours at stake, pairs aligned with flicker and difference.

Everything stands inside the file: pictures as data, one style and one script of our own. No address is ever asked.
"""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.pairing import pictures_of_pair
from claims.reading import Reader
from claims.screening.clusters import findings_of, hours_of
from claims.screening.items import Item
from claims.screening.prepared import Prepared
from domain.kind import KINDS
from domain.reading import Page

#: Pictures are drawn for so many clusters, most hours first, and so many pairs in each: the page must still open.
PICTURED_CLUSTERS = 150
PICTURED_PAIRS = 3
SIDE = 900

NONE_FOUND = "没有发现重复使用。没有发现不等于没有：未进行的检查见 findings.jsonl 的 checks。"
SEVERITY = {"stop": "拦截", "doubt": "存疑", "note": "提示"}
FAMILY = {
    "secrecy": "密级与公开标识",
    "tampering": "改动痕迹",
    "reuse": "重复使用",
    "contradiction": "前后矛盾",
    "completeness": "材料完整性",
    "capture": "拍摄质量",
    "security": "文件安全",
}


def write_html(
    path: Path,
    intake: Reader,
    items: Sequence[Item],
    prepared: Sequence[Prepared],
    results: Sequence[Mapping[str, Any]],
    clusters: Sequence[Mapping[str, Any]],
) -> None:
    """Write ``report.html``."""
    numbers = {item.file: item.number for item in items}
    drawn = [
        _cluster(cluster, _pictures(intake, cluster, items, prepared, numbers) if rank < PICTURED_CLUSTERS else {})
        for rank, cluster in enumerate(clusters)
    ]
    findings = [
        _finding_row(item, result, finding)
        for item, result in zip(items, results, strict=True)
        for finding in findings_of(result)
        if not finding["code"].startswith("reuse.")
    ]
    doubted = sum(any(f["severity"] != "note" for f in findings_of(result)) for result in results)
    stake = sum(cluster["hours_at_stake"] for cluster in clusters)
    assets = Path(__file__).parent
    page = (assets / "report.html.txt").read_text(encoding="utf-8")
    filled = {
        "STYLE": (assets / "report.css").read_text(encoding="utf-8"),
        "SCRIPT": (assets / "report.js").read_text(encoding="utf-8"),
        "FILES": str(len(items)),
        "DOUBTED": str(doubted),
        "CLUSTERS": str(len(clusters)),
        "STAKE": f"{stake:g}",
        "CLUSTER_LIST": "\n".join(drawn)
        or "<p class=none>没有发现重复使用。没有发现不等于没有：未能比对的检查见各文件的“未进行”。</p>",
        "FINDING_ROWS": "\n".join(findings),
        "FAMILIES": "".join(
            f'<option value="{key}">{title}</option>' for key, title in FAMILY.items() if key != "reuse"
        ),
    }
    for name, value in filled.items():
        page = page.replace(f"{{{{{name}}}}}", value)
    beside = path.with_name(path.name + ".part")
    beside.write_text(page, encoding="utf-8")
    beside.replace(path)


@dataclass(frozen=True)
class _Pictures:
    """Data addresses of a page and of the other one laid over it, with the changed boxes as JSON."""

    here: str
    there: str
    boxes: str


def _cluster(cluster: Mapping[str, Any], pictures: Mapping[int, _Pictures]) -> str:
    members = "".join(
        f"<tr><td>{_e(member['file'])}</td><td>{_e(member['person'])}</td><td>{_e(member['employer'])}</td>"
        f"<td>{_e(member['year'])}</td><td class=n>{member['hours']:g}</td>"
        f"<td>{'最先提交' if rank == 0 else ''}</td></tr>"
        for rank, member in enumerate(cluster["members"])
    )
    links = "".join(_link(link, pictures.get(rank)) for rank, link in enumerate(cluster["links"]))
    kind = KINDS.get(cluster["kind"], cluster["kind"])
    head = (
        f"<summary><b>{cluster['hours_at_stake']:g} 学时</b><span>{_e(kind)}</span>"
        f"<span>{len(cluster['members'])} 份文件 · {cluster['people']} 人</span>"
        f"<span>最先：{_e(cluster['first'])}</span></summary>"
    )
    return (
        f'<details class=cluster data-severity="{cluster["severity"]}">{head}'
        "<table><thead><tr><th>文件<th>提交人<th>单位<th>年度<th>学时<th></tr></thead>"
        f"<tbody>{members}</tbody></table>{links}</details>"
    )


def _link(link: Mapping[str, Any], pictures: _Pictures | None) -> str:
    innocent = "".join(f"<li>{_e(reason)}</li>" for reason in link["innocent"])
    changes = "".join(
        f"<li>“{_e(part['there'])}” → “{_e(part['here'])}”</li>"
        for part in link["detail"].get("changed", [])
        if part.get("there") or part.get("here")
    )
    body = [
        f"<h3>{_e(link['file'])} ↔ {_e(link['other'])}</h3>",
        f"<p>{_e(link['message'])}<small>（把握 {link['confidence']:.0%}）</small></p>",
        f"<p class=head>不同之处</p><ul>{changes}</ul>" if changes else "",
        f"<p class=head>可能的正当原因</p><ul>{innocent}</ul>" if innocent else "",
        f"<p class=head>下一步</p><p>{_e(link['next_step'])}</p>" if link["next_step"] else "",
    ]
    if pictures is not None:
        here, there = _e(link["file"]), _e(link["other"])
        body.append(
            f"<div class=pair data-boxes='{pictures.boxes}'><div class=tools>"
            "<button data-mode=side aria-pressed=true>并列</button><button data-mode=flicker>闪烁</button>"
            "<button data-mode=difference>差异</button></div><div class='stage side'>"
            f"<figure><img alt='本份材料' src='{pictures.here}'><figcaption>{here}</figcaption></figure>"
            f"<figure><img alt='另一份材料，已对齐' src='{pictures.there}'>"
            f"<figcaption>{there}（已对齐）</figcaption></figure>"
            "</div></div>"
        )
    return f"<section class=link>{''.join(body)}</section>"


def _boxes_in_shares(link: Mapping[str, Any], page: Page) -> list[list[float]]:
    """Changed boxes of the link on the page at hand, in shares of its width and height."""
    size = (page.width, page.height, page.width, page.height)
    parts = [part for part in link["detail"].get("changed", []) if part["page"] == page.number]
    return [[round(edge / full, 5) for edge, full in zip(part["box"], size, strict=True)] for part in parts]


def _pictures(
    intake: Reader,
    cluster: Mapping[str, Any],
    items: Sequence[Item],
    prepared: Sequence[Prepared],
    numbers: Mapping[str, int],
) -> dict[int, _Pictures]:
    """The aligned pictures of a cluster's first links, by the link's rank."""
    drawn: dict[int, _Pictures] = {}
    for rank, link in enumerate(cluster["links"]):
        matrix = link["detail"].get("matrix")
        if len(drawn) >= PICTURED_PAIRS or matrix is None:
            continue
        here, there = numbers[link["file"]], numbers[link["other"]]
        page = _page(prepared[here], link["detail"]["page"])
        other = _page(prepared[there], link["detail"]["other_page"])
        if page is None or other is None:
            continue
        pair = intake.run(
            pictures_of_pair,
            items[here].path.read_bytes(),
            items[there].path.read_bytes(),
            (page.number, page.rotation),
            (other.number, other.rotation),
            matrix,
            SIDE,
        )
        if pair is not None:
            drawn[rank] = _Pictures(_address(pair[0]), _address(pair[1]), json.dumps(_boxes_in_shares(link, page)))
    return drawn


def _page(prepared: Prepared, number: int) -> Page | None:
    pages = prepared.reading.pages if prepared.reading is not None else ()
    return next((page for page in pages if page.number == number), None)


def _address(picture: bytes) -> str:
    return "data:image/webp;base64," + base64.b64encode(picture).decode()


def _finding_row(item: Item, result: Mapping[str, Any], finding: Mapping[str, Any]) -> str:
    family = finding["code"].split(".")[0]
    innocent = "；".join(finding.get("innocent", []))
    return (
        f'<tr data-severity="{finding["severity"]}" data-family="{family}"><td>{SEVERITY[finding["severity"]]}</td>'
        f"<td>{FAMILY.get(family, family)}</td><td>{_e(item.file)}</td><td>{_e(item.person)}</td>"
        f"<td class=n>{hours_of(item, result):g}</td><td>{_e(finding['message'])}"
        f"{'<small>可能的正当原因：' + _e(innocent) + '</small>' if innocent else ''}</td></tr>"
    )


def _e(value: Any) -> str:
    return html.escape("" if value is None else str(value))
