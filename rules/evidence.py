"""Evidence by name: the contract's names, what each kind of paper gives, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from domain.said import Said, in_a_row
from rules.refusal import RefusedInput

#: Evidence name → Chinese title (names fixed by the contract).
EVIDENCE: dict[str, str] = {
    "event_notice": "举办文件通知",
    "training_notice": "培训通知",
    "sign_in_sheet": "签到表",
    "timetable": "日程（课程）安排表",
    "roster": "学员名册",
    "participation_proof": "参加活动的有效证明",
    "event_proof": "参加讲座、会议的证明材料",
    "training_certificate": "培训证",
    "completion_certificate": "结业证",
    "qualification_certificate": "合格证（考试合格证书）",
    "pass_registration_form": "资格考试合格人员登记表",
    "published_pass_list": "合格人员公布文件",
    "approval_document": "批准文件",
    "seminar_certificate": "高级研修班证书",
    "annual_score_screenshot": "本人当年度积分截图",
    "annual_score_screenshot_signed_and_sealed": "签名盖章的当年度积分截图",
    "own_signature": "本人签名",
    "unit_seal": "单位公章",
    "authority_or_industry_body_certificate": "行政主管部门或行业组织出具的证明",
    "project_approval": "立项文件",
    "completion_report": "课题结题报告",
    "acceptance_report": "验收报告",
    "published_issue": "公开发行的刊物",
    "issue_cover": "刊物封面",
    "table_of_contents": "刊物目录",
    "article_text": "文章内容",
    "government_site_full_screen_capture": "政府部门官方网站全屏截图",
    "transcript": "成绩单",
    "school_proof": "学校证明材料",
    "diploma": "毕业（结业）证书",
    "degree_certificate": "学历（学位）证书",
    "course_schedule": "课程分配学习进度表",
    "service_time_certificate_in_hours": "服务时间证明（以小时计）",
    "employer_written_statement": "单位书面证明",
    "exam_admission_ticket": "准考证",
    "original_score_report": "考试成绩单原件",
    "award_certificate": "奖励证书",
    "acceptance_certificate": "科技成果验收证书",
    "patent_certificate": "专利证书",
    "teaching_certificate": "授课证明",
    "lesson_notes": "本人备课记录",
    "payment_proof": "缴费证明",
    "public_subject_exam_certificate": "公共科目考试合格证书",
    "approved_class_application_form": "培训班申请表（已审核）",
    "class_plan": "办班方案",
    "hours_summary_table": "学时登记信息汇总表",
    "class_summary": "办班总结",
    "participant_list": "参加人员名单",
    "platform_record": "平台记录",
}

#: Kind of paper (domain.kind) → the evidence names it can stand for.
OF_KIND: dict[str, tuple[str, ...]] = {
    "completion_certificate": (
        "completion_certificate",
        "training_certificate",
        "qualification_certificate",
        "seminar_certificate",
        "participation_proof",
        "event_proof",
        "public_subject_exam_certificate",
    ),
    "sign_in_sheet": ("sign_in_sheet", "participation_proof", "event_proof"),
    "xuexi_score": ("annual_score_screenshot",),
    "journal_cover": ("issue_cover",),
    "journal_contents": ("table_of_contents",),
    "article_page": ("article_text",),
    "training_notice": ("training_notice", "event_notice"),
    "course_schedule": ("timetable", "course_schedule", "class_plan"),
    "roster": ("roster", "participant_list"),
    "exam_result": ("original_score_report", "government_site_full_screen_capture", "qualification_certificate"),
    "transcript": ("transcript",),
    "degree_certificate": ("degree_certificate", "diploma"),
    "patent_certificate": ("patent_certificate",),
    "award_certificate": ("award_certificate",),
    "project_document": ("project_approval", "completion_report", "acceptance_report", "acceptance_certificate"),
    "unit_statement": ("employer_written_statement",),
    "service_statement": ("service_time_certificate_in_hours", "authority_or_industry_body_certificate"),
    "teaching_statement": ("teaching_certificate", "authority_or_industry_body_certificate"),
    "payment_receipt": ("payment_proof",),
    "unknown": (),
}

_DOC_WORDS = (
    ("立项", "project_approval"),
    ("结题", "completion_report"),
    ("验收", "acceptance_report"),
)


def evidence_of(kind: str, facts: Mapping[str, Any] | None = None) -> tuple[str, ...]:
    """Evidence names that a paper of ``kind`` with ``facts`` (contract names) gives.

    A score screenshot also gives the signature and the seal it carries; a project paper only what
    its title says, where the title is known.
    """
    given = facts or {}
    names = OF_KIND.get(kind, ())
    if kind == "xuexi_score":
        if given.get("signed") is True:
            names += ("own_signature",)
        if given.get("sealed") is True:
            names += ("unit_seal",)
    if kind == "project_document":
        title = str(given.get("doc_title") or "")
        told = tuple(name for word, name in _DOC_WORDS if word in title)
        if "acceptance_report" in told:
            told += ("acceptance_certificate",)
        return told or names
    return names


#: A city hands in few different sets of papers; beyond this many nothing more is remembered.
_MOST_KNOWN = 4096


@dataclass(frozen=True, slots=True)
class Needed:
    """All-of list of any-of groups, and papers that stand in for others (``equivalents``)."""

    groups: tuple[tuple[str, ...], ...]
    equivalents: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = ()
    _known: dict[frozenset[str], tuple[tuple[str, ...], ...]] = field(default_factory=dict, compare=False, repr=False)

    def missing(self, given: frozenset[str]) -> tuple[tuple[str, ...], ...]:
        if not self.groups:
            return ()
        found = self._known.get(given)
        if found is None:
            found = self._missing(given)
            if len(self._known) < _MOST_KNOWN:
                self._known[given] = found
        return found

    def _missing(self, given: frozenset[str]) -> tuple[tuple[str, ...], ...]:
        lacking = tuple(group for group in self.groups if given.isdisjoint(group))
        if not lacking:
            return ()
        held = set(given)
        for all_of, gives in self.equivalents:
            if all_of <= held:
                held.update(gives)
        return tuple(group for group in lacking if held.isdisjoint(group))


def read_evidence(value: Any, where: str) -> frozenset[str]:
    """The case's ``evidence``: names of the contract, or kinds of paper. Unknown ones are refused."""
    if value is None:
        return frozenset()
    listed: Sequence[Any] = [value] if isinstance(value, str) else value
    if not isinstance(listed, (list, tuple, set, frozenset)):
        raise RefusedInput(where, "佐证材料应为列表。")
    try:
        known = _all_known(tuple(listed))
    except TypeError:  # something in it is no name at all
        known = None
    if known is not None:
        return known
    names: set[str] = set()
    for at, item in enumerate(listed):
        if not isinstance(item, str):
            raise RefusedInput(f"{where}[{at}]", "佐证材料应为材料名称。")
        if item in EVIDENCE:
            names.add(item)
        elif item in OF_KIND:
            names.update(OF_KIND[item])
        else:
            raise RefusedInput(f"{where}[{at}]", f"没有名为“{item[:40]}”的佐证材料，请核对材料名称。")
    return frozenset(names)


@lru_cache(maxsize=_MOST_KNOWN)
def _all_known(names: tuple[str, ...]) -> frozenset[str] | None:
    """The names' evidence, where every one is known."""
    if not all(isinstance(name, str) and (name in EVIDENCE or name in OF_KIND) for name in names):
        return None
    return frozenset(one for name in names for one in ((name,) if name in EVIDENCE else OF_KIND[name]))


def named(group: Iterable[str]) -> str:
    return in_a_row((Said(EVIDENCE.get(name, name)) for name in group), " 或 ")
