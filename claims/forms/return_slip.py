"""退回补正单: what has to be put right, told to the person in their own copy."""

from __future__ import annotations

from claims.forms.parts import Field, Form, Line, Note

FORM = Form(
    id="return_slip",
    title="退回补正单",
    source="自行设计",
    blocks=(
        Line((Field("receipt_no", "回执编号", required=True), Field("returned_on", "退回日期", "date"))),
        Line((Field("name", "姓名", required=True), Field("unit", "工作单位", most=200))),
        Line((Field("year", "年度", "count"), Field("pathway", "申报途径", most=200))),
        Line((Field("content", "申报内容", most=300),)),
        Line((Field("reason", "需要补正的内容", required=True, height=6, most=2000),)),
        Line((Field("where", "涉及的材料", most=200), Field("fact", "涉及的要素", most=100))),
        Line((Field("reviewer", "审核人员"), Field("clause", "依据条款", most=300))),
        Note("请按上述内容补充或更正后重新提交。对退回有不同意见的，可以向审核部门说明。"),
    ),
)
