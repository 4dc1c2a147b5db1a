"""The tables that a word file may hold, and what each field may be."""

from typing import Literal

from policyparse.lexicon.reply_words import ReplyWords
from policyparse.lexicon.schema_checks import Characters, FigureWords, Proofreading
from policyparse.model.base import FrozenModel
from policyparse.model.unit import Level, UnitKind

Words = tuple[str, ...]
Op = Literal[">=", "<=", ">", "<", "="]


class UnitForm(FrozenModel):
    """One official name without its place, and the ways it is shortened."""

    name: str
    short: Words = ()
    levels: tuple[Level, ...]
    also: Words = ()  # further systems that a merged unit serves
    since: int | None = None
    until: int | None = None  # year it was abolished or renamed


class SystemRow(FrozenModel):
    """A 条线: units of all levels that do the same work."""

    name: str
    kind: UnitKind
    partial: bool = False  # not set up everywhere
    mixed: bool = False  # units of a sort rather than counterparts: banks, hospitals
    unit: tuple[UnitForm, ...] = ()


class OwnUnit(FrozenModel):
    """A unit that an office adds by itself."""

    name: str
    system: str
    kind: UnitKind = UnitKind.DEPARTMENT
    levels: tuple[Level, ...]
    short: Words = ()
    also: Words = ()


class Reorganisation(FrozenModel):
    """Whole units, or functions of a system, that went to other systems. 机构改革"""

    year: int
    old: Words  # systems that gave
    new: Words  # systems that took over
    units: Words = ()  # old units by their full names; none: only functions moved
    functions: Words = ()  # words by which a task is known to be about what moved


class HostRow(FrozenModel):
    """Systems whose work another system's unit usually does at some levels. 承担关系"""

    systems: Words
    by: Words
    levels: tuple[Level, ...]


class Counterparts(FrozenModel):
    """Words by which units without a known system, and collectives, are compared."""

    tails: Words = ()
    governments: Words = ()
    departments: Words = ()
    offices: Words = ()
    alike: tuple[Words, ...] = ()


class LevelRow(FrozenModel):
    """How a level of government speaks of its own units and work. 各级的说法"""

    level: Level
    prefixes: Words = ()
    own: Words = ()
    grades: Words = ()
    each: Words = ()


class Local(FrozenModel):
    """Things that not every place has. 有的地方没有的事物"""

    things: Words = ()
    not_places: Words = ()


class DivisionRow(FrozenModel):
    """An administrative division that an office adds: a zone, an invented place."""

    name: str
    level: Level
    code: str | None = None
    parents: Words = ()
    short: Words = ()


class RoleRow(FrozenModel):
    """Words of one role."""

    role: Literal["lead", "support", "responsible", "guide"]
    stems: Words = ()
    verbs: Words = ()


class Labels(FrozenModel):
    heads: Words = ()
    bare: Words = ()
    contacts: Words = ()
    deadlines: Words = ()


class Adverbs(FrozenModel):
    duty: Words = ()
    plain: Words = ()


class WordList(FrozenModel):
    words: Words = ()


class PatternList(FrozenModel):
    patterns: Words = ()


class Heads(FrozenModel):
    department: Words = ()
    alone: Words = ()
    marks: Words = ()
    collective: Words = ()
    prefixes: Words = ()
    open_tails: Words = ()


class Sections(FrozenModel):
    background: Words = ()
    goals: Words = ()
    organisation: Words = ()
    safeguard: Words = ()
    closings: Words = ()


class KindRow(FrozenModel):
    kind: Literal[
        "plan", "drafting_note", "opinion_table", "measures", "speech", "report", "notice"
    ]
    words: Words


class Calendar(FrozenModel):
    seasons: Words = ()
    feasts: Words = ()
    rush: Words = ()
    periods: Words = ()
    year_round: Words = ()
    standing: Words = ()


class Measures(FrozenModel):
    units: Words = ()
    same: dict[str, str] = {}


class Comparators(FrozenModel):
    before: tuple[tuple[Op, Words], ...] = ()
    after: tuple[tuple[Op, Words], ...] = ()
    changes_down: Words = ()
    changes_up: Words = ()
    achieve: Words = ()
    indicators: Words = ()
    leads: Words = ()
    rewards: Words = ()
    history: Words = ()
    limits: Words = ()
    scopes: Words = ()
    sorts_of_place: Words = ()


class Directions(FrozenModel):
    """Which figures are stricter when lower, and words of scope. 指标方向"""

    lower: Words = ()
    higher: Words = ()
    bounds: Words = ()
    whole: Words = ()
    neutral: Words = ()
    per: Words = ()


class IndicatorWords(FrozenModel):
    """How the name of an indicator is read when two are compared. 指标名称"""

    fillers: Words = ()
    changes: Words = ()
    same: tuple[Words, ...] = ()


class Frequencies(FrozenModel):
    per_year: dict[str, float] = {}


class ScaleRow(FrozenModel):
    """Units of measure that can be converted into each other. 计量单位换算"""

    name: str
    total: bool = False  # amounts that add up over places
    frequent: bool = False  # how often matters: 每季度1次
    units: dict[str, float]


class Deliverables(FrozenModel):
    things: Words = ()
    projects: Words = ()
    reports: Words = ()
    make: Words = ()
    produce: Words = ()
    hand_over: Words = ()
    finish: Words = ()
    subject_verbs: Words = ()
    own_work: Words = ()
    standing: Words = ()  # beside these no date is missed


