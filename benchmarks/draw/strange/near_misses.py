"""Tempting papers by a second hand that carry no mark: none of them may be stopped.

Besides the forms of ``benchmarks.draw.near_misses``: a telephone's list with stars, a roster, a notice with a red
head. Words: trainings on secrecy, 秘书 and 机密 in titles, open classes, "内部" in organisers' names, ratings.
"""

from __future__ import annotations

from random import Random

from PIL import Image

from benchmarks.draw.fonts import choose_typeface
from benchmarks.draw.near_misses import Form, Words, certificate, cover, examination, schedule, statement, website
from benchmarks.draw.paint import image_of
from benchmarks.draw.sheet import RED, Sheet


def telephone(rng: Random, words: Words) -> Sheet:
    """A telephone's screen: a head, then rows with a small line below each."""
    dark = rng.random() < 0.3
    ink, paper = ((235, 235, 235), (20, 20, 22)) if dark else ((25, 25, 28), (250, 250, 250))
    sheet = Sheet(1080, 2160, choose_typeface(rng, embeddable=False), rng, paper)
    title, *rows = words
    sheet.put(40, 26, "9:41", 30, colour=ink)
    sheet.centre(110, title, 44, colour=ink)
    y = 260.0
    for number, row in enumerate(rows):
        sheet.put(60, y, row, 38 if number % 2 == 0 else 30, colour=ink)
        y += 66 if number % 2 == 0 else 104
    return sheet


def roster(rng: Random, words: Words) -> Sheet:
    """A ruled list of people: number, name, unit, remark."""
    sheet = Sheet(1240, 1754, choose_typeface(rng, embeddable=False), rng)
    title, *rows = words
    y = sheet.centre(110, title, 40, face=sheet.type.title) + 40
    cells = [["序号", "姓名", "单位", "备注"]] + [[str(i), *row.split()] for i, row in enumerate(rows, 1)]
    sheet.table(90, y, [90, 180, 520, 270], [([*row, "", "", ""])[:4] for row in cells], 28)
    return sheet


def red_head(rng: Random, words: Words) -> Sheet:
    """A notice: the authority in large red letters, a number, a rule, a title, paragraphs."""
    sheet = Sheet(1240, 1754, choose_typeface(rng, embeddable=False), rng)
    head, number, title, *paragraphs = words
    sheet.centre(rng.uniform(120, 190), head, rng.choice([58, 70]), face=sheet.type.title, colour=RED)
    sheet.centre(300, number, 30)
    sheet.line((110, 360), (1130, 360), 4, RED)
    y = sheet.centre(420, title, 42, face=sheet.type.title) + 40
    for paragraph in paragraphs:
        y = sheet.paragraph(130, y, 980, paragraph, 30)
    sheet.put(740, y + 90, "2024年3月18日", 28)
    return sheet


