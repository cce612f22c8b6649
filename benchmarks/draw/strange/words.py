"""What the second hand's marks say. No wording of ``mark_words`` that has a twist is repeated, the plain levels are."""

from __future__ import annotations

from random import Random

LEVELS = (
    *("秘密", "机密", "绝密", "秘密★1年", "机密★15年", "绝密★30年", "机密★三年", "秘密★2年6个月"),
    *("绝密★长期", "秘密★18个月", "机密件", "绝密级", "[秘密]", "（机密）", "机密★5年 平急", "第12号 秘密★5年"),
    *("机密★8年 加急", "密级：机密★10年", "密级: 秘密", "保密等级：绝密", "秘密★考试结束前", "机密★公布前", "秘密*3年"),
)
INTERNAL = (
    *("内部资料", "内部文件", "内部资料 会后收回", "内部文件 妥善保管", "仅限内部传阅", "供内部参考", "内部参阅"),
    *("内部资料 不得翻印", "内部材料 严禁外传", "本系统内部资料", "内部学习资料 请勿外传", "内部工作文件", "内部信息"),
    *("内部资料 严禁复制", "仅供内部学习交流使用", "（内部资料）", "〔内部文件〕", "内部掌握"),
)
WORK = (
    "工作秘密",
    "工作秘密★3年",
    "工作秘密 1年",
    "警务工作秘密",
    "商业秘密",
    "核心商密★5年",
    "普通商密",
    "商业秘密 10年",
)
NOTES = (
    *("（此件不公开）", "（本件不予公开）", "（此件属依申请公开）", "（依申请公开）", "（不公开）", "（此件不宜公开）"),
    *("公开形式：依申请公开", "公开选项：不予公开", "信息公开属性：依申请公开", "公开级别：不公开", "是否公开：否"),
    *("公开属性:依申请公开", "公开方式：不予公开", "政务公开属性：依申请公开", "此件依申请公开。"),
)
ENGLISH = ("CONFIDENTIAL", "TOP SECRET", "STRICTLY CONFIDENTIAL", "INTERNAL USE ONLY", "For Internal Use Only")
BILINGUAL = ("机密 CONFIDENTIAL", "内部资料 INTERNAL USE ONLY", "绝密 TOP SECRET", "秘密 SECRET")
#: Short enough for a stamp.
STAMPED = (
    *("秘密", "机密", "绝密", "机密★5年", "秘密★10年", "内部资料", "内部文件", "工作秘密", "商业秘密", "不予公开"),
    *("依申请公开", "注意保密", "内部使用"),
)
FORMS = ("公开属性：", "公开方式：", "信息公开选项：", "")
CHOICES = ("主动公开", "依申请公开", "不予公开")


def any_of(rng: Random) -> str:
    """A wording of any class: half of them levels, as on real papers."""
    return rng.choice(rng.choice([LEVELS, LEVELS, INTERNAL, WORK]))
