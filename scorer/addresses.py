"""Anchors of printed places, shared by the pages that carry them and the results that link to them."""


def item_anchor(item: str) -> str:
    """`item-11`."""
    return f"item-{item.replace('.', '-')}"


def subitem_anchor(item: str, subitem: str) -> str:
    """`item-11-sub-2`; also the address of a part, which is a sub-item judged on its own."""
    return f"{item_anchor(item)}-sub-{subitem.lower()}"


def clause_anchor(item: str, clause: str) -> str:
    """`item-11-clause-1`."""
    return f"{item_anchor(item)}-clause-{clause}"


def rule_anchor(item: str, rule: str, part: str = "") -> str:
    """`item-11-rule-1a`, and `item-5-2-c-rule-1` inside a part."""
    within = f"-{part.lower()}" if part else ""
    return f"{item_anchor(item)}{within}-rule-{rule}"


def member_anchor(member: str) -> str:
    """`report-upload`, for the deadline or share whose key is `report_upload`."""
    return member.replace("_", "-")


def page(rubric: str) -> str:
    """The page on which a rubric is read, relative to the site's root."""
    return f"rubrics/{rubric}/"


def address(rubric: str, anchor: str) -> str:
    """A place on that page."""
    return f"{page(rubric)}#{anchor}"


def document_address(document: str, block: str) -> str:
    """A block of a document's page, relative to the site's root."""
    return f"documents/{document}/#{block}"
