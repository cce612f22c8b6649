"""舟山 专业技术人员继续教育培训班申请表 (form 1): fields in the order of the document."""

from __future__ import annotations

from claims.forms.parts import Field, Form, Line, Note

FORM = Form(
    id="zhoushan_application",
    title="专业技术人员继续教育培训班申请表",
    source="舟建发〔2018〕83号 附件1",
    columns=4,
    blocks=(
        Line((Field("unit_name", "单位名称", required=True, most=200), Field("unit_code", "组织机构代码", most=40))),
        Line((Field("address", "单位地址", most=300), Field("contact", "联系方式", most=100))),
        Line((Field("class_title", "培训名称", required=True, most=200), Field("place", "培训地点", most=200))),
        Line((Field("content", "培训主要内容", height=6, most=4000),)),
        Line((Field("period", "培训时间", "sentence", True, template="{first:date}至{last:date}，共{days:number}天"),)),
        Line(
            (
                Field(
                    "hours",
                    "培训学时",
                    "sentence",
                    True,
                    template="按每天{per_day:number}学时认定，共计{total:number}学时",
                ),
                Field("planned", "计划培训人数", "count"),
            )
        ),
        Line(
            (
                Field(
                    "opinion",
                    "市住房和城乡建设行业专业技术人员继续教育学时登记管理办公室意见",
                    "sentence",
                    template=(
                        "同意该培训班按{hours:number}学时认定，并办理相关登记手续。\n"
                        "审核人：{reviewer:text}　盖章：\n{on:date}"
                    ),
                    height=5,
                ),
            )
        ),
        Line((Field("seal", "培训单位盖章", height=2), Field("filed_on", "时间", "date"))),
        Note("备注：1. 举办单位应符合住建主管部门规定的办班要求，于办班前十个工作日向市学时办备案；"),
        Note("2. 随申请表一并提交办班方案（包括师资介绍、课程安排等）；"),
        Note("3. 培训结束后一周内，以纸质和电子形式报送学时登记信息汇总表。"),
    ),
)
