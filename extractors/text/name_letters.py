"""Letters Chinese names are made of, in three steps of commonness: what a doubtful letter of a name is likely to be.

Written down from general knowledge of names, not counted from anybody's list of people.
"""

from __future__ import annotations

from extractors.text.names import SURNAMES

#: The two hundred or so surnames that nearly everybody bears, those of Zhejiang and Jiangsu among them.
FREQUENT_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏"
    "韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿"
    "关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪应"
    "虞裘楼娄屠竺邬诸柏盖茅闻仇褚蔺费储项芦鄢窦匡"
)

_COMMON = frozenset(
    "伟芳娜敏静丽强磊洋艳勇军杰娟涛明超秀霞平刚桂英华玉萍红玲建国文辉力永健世广志义兴良海山仁波宁贵福生龙元全胜学祥才发武新利清飞彬富"
    "顺信子楠榕风航弘兰凤洁梅琳素云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨"
    "仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝思俊峰"
    "佩鹏程晨浩宇轩泽涵梓豪博睿皓雨桐诗琪雯萱紫依晗彤钰淑惠慧燕春光德成林东安康民庆金忠宝和振家祖耀宗绍贤正礼善启昌盛运景少小大中天卫"
    "鸣鑫森旭阳昊坤宏达斌锋凯威栋维毅恒松柏楷瀚逸翔煜炜熙琛朗远鸿翰贺一立书长根水土木火川江河湖心如意若然亦奕诺语嫣琸妙童朝晖克勋俭业"
    "铭铮锐钧铁钢银铜友谊诚谦让恭敬孝廉洪泉源沛润淼焱尧舜禹汤乐喜珠璟瑜瑛琅玥玮珏珂玟玫蕾莹萌苗蓝薪芝芬芹花茵荃菊菱葵蔓蕙薏藜先进跃前"
    "保旗方援解农向延炳坚堃培基增垚城墨士奇妮姗娇娥婧嫦孟季宪宾寅尊岩岭嵩嵘巍巧帆帅廷弦彦彪彰征徽忆怀恩慈懿戎扬拓捷政教斐旺旻易昂昕星"
    "昱晋晏智曙曜曦朋朔本权材杉来柯栩桦桢梁棋榆樱欧歆殊汉池汝沁沐治法泓泰泳津浚浦涓淇淳渊温湘溪滔滨潇潞澄澍濛灏灵灿炎烁烨焕照牧玄玖珈"
    "珩珺琢琨瑄璇璋璎璞甜男百益盈相睦知石硕祎祯禄禾秉科秦穆端章笑笙筱简米粤精纪纲绪绣绮缘罗美群羿翊耘聆肃胤舟艾芃芊芮苏范茂荟菡萃葆蒙"
    "蓁薛虎虹蝶行裕西言谨谷豫贝赫越路轶辰迅迎连迪逊通道邦郁郡采重野钊钦铎铠锡镇镜门闻阔陆隆雄雅霆霏霓靖韬韶颂颢飒飏驰骏骥高魁鲁鲜鸽鹤"
    "鹰麒麟黎默鼎齐龄恺洛渝渤赜翎暄妤妘娆尔乃允冠凌刘劲劭劼勉勃北卉卓南占原双叔召吉吟周咪哲唯喆圣圆均坦垒声夫央姿孜守宙宣岱峥崇州庚开"
    "弓彩徐念怜恬悟惟愉慕懋承挺敦斯昇显普晴暖曼曹朱杨李杏杭果柱桃梧楚毛汪汶沈沙泊洲济浏涌渔湛漫潮炫熠爵犇瑚"
)
_RARE = frozenset(
    "曌垕骉赟翀昶旸旼晟珣玘琇瑀甯祾禛稷筝粲綦翥翾羲舸苡茉莯菀葳蔚薰蘅衍袆覃诣谌赪踔跞轲逵遥遨郗鄢酉钏钫铄锟锴镕闳阙隽雍霁霈靓鞠颉颐颙"
    "馗骁骐骞髙鲲鹃鹂鹭黻龢晔炘焜煦熹燊爰珅珑珞璨玙怿恪悫悠愫憬沅沚泠洵浠涟渌湉溥漪潼濡瀅"
)

#: Words of running text and tables that hardly ever stand in a name.
_NEVER = frozenset(
    "的地得了是在和与及或把被给让这那你我他她它们就都而还但于以为到说会该能请没不个每期次班级页号签单位部门课程表示序备注"
)


def weight(letter: str, first: bool) -> float:
    """Natural logarithm of how likely a letter is in a name, against the commonest ones; ``first``: as a surname."""
    if first:
        return 0.0 if letter in FREQUENT_SURNAMES else -1.5 if letter in SURNAMES else -7.0
    if letter in _NEVER:
        return -5.0
    if letter in _COMMON:
        return 0.0
    if letter in _RARE:
        return -1.3
    return -4.0 if _simplified(letter) else -5.0


def _simplified(letter: str) -> bool:
    """Whether a letter is in the basic set of simplified Chinese (GB/T 2312)."""
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
