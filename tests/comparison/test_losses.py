"""What a measure lost, in stretches that a person reads at a glance."""

from policyparse.comparison.losses import lost_words, still_there, words_lost
from policyparse.model.comparison import Mark, MeasureCoverage, MeasureState, Piece, Quote


def weakened(above: str, below: str, *lost: str) -> MeasureCoverage:
    """A measure; what stands in brackets above is gone."""
    parts = above.replace("]", "[").split("[")
    pieces = tuple(
        Piece(text=part, mark=Mark.GONE if at % 2 else Mark.SAME)
        for at, part in enumerate(parts)
        if part
    )
    text = "".join(parts)
    places = [Quote(text=t, start=0, end=len(t), block=0) for t in (text, below)]
    return MeasureCoverage(
        id="2.1/1",
        text=text,
        evidence=(places[0],),
        state=MeasureState.WEAKENED,
        lower=(places[1],),
        lost=lost,
        upper_pieces=pieces,
    )


def test_splinters_of_one_stretch_are_said_together() -> None:
    measure = weakened(
        "提高[未来5—7天流域来水]预报精度",
        "提高雨情预报精度",
        "未见“5”",
        "未见“7天”",
        "未见“流域来水”",
    )
    assert lost_words(measure) == ("未见“未来5—7天流域来水”",)


def test_a_stretch_of_two_clauses_is_not_said_as_one() -> None:
    measure = weakened(
        "[2026年10月底前，全部]关闭渡口", "10月底前，对渡口进行排查", "关闭 → 排查", "未见“全部”"
    )
    assert lost_words(measure) == ("关闭 → 排查", "未见“全部”")


def test_what_stands_below_in_another_order_is_not_said_to_be_gone() -> None:
    measure = weakened("[渡口船员持证]上岗", "上岗船员应当持有渡口船员证", "未见“持证”")
    assert lost_words(measure) == ("未见“持证”",)


def test_what_stands_in_the_passage_is_not_said_to_be_gone() -> None:
    measure = weakened("[委托]船检机构[检验]", "船检机构每年检验", "未见“委托”", "未见“检验”")
    assert lost_words(measure) == ("未见“委托”",)


def test_the_verb_of_a_step_is_not_said_twice() -> None:
    measure = weakened(
        "[拆除航道内的]网箱", "对网箱开展整治", "拆除 → 整治", "未见“拆除航道内”", "未见“拆除”"
    )
    assert lost_words(measure) == ("拆除 → 整治", "未见“航道内”")


def test_of_steps_to_one_word_that_counts_whose_verb_is_gone() -> None:
    measure = weakened(
        "[督促]安装救生设施", "引导其安装救生设施", "督促 → 引导", "安装 → 引导", "下级加了“引导”"
    )
    assert lost_words(measure) == ("督促 → 引导",)


def test_a_verb_that_stays_for_some_cases_is_told() -> None:
    measure = weakened("对超载渡船依法处罚", "督促超载渡船整改，屡教不改的依法处罚", "处罚 → 督促")
    assert still_there(measure, "处罚 → 督促") == "处罚"
    assert still_there(measure, "未见“超载”") == ""


def test_half_a_pair_of_quotation_marks_is_left_out() -> None:
    measure = weakened("推行[“一船]一档”管理", "推行一档管理", "未见“一船”")
    assert lost_words(measure) == ("未见“一船”",)


def test_a_passage_without_pieces_is_read_the_same_way() -> None:
    below = Quote(text="持证机构检验渡船", start=0, end=8, block=0)
    given = ("未见“委托”", "未见“检验”", "每月 → 每季度")
    assert words_lost(given, (below,)) == ("每月 → 每季度", "未见“委托”")
