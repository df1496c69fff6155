"""What moves on a page while it comes up, as the browser itself notices it."""

from __future__ import annotations

SHIFTS = """() => {
    window.shifts = [];
    new PerformanceObserver(list => {
        for (const entry of list.getEntries())
            window.shifts.push([entry.value, ...entry.sources.map(s => s.node?.outerHTML?.slice(0, 100))]);
    }).observe({type: "layout-shift", buffered: true});
}"""


def watch_shifts(window) -> None:
    """Make each page of a window keep what moved on it in `window.shifts`, with its score."""
    window.add_init_script(f"({SHIFTS})()")
