"""核查单: what was seen and what was found out about it. It asks; it never judges."""

from __future__ import annotations

from claims.forms.parts import Field, Form, Line, Note, Table

FORM = Form(
    id="investigation_slip",
    title="核查单",
    source="自行设计",
    columns=4,
    landscape=True,
    blocks=(
        Line((Field("receipt_no", "回执编号", required=True), Field("made_on", "制单日期", "date"))),
        Line((Field("name", "姓名", required=True), Field("unit", "工作单位", most=200))),
        Line((Field("content", "申报内容", most=300), Field("hours", "涉及学时", "number"))),
        Table(
            "findings",
            (
                Field("number", "序号", "count", width=8),
                Field("code", "代码", width=26),
                Field("severity", "级别", width=10),
                Field("message", "看到的情况", width=46, most=1000),
                Field("innocent", "可能的正常原因", width=40, most=1000),
                Field("next_step", "建议核实的方法", width=30, most=500),
            ),
            limit=200,
            blank_rows=3,
        ),
        Line((Field("checked", "核实经过", height=5, most=4000),)),
        Line((Field("said", "当事人说明", height=4, most=4000),)),
        Line((Field("outcome", "核查结果（由核查人员填写）", height=3, most=2000),)),
        Line((Field("investigator", "核查人员"), Field("checked_on", "核查日期", "date"))),
        Note("本单只列出看到的情况和可能的正常原因，是否属实、如何处理由人决定。"),
    ),
)
