"""The screening as one offline page: clusters by hours at stake, pairs aligned with flicker and difference.

Everything stands inside the file: pictures as data, one style and one script of our own. No address is ever asked.
"""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from claims.labels import REUSE
from claims.masks import masked_text
from claims.screening.clusters import findings_of, hours_of
from claims.screening.examine import PairPictures
from claims.screening.items import Item
from claims.screening.population import Pattern
from domain.kind import KINDS

#: Files named in a row about many; rows of findings, so that a batch of a hundred thousand files still opens.
SHOWN_FILES, MOST_ROWS = 12, 5000

JUDGED = {"same": "相同", "unsure": "说不准"}
RANK = {"stop": 0, "doubt": 1, "note": 2}
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
    items: Sequence[Item],
    results: Sequence[Mapping[str, Any]],
    clusters: Sequence[Mapping[str, Any]],
    pictures: Sequence[Mapping[int, PairPictures]],
    patterns: Sequence[Pattern],
) -> None:
    """Write ``report.html``. ``pictures``: one mapping a cluster, by the rank of the link."""
    drawn = [_cluster(cluster, shown) for cluster, shown in zip(clusters, pictures, strict=True)]
    told = sorted(
        (
            (RANK[finding["severity"]], -hours_of(item, result), item, result, finding)
            for item, result in zip(items, results, strict=True)
            for finding in findings_of(result)
            if not finding["code"].startswith("reuse.")
        ),
        key=lambda row: row[:2],  # stable: files of one severity and as many hours stay in their order
    )
    findings = [_finding_row(item, result, finding) for _, _, item, result, finding in told[:MOST_ROWS]]
    if len(told) > MOST_ROWS:
        findings.append(
            f"<tr><td colspan=6>另有 {len(told) - MOST_ROWS} 条没有列出（按级别、学时排在后面），"
            "见 report.xlsx 和 findings.jsonl。</td></tr>"
        )
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
        or "<p class=none>没有发现重复使用。没有发现不等于没有：未进行的检查见 findings.jsonl 的 checks。</p>",
        "PATTERN_ROWS": "\n".join(_pattern_row(pattern) for pattern in patterns)
        or "<tr><td colspan=3>没有看到。没有看到不等于没有：件数太少时这类比较说明不了什么。</td></tr>",
        "FINDING_ROWS": "\n".join(findings),
        "CODES": "".join(
            f'<option value="{code}">{title}</option>'
            for code, title in REUSE.items()
            if any(code in cluster["codes"] for cluster in clusters)
        ),
        "FAMILIES": "".join(
            f'<option value="{key}">{title}</option>' for key, title in FAMILY.items() if key != "reuse"
        ),
    }
    for name, value in filled.items():
        page = page.replace(f"{{{{{name}}}}}", value)
    beside = path.with_name(path.name + ".part")
    beside.write_text(page, encoding="utf-8")
    beside.replace(path)


def _cluster(cluster: Mapping[str, Any], pictures: Mapping[int, PairPictures]) -> str:
    members = "".join(
        f"<tr><td>{_e(member['file'])}</td><td>{_e(member['person'])}</td><td>{_e(member['employer'])}</td>"
        f"<td>{_e(member['year'])}</td><td class=n>{member['hours']:g}</td>"
        f"<td>{'最先提交' if rank == 0 else ''}</td></tr>"
        for rank, member in enumerate(cluster["members"])
    )
    links = "".join(_link(link, pictures.get(rank)) for rank, link in enumerate(cluster["links"]))
    kind = KINDS.get(cluster["kind"], cluster["kind"]).split("（")[0]
    seen = "、".join(REUSE.get(code, code) for code in cluster["codes"])
    head = (
        f"<summary><b>{cluster['hours_at_stake']:g} 学时</b><span>{SEVERITY[cluster['severity']]}</span>"
        f"<span>{_e(seen)}</span>"
        f"<span>{_e(kind)} · {len(cluster['members'])} 份文件 · {cluster['people']} 人</span>"
        f"<span>最先：{_e(cluster['first'])}</span></summary>"
    )
    codes = " ".join(cluster["codes"])
    return (
        f'<details class=cluster data-severity="{cluster["severity"]}" data-codes="{_e(codes)}">{head}'
        "<table><thead><tr><th>文件<th>提交人<th>单位<th>年度<th>学时<th></tr></thead>"
        f"<tbody>{members}</tbody></table>{links}</details>"
    )


