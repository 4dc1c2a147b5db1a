"""Time expressions of plans: what they look like. What they mean stands in calendar.py."""

from policyparse.grammar.pattern import Pattern

# Pieces; a blank may stand inside (20 25年), and figures may be of full width beforehand.
_B = r"[ ]?"
YEAR = (
    rf"(?<![\d.〔（(\[])(?P<y>(?:19|20){_B}\d{{2}}"
    rf"|二[〇○零O0]{_B}[一二三四五六七八九〇○零]{{2}}){_B}年(?:年)?"
)
_YEAR = YEAR.replace("?P<y>", "?:")
RELATIVE_YEAR = r"(?P<ry>今年|本年度?|当年|明年|次年|翌年)"
_RELATIVE = RELATIVE_YEAR.replace("?P<ry>", "?:")
MONTH = rf"(?<![\d.])(?P<m>1[0-2]|0?[1-9]){_B}月份?"
_MONTH2 = MONTH.replace("?P<m>", "?P<mc>")
DAY = rf"(?P<d>3[01]|[12]\d|0?[1-9]){_B}[日号]?"
DAY_WITH_MARK = rf"(?P<d>3[01]|[12]\d|0?[1-9]){_B}[日号]"
BEFORE = r"(?:之前|以前|前|止)"
DASH = r"(?:[—–\-－~～]{1,2}|至|到)"
_Q = r"第?[一二三四1-4]季度"
_EVERY = (
    r"每(?:个)?(?:季度|学期|学年|季|半年|两个月|两月|双月|月|周|年度|年|旬|日|天|两年"
    r"|三年|五年|半月|两周)"
)

