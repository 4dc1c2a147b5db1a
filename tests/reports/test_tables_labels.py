"""Every value that a user may see has its label."""

from enum import StrEnum

import pytest

from policyparse.model import Comparator, Level, Role
from policyparse.reports.labels import LABELS, label


@pytest.mark.parametrize("kind", LABELS, ids=lambda kind: kind.__name__)
def test_every_member_has_a_label_and_no_label_is_left_over(kind: type[StrEnum]) -> None:
    assert set(LABELS[kind]) == {member.value for member in kind}


def test_labels_are_those_of_the_specification() -> None:
    assert [label(role) for role in Role] == ["牵头单位", "配合单位", "责任单位", "指导单位"]
    assert label(Comparator.AT_LEAST) == "不低于"
    assert label(Level.REGION) == "省级"


def test_an_unknown_value_is_shown_as_it_is() -> None:
    class Other(StrEnum):
        LEAD = "lead"

    assert label(Other.LEAD) == "lead"
