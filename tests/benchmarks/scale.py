"""A thousand upper measures against a hundred thousand lower ones: time by stage, peak memory.

    python -m tests.benchmarks.scale [--upper 1000] [--lower 100000] [--profile]

Sentences are invented and varied by a seed. Half of the upper measures stand below in other words
or in part, the others only share their words with what stands there. Prints one JSON object.
"""

import argparse
import cProfile
import json
import pstats
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator

from policyparse.comparison.coverage import measure_coverage
from policyparse.lexicon.load import load
from policyparse.matching.clauses import Clause
from policyparse.matching.find import Finder
from policyparse.matching.judge import judge_all
from policyparse.matching.measures import measures
from policyparse.matching.words import Vocabulary
from policyparse.model import Evidence, Part

SEED = 20261125
A_TASK = 8  # sentences


def _words(text: str) -> list[str]:
    return text.split()


VERBS = _words(
    """
    疏浚 整修 清理 改造 新建 巡查 加固 排查 更新 淘汰 整治 拆除 普查 登记 养护 检测 编制 公布
    验收 移交 监测 抽查 补齐 扩建 修复 封堵 淘洗 种植 培训 选派 评选 补贴 回收 抽检 公示 核销
    盘点 储备 演练 轮换
    """
)
KINDS = _words(
    """
    老旧 临街 跨河 低洼 公共 农村 城中村 校园 山区 沿江 滨海 废弃 在建 闲置 应急 季节性 移动式
    小型 集体 国有 民办 智能 露天 地下 高层 连片 零散 重点 示范 试点
    """
)
THINGS = _words(
    """
    渠道 护栏 泵站 便桥 仓库 苗圃 路灯 水塔 码头 站牌 管网 食堂 床位 校舍 操场 书屋 药房
    救护车 诊室 电梯 扶手 充电桩 停车场 公交站 候车亭 集市 摊位 冷库 粮仓 晒场 鱼塘 大棚 果园
    茶园 林道 界碑 瞭望塔 消防栓 烟感器 燃气表 锅炉房 换热站 配电箱 变压器 基站 机房 档案 台账
    名录 地图 热线 课程 教材 讲师 志愿者 护理员 网格员 保育员 厨师 司机
    """
)
PLACES = _words(
    """
    沿河各镇 老城片区 工业园区 高铁新城 山区各村 城乡结合部 集镇 库区 林场 渔港 学校 医院 车站
    景区 市场 养老院 幼儿园 物流园 老年公寓 安置小区
    """
)
PURPOSES = _words(
    """
    汛期安全 老人照护 学生就餐 夜间出行 冬季供暖 粮食储藏 果品外销 游客集散 婴幼儿照料
    群众就医 电动车充电 森林防火 燃气使用 饮水卫生 渔船避风 村民议事 货车停放 校车通行
    """
)
TIMES = _words(
    """
    每月 每季度 每半年 每年 2026年底前 6月底前 年底前 雨季前
    """
)
FORMS = (
    "对{place}的{kind}{thing}逐处{verb}",
    "{verb}{place}{kind}{thing}{n}处",
    "{time}{verb}{kind}{thing}不少于{n}处",
    "围绕{purpose}{verb}{place}{thing}",
    "全面{verb}影响{purpose}的{kind}{thing}",
    "推动{place}{kind}{thing}和{other}一并{verb}",
    "完成{kind}{thing}{verb}并建立{other}名册",
    "{verb}{thing}、{other}和{third}",
    "为{purpose}配备{kind}{thing}{n}个",
    "严禁在{place}占用{kind}{thing}堆放{other}",
)


def sentence(chance: random.Random) -> str:
    """One invented measure."""
    thing, other, third = chance.sample(THINGS, 3)
    return chance.choice(FORMS).format(
        verb=chance.choice(VERBS),
        kind=chance.choice(KINDS),
        thing=thing,
        other=other,
        third=third,
        place=chance.choice(PLACES),
        purpose=chance.choice(PURPOSES),
        time=chance.choice(TIMES),
        n=chance.randint(2, 90),
    )


def varied(text: str, chance: random.Random) -> str:
    """The same measure with one word or the figure changed."""
    for words in chance.sample((VERBS, KINDS, PLACES, TIMES), 4):
        old = next((word for word in words if word in text), None)
        if old is not None:
            return text.replace(old, chance.choice(words), 1)
    return text


def clauses_of(sentences: list[str]) -> tuple[Clause, ...]:
    """Sentences as clauses of tasks, as they would stand in a plan."""
    found = []
    for first in range(0, len(sentences), A_TASK):
        own = sentences[first : first + A_TASK]
        text = "。".join(own) + "。"
        place = Evidence(text=text, start=0, end=len(text), block=0, part=Part.VALUE)
        at = 0
        for number, words in enumerate(own, first):
            end = at + len(words)
            found.append(Clause(words, at, end, f"{first // A_TASK + 1}", number, place))
            at = end + 1
    return tuple(found)


def corpora(upper: int, lower: int) -> tuple[list[str], list[str]]:
    """Upper and lower measures; every second upper one is a lower one varied."""
    chance = random.Random(SEED)
    below = [sentence(chance) for _ in range(lower)]
    above = [
        varied(chance.choice(below), chance) if n % 2 else sentence(chance) for n in range(upper)
    ]
    return above, below


def timed(upper: int, lower: int) -> Iterator[tuple[str, float | str]]:
    """Seconds of each stage."""
    above, below = corpora(upper, lower)
    words = load()
    start = begun = time.perf_counter()

    def lap() -> float:
        nonlocal begun
        before, begun = begun, time.perf_counter()
        return round(begun - before, 2)

    over, under = clauses_of(above), clauses_of(below)
    yield "clauses", lap()
    vocabulary = Vocabulary(words, [*above, *below])
    yield "vocabulary", lap()
    asked = measures(over, vocabulary)
    yield "measures", lap()
    finder = Finder(vocabulary, under)
    _ = finder.passages(asked[0])
    yield "index", lap()
    verdicts = judge_all(finder, asked)
    yield "verdicts", lap()
    found = [measure_coverage(finder, verdict) for verdict in verdicts]
    yield "quotes", lap()
    yield "seconds", round(time.perf_counter() - start, 2)
    yield "asked", float(len(asked))
    yield "states", str(dict(Counter(measure.state.value for measure in found)))


def peak() -> float:
    """Peak memory of this process in MB."""
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale, 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upper", type=int, default=1_000)
    parser.add_argument("--lower", type=int, default=100_000)
    parser.add_argument("--profile", action="store_true", help="print where the time goes instead")
    told = parser.parse_args()
    if told.profile:
        profile = cProfile.Profile()
        profile.runcall(lambda: dict(timed(told.upper, told.lower)))
        pstats.Stats(profile).sort_stats("cumtime").print_stats(30)
        return
    rows = dict(timed(told.upper, told.lower)) | {"megabytes": peak()}
    print(json.dumps(rows, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
