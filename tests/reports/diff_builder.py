"""Two drafts of an invented plan that differ in everything a report shows, and a judged pair."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policyparse.drafts.landings import landed
from policyparse.drafts.outside import with_passages
from policyparse.drafts.scopes import Read
from policyparse.model import Opinion, Plan
from policyparse.model.diff import Diff
from policyparse.normalise import normalise
from policyparse.pipeline import parse_text
from policyparse.readers import read as read_raw
from tests.conftest import CORPUS
from tests.drafts.passages import compared
from tests.plans import LEXICON, read

TITLE = "云屏市夜市摊区整治方案"
BANNED = "=禁止<占道>&乱接电线"
OLD = f"""{TITLE}（征求意见稿）
为让夜市热闹而不扰民，制定本方案。各单位要提高认识。
一、主要任务
（一）统一划线。2026年6月底前划定摊区12处，设置隔油池不少于30个。\
（市城管局牵头，市公安局、市市场监管局、市审计局配合）
（二）登记摊主。摊主凭健康证登记，一摊一档。（市市场监管局负责）
（三）清理弃置推车。对弃置推车张贴告示，逾期拖离。（市城管局负责）
（四）规范用电。市应急管理局于2026年7月底前将隐患清单报市供电局。逐摊加装漏电保护器，督促摊主整改隐患。（市应急管理局牵头，市城管局配合）
（五）收运油水。每日收运摊区油水。（市城管局负责）
（六）设置洗手池。摊区每百米设置洗手池一处。（市卫生健康委负责）
"""
NEW = f"""{TITLE}（送审稿）
为让夜市热闹而不扰民，制定本方案。各单位要明确专人负责。
一、主要任务
（一）统一划线。2026年9月底前划定摊区15处，设置隔油池不少于30个。\
（市城管局、市市场监管局牵头，市公安局配合）
（二）登记摊主。摊主凭健康证和身份证登记，一摊一档。（市市场监管局负责）
（三）规范用电。市应急管理局于2026年7月底前将隐患清单报市人民政府。逐摊加装漏电保护器，责令摊主整改隐患。定期抽查线路。\
（市应急管理局牵头，市城管局配合）
（四）设置洗手池。摊区每百米设置洗手池一处。（市卫生健康委负责）
（五）收运油水。每日收运摊区油水。（市城管局负责）
（六）整治环境。严厉查处{BANNED}。（市城管局负责）
"""


@dataclass(frozen=True)
class Judged:
    """Two drafts with what changed and the opinions behind it."""

    diff: Diff
    old: Plan
    new: Plan
    texts: tuple[str, str]
    opinions: tuple[Opinion, ...] = ()


def read_of(text: str) -> Read:
    """A draft with the text that all places point into."""
    return Read(
        parse_text(text, TITLE, (LEXICON,)), normalise(read_raw(Path("plan.txt"), text.encode()))
    )


@cache
def pair() -> Judged:
    """The two drafts above."""
    old, new = read_of(OLD), read_of(NEW)
    found = with_passages(compared(old.plan, new.plan), old, new, lexicon=(LEXICON,))
    return Judged(found, old.plan, new.plan, (old.text.text, new.text.text))


@cache
def judged() -> Judged:
    """The two drafts of the sample set with their opinion table."""
    (old, before), (new, after), (table, _) = (
        read((next(CORPUS.glob(f"drafts/{number}-*.docx")),)) for number in (1, 2, 3)
    )
    found = landed(
        compared(old, new), Read(old, before), Read(new, after), table, lexicon=(LEXICON,)
    )
    return Judged(found, old, new, (before.text, after.text), table.opinions)
