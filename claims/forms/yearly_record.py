"""年度继续教育情况表: a person's year. 嘉人社〔2023〕7号 names it without columns; the columns are our own design."""

from __future__ import annotations

from claims.forms.parts import Field, Form, Line, Note, Table

FORM = Form(
    id="yearly_record",
    title="年度继续教育情况表",
    source="嘉人社〔2023〕7号 六（二）（只提到表名，栏目自行设计）",
    landscape=True,
    blocks=(
        Line((Field("name", "姓名", required=True), Field("unit", "工作单位", most=200))),
        Line((Field("year", "年度", "count"), Field("title_level", "职称级别"))),
        Line((Field("policy", "适用办法", most=200), Field("printed_on", "打印日期", "date"))),
        Table(
            "entries",
            (
                Field("number", "序号", "count", width=10),
                Field("content", "内容", width=34, most=300),
                Field("pathway", "途径", width=30, most=200),
                Field("clause", "依据条款", width=28, most=200),
                Field("subject", "科目", width=14),
                Field("first", "开始日期", "date", width=13),
                Field("last", "结束日期", "date", width=13),
                Field("hours", "认定学时", "number", width=10),
                Field("state", "状态", width=10),
            ),
            limit=1000,
            blank_rows=3,
        ),
        Table(
            "totals",
            (
                Field("subject", "科目合计", width=6),
                Field("counted", "计入学时", "number"),
                Field("required", "年度要求", "number"),
                Field("short", "还差", "number"),
            ),
            limit=20,
        ),
        Line((Field("result", "年度要求完成情况", most=500),)),
        Note("本表由系统根据已认定的学时生成；计入学时已按办法规定的上限计算，可能少于各项之和。"),
        Note("说明：文件未给出本表栏目，栏目系自行设计。"),
    ),
)
