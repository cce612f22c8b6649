"""徐州 附件1 电子登记表. The text we hold is damaged: the columns are our own design, and the sheet says so."""

from __future__ import annotations

from claims.forms.parts import Field, Form, Line, Note, Table

DESIGNED = (
    "说明：附件原文残缺，本表栏目系依据《通知》正文所列登记内容"
    "（内容、形式、起止时间、学时、考核结果、施教机构）设计，非原件样式。"
)

FORM = Form(
    id="xuzhou_registration",
    title="徐州市专业技术人员继续教育电子登记表",
    source="2016年年度验审通知 附件1（栏目自行设计）",
    landscape=True,
    blocks=(
        Line(
            (
                Field("name", "姓名", required=True),
                Field("unit", "工作单位", most=200),
                Field("year", "登记年度", "count"),
            )
        ),
        Line((Field("title_level", "职称级别"), Field("profession", "从事专业"), Field("book_no", "继续教育证书编号"))),
        Table(
            "entries",
            (
                Field("number", "序号", "count", width=6),
                Field("content", "学习内容", required=True, width=34, most=300),
                Field("form", "学习形式", width=26, most=100),
                Field("first", "开始日期", "date", width=13),
                Field("last", "结束日期", "date", width=13),
                Field("public_hours", "公共学时", "number", width=10),
                Field("professional_hours", "专业学时", "number", width=10),
                Field("result", "考核结果", width=12),
                Field("provider", "施教机构", width=26, most=200),
            ),
            limit=500,
            blank_rows=6,
        ),
        Line((Field("public_total", "公共学时合计", "number"), Field("professional_total", "专业学时合计", "number"))),
        Line((Field("unit_opinion", "单位意见（公章，年月日）", height=3, most=1000),)),
        Line((Field("body_opinion", "年审机构意见", height=3, most=1000),)),
        Note("每年一季度上旬将上年度情况连同原件交单位人事部门，单位核对后盖章。"),
        Note(DESIGNED),
    ),
)
