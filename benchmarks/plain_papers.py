"""Small papers that are cheap to read and all look different: what a load of strangers' uploads is like.

A thousand copies of one sample would be laid beside each other as suspected reuse, which is another load.
"""

from __future__ import annotations

import io
import random

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

_FONT = "STSong-Light"
_PLACES = ("嘉兴", "杭州", "宁波", "温州", "绍兴", "湖州", "金华", "衢州", "台州", "丽水", "舟山", "徐州")
_TOPICS = ("水利工程质量", "公共卫生应急", "临床护理", "财务管理", "建筑施工安全", "信息安全", "档案管理", "农业技术")
_WORDS = (
    *("请各单位按时组织参加", "培训内容包括政策解读", "案例分析", "现场教学", "分组讨论"),
    *("考核合格后发给证明", "联系人见附件", "交通自理"),
)


def notice(number: int) -> bytes:
    """A training notice as a native PDF; the same number gives the same words."""
    chance = random.Random(number)
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    made = io.BytesIO()
    page = Canvas(made, pagesize=A4, invariant=True)
    place, topic = chance.choice(_PLACES), chance.choice(_TOPICS)
    page.setFont(_FONT, 20 + number % 5)
    page.drawString(80 + 7 * (number % 9), 760 - 11 * (number % 7), f"关于举办{place}市{topic}培训班的通知")
    page.setFont(_FONT, 12)
    lines = [f"{place}市继续教育〔2023〕{1 + number % 997}号", "各有关单位："]
    lines += [f"{chance.choice(_WORDS)}，{chance.choice(_WORDS)}，共{chance.randint(2, 400)}人。" for _ in range(9)]
    lines += [f"培训时间：2023年{chance.randint(1, 9)}月{chance.randint(1, 20)}日，共{chance.randint(1, 5)}天。"]
    for at, line in enumerate(lines):
        page.drawString(90 + chance.randint(0, 60), 690 - (24 + number % 6) * at, line)
    page.showPage()
    page.save()
    return made.getvalue()
