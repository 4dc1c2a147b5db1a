"""Rules on who answers for what. 责任分工"""

from collections.abc import Iterator

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.model import Role
from policyparse.model.check import Severity


def lead_also_supports(subject: Subject) -> Iterator[Hit]:
    """同一单位在同一任务中既牵头又配合。

    为什么：责任重复，考核时分不清主次。
    怎么改：从配合单位中删去牵头单位，或者核实牵头单位是否写错。
    """
    for task in subject.plan.tasks:
        leads = {a.unit.name: a for a in task.assignments if a.role is Role.LEAD}
        for assignment in task.assignments:
            lead = leads.get(assignment.unit.name)
            if assignment.role is Role.SUPPORT and lead:
                yield Hit(
                    (assignment.evidence[0], lead.evidence[0]),
                    f"“{task.title}”中{assignment.unit.name}既牵头又配合",
                )


RULES = (Rule("PP203", "lead-also-supports", Severity.WARNING, lead_also_supports),)
