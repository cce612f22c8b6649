"""Administrative level of an honour or a project, from its name and from who gives it.

国家级, 省级, 部级, 市级, 县级 as Chinese papers say; None where neither words nor giver tell.
"""

from __future__ import annotations

import re

from extractors.text.patterns import compiled

_PROVINCES = (
    "浙江|江苏|河北|山西|辽宁|吉林|黑龙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|"
    "青海|台湾|"
    "内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_OF_STATE = r"^国家(?!开放大学|电网|税务)|中华人民共和国国务院|^国务院$|^全国"
_OF_PROVINCE = rf"(?:{_PROVINCES})(?:省|自治区)|^省|^[\u4e00-\u9fff]{{2}}省(?![\u4e00-\u9fff]{{1,5}}市)"
_OF_MINISTRY = (
    r"中华人民共和国(?!国务院).{2,12}部|"
    r"^(?:教育|科技|科学技术|农业农村|住房和城乡建设|交通运输|水利|生态环境|人力资源和社会保障)部"
)
_OF_COUNTY = (
    r"[\u4e00-\u9fff]{1,6}(?:县|(?<![省市])区)(?=人民政府|科|教|农|卫|委|建|交|住|人|总|发|政|社|优)|^(?:县|区)级"
)
_LEVELS = (
    ("国家级", _OF_STATE),
    ("部级", _OF_MINISTRY),
    ("省级", _OF_PROVINCE),
    ("县级", _OF_COUNTY),
    ("市级", r"[\u4e00-\u9fff]{2,6}市"),
)
#: The four municipalities rank as provinces.
_MUNICIPALITY = re.compile(r"^(?:北京|上海|天津|重庆)市(?![\u4e00-\u9fff]{1,3}区)")
#: Cities that rank as counties in the provinces this product serves.
_COUNTY_CITIES = (
    "海宁|平湖|桐乡|瑞安|乐清|龙港|邳州|新沂|余姚|慈溪|义乌|东阳|永康|兰溪|江山|诸暨|嵊州|临海|温岭|玉环|龙泉|建德|"
    "昆山|江阴|宜兴|常熟|张家港|太仓|启东|如皋|海安|东台|仪征|高邮|丹阳|扬中|句容|兴化|靖江|泰兴|溧阳"
)


_NO_AUTHORITY = re.compile(r"[厂矿]|公司|集团|工会|银行|医院|学院|大学|学校|中学|小学")


def level_of(name: str, giver: str) -> str | None:
    """Level by the name of the honour, else by the giver; None when both are silent.

    What an enterprise, a school or a union gives is its own honour, whichever city its name begins with.
    """
    for text in (name, "" if _NO_AUTHORITY.search(giver) else giver):
        level = _level(text)
        if level is not None:
            return level
    return None


def _level(text: str) -> str | None:
    if not text:
        return None
    if _MUNICIPALITY.match(text):
        return "省级"
    if compiled(rf"(?:浙江省|江苏省)?(?:{_COUNTY_CITIES})市").match(text):
        return "县级"
    if compiled(rf"(?:{_PROVINCES})省[\u4e00-\u9fff]{{1,5}}市").match(text):
        return "市级"
    for level, pattern in _LEVELS:
        if compiled(pattern).search(text):
            return level
    return None
