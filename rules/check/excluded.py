"""Figures of a document that are no rule, taken out expressly and with a reason.

``[[excluded]]`` names either a ``kind`` of this list, which is found by its form, or the ``text``
(one or several) as it stands in the document.
"""

from __future__ import annotations

import re

#: Kind → (Chinese title, form).
EXCLUDED_KINDS: dict[str, tuple[str, re.Pattern[str]]] = {
    "clause_number": (
        "章、条、款、项和附件的编号",
        re.compile(
            r"第\s*[零一二三四五六七八九十百]+\s*[章条款项]|[（(]\s*(?:[零一二三四五六七八九十]+|\d{1,2})\s*[）)]"
            r"|(?:(?<=\n)|^|(?<=：))[ \t　]*(?:\d{1,2}\s*[.．、](?!\d)|[一二三四五六七八九十]+、)|附件\s*\d+"
        ),
    ),
    "document_number": ("文号、令号", re.compile(r"〔\s*\d{4}\s*〕\s*\d+\s*号|第\s*\d+\s*号令")),
    "date": ("成文、印发日期", re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")),
    "web_address": (
        "网址、电子邮箱",
        re.compile(r"(?:https?://|www\.)[\w./:\-]+|[\w.\-]+@[\w.\-]+", re.ASCII),
    ),
    "list_number": ("表格序号", re.compile(r"(?:(?<=\n)|^)[ \t]*\d{1,3}(?=\t)")),
}