DATES = (  # most specific first: the first that matches at a place wins
    Pattern(
        "relative",
        r"(?:自|在|于)?(?:本?(?:方案|意见|通知|计划|办法|文件|行动计划|实施方案|政策|措施))?"
        r"(?:(?:印发|发布|下发|公布|施行|实施|出台|发文|印发实施)(?:之日)?(?:起|后))"
        r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})(?P<u>个工作日|个月|日|天|周|年)(?:之?内|以内)"
        r"|自[^，。；、]{2,14}之日起(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:个工作日|个月|日|天|周)(?:之?内|以内)",
        hits=("自印发之日起30日内", "本方案印发后一个月内"),
        misses=("30日内",),
    ),
    Pattern(
        "every",
        rf"{_EVERY}(?:(?:第?[一二三四]季度|{MONTH})?(?:{DAY_WITH_MARK})?(?:月底|季度末|季末|月末|年底|年末|末月|月初|季初|底|末|初)?"
        rf"(?:月?{DAY_WITH_MARK.replace('?P<d>', '?P<d2>')})?(?:{BEFORE}|以内|内)?)"
        rf"(?:(?:和|、){MONTH.replace('?P<m>', '?P<m3>')}"
        rf"(?:{DAY_WITH_MARK.replace('?P<d>', '?P<d3>')})?(?:底|末|初)?(?:{BEFORE})?)*"
        rf"|(?:次月|当月)(?:{DAY_WITH_MARK.replace('?P<d>', '?P<d4>')})?(?:底|末)?{BEFORE}"
        rf"|逐[月季年]|按[月季年]度?(?=(?:调度|通报|报送|上报|统计|开展|更新|汇总|考核|报告|公布|推进))"
        rf"|(?:一旬一测|一月一\w{{1,2}}|一季一\w{{1,2}}|一周一\w{{1,2}}|半年一\w{{1,2}}|一年一\w{{1,2}}|一日一\w{{1,2}})",
        hits=(
            "每月底前",
            "每年9月底前",
            "每季度末月20日前",
            "每月5日前",
            "一旬一测",
            "每半年",
            "每月月底前",
        ),
        misses=("每小时", "每次"),
    ),
    Pattern(
        "span",
        rf"(?:(?:自|从)?(?:(?:{YEAR}|{RELATIVE_YEAR})(?:{MONTH}(?:{DAY})?)?|{_MONTH2}"
        rf"(?:{DAY.replace('?P<d>', '?P<db>')})?)"
        rf"|(?P<yb>(?<!\d)(?:19|20)\d{{2}})|(?<![\d.])(?P<mb>1[0-2]|0?[1-9])(?={DASH}1?\d月)){DASH}"
        rf"(?:(?P<y2>20\d{{2}}){_B}年(?:底|末)?|(?P<next>次年|翌年|第二年))?(?:(?P<m2>1[0-2]|0?[1-9]){_B}月份?(?:底|末)?)?(?:(?P<d2>3[01]|[12]\d|0?[1-9])[日号])?"
        rf"(?:期间|止)?(?<=[年月日号底末间止份])",
        hits=(
            "10月—次年3月",
            "2018—2020年",
            "2018年10月1日至2019年3月31日",
            "8-12月",
            "2019至2020年",
        ),
        misses=("至2020年",),
    ),
    Pattern(
        "paired-months",
        rf"{MONTH}(?:、|和){MONTH.replace('?P<m>', '?P<m2>')}(?P<end>底|末)?{BEFORE}",
        hits=("6月、12月底前",),
    ),
    Pattern(
        "from",
        rf"(?:自|从)?(?:{YEAR}|{RELATIVE_YEAR})?(?:{MONTH})?(?:{DAY_WITH_MARK})?(?<=[年月日号份])(?:开始|起)(?!草|点|步|来|到|诉)",
        hits=("自2016年起", "2019年1月1日起", "从2019年1月1日起"),
        misses=("起草",),
    ),
    Pattern(
        "day-before",
        rf"(?:(?:{YEAR}|{RELATIVE_YEAR})[、，]?)?{MONTH}{DAY}{BEFORE}",
        hits=("2023年4月15日前", "4月15日前", "2008年4月10前"),
        misses=("4月底前",),
    ),
    Pattern(
        "day",
        rf"(?:{YEAR}|{RELATIVE_YEAR})?{MONTH}{DAY_WITH_MARK}",
        hits=("2023年7月1日",),
    ),
    Pattern(
        "month-end",
        rf"(?:(?:{YEAR}|{RELATIVE_YEAR})[、，]?)?{MONTH}(?:底|末)(?:{BEFORE})?",
        hits=("2023年8月底前", "8月底前", "2023年5月底"),
        misses=("每月底前", "13月底前"),
    ),
    Pattern(
        "month-part",
        rf"(?:{YEAR}|{RELATIVE_YEAR})?{MONTH}(?P<part>上旬|中旬|下旬|初|中)(?:{BEFORE})?",
        hits=("4月初之前", "2023年6月中旬前", "6月中旬"),
    ),
    Pattern(
        "month-before",
        rf"(?:{YEAR}|{RELATIVE_YEAR})?{MONTH}{BEFORE}",
        hits=("2023年8月前", "6月份前"),
        misses=("8月底前",),
    ),
    Pattern(
        "half",
        rf"(?:{YEAR}|{RELATIVE_YEAR})?(?P<h>上半年|下半年)(?P<before>底前|末前|{BEFORE}|底|末|内)?",
        hits=("2023年上半年", "下半年", "上半年前"),
    ),
    Pattern(
        "quarter",
        rf"(?:{YEAR}|{RELATIVE_YEAR})?(?<!每)(?P<q>{_Q})(?P<before>底前|末前|{BEFORE}|底|末|内)?",
        hits=("2022年三季度前", "第二季度末", "四季度"),
    ),
    Pattern(
        "month",
        rf"(?:{YEAR}|{RELATIVE_YEAR})?{MONTH}(?:内)?",
        hits=("2023年10月", "6月"),
        misses=("6个月",),
    ),
    Pattern(
        "year-end",
        rf"(?:到|至)?(?:{YEAR}|(?P<ry>今|本|当|明)?年|(?P<gap>岁))(?:年)?(?P<end>底|末|终)(?:之前|以前|前)?",
        hits=("2023年底前", "年底前", "2020年末", "2017年年底前", "今年底"),
    ),
    Pattern(
        "year-part",
        rf"{YEAR}(?P<part>初|中)(?:{BEFORE})?",
        hits=("2023年初",),
    ),
    Pattern("year-before", rf"{YEAR}{BEFORE}", hits=("2023年前",), misses=("2023年底前",)),
    Pattern(
        "year-to",
        rf"(?:到|至){YEAR}(?!底|末|代)",
        hits=("到2025年",),
        misses=("达到2025人",),
    ),
    Pattern(
        "in-year",
        rf"(?:{YEAR}|(?P<ry>今|本|当|明)年|(?<![\d〇零一二两三四五六七八九十百几数多半])年)(?:之)?内(?!在)",
        hits=("年内", "今年内", "2023年内"),
        misses=("三年内", "3年内", "十年之内"),
    ),
    Pattern(
        "plan-period",
        r"[“\"]?(?P<five>十[一二三四五六七])五[”\"]?(?:规划)?(?P<part>期?末|期间|时期|末期|期满)?(?:前)?"
        r"|(?:规划|计划|行动|方案|政策)(?:实施)?(?P<own>期末|期内|期满|期间)",
        hits=("“十四五”末", "规划期内", "“十三五”期间"),
    ),
    Pattern(
        "latest",
        r"最迟(?:不晚于|在|于)?[^，。；、]{2,25}?(?:期间|之前|前|时|内)",
        hits=("最迟在设备下次停车大修期间",),
    ),
    Pattern("year", rf"{YEAR}度?", hits=("2020年",)),
)
