"""Faults of access on a page, as axe finds them."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

REMEMBER = """(() => {
    const colour = axe.commons.color.Color.prototype, parse = colour.parseString, known = new Map();
    colour.parseString = function (text) {
        const found = known.get(text);
        if (found) return Object.assign(this, found);
        parse.call(this, text);
        known.set(text, {r: this.r, g: this.g, b: this.b, alpha: this.alpha});
        return this;
    };
})()"""
"""Half of the time of axe went into reading the same few colours for every element of a page."""

SCRIPT = f"{Axe().axe_script}\n{REMEMBER}"

RUN = """([where, rules]) => axe.run(where ?? document, {resultTypes: ['violations'], preload: false, rules})
    .then(found => found.violations.map(
        fault => [fault.id, fault.nodes.slice(0, 3).map(node => node.html.slice(0, 200))]
    ))"""
"""Style sheets and sounds are not fetched anew: no rule that is on needs them."""


def faults(page, where: str | None = None, *, colours: bool = True) -> list:
    """Each fault on a page, or in a part of it, with the beginnings of up to three elements that have it.

    Contrast takes two thirds of the time; without `colours` it is not looked at.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(SCRIPT)
    return page.evaluate(RUN, [where, {"color-contrast": {"enabled": colours}}])
