"""Words of such documents and what they mean here: papers, units of counting, subjects of pathways."""

from __future__ import annotations

import re

#: Words of a document → evidence name; longer words first where one holds another.
EVIDENCE_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        ("积分截图", "annual_score_screenshot"),
        ("签名|签署本人姓名", "own_signature"),
        ("加?盖单位公章|单位公章", "unit_seal"),
        ("培训通知", "training_notice"),
        ("文件通知|会议通知|活动通知|举办通知|通知文件", "event_notice"),
        ("签到", "sign_in_sheet"),
        ("课程分配|学习进度表", "course_schedule"),
        ("课程安排|日程|课程表", "timetable"),
        ("学员名册|学员名单", "roster"),
        ("参加人员名单|人员名单", "participant_list"),
        ("高级研修班证书", "seminar_certificate"),
        ("结业证", "completion_certificate"),
        ("培训证", "training_certificate"),
        ("公共科目考试合格证", "public_subject_exam_certificate"),
        ("合格证", "qualification_certificate"),
        ("合格人员登记表", "pass_registration_form"),
        ("批准文件", "approval_document"),
        ("立项", "project_approval"),
        ("结题", "completion_report"),
        ("验收报告", "acceptance_report"),
        ("验收证书", "acceptance_certificate"),
        ("封面", "issue_cover"),
        ("目录", "table_of_contents"),
        ("文章内容|正文", "article_text"),
        ("公开发行的刊物", "published_issue"),
        ("官方网站.{0,6}截图|全屏截图", "government_site_full_screen_capture"),
        ("考试成绩单原件|成绩单原件", "original_score_report"),
        ("成绩单", "transcript"),
        ("学历.{0,4}证书|学位证", "degree_certificate"),
        ("毕业.{0,4}证书", "diploma"),
        ("准考证", "exam_admission_ticket"),
        ("奖励证书|获奖证书", "award_certificate"),
        ("专利.{0,3}证书", "patent_certificate"),
        ("授课证明", "teaching_certificate"),
        ("备课", "lesson_notes"),
        ("缴费", "payment_proof"),
        ("时间证明", "service_time_certificate_in_hours"),
        ("主管部门.{0,12}证明|行业组织.{0,8}证明", "authority_or_industry_body_certificate"),
        ("单位.{0,6}书面证明", "employer_written_statement"),
        ("有效证明|参加.{0,8}证明", "participation_proof"),
        ("办班方案|办班计划", "class_plan"),
        ("办班总结", "class_summary"),
    )
)

#: Words of a sentence → id of a pathway.
PATHWAY_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        ("行业公需", "industry_public_course"),
        ("公需|公共科目", "public_course"),
        ("学习强国", "study_app_score"),
        ("高级研修班", "advanced_seminar"),
        ("网络教育|远程|线上", "online_course"),
        ("自学考试", "self_taught_exam"),
        ("资格考试", "qualification_exam"),
        ("学历|学位", "degree_study"),
        ("论文|期刊|刊物", "publication"),
        ("专著|著作", "monograph"),
        ("专利", "patent"),
        ("科技进步奖|奖励", "science_award"),
        ("课题|标准制定", "research"),
        ("授课|讲课|教学", "teaching"),
        ("学术会议|讲座|学术报告", "academic_event"),
        ("国（境）外|出国|境外", "overseas_activity"),
        ("支援|帮扶|帮带|服务基层", "support_service"),
        ("培训班|研修班|进修班", "training_class"),
        ("进修|考察|访问|培训", "study_visit"),
    )
)

#: Unit of counting → (fact, type, title, facts_from); None where a thing is an activity of its own.
UNITS: tuple[tuple[re.Pattern[str], tuple[str, str, str, dict[str, str]] | None], ...] = (
    (re.compile("半天"), ("half_days", "count", "半天数", {"half_days": "half_days"})),
    (re.compile("天|日"), ("days", "days", "天数", {"days": "days", "start": "start_date", "end": "end_date"})),
    (re.compile("月"), ("months", "positive", "月数", {})),
    (re.compile("合格科目|科"), ("subjects_passed", "count", "合格科目数", {})),
    (re.compile("合格课程"), ("courses_passed", "count", "合格课程门数", {})),
    (re.compile("门"), ("courses", "count", "课程门数", {})),
    (re.compile("字"), ("characters", "count", "字数", {})),
    (re.compile("课时|小时"), ("class_hours", "positive", "课时数", {})),
    (re.compile("篇|项|次|部|个课题|件"), None),
)

#: Levels a document may tell apart → word of the policy file.
LEVELS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        ("国际", "international"),
        ("核心", "core"),
        ("省部|部级|部、省", "provincial_ministerial"),
        ("国家|全国", "national"),
        ("省", "provincial"),
        ("市厅", "city_department"),
        ("市", "municipal"),
        ("县处", "county_division"),
        ("县|区", "county"),
        ("校|院", "institution"),
        ("其他", "other"),
    )
)


def level_word(text: str) -> str:
    """The policy word of a level; ``level`` where no known word is in it."""
    return next((name for pattern, name in LEVELS if pattern.search(text)), "level")
