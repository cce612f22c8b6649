"""What this kind of evidence must show and could not be read.

Sees: the facts an extractor says it misses, with the place where they should stand. Cannot see: whether the paper
lacks them or the picture hides them; that is for the person who looks.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.case import Case
from domain.finding import Finding, Severity
from domain.kind import UNKNOWN

TITLE = "应有要素是否读出"
CODES = ("completeness.unread_fact", "completeness.unknown_kind")
NEEDS: frozenset[str] = frozenset()

FACT_TITLES = {
    "person_name": "姓名",
    "unit": "单位",
    "course_title": "培训（课程）名称",
    "organiser": "主办（发证）单位",
    "start_date": "开始日期",
    "end_date": "结束日期",
    "days": "天数",
    "hours": "学时",
    "service_hours": "服务时长",
    "issue_date": "落款日期",
    "certificate_no": "证书编号",
    "doc_no": "文号",
    "notice_title": "通知标题",
    "meeting_title": "会议（班次）名称",
    "names": "姓名栏",
    "score_total": "总积分",
    "score_annual": "年度积分",
    "score_today": "今日积分",
    "score_year": "积分年度",
    "journal_name": "刊名",
    "issn": "ISSN",
    "cn": "CN刊号",
    "year": "年份",
    "issue": "期号",
    "paper_title": "论文题目",
    "authors": "作者",
    "exam_name": "考试名称",
    "subjects": "科目成绩",
    "patent_name": "专利名称",
    "patent_no": "专利号",
    "grant_date": "授权公告日",
    "award_name": "奖项名称",
    "award_grade": "奖励等级",
    "rank": "名次",
    "project_name": "项目名称",
    "amount": "金额",
    "payee": "收款单位",
    "place": "地点",
    "lecture_title": "授课题目",
    "major": "专业",
    "seal_text": "印章文字",
}

#: Nothing depends on these: that they could not be read is told, never asked about.
ONLY_TOLD = frozenset({"seal_text"})


def verify(case: Case) -> Iterable[Finding]:
    if case.paper.kind == UNKNOWN:
        yield Finding(
            "completeness.unknown_kind",
            Severity.DOUBT,
            "没有认出这是哪一类佐证材料。",
            0.9,
            innocent=("可能是少见的版式，或图片不完整、不清楚。",),
            next_step="请选择材料类别并补填要素，或换一张清楚完整的图片。",
        )
        return
    for missing in case.paper.unread:
        title = FACT_TITLES.get(missing.name, missing.name)
        told = missing.name in ONLY_TOLD
        yield Finding(
            "completeness.unread_fact",
            Severity.NOTE if told else Severity.DOUBT,
            f"没有读到{title}{f'（{missing.why}）' if missing.why else ''}。",
            0.9,
            missing.place,
            ("可能被印章或反光遮住，或写在另一页。",),
            "无需补填；需要时请对照原图查看。" if told else f"请对照原图补填{title}。",
            facts=(missing.name,),
        )