def _link(link: Mapping[str, Any], pictures: PairPictures | None) -> str:
    innocent = "".join(f"<li>{_e(reason)}</li>" for reason in link["innocent"])
    changes = "".join(
        f"<li>“{_said(part['there'])}” → “{_said(part['here'])}”</li>"
        for part in link["detail"].get("changed", [])
        if part.get("there") or part.get("here")
    )
    said = JUDGED.get(str(link.get("judged")), "")
    judged = f"<p class=judged>人工判断：{said}</p>" if said else ""
    body = [
        f"<h3>{_e(link['file'])} ↔ {_e(link['other'])}</h3>",
        f"<p>{_said(link['message'])}<small>（把握 {min(link['confidence'], 0.99):.0%}）</small></p>{judged}",
        f"<p class=head>不同之处</p><ul>{changes}</ul>" if changes else "",
        f"<p class=head>可能的正当原因</p><ul>{innocent}</ul>" if innocent else "",
        f"<p class=head>下一步</p><p>{_e(link['next_step'])}</p>" if link["next_step"] else "",
    ]
    if pictures is not None:
        here, there = _e(link["file"]), _e(link["other"])
        body.append(
            f"<div class=pair data-boxes='{json.dumps(pictures.boxes)}'><div class=tools>"
            "<button data-mode=side aria-pressed=true>并列</button><button data-mode=flicker>闪烁</button>"
            "<button data-mode=difference>差异</button></div><div class='stage side'>"
            f"<figure><img alt='本份材料' src='{_address(pictures.here)}'><figcaption>{here}</figcaption></figure>"
            f"<figure><img alt='另一份材料，已对齐' src='{_address(pictures.there)}'>"
            f"<figcaption>{there}（已对齐）</figcaption></figure>"
            "</div></div>"
        )
    return f"<section class=link>{''.join(body)}</section>"


def _pattern_row(pattern: Pattern) -> str:
    files = "、".join(_e(name) for name in list(pattern.sides)[:SHOWN_FILES])
    more = f" 等 {len(pattern.sides)} 份" if len(pattern.sides) > SHOWN_FILES else ""
    innocent = "；".join(one.rstrip("。") for one in pattern.innocent)
    return (
        f"<tr><td>{_e(pattern.message)}<small>可能的正当原因：{_e(innocent)}</small></td>"
        f"<td>{files}{more}</td><td>{_e(pattern.next_step)}</td></tr>"
    )


def _address(picture: bytes) -> str:
    return "data:image/webp;base64," + base64.b64encode(picture).decode()


def _finding_row(item: Item, result: Mapping[str, Any], finding: Mapping[str, Any]) -> str:
    family = finding["code"].split(".")[0]
    innocent = "；".join(one.rstrip("。") for one in finding.get("innocent", []))
    return (
        f'<tr data-severity="{finding["severity"]}" data-family="{family}"><td>{SEVERITY[finding["severity"]]}</td>'
        f"<td>{FAMILY.get(family, family)}</td><td>{_e(item.file)}</td><td>{_e(item.person)}</td>"
        f"<td class=n>{hours_of(item, result):g}</td><td>{_said(finding['message'])}"
        f"{'<small>可能的正当原因：' + _e(innocent) + '</small>' if innocent else ''}</td></tr>"
    )


def _e(value: Any) -> str:
    return html.escape("" if value is None else str(value))


def _said(value: Any) -> str:
    """Words read from a paper: the report travels, so numbers of people are shown by their ends."""
    return _e(masked_text("" if value is None else str(value)))
