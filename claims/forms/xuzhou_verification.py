"""徐州 附件2 年度审验表, one per unit. The text we hold is damaged: the columns are our own design."""

from __future__ import annotations

from claims.forms.parts import Field, Form, Line, Note, Table

DESIGNED = (
    "说明：附件原文残缺，本表栏目系依据残存字段"
    "（单位名称、单位性质、主管部门、公共学时、专业学时、单位意见、年审机构意见）设计，非原件样式。"
)

FORM = Form(
    id="xuzhou_verification",
    title="徐州市专业技术人员继续教育年度审验表",
    source="2016年年度验审通知 附件2（栏目自行设计）",
    landscape=True,
    blocks=(
        Line(
            (
                Field("unit", "单位名称", required=True, most=200),
                Field("nature", "单位性质", most=60),
                Field("authority", "主管部门", most=200),
            )
        ),
        Line((Field("year", "审验年度", "count"), Field("kind", "审验方式"), Field("headcount", "审验人数", "count"))),
        Table(
            "people",
            (
                Field("number", "序号", "count", width=6),
                Field("name", "姓名", required=True, width=11, most=60),
                Field("title_level", "职称级别", width=10),
                Field("reason", "审验事由", width=12),
                Field("public_hours", "公共学时", "number", width=10),
                Field("professional_hours", "专业学时", "number", width=10),
                Field("total_hours", "合计学时", "number", width=10),
                Field("required_hours", "应达学时", "number", width=10),
                Field("public_exam", "公共科目合格", "yes_no", width=12),
                Field("result", "审验结果", width=22, most=100),
                Field("remark", "备注", width=22, most=300),
            ),
            limit=5000,
            blank_rows=6,
        ),
        Line((Field("unit_opinion", "单位意见（公章，年月日）", height=3, most=1000),)),
        Line((Field("body_opinion", "年审机构意见", height=3, most=1000),)),
        Note(DESIGNED),
    ),
)
