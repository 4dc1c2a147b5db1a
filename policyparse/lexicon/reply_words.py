"""The words of replies to a draft, as schema.py checks them."""

from policyparse.model.base import FrozenModel

Words = tuple[str, ...]


class ReplyWords(FrozenModel):
    """How units reply to a draft: heads, signatures, set phrases, what asks. 征求意见回复"""

    titles: Words = ()
    letterheads: Words = ()
    marks: Words = ()
    seals: Words = ()
    inner: Words = ()
    unit_labels: Words = ()
    local_ends: Words = ()
    contact_labels: Words = ()
    copies: Words = ()
    mail: Words = ()
    mail_sender: Words = ()
    mail_quotes: Words = ()
    receipts: Words = ()
    studies: Words = ()
    leads: Words = ()
    closings: Words = ()
    pledges: Words = ()
    asks: Words = ()
    no_asks: Words = ()
    others: Words = ()
    openings: Words = ()
    directives: Words = ()
    follows: Words = ()
    pages: Words = ()
    old: Words = ()
    new: Words = ()
    list_marks: Words = ()