_SO = "兹证明周远航同志于2024年3月18日至3月20日参加工程造价管理培训班，共计24学时，考核合格。"
_DID = "周远航 同志于2024年3月参加学习，共计12学时，考核合格，特发此证。"
NEAR_MISSES: dict[str, tuple[Form, Words]] = {
    "held_back": (statement, ("情况说明", _SO, "该班通知标注为机密，依规不得复印，故由我单位出具证明。")),
    "held_back_internal": (statement, ("证明", _SO, "培训通知系内部文件，不对外提供，特此证明。")),
    "held_back_request": (statement, ("证明", _SO, "上述通知属于依申请公开的文件，", "因此未随材料一并上传。")),
    "held_back_quoted": (statement, ("证明材料", _SO, "原件首页印有“秘密★5年”，根据《保密法》不能上传。")),
    "held_back_lines": (
        statement,
        ("单位书面证明", _SO, "不能提供原件的原因：", "原件为涉密文件，按照规定不得上传。"),
    ),
    "held_back_reason": (statement, ("证明", _SO, "原因：原件系工作秘密，由我局机要室保管。")),
    "kept_at_unit": (statement, ("证明", _SO, "课程讲义为内部资料，存放于我单位档案室备查。")),
    "no_secret": (statement, ("上传声明", _SO, "本人确认所上传材料不含国家秘密、工作秘密和内部资料。")),
    "education": (certificate, ("保密教育培训合格证书", _DID)),
    "education_year": (certificate, ("2024年度保密教育培训", "结业证书", _DID)),
    "education_seal": (certificate, ("保密知识培训证明", _DID, "湖山市国家保密局监制")),
    "tutor": (certificate, ("保密工作专题研修班结业证书", _DID)),
    "secrecy_staff": (certificate, ("涉密人员保密培训合格证", _DID)),
    "qualified": (certificate, ("保密资格标准培训证书", _DID, "军工保密资格审查认证中心")),
    "secretary_class": (certificate, ("秘书业务培训证书", _DID)),
    "board_secretary": (certificate, ("董事会秘书资格证书", _DID)),
    "confidential_secretary": (certificate, ("机要秘书岗位培训结业证书", _DID)),
    "confidential_post": (certificate, ("机要密码干部培训证书", _DID)),
    "open_class": (certificate, ("公开课证书", "周远航 同志主讲的《混凝土耐久性》公开课获二等奖。")),
    "open_works": (certificate, ("政务公开工作培训证书", _DID)),
    "internal_association": (certificate, ("结业证书", _DID, "湖山市内部审计协会")),
    "internal_college": (certificate, ("培训证书", _DID, "湖山集团内部培训中心")),
    "internal_assessor": (certificate, ("质量管理体系内部审核员证书", _DID)),
    "internal_quality": (certificate, ("内部质量控制培训班", "合格证", _DID)),
    "trade_secret_law": (certificate, ("商业秘密法律保护高级研修班", "结业证书", _DID)),
    "privacy": (certificate, ("个人信息与隐私保护培训证书", _DID, "妥善保管 遗失不补")),
    "encryption": (certificate, ("密码应用技术培训证书", _DID)),
    "dense": (certificate, ("结业证书", "周远航 同志参加高密度城市防洪规划研修班，共计16学时。")),
    "precise": (certificate, ("培训证书", "周远航 同志参加机密级服务器机房运维培训，共计16学时。")),
    "excellent_stars": (certificate, ("★优秀学员★", _DID)),
    "star_trainer": (certificate, ("五星级讲师证书", _DID, "★★★★★")),
    "keep_notice": (certificate, ("结业证书", _DID, "注意保存 涂改无效")),
    "keep_copy": (certificate, ("培训合格证明", _DID, "复印件无效 请勿折叠")),
    "class_list": (
        schedule,
        ("保密管理员培训课程表", "保密法律法规", "定密管理", "涉密载体管理", "网络保密管理", "泄密案例警示"),
    ),
    "class_list_levels": (
        schedule,
        ("保密工作业务培训安排", "国家秘密及其密级", "绝密级载体管理要求", "机密级计算机管理", "秘密级会议保障"),
    ),
    "class_list_open": (
        schedule,
        ("政务公开业务培训安排", "主动公开与依申请公开", "不予公开的情形", "公开属性源头认定", "信息公开保密审查"),
    ),
    "class_list_secretary": (
        schedule,
        ("办公室业务培训课程表", "秘书工作实务", "公文写作", "机要文件办理", "保密与档案"),
    ),
    "class_list_company": (
        schedule,
        ("企业合规培训课程", "商业秘密与竞业限制", "内部举报与内部调查", "内部控制五要素", "反商业贿赂"),
    ),
    "class_list_break": (
        schedule,
        ("继续教育课程安排", "如何在新媒体时代保守工作秘密", "水利工程安全生产与内部监督", "密度测量实验"),
    ),
    "exam_levels": (
        examination,
        (
            "装订线内请勿答题",
            "保密知识测试题",
            "国家秘密分为哪三级？（ ） A.绝密 B.机密 C.秘密",
            "工作秘密的定义是什么？",
        ),
    ),
    "exam_choice": (
        examination,
        (
            "密封线",
            "公务员通用能力测试",
            "下列信息应当：A.主动公开 B.依申请公开 C.不予公开",
            "内部资料可否作为证据？",
        ),
    ),
    "exam_true": (
        examination,
        ("姓名 准考证号", "网络安全考试", "判断：商业秘密应当保密。（ ）", "判断：密码应定期更换。"),
    ),
    "book_box": (cover, ("绝密计划", "长篇小说", "湖山文艺出版社")),
    "book_nature": (cover, ("大自然的秘密", "少年科普", "定价：28.00元")),
    "book_handbook": (cover, ("保密工作手册", "第三版", "湖山法制出版社")),
    "book_internal": (cover, ("内部控制与风险管理", "高等学校教材", "ISBN 978-7-0000-0001-7")),
    "book_open": (cover, ("信息公开案例选编", "湖山大学出版社", "2023年10月第1版")),
    "magazine_confidential": (cover, ("秘书之友", "ISSN 1003-0000 CN 62-0000/C", "2024年第3期")),
    "magazine_internal": (cover, ("湖山水文", "内部资料 免费交流", "湖内准字第D016号", "2024年第1期")),
    "magazine_licence": (cover, ("勘测设计", "连续性内部资料出版物", "准印证号：(湖)0245", "2024年第2期")),
    "magazine_security": (cover, ("信息安全与通信保密", "ISSN 1009-0000", "2024年第5期")),
    "site_open": (
        website,
        ("首页 公开 服务 互动", "政务公开专栏", "公开指南", "公开制度", "依申请公开", "公开年报", "姓名：周远航 合格"),
    ),
    "site_secrecy": (website, ("首页 法规 教育 检查", "湖山保密教育网", "课程：保密法解读 已学完", "得分：92")),
    "site_levels": (
        website,
        ("首页 文件库 帮助", "公文交换平台", "文件密级：普通", "公开属性：主动公开", "办理结果：已签收"),
    ),
    "site_marks": (
        website,
        ("首页 课程 证书", "我的证书", "课程：商业秘密保护实务 ★★★★☆", "课程：内部审计 ★★★★★", "状态：已发证"),
    ),
    "phone_courses": (
        telephone,
        ("我的课程", "保守国家秘密法解读", "已学完 ★★★★★", "植物生长的秘密", "已学完 ★★★★", "内部审计实务", "学习中"),
    ),
    "phone_reviews": (
        telephone,
        ("课程评价", "商业秘密保护实务", "★5.0 共128人评价", "机密计算入门", "★4.8 共36人评价", "秘书礼仪", "★4.5"),
    ),
    "phone_settings": (
        telephone,
        ("隐私与安全", "修改密码", "密码应含字母和数字", "隐私协议", "信息保密说明", "公开我的主页", "仅好友可见"),
    ),
    "phone_score": (
        telephone,
        ("学习积分", "总积分 8421", "周远航", "保密观专栏答题", "+5分 已完成", "每日答题 ★★★", "+5分 已完成"),
    ),
    "roster_names": (
        roster,
        (
            "2024年继续教育培训班学员名册",
            "密云飞 湖山市水利局 秘书",
            "秘小兰 湖山市住建局 学习委员",
            "季密 湖山设计院 ★班长",
        ),
    ),
    "roster_units": (
        roster,
        (
            "保密工作培训班签到表",
            "周远航 湖山市保密局 组长",
            "林晓岚 湖山机密仪器厂 学员",
            "陈知远 湖山市档案局内部审计处 学员",
        ),
    ),
    "roster_sites": (roster, ("培训人员名单", "周远航 湖山密封件有限公司 合格", "秦公开 湖山精密机床厂 合格")),
    "notice_secrecy_class": (
        red_head,
        (
            "湖山市国家保密局文件",
            "湖保发〔2024〕3号",
            "关于举办保密干部培训班的通知",
            "各单位：为做好保密工作，定于3月举办培训班，计16学时。",
            "联系人：秘书处 王科长",
        ),
    ),
    "notice_open": (
        red_head,
        (
            "湖山市人民政府办公室",
            "湖政办〔2024〕8号",
            "关于加强政务公开培训的通知",
            "请各单位派员参加依申请公开业务培训，计8学时。",
            "（此件公开发布）",
        ),
    ),
    "notice_company": (
        red_head,
        (
            "湖山水务集团有限公司",
            "湖水培〔2024〕11号",
            "关于开展内部培训师评选的通知",
            "请各公司推荐内部讲师参加商业秘密保护培训，计8学时。",
        ),
    ),
    "notice_association": (
        red_head,
        (
            "湖山市内部审计协会文件",
            "湖内审〔2024〕2号",
            "关于举办内部审计人员后续教育的通知",
            "定于4月举办培训班，计24学时。参训人员请注意保管证书。",
        ),
    ),
}


def draw(name: str, rng: Random) -> Image.Image:
    """The near miss called ``name`` as an RGB image."""
    form, words = NEAR_MISSES[name]
    return image_of(form(rng, words))