class OpinionWords(FrozenModel):
    """Headings and phrases of an opinion-handling table. 意见采纳情况表"""

    number: Words = ()
    who: Words = ()
    opinion: Words = ()
    adopted: Words = ()
    reason: Words = ()
    remarks: Words = ()
    clause: Words = ()
    totals: Words = ()
    none_things: Words = ()
    none_heads: Words = ()
    agree: Words = ()
    polite: Words = ()
    partly: Words = ()
    no: Words = ()
    yes: Words = ()
    ticks: Words = ()
    blanks: Words = ()
    openings: Words = ()
    reasons: Words = ()
    resumes: Words = ()
    speakers: Words = ()
    speaker_heads: Words = ()
    change: Words = ()
    should: Words = ()
    add: Words = ()
    enlist: Words = ()
    list_as: Words = ()
    delete: Words = ()
    remove: Words = ()
    not_as: Words = ()
    drafts: Words = ()


class RosterWords(FrozenModel):
    """Positions, posts and surnames, by which members are known. 领导小组名单"""

    positions: Words = ()
    leaders: Words = ()
    groups: Words = ()
    posts: Words = ()
    remarks: Words = ()
    leading: Words = ()
    surnames: Words = ()  # each a row of characters
    double_surnames: Words = ()
    bodies: Words = ()  # what a plan sets up for itself
    set_up: Words = ()  # verbs by which it does
    ranks: Words = ()  # positions of plain members
    twice: Words = ()  # positions of those who are members besides
    overseers: Words = ()  # parts of names: members who need no task of their own
    houses: Words = ()  # whole names of the same sort


class Columns(FrozenModel):
    """Headings of table columns, by what the column holds. 表头"""

    number: Words = ()
    category: Words = ()
    task: Words = ()
    thing: Words = ()
    measure: Words = ()
    deadline: Words = ()
    stage: Words = ()
    lead: Words = ()
    support: Words = ()
    responsible: Words = ()
    guide: Words = ()
    contacts: Words = ()
    source: Words = ()
    target: Words = ()
    value: Words = ()
    past: Words = ()
    indicator: Words = ()
    area: Words = ()
    unit: Words = ()
    score: Words = ()
    money: Words = ()
    opinion: Words = ()
    adopted: Words = ()
    person: Words = ()
    remarks: Words = ()
    totals: Words = ()
    goal_titles: Words = ()
    duty_titles: Words = ()
    other_titles: Words = ()


class Ladder(FrozenModel):
    """Words of one scale, the strongest step first; words of a step are interchangeable."""

    name: str
    steps: tuple[Words, ...]
    added: bool = False  # a word of the last step that comes in weakens, whatever stood there
    exchange: bool = False  # a stronger word stands for a weaker one
    binding: bool = False  # a word of the first step that is gone weakens
    beside: bool = False  # a weaker word that comes in beside the stronger one weakens


class Wording(FrozenModel):
    """What clauses of measures are made of. 措施用语"""

    acts: Words = ()
    adverbs: Words = ()
    openers: Words = ()
    principles: Words = ()
    results: Words = ()
    light: Words = ()
    continues: Words = ()
    conditions: Words = ()
    dates: Words = ()
    frames: Words = ()
    firm: Words = ()
    standards: Words = ()
    each: Words = ()


class Synonyms(FrozenModel):
    """Groups of phrases that mean the same. 同义说法"""

    same: tuple[Words, ...] = ()


class FalseFriends(FrozenModel):
    """Phrases whose parts must not be taken for a match. 易混说法"""

    whole: Words = ()


class WordFile(FrozenModel):
    """All tables a word file may hold; each is optional."""

    system: tuple[SystemRow, ...] = ()
    unit: tuple[OwnUnit, ...] = ()
    division: tuple[DivisionRow, ...] = ()
    reorganisation: tuple[Reorganisation, ...] = ()
    host: tuple[HostRow, ...] = ()
    counterparts: Counterparts = Counterparts()
    level: tuple[LevelRow, ...] = ()
    local: Local = Local()
    collectives: PatternList = PatternList()
    role: tuple[RoleRow, ...] = ()
    labels: Labels = Labels()
    adverbs: Adverbs = Adverbs()
    partners: WordList = WordList()
    heads: Heads = Heads()
    sections: Sections = Sections()
    kind: tuple[KindRow, ...] = ()
    calendar: Calendar = Calendar()
    measures: Measures = Measures()
    comparators: Comparators = Comparators()
    directions: Directions = Directions()
    indicators: IndicatorWords = IndicatorWords()
    frequencies: Frequencies = Frequencies()
    scale: tuple[ScaleRow, ...] = ()
    deliverables: Deliverables = Deliverables()
    opinions: OpinionWords = OpinionWords()
    replies: ReplyWords = ReplyWords()
    roster: RosterWords = RosterWords()
    columns: Columns = Columns()
    ladder: tuple[Ladder, ...] = ()
    draft_ladder: tuple[Ladder, ...] = ()
    wording: Wording = Wording()
    synonyms: Synonyms = Synonyms()
    false_friends: FalseFriends = FalseFriends()
    characters: Characters = Characters()
    proofreading: Proofreading = Proofreading()
    figure_checks: FigureWords = FigureWords()
