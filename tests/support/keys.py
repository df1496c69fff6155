"""A reader without a mouse: Tab to what bears a name, Enter to follow it."""

from __future__ import annotations

import re

import pytest

FURTHEST = 150
"""Tab stops after which what is looked for cannot be reached by people."""

FOCUSED = """() => {
    const on = document.activeElement, {outlineStyle, outlineWidth} = getComputedStyle(on);
    const name = on.getAttribute("aria-label") || on.labels?.[0]?.innerText || on.innerText || on.value || "";
    const hasRing = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    return on === document.body ? ["", true] : [name.replace(/\\s+/g, " ").trim(), hasRing];
}"""


def walk(page, name: str, key: str = "Tab") -> None:
    """Press a key until what has the focus bears a name; on the way each stop shows that it has it."""
    seen = []
    for _ in range(FURTHEST):
        page.keyboard.press(key)
        found, has_ring = page.evaluate(FOCUSED)
        assert has_ring, found
        if re.search(name, found):
            return
        seen.append(found)
    pytest.fail(f"no way to {name!r} by {key}, only to {seen}")


def follow(page, name: str) -> None:
    """Go to a link by Tab, and press Enter."""
    walk(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
