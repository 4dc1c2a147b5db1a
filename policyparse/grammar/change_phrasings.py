"""How opinions ask for changes: one row a phrasing, the most specific first.

A pattern runs on text whose quotations are masked, so that ``“■■”`` is always a quotation.
``<ROLE>`` and the like stand for the lexicon's words and for pieces of ``changes.py``. Groups:
``u`` units, ``r`` their role, ``also`` a second one, ``to`` the role they are to have, ``at`` the
passage, ``old`` and ``new`` words, ``mid`` words behind a quotation, ``bare`` words without marks
of quotation, ``into`` where words go or are.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to ask; ``hits`` hold it, ``misses`` do not."""

    rule: str  # how its words are read: the methods of extract.change_readings
    regex: str
    hits: tuple[str, ...]
    misses: tuple[str, ...] = ()


_LABEL = r"[（(]?(?:<ROLE>)[:：]"
_NOTE = rf"(?:[“]?{_LABEL}[^“”\n]{{0,400}}?)"

PHRASINGS = (
    Phrasing(
        "notes",
        rf"(?:将|把)(?P<lead>[^“”\n]{{0,200}}?)(?P<old>{_NOTE})(?:建议)?<CHANGE>[:：]?"
        rf"(?P<new>{_LABEL}[^“”\n]{{0,400}}?[）)。]?)(?=[，,。]?(?:建议|同时|另|将)|[\n]|$)",
        hits=("将推进改造（牵头单位：甲局、乙局）修改为（牵头单位：甲局。配合单位：乙局）",),
        misses=("将“牵头单位：甲局”修改为“牵头单位：乙局”",),
    ),
    # --- units -----------------------------------------------------------------------------
    Phrasing(
        "remove",
        r"<START>(?P<u><U>)??(?:建议)?<NOTAS>(?:为)?<AT>(?P<r><ROLE>)<ALSO>",
        hits=("我局不作为牵头单位", "建议不再列为第三条的配合单位", "市民政局不承担牵头单位"),
        misses=("我局作为牵头单位",),
    ),
    Phrasing(
        "remove",
        r"不(?:再|宜|应)?(?:将|把|列)(?P<u><U>)(?:列|作)?为<AT>(?P<r><ROLE>)",
        hits=("建议不列我局为责任单位", "不再将市民政局列为牵头单位"),
    ),
    Phrasing(
        "remove",
        r"不(?:再|宜|应)?(?:宜|应)?由(?P<u><U>)(?P<r><VERB>)",
        hits=("建议不再由我局牵头", "不宜由市民政局负责"),
        misses=("由我局牵头",),
    ),
    Phrasing(
        "remove",
        r"<START>(?P<u><U>)(?:作为|列为|担任)<AT>(?P<r><ROLE>)"
        r"(?:不妥|不当|不合适|欠妥|不合理|不符)",
        hits=("我局作为第七条牵头单位不妥",),
        misses=("我局作为第七条牵头单位",),
    ),
    Phrasing(
        "role",
        r"(?P<r><ROLE>)<LIST><IN>(?P<u><QUOTE>)[，,]?(?:建议)?(?:由(?:<ROLE>))?"
        r"(?:(?P<listed><LISTAS>)|<CHANGE>)(?P<to><ROLE>)(?![:：不欠是的])",
        hits=("将第三条的牵头单位“市民政局”改为配合单位", "牵头单位中的“甲局”调整为配合单位"),
        misses=("牵头单位“甲局”改为“乙局”",),
    ),
    Phrasing(
        "role",
        r"<START>(?P<u>(?!(?:建议)?(?:<ADD>|<REMOVE>))<U>)?"
        r"(?:(?:(?:由|从)(?:原来?的?)?<FROM>)?(?P<r><ROLE>)<LIST>)?"
        r"[，,]?(?:建议)?(?:(?P<listed><LISTAS>)|<CHANGE>)<AT>(?P<to><ROLE>)(?![:：不欠是的])",
        hits=("将我局由牵头单位调整为配合单位", "建议列为配合单位", "“甲局”改为第二条的牵头单位"),
        misses=("牵头单位调整为“甲局”", "将第三条修改为：牵头单位：甲局"),
    ),
    Phrasing(
        "role",
        r"(?:明确|确定|指定|(?P<listed>列))(?P<u><U>)为<AT>(?P<to><ROLE>)(?![:：不欠是的])",
        hits=("建议明确市财政局为第二条牵头单位",),
        misses=("明确牵头单位",),
    ),
    Phrasing(
        "by",
        r"<START>(?P<u><U>)(?P<r><VERB>)(?:的<AT>)?[，,]?(?:建议)?<CHANGE>(?:由)?"
        r"(?P<v><BARE>{2,40}?)??(?P<to><VERB>)<STOP>",
        hits=("由我局牵头改为由市民政局牵头", "我局牵头改为配合"),
        misses=("由我局牵头",),
    ),
    Phrasing(
        "by-new",
        r"(?:改|改为|调整为|变更为|明确|明确为|应|宜)由<ACTORS>",
        hits=("此项改由市民政局牵头", "应由市民政局牵头，我局配合"),
    ),
    Phrasing(
        "by-new",
        r"建议<AT>由<ACTORS>",
        hits=("建议第三条由市民政局牵头，我局、市残联配合",),
        misses=("第三条由市民政局牵头",),
    ),
    Phrasing(
        "add",
        r"<ADD>(?P<u><U>)(?:列?为|作为|到|至|进入?)<AT>(?P<r><ROLE>)",
        hits=("增加“市公安局”为配合单位", "增加市公安局、市民政局为第四条的责任单位"),
    ),
    Phrasing(
        "add",
        r"(?P<r><ROLE>)<LIST>(?:之?中|里|内|后面?)?[，,]?(?:建议)?(?:再|还|应|可|需)?"
        r"<ADD>(?:上|了|入)?[:：]?(?P<u><QUOTE>|<BARE>{2,80})<STOP>",
        hits=("配合单位中增加市公安局、市民政局", "责任单位建议增加：“市公安局”"),
        misses=("第三条中增加市公安局",),
    ),
    Phrasing(
        "add",
        r"<START>(?P<u><U>)(?:也|一并)?<ENLIST>(?:为|到|至|进|作为|入)?<AT>(?P<r><ROLE>)",
        hits=("将市公安局纳入第三条的配合单位", "将“市公安局”增列为配合单位"),
    ),
    Phrasing(
        "add",
        r"<ADD>(?P<r><ROLE>)[:：]?(?P<u><QUOTE>|<BARE>{2,80})<STOP>",
        hits=("增加配合单位：市公安局",),
    ),
    Phrasing(
        "remove",
        r"<START>(?P<u><U>)(?:建议)?(?:从|由|自)?<AT>(?P<r><ROLE>)<LIST><ALSO><IN>(?:予以)?<REMOVE>"
        r"(?:出|掉)?<STOP>",
        hits=("将我局从第三条牵头单位中删除", "市民政局从责任单位名单中移出"),
    ),
    Phrasing(
        "remove",
        r"<START>(?P<u><U>)(?:建议)?<REMOVE>(?:出|掉)?<AT>(?P<r><ROLE>)<LIST><ALSO>",
        hits=(
            "将“市能源局”移出牵头单位名单",
            "将我局移出第五条“推进”的牵头单位",
            "将我局移出责任单位、配合单位",
        ),
    ),
    Phrasing(
        "remove",
        r"(?P<r><ROLE>)<LIST><IN>[，,]?(?:建议)?<REMOVE>(?:掉|了)?(?P<u><QUOTE>|<BARE>{2,80})<STOP>",
        hits=("牵头单位中删除市民政局", "从责任单位名单中剔除“市民政局”"),
    ),
    Phrasing(
        "remove",
        r"<REMOVE>(?:其中的?|该)?(?P<r><ROLE>)<LIST><IN>(?P<u><QUOTE>|<BARE>{2,80})<STOP>",
        hits=("删除责任单位中的市民政局",),
    ),
    Phrasing(
        "remove",
        r"<REMOVE>(?P<u><U>)(?:的|作为)?(?P<r><ROLE>)",
        hits=("取消我局作为牵头单位", "取消市民政局的牵头单位"),
    ),
    Phrasing(
        "units",
        r"(?P<r><ROLE>)<LIST>[，,]?(?:由|从)?(?P<old><QUOTE>|(?<=[由从])<BARE>{2,80}?)?(?:建议)?"
        r"(?:统一)?(?:<CHANGE>|明确为|确定为)[:：]?(?P<new><QUOTE>|[^“”。；;\n]{2,120})",
        hits=(
            "牵头单位调整为“甲局、乙局按职责负责”",
            "牵头单位由甲局变更为乙局",
            "责任单位“甲局、乙局”修改为“甲局、丙局”",
        ),
        misses=("由甲局变更为乙局",),
    ),
    # --- words -----------------------------------------------------------------------------
    Phrasing(
        "replace",
        r"(?P<old><QUOTE>)(?P<mid>[^“”。；;\n]{0,40}?)<CHANGE>[:：]?[ ]?(?P<new><QUOTE>)",
        hits=("将“甲”修改为“乙”", "“甲”的表述建议统一改为：“乙”", "“甲”应为“乙”"),
        misses=("“甲”。修改为“乙”", "“甲”和“乙”"),
    ),
    Phrasing(
        "replace",
        r"(?:以|用)(?P<new><QUOTE>)(?:替换|代替|替代|取代)(?:原来?的?)?(?P<old><QUOTE>)",
        hits=("用“乙”代替“甲”",),
    ),
    Phrasing(
        "replace",
        r"(?:将|把)(?P<bare>[^“”。；;\n]{2,60}?)<CHANGE>[:：]?(?P<new><QUOTE>)",
        hits=("将第5页中的年检机构修改为“检验机构”",),
    ),
    Phrasing(
        "replace",
        r"<CHANGE>[:：]?[ ]?(?P<new><QUOTE>)",
        hits=("第三点整体修改为“甲”", "对第七条进行修改，表述为：“甲”"),
    ),
    Phrasing(
        "replace",
        r"(?P<old><QUOTE>)(?P<mid>[^“”。；;\n]{0,40}?)<CHANGE>[:：]?(?P<new>[^“”。；;\n]{2,120})",
        hits=("将“甲”改为乙丙", "“甲”每年2次改为3次", "“甲”报送对象由乙局改为丙局"),
    ),
    Phrasing(
        "add-text",
        r"<ADD>(?:上|入|了|一[句条项段款点]|以下|如下|下列|相关|有关)*"
        r"(?:内容|表述|文字|措施|语句)?[:：]?(?P<new><QUOTE>)",
        hits=("第三条增加“甲”表述", "在“甲”之后补充以下内容：“乙”", "增加一款：“甲”"),
        misses=("增加甲“乙”",),
    ),
    Phrasing(
        "add-text",
        r"(?:将|把)(?P<new><QUOTE>)(?:一并|也)?<ENLIST>(?:到|至|进|在)?(?P<into><BARE>*)",
        hits=("将“甲”纳入第三条",),
    ),
    Phrasing(
        "delete",
        r"<DELETE>(?:掉|了)?(?P<into>[^“”。；;，,\n]{1,40}?(?:<QUOTE><PART>(?:中|里|内)?的?)?"
        r"|<QUOTE><PART>(?:(?:中|里|内|前|后)?的|中|里|内))?(?P<old><QUOTE>)",
        hits=("删除“甲”", "删除第二条中的“甲”", "删除“甲”中的“乙”", "删除“甲”一段中的“乙”"),
        misses=("删除第二条，“甲”",),
    ),
    Phrasing(
        "delete",
        r"(?P<old><QUOTE>)[^“”。；;，,\n]{0,16}?[，,]?(?:建议)?(?:予以|可|一并|全部|应|整体)*<DELETE>"
        r"(?:掉|了)?<STOP>",
        hits=("将“甲”予以删除", "“甲”的表述，建议删去"),
        misses=("在“甲”后删除“乙”",),
    ),
    # --- words without marks of quotation ----------------------------------------------------
    Phrasing(
        "replace",
        r"(?:将|把)(?P<bare>[^“”。；;\n]{2,60}?)<CHANGE>[:：]?(?P<new>[^“”。；;，,\n]{2,120})",
        hits=("将第二部分中的年检机构修改为检验机构", "将时限由6月底前延长至12月底前"),
        misses=("将该项调整到第4条",),
    ),
    Phrasing(
        "replace",
        r"<START>(?P<bare>[^“”。；;，,\n]{0,40}?由[^“”。；;，,\n]{0,40}?[0-9][^“”。；;，,\n]{0,40}?)"
        r"<CHANGE>[:：]?(?P<new>[^“”。；;，,\n]{2,120})",
        hits=("补助标准建议由300元调减为200元",),
        misses=("由甲局调整为乙局",),
    ),
    Phrasing(
        "replace",
        r"<START>(?:建议)?(?P<spot><BARE>{2,60}?)<CHANGE>[:：](?P<new>[^“”\n]{4,300})",
        hits=("建议第三条修改为：鼓励各区建立联动机制，明确责任。",),
    ),
    Phrasing(
        "add-text",
        r"<ADD><BARE>{0,16}[:：](?P<new>[^“”\n。；;]{4,200}[。；;]?)",
        hits=("增加一条：鼓励各区开展试点。",),
    ),
    Phrasing(
        "add-text",
        r"<ADD>(?P<new><BARE>{4,80}?)(?:的|等)?"
        r"(?:表述|内容|要求|字样|条款|规定|措施|任务)<STOP>",
        hits=("建议补充安全生产方面的内容",),
        misses=("补充相关内容",),
    ),
    Phrasing(
        "delete",
        r"(?:将|把)(?P<bare><BARE>{2,60}?)(?:予以|全部|一并|整体)*<DELETE>(?:掉|了)?<STOP>",
        hits=("将第六条予以删除",),
    ),
    Phrasing(
        "delete",
        r"(?:建议|^|[，,；;])(?:予以)?<DELETE>(?:掉|了)?(?P<bare><BARE>{2,60})<STOP>",
        hits=("建议删除第六条", "删除第六条"),
    ),
)
