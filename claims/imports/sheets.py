"""The columns of the sheets an office may bring along. Empty sheets of these are offered for download."""

from __future__ import annotations

from claims.forms.parts import Field, Form, Note, Table

LEVEL_WORDS = {"高级": "senior", "中级": "intermediate", "初级": "junior", "无": "none"}
ROLE_WORDS = {"专业技术人员": "professional", "单位管理员": "unit_admin"}

PEOPLE = Form(
    id="people",
    title="人员导入表",
    source="自行设计",
    landscape=True,
    blocks=(
        Note("登录名用工号或手机号均可，不能重复；职称级别填高级、中级、初级或无。不要填写身份证号。"),
        Table(
            "people",
            (
                Field("number", "序号", "count", width=8),
                Field("login", "登录名", required=True, width=18, most=60),
                Field("name", "姓名", required=True, width=14, most=60),
                Field("unit", "单位", required=True, width=30, most=200),
                Field("level", "职称级别", "choice", words=tuple(LEVEL_WORDS), width=12),
                Field("sector", "专业", width=18, most=60),
                Field("role", "身份", "choice", words=tuple(ROLE_WORDS), width=16),
            ),
            limit=20_000,
            least=1,
            unique="login",
            blank_rows=10,
        ),
    ),
)

UNITS = Form(
    id="units",
    title="单位导入表",
    source="自行设计",
    landscape=True,
    blocks=(
        Table(
            "units",
            (
                Field("number", "序号", "count", width=8),
                Field("name", "单位名称", required=True, width=34, most=200),
                Field("code", "组织机构代码", width=22, most=40),
                Field("nature", "单位性质", width=16, most=60),
                Field("authority", "主管部门", width=28, most=200),
                Field("municipal", "是否市属单位", "yes_no", width=14),
            ),
            limit=20_000,
            least=1,
            unique="name",
            blank_rows=10,
        ),
    ),
)

HOURS = Form(
    id="hours",
    title="原系统已登记学时导入表",
    source="自行设计",
    landscape=True,
    blocks=(
        Note("“途径”填本市认定办法里途径的名称或代码；学时为原系统已认定登记的数字，导入后按年度上限合并计算。"),
        Table(
            "hours",
            (
                Field("number", "序号", "count", width=8),
                Field("login", "登录名", required=True, width=16, most=60),
                Field("name", "姓名", required=True, width=12, most=60),
                Field("year", "年度", "count", required=True, width=8),
                Field("pathway", "途径", required=True, width=34, most=200),
                Field("content", "内容", required=True, width=34, most=200),
                Field("first", "开始日期", "date", width=13),
                Field("last", "结束日期", "date", width=13),
                Field("hours", "已登记学时", "number", required=True, width=12),
                Field("record_no", "原登记编号", width=20, most=80),
            ),
            limit=20_000,
            least=1,
            blank_rows=10,
        ),
    ),
)

SHEETS = {sheet.id: sheet for sheet in (PEOPLE, UNITS, HOURS)}
