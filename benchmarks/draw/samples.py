"""Draws the samples bundled with the product: ``python -m benchmarks.draw.samples [FOLDER]`` (default cli/samples).

Three invented colleagues of one unit in Jiaxing, year 2023. Every sample is a file, a sidecar ``NAME.ext.json`` (who
hands it in and what is claimed) and ``NAME.expected.json`` (what reading it must give). README.md lists them. The
same fonts and library versions draw the same set; committed files are what counts.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pillow_heif
from PIL import Image

from benchmarks.draw.capture import capture
from benchmarks.draw.forge import edit_pdf
from benchmarks.draw.maker import Drawn, Maker, layouts
from benchmarks.draw.paint import image_of, pdf_of, scanned_pdf
from benchmarks.draw.papers.xuexi import printed
from benchmarks.draw.sheet import F, Picture
from benchmarks.draw.words import Person, with_id_check

YEAR, CITY = 2023, "jiaxing"
UNIT = "嘉兴市启衡工程咨询有限公司"
LONG_SIDE = 1500
PEOPLE = {
    "gu": Person("顾清源", "男", with_id_check("33041119850311993"), date(1985, 3, 11), UNIT, CITY, "工程师"),
    "tao": Person("陶瑞雪", "女", with_id_check("33041119900721998"), date(1990, 7, 21), UNIT, CITY, "工程师"),
    "qian": Person("钱思远", "男", with_id_check("33041119791105995"), date(1979, 11, 5), UNIT, CITY, "高级工程师"),
}


@dataclass
class Sample:
    """One bundled file. ``facts``: the truths a reader must get; ``codes``: findings it must raise."""

    name: str
    what: str
    data: bytes
    kind: str
    who: str
    facts: dict[str, Any] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    claimed: dict[str, Any] = field(default_factory=dict)
    status: str = "read"


def find(name: str, wanted: Callable[[Drawn], bool], who: str = "gu", **how: Any) -> tuple[Drawn, int]:
    """The first stream that draws a paper as ``wanted``, with its number."""
    draw = layouts()[name][1]
    for seed in range(4000):
        drawn = draw(Maker(Random(f"sample/{name}/{seed}"), swap=lambda _: PEOPLE[who], **how)).settle()
        if wanted(drawn):
            return drawn, seed
    raise RuntimeError(f"no stream draws {name} as wanted")


def again(name: str, seed: int, who: str, **how: Any) -> Drawn:
    """The paper of stream ``seed`` for somebody else."""
    return layouts()[name][1](Maker(Random(f"sample/{name}/{seed}"), swap=lambda _: PEOPLE[who], **how)).settle()


def in_class(drawn: Drawn) -> bool:
    """An ordinary class, named so."""
    return str(drawn.fields["course_title"]).endswith("班")


def of_year(drawn: Drawn) -> bool:
    dates = [str(v) for k, v in drawn.fields.items() if k.endswith("_date")]
    return bool(dates) and all(d.startswith(str(YEAR)) for d in dates)


def pixels(drawn: Drawn, condition: str, seed: int) -> Image.Image:
    """The first page after its capture, at most 1500 pixels long."""
    taken = capture(np.asarray(image_of(drawn.sheets[0])), condition, Random(f"sample/capture/{seed}"))
    image = Image.fromarray(taken.image)
    scale = min(1.0, LONG_SIDE / max(image.size))
    return image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)


def saved(image: Image.Image, form: str, quality: int = 60) -> bytes:
    """The picture in a file format."""
    out = io.BytesIO()
    if form == "HEIF":
        pillow_heif.from_pillow(image).save(out, quality=quality)
    elif form == "PNG":
        image.quantize(64).save(out, "PNG", optimize=True)
    else:
        image.save(out, form, quality=quality)
    return out.getvalue()


def score(*, signed: bool, sealed: bool, who: str) -> Drawn:
    """A printed score page of the year with points in a band of the city's text."""
    for seed in range(4000):
        maker = Maker(Random(f"sample/score/{who}/{seed}"), swap=lambda _: PEOPLE[who])
        drawn = printed(maker, signed=signed, sealed=sealed).settle()
        if (
            drawn.fields.get("score_year") == YEAR
            and 6001 <= drawn.fields.get("score_annual", 0) <= 8000
            and light(drawn)
        ):
            return drawn
    raise RuntimeError("no stream draws the score wanted")


