"""Progress of readings under way in this process. In memory only: an unguarded file leaves no trace.

Keyed by uploader and upload id; finished ones are kept for a while so that a late listener hears the end.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

from claims.views import ProgressView

KEPT = 2000

STAGE_TITLES = {
    "queued": "排队等待识别",
    "sniff": "检查文件类型",
    "decode": "打开文件",
    "upright": "转正页面",
    "ocr": "识别文字",
    "read": "识别文字",
    "guard": "保密检查",
    "secrecy": "保密检查",
    "seal": "加密保存",
    "received": "已安全保存",
    "understand": "辨认材料、摘录要素",
    "reread": "复读存疑的数字",
    "verify": "核查",
    "propose": "测算学时",
    "ready": "申报已预填",
    "done": "完成",
    "failed": "未能完成",
}


def stage_title(stage: str) -> str:
    return STAGE_TITLES.get(stage.split(" ")[0].split(":")[0], "处理中")


class Readings:
    """Thread-safe board of readings under way."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._board: OrderedDict[tuple[str, str], ProgressView] = OrderedDict()

    def tell(
        self,
        who: str,
        upload_id: str,
        stage: str,
        share: float,
        *,
        evidence_id: str | None = None,
        code: str | None = None,
        detail: str | None = None,
    ) -> None:
        """Put up where a reading stands. ``code`` marks failure, ``evidence_id`` success."""
        key = (who, upload_id)
        with self._changed:
            before = self._board.pop(key, None)
            self._board[key] = ProgressView(
                number=before.number + 1 if before else 0,
                stage=stage,
                title=stage_title(stage),
                share=max(0.0, min(1.0, share)),
                state="failed" if code else ("done" if evidence_id else "running"),
                evidence_id=evidence_id,
                code=code,
                detail=detail,
            )
            while len(self._board) > KEPT:
                self._board.popitem(last=False)
            self._changed.notify_all()

    def look(self, who: str, upload_id: str, *, after: int, wait: float) -> ProgressView | None:
        """The state once its number is beyond ``after``, waiting at most ``wait`` seconds; None if unknown."""
        until = time.monotonic() + wait
        with self._changed:
            while True:
                held = self._board.get((who, upload_id))
                if held is not None and (held.number > after or held.state != "running"):
                    return held
                left = until - time.monotonic()
                if left <= 0:
                    return held
                self._changed.wait(left)
