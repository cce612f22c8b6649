"""舟山 学时登记信息汇总表 (form 2): the document's thirteen columns in order."""

from __future__ import annotations

from claims.forms.parts import Field, Form, Line, Table

FORM = Form(
    id="zhoushan_roster",
    title="学时登记信息汇总表",
    source="舟建发〔2018〕83号 附件2",
    landscape=True,
    blocks=(
        Line((Field("filled_by", "填报人"), Field("phone", "联系电话"), Field("filled_on", "填报日期", "date"))),
        Table(
            "people",
            (
                Field("number", "序号", "count", width=6),
                Field("training_unit", "培训单位", required=True, width=20, most=200),
                Field("class_title", "培训班名称", required=True, width=24, most=200),
                Field("name", "姓名", required=True, width=10, most=40),
                Field("sex", "性别", "choice", words=("男", "女"), width=6),
                Field("company", "企业名称", width=22, most=200),
                Field("id_number", "身份证号", "id_number", width=21),
                Field("series", "职称专业系列", width=12),
                Field("level", "职称级别", width=10),
                Field("title", "职称", width=12),
                Field("hours", "认定学时", "number", required=True, width=9),
                Field("mobile", "手机号码", width=14),
                Field("municipal", "是(否)市属单位人员", "yes_no", width=12),
            ),
            limit=3000,
            least=1,
            unique="id_number",
            blank_rows=10,
        ),
    ),
)
