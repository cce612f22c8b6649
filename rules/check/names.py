"""Fact names that evidence can carry (the outer contract's list): what ``facts_from`` may point to."""

from __future__ import annotations

EVIDENCE_FACTS = frozenset(
    (
        *("person_name", "sex", "id_number", "unit", "title_level", "major", "course_title", "organiser", "place"),
        *("start_date", "end_date", "days", "half_days", "hours", "hours_unit", "service_hours", "issue_date"),
        *("certificate_no", "doc_no", "notice_title", "meeting_title", "names", "activities", "score_total"),
        *("score_annual", "score_today", "score_year", "screenshot_date", "signed", "sealed", "seal_text"),
        *("journal_name", "issn", "cn", "year", "volume", "issue", "level_cue", "paper_title", "authors"),
        *("page_start", "page_end", "exam_name", "subjects", "query_date", "admission_no", "student_no", "credits"),
        *("patent_kind", "patent_name", "patent_no", "inventors", "owner", "apply_date", "grant_date"),
        *("award_name", "award_level", "award_grade", "rank", "project_name", "project_no", "project_level"),
        *("doc_title", "lecture_title", "unit_from", "amount", "payer", "payee", "item", "receipt_no"),
    )
)

#: Figures that follow from facts on the paper: days from the dates, counts from a list of subjects, a course a paper.
DERIVED_FACTS = frozenset({"courses", "subjects_passed", "subjects_failed", "courses_passed"})

#: All that ``facts_from`` may name.
SOURCES = EVIDENCE_FACTS | DERIVED_FACTS
