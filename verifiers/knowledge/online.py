"""Whether an event was held on line, by the words of its papers."""

from __future__ import annotations

import re

from domain.case import Case

_ONLINE = re.compile(r"网络|在线|平台|网上|线上|远程|云课堂|直播|继续教育网|慕课|电子培训")


def held_online(case: Case) -> bool:
    """True when the pages speak of a network, platform or live stream; words broken across lines included."""
    return bool(_ONLINE.search("".join(case.reading.text.split())))