def light(drawn: Drawn) -> bool:
    """The printed screenshot is a light one: its first picture is bright at the top."""
    shot = next(op.image for op in drawn.sheets[0].ops if isinstance(op, Picture))
    return float(np.asarray(shot.convert("L"))[:40].mean()) > 128


def samples() -> list[Sample]:
    """All bundled samples, in the order of their names."""
    made: list[Sample] = []

    def add(name: str, what: str, drawn: Drawn, data: bytes, who: str, keys: str, **more: Any) -> None:
        facts = {key: drawn.fields[key] for key in keys.split()}
        made.append(Sample(name, what, data, more.pop("kind", drawn.kind), who, facts, **more))

    paper, seed = find(
        "certificate_landscape",
        lambda d: of_year(d) and d.fields["hours_unit"] == "学时" and d.fields["hours"] == 24 and in_class(d),
    )
    basic = "person_name course_title hours organiser issue_date certificate_no"
    whole = {"pathway": "recognised_institution_class", "hours": paper.fields["hours"]}
    photo = saved(pixels(paper, "photo", 3), "JPEG")
    add(
        "01-certificate.jpg",
        "手机拍照的结业证书：预填的样子",
        paper,
        photo,
        "gu",
        basic + " start_date end_date",
        claimed=whole,
    )
    add(
        "02-certificate-again.jpg",
        "同事交来的同一个文件：重复使用",
        paper,
        photo,
        "tao",
        basic,
        codes=["reuse.same_file", "contradiction.other_person"],
        claimed=whole,
    )
    renamed = again("certificate_landscape", seed, "qian")
    add(
        "03-certificate-renamed.jpg",
        "编号相同而姓名不同的证书：编号冲突",
        renamed,
        saved(pixels(renamed, "scan", 4), "JPEG"),
        "qian",
        basic,
        codes=["reuse.number_conflict"],
        claimed=whole,
    )
    record, _ = find(
        "hours_record", lambda d: d.fields["score_year"] == YEAR and len(d.fields["activities"]) == 4, "tao"
    )
    add(
        "04-hours-record.pdf",
        "扫描的年度学时登记表：一张纸多项活动",
        record,
        scanned_pdf([pixels(record, "scan", 5)], dpi=128, quality=55),
        "tao",
        "person_name hours issue_date",
    )
    platform, _ = find("certificate_platform", of_year, "gu", embeddable=True)
    add(
        "05-platform-proof.pdf",
        "平台打印的电子证明：带文字层和二维码的 PDF",
        platform,
        pdf_of(platform.sheets),
        "gu",
        "person_name course_title hours certificate_no",
        claimed={"pathway": "online_course"},
    )
    good, bare = score(signed=True, sealed=True, who="gu"), score(signed=False, sealed=False, who="tao")
    points = {"pathway": "study_app_score"}
    add(
        "06-score-signed-sealed.jpg",
        "学习强国积分打印件，已签名盖章",
        good,
        saved(pixels(good, "photo", 6), "JPEG"),
        "gu",
        "person_name score_annual score_total score_year signed sealed",
        claimed=points,
    )
    add(
        "07-score-unsigned.webp",
        "学习强国积分打印件，未签名未盖章：要补正",
        bare,
        saved(pixels(bare, "scan", 7), "WEBP"),
        "tao",
        "score_annual score_total score_year signed sealed",
        codes=["completeness.unsigned", "completeness.unsealed"],
        claimed=points,
    )
    sheet, _ = find("sign_in_listed", lambda d: of_year(d) and d.fields["start_date"] > f"{YEAR}-10-10", "gu")
    listed = [n["name"] for n in sheet.fields["names"]]
    add(
        "08-sign-in-sheet.jpg",
        "签到表：姓名逐个读出；集体材料，同事共用不算重复",
        sheet,
        saved(pixels(sheet, "photo", 8), "JPEG", 55),
        "qian",
        "meeting_title start_date",
        codes=["completeness.name_not_on_sheet"],
    )
    made[-1].facts["names"] = listed
    notice, _ = find("notice_red_head", of_year, "gu", embeddable=True)
    add(
        "09-notice.pdf",
        "举办通知：文号、时间、地点、学时",
        notice,
        pdf_of(notice.sheets),
        "gu",
        "doc_no organiser hours issue_date start_date end_date",
    )
    cover, _ = find("cover_band", lambda d: d.fields["year"] == YEAR and "level_cue" in d.fields, "qian")
    add(
        "10-journal-cover.heic",
        "期刊封面，手机 HEIC 格式",
        cover,
        saved(pixels(cover, "photo", 9), "HEIF", 36),
        "qian",
        "journal_name year issue issn cn",
        claimed={"pathway": "publication"},
    )
    near = find("unit_proof", lambda d: of_year(d) and bool(d.extra.get("benign_near_miss")), "tao")[0]
    add(
        "11-unit-statement.jpg",
        "原件不得上传而代以单位证明：提到保密，但可以接收",
        near,
        saved(pixels(near, "scan", 10), "JPEG"),
        "tao",
        "person_name course_title hours days organiser unit",
    )
    secret, _ = find("notice_invitation", of_year, "qian")
    sheet0 = secret.sheets[0]
    sheet0.put(100, 60, [F("mark", "秘密★5年")], 34, face=sheet0.type.strong)
    made.append(
        Sample(
            "12-marked-notice.jpg",
            "带密级标志的通知：必须拦下，什么也不留",
            saved(pixels(secret, "scan", 11), "JPEG"),
            "",
            "qian",
            codes=["secrecy.confidential"],
            status="withheld",
        )
    )
    native, _ = find(
        "certificate_portrait_list", lambda d: of_year(d) and d.fields["hours"] == 16, "qian", embeddable=True
    )
    box = [round(v) for v in native.sheets[0].boxes["hours"]]
    edited = edit_pdf(pdf_of(native.sheets, producer="Microsoft® Word 2019"), "pdf_incremental", box, "48")
    add(
        "13-certificate-edited.pdf",
        "PDF 里学时被盖住改写：被盖住的原文读得出来",
        native,
        edited,
        "qian",
        "person_name certificate_no issue_date",
        codes=["tampering.covered_text", "tampering.revised_text", "contradiction.hours_over_days"],
    )
    other, _ = find("menu", lambda d: True)
    made.append(
        Sample(
            "14-not-evidence.png",
            "不是佐证材料的图片：认不出就问人",
            saved(pixels(other, "clean", 12).resize((848, 1200)), "PNG"),
            "unknown",
            "gu",
            codes=["completeness.unknown_kind"],
        )
    )
    return made


