"""An id is there once on a page, also where the script added its own parts."""

from __future__ import annotations

import pytest
from kinds import KINDS
from serving import running

pytestmark = pytest.mark.browser

TWICE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}"""
NOWHERE = """() => ["aria-describedby", "aria-labelledby", "aria-controls"].flatMap((name) =>
  [...document.querySelectorAll(`[${name}]`)].flatMap((element) => element.getAttribute(name).split(" "))
    .filter((id) => id && !document.getElementById(id)))"""


@pytest.fixture(scope="module")
def base(make_app):
    """The address of the site."""
    with running(make_app()) as address:
        yield address


def test_no_page_has_an_id_twice(opening, documents):
    """On every kind of page, with script; and what describes an element is there."""
    ids = {"one": documents[0].id, "two": documents[1].id, "bare": documents[2].id, "nasty": documents[3].id}
    page = opening("/dia-phuong?name=phu+binh")
    hint = page.locator("#ten-noi").get_attribute("aria-describedby")
    assert "Gõ tên cũ hay mới" in page.locator(f"#{hint}").inner_text()
    for name, path in KINDS.items():
        if name in ("missing", "broken link"):  # the console complains of their status
            continue
        page.goto(path.format(**ids, code="1AAAAAA"))
        assert page.evaluate(TWICE) == [], name
        assert page.evaluate(NOWHERE) == [], name
