"""The sentences in which it is told what became of an opinion."""

from policyparse.model import Adopted
from policyparse.model.diff import Landing

_LONG = 40


def short(text: str) -> str:
    """A quotation that fits a sentence."""
    text = "".join(text.split())
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def written(new: str, title: str | None = None) -> str:
    """The words asked for are there."""
    return f"新稿{_in(title)}已写入“{short(new)}”。"


def replaced(old: str, new: str, title: str | None = None) -> str:
    """One wording in the place of another."""
    return f"新稿{_in(title)}已将“{short(old)}”改为“{short(new)}”。"


def deleted(old: str, title: str | None = None) -> str:
    """The words are gone."""
    return f"新稿{_in(title)}已删去“{short(old)}”。"


def kept(old: str, title: str | None = None) -> str:
    """The words are still there."""
    return f"新稿{_in(title)}仍为“{short(old)}”。"


def absent(new: str, title: str | None = None) -> str:
    """The words asked for are nowhere."""
    return f"新稿{_in(title)}未见“{short(new)}”。"


def beside(old: str, new: str) -> str:
    """Both wordings are there."""
    return f"新稿已写入“{short(new)}”，但“{short(old)}”仍保留。"


def elsewhere(new: str, title: str) -> str:
    """The words stand in another task."""
    return f"新稿将“{short(new)}”写入“{title}”，与意见所指位置不同，请核对。"


def moved(new: str, title: str | None) -> str:
    """The passage left its task, and changed as asked."""
    return f"原条目有移动，新稿{_in(title)}已写为“{short(new)}”。"


def partly(done: list[str], left: list[str]) -> str:
    """Some of what was asked."""
    return f"新稿已体现“{'”“'.join(map(short, done))}”，未见“{'”“'.join(map(short, left))}”。"


def otherwise(words: str) -> str:
    """Changed, but to something else."""
    return f"新稿对“{short(words)}”作了修改，但与意见所提文字不同，请核对。"


def alike(new: str) -> str:
    """Something like it was added."""
    return f"新稿未见“{short(new)}”原文，有相近的新增内容，请核对。"


def already(new: str) -> str:
    """It stood in the old draft."""
    return f"旧稿已有“{short(new)}”，新稿此处未作修改，请核对意见所指位置。"


def unknown(words: str) -> str:
    """The old draft does not hold what is to be changed."""
    return f"旧稿中未找到“{short(words)}”，请核对意见所依据的稿次。"


def unlisted(unit: str, title: str) -> str:
    """The old draft does not list the unit whose part is to be another one."""
    return f"旧稿“{title}”中未列“{unit}”，请核对意见所指条款。"


def nowhere(where: str | None) -> str:
    """The passage cannot be made out."""
    return (
        f"未能确定“{short(where)}”对应的条款，请人工核对。"
        if where
        else "意见未写明条款，请人工核对。"
    )


def doubtful(words: str) -> str:
    """Several places may be meant, and they did not fare alike."""
    return f"“{short(words)}”在稿中有多处，修改情况不一，请核对意见所指位置。"


def inexact(where: str) -> str:
    """A paragraph or sentence of a task is meant."""
    return f"意见所指“{short(where)}”是条款的一部分，请人工核对。"


UNREAD = "未能识别意见要求的具体修改，请人工核对。"
LOOSE = "意见所引条款名称与旧稿不完全一致，请核对。"
MORE = "意见中另有未能识别的要求，请人工核对。"


def gone(title: str) -> str:
    """A task is gone."""
    return f"“{title}”在新稿中已整条删除。"


def there(title: str) -> str:
    """A task is still there."""
    return f"“{title}”在新稿中仍保留。"


def _in(title: str | None) -> str:
    return f"“{title}”中" if title else ""


NO_OPINION = "意见栏为“无意见”，采纳情况栏却有填写，请核对意见表是否错行。"


def beside_adoption(adopted: Adopted, verdict: Landing) -> str:
    """How a verdict stands to what the table says of the opinion's adoption."""
    if verdict is Landing.CANNOT_TELL:
        return ""
    done = verdict is not Landing.NOT_LANDED
    if adopted is Adopted.NO:
        return "意见表为不采纳，请核实。" if done else "与采纳情况一致。"
    if adopted is Adopted.PARTLY:
        partly = verdict is Landing.PARTLY
        return "与采纳情况一致。" if partly else "意见表为部分采纳，请核实。"
    return "意见表未填采纳情况。" if adopted is Adopted.BLANK else ""
