"""The ledger of what a reader could not take, and the words in which it says so."""

from dataclasses import dataclass, field

from policyparse.model import Loss

# What the user reads: n is the number of finds, samples are the first few of them.
MESSAGES = {
    "mislabelled": "文件扩展名与内容不符：{samples}。已按内容读取，请改正扩展名",
    "converted": "文件由 LibreOffice 转换后读取，编号、表格等可能与原文件略有出入，请核对{samples}",
    "bad-bytes": "有{n}处字节不合文件编码，已用“�”代替，请核对原文件{samples}",
    "truncated": "文件末尾不完整，可能没有下载完，缺少的内容无法读取，请核对{samples}",
    "front-matter": "文件开头的{n}行元数据没有作为正文读取{samples}",
    "comment": "{n}处注释没有作为正文读取{samples}",
    "image": "{n}处图片没有读取，图中如有文字请另行核对{samples}",
    "table-irregular": "{n}张表格的行列不齐，单元格位置可能有误，请核对{samples}",
    "nested-table": "{n}张表格嵌套在另一张表格内，已单独列在其后{samples}",
    "hidden": "{n}处隐藏文字没有读取{samples}",
    "outside": "正文以外还有{n}处成段文字（如其他报道、解读）没有读取，请核对{samples}",
    "embedded": "{n}处嵌入对象（附件、图表、公式或网页框架）没有读取，请打开原文件核对{samples}",
    "too-deep": "{n}处内容嵌套过深，只读取了文字，没有读取结构{samples}",
    "revisions": "文件中有{n}处修订痕迹，已按接受全部修订后的文字读取，请核对{samples}",
    "rejected": "文件中有{n}处修订痕迹，已按拒绝全部修订后的文字读取，请核对{samples}",
    "text-box": "{n}个文本框已放在所在段落之后读取，请核对先后顺序{samples}",
    "footnote": "{n}条脚注或尾注没有放入正文{samples}",
    "toc": "目录共{n}行，没有作为正文读取{samples}",
    "placeholder": "{n}处未填写的占位提示没有读取{samples}",
    "symbol": "{n}个符号字体的字符无法转换成文字{samples}",
    "numbering": "{n}处自动编号的格式无法识别，编号可能与 Word 中显示的不同，请核对{samples}",
    "unmapped-text": "{n}个字符缺少文字编码，读出的可能是乱码，请核对{samples}",
    "page-without-text": "{n}页没有文字层，可能是扫描页，没有读取{samples}",
    "recognised": "{n}页没有文字层，文字由 OCR 识别得出，请对照原件核对{samples}",
    "doubtful": "{n}行文字识别把握较低，请对照原件逐字核对{samples}",
    "page-damaged": "{n}页已损坏，没有读取{samples}",
    "table-unread": "{n}页的表格线无法识别，表格已按普通文字读取，请核对{samples}",
    "annotation": "{n}处批注或附加标记没有读取{samples}",
    "formula": "{n}处公式没有保存计算结果，没有读取，请用 Excel 或 WPS 打开保存一次再试{samples}",
    "sheet-too-large": "{n}张工作表超过两万行或二百列，其余部分没有读取{samples}",
    "part-damaged": "文件中有{n}个部分的内容有错误，只读取了能读的部分，请核对{samples}",
    "seal": "{n}枚电子印章没有作为正文读取，真伪未作验证{samples}",
    "signature": "{n}处数字签名没有作为正文读取，真伪未作验证{samples}",
    "rotated-text": "{n}行旋转或竖排的文字没有按正文读取{samples}",
}
_SAMPLES = 3
_SAMPLE_LENGTH = 60


@dataclass(slots=True)
class _Entry:
    count: int = 0
    places: list[str] = field(default_factory=list)
    samples: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Ledger:
    """What one read has lost so far, one entry a code; lives as long as the read."""

    entries: dict[str, _Entry] = field(default_factory=dict)
    whole: list[Loss] = field(default_factory=list)

    def note(self, code: str, sample: str = "", place: str | None = None, count: int = 1) -> None:
        """Count one more find of a kind; the first few samples and the first place are kept."""
        entry = self.entries.setdefault(code, _Entry())
        entry.count += count
        sample = " ".join(sample.split())
        if sample and sample not in entry.samples and len(entry.samples) < _SAMPLES:
            entry.samples.append(sample)
        if place:
            entry.places.append(place)

    def keep(self, code: str, message: str, place: str | None = None) -> None:
        """A loss that stands for itself, with its whole text in the message."""
        self.whole.append(Loss(code=code, message=message, place=place))

    def losses(self) -> tuple[Loss, ...]:
        """All that was lost, in the order in which each kind was first met."""
        summed = (
            Loss(
                code=code,
                message=MESSAGES[code].format(n=entry.count, samples=_shown(code, entry.samples)),
                place=entry.places[0] if entry.places else None,
                count=entry.count,
            )
            for code, entry in self.entries.items()
        )
        return (*summed, *self.whole)


def _shown(code: str, samples: list[str]) -> str:
    if code == "mislabelled":
        return "；".join(samples)
    cut = [s if len(s) <= _SAMPLE_LENGTH else s[:_SAMPLE_LENGTH] + "…" for s in samples]
    return "：" + "；".join(f"“{sample}”" for sample in cut) if cut else ""
