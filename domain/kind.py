"""Kinds of evidence and their Chinese titles (the contract's list)."""

from __future__ import annotations

UNKNOWN = "unknown"
BUNDLE = "bundle"

KINDS: dict[str, str] = {
    "completion_certificate": "培训证书（结业证、合格证、学时证明）",
    "sign_in_sheet": "签到表",
    "xuexi_score": "学习强国积分",
    "journal_cover": "期刊封面",
    "journal_contents": "期刊目录",
    "article_page": "论文正文页",
    "training_notice": "举办通知",
    "course_schedule": "日程（课程）安排表",
    "roster": "学员名册",
    "exam_result": "考试成绩",
    "transcript": "成绩单",
    "degree_certificate": "学历（学位）证书",
    "patent_certificate": "专利证书",
    "award_certificate": "奖励证书",
    "project_document": "课题立项、结题、验收材料",
    "unit_statement": "单位书面证明",
    "service_statement": "服务时间证明",
    "teaching_statement": "授课证明",
    "payment_receipt": "缴费证明",
    UNKNOWN: "未能识别",
}

#: Kinds that colleagues of one class rightly share: never reuse between them.
COLLECTIVE_KINDS = frozenset(
    {"sign_in_sheet", "training_notice", "course_schedule", "roster", "journal_cover", "journal_contents"}
)