def write(folder: Path) -> int:
    """Writes all samples with sidecars, expectations and README; returns the bytes of the files."""
    total, rows = 0, []
    for sample in samples():
        path = folder / sample.name
        path.write_bytes(sample.data)
        total += len(sample.data)
        who = PEOPLE[sample.who]
        told = {
            "person": who.name,
            "person_id": sample.who,
            "employer": UNIT,
            "year": YEAR,
            "city": CITY,
            "claimed": sample.claimed,
        }
        expected = {
            "status": sample.status,
            "kind": sample.kind or None,
            "facts": sample.facts,
            "findings": sample.codes,
        }
        dump(folder / f"{sample.name}.json", told)
        dump(folder / f"{path.stem}.expected.json", expected)
        rows.append(
            f"| `{sample.name}` | {sample.what} | {who.name} | {'、'.join(f'`{c}`' for c in sample.codes) or '—'} |"
        )
    table = "\n".join(["| 文件 | 用来看什么 | 提交人 | 应有的发现 |", "|---|---|---|---|", *rows])
    (folder / "README.md").write_text(README.format(table=table), encoding="utf-8")
    return total


README = """# 样例材料

全部由本项目自己绘制（`python -m benchmarks.draw.samples`），人名、单位、编号都是虚构的，身份证号使用从不发放的顺序码。
每个文件旁边有两份说明：`文件名.json` 是谁提交、申报什么；`名称.expected.json` 是读出来应当是什么，测试据此检查。
样例按文件名顺序读取，后面的才可能与前面的重复。

{table}
"""


def dump(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("cli/samples")
    target.mkdir(parents=True, exist_ok=True)
    print(f"{write(target)} bytes in {target}")
