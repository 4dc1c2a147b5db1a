"""Units that a clause of running text begins with, each with its verb: 区城管局负责，…"""

import re

from policyparse.grammar.brackets import split_outside
from policyparse.grammar.notes import Mention, Note, NoteGrammar
from policyparse.model import Role

DRAWS_UP = re.compile("制定|制订|编制|起草|拟定|出台|印发|汇总|报送|上报")
_FRONT = re.compile(r"(?:其中|其余[^，。；由]{0,16})?由|[^，。；]{0,12}(?<!经)由(?=[省市区县各])")
_HEAD = re.compile("[局委厅]")
_BACKS = re.compile("支持$")
_OBJECT = re.compile("(?!做好|开展|落实|推进|配合|、)[\u4e00-\u9fff]")
_ACTS = re.compile("开展|组织|进行|实施|推进|制定|做好|加强|建立|共同|对|编制|研究|落实|完善|推动")


def leading(grammar: NoteGrammar, text: str, start: int, end: int) -> Note | None:
    """The assignment that a sentence begins with: 由区规划局牵头，区商务局配合，建立…制度."""
    mentions: list[Mention] = []
    for low, high in split_outside(text, "，,。；;", start, min(end, start + 300)):
        found = _acting(grammar, text, low, high, bool(mentions))
        if not found and not mentions:
            return None
        mentions += found
    return Note(start, end, tuple(mentions)) if mentions else None


def _acting(grammar: NoteGrammar, text: str, low: int, high: int, later: bool) -> list[Mention]:
    """The units and verbs that one clause begins with."""
    partner = grammar.partner.match(text, low, high)
    if later and partner and (stop := _ACTS.search(text, partner.end() + 2, high)):
        helpers = grammar.lists.split(text, partner.end(), stop.start()).items
        if helpers and all(_is_actor(grammar, u.name) for u in helpers):
            return [Mention(u, Role.SUPPORT, False, "verb", partner.span()) for u in helpers]
    front = _FRONT.match(text, low, high)
    at = front.end() if front else low
    mentions: list[Mention] = []
    while verb := _verb(grammar, text, at, high):
        units, _ = grammar.items(text, at, verb.start())
        if not units or not all(_is_actor(grammar, u.name) for u in units):
            break
        if DRAWS_UP.match(text, verb.end()) and later:
            break
        if _BACKS.search(verb.group()) and _OBJECT.match(text, verb.end(), high):
            break  # 区商务局要支持老字号发展: its own work, no help to others
        between = grammar.between.search(text, at, verb.start())
        mentions += grammar.flushed(units, verb, between)
        if text[verb.end() : verb.end() + 1] == "、":
            at = verb.end() + 1
        elif grammar.between.fullmatch(verb["verb"]):  # 区民政局配合区财政局牵头…
            at = verb.end()
        else:
            break
    return mentions


def _verb(grammar: NoteGrammar, text: str, at: int, high: int) -> re.Match[str] | None:
    """The next verb that is no part of a unit's name: 市城市管理监督局牵头."""
    while (verb := grammar.verb.search(text, at, high)) and _HEAD.match(text, verb.end()):
        at = verb.end()
    return verb


def _is_actor(grammar: NoteGrammar, name: str) -> bool:
    names = grammar.names
    return names.known(name) or (names.plausible(name) and names.has_head(name) and len(name) <= 14)
