"""What a page of results promises: each link to results that has a number beside it, and its own total."""

import re
from urllib.parse import parse_qsl, urlsplit

from lxml import html

_NUMBER = re.compile(r"\d[\d.]*")
_TOLD = re.compile(r": ([\d.]+) bài$")


def number_in(text):
    """The first number of a text, as the pages write it; None where there is none."""
    found = _NUMBER.search(text)
    return int(found[0].replace(".", "")) if found else None


def asked_by(href):
    """What an address asks for: its parameters, in whatever order."""
    return sorted(parse_qsl(urlsplit(href).query))


class Page:
    """A page that is read once: its `total`, the `promises` (href and number), and the `chips` (href).

    A number belongs to a link if it stands in it, in its label, or right behind it. Beside what is chosen
    already stands how many articles have it, which is no promise.
    """

    def __init__(self, text):
        tree = html.fromstring(text)
        (total,) = tree.find_class("total")
        self.total = number_in(total.text_content())
        self.chips = [
            link.get("href")
            for chips in tree.find_class("chips")
            for link in chips.iter("a")
            if "clear" not in link.classes
        ]
        links = [link for link in tree.iter("a") if re.match(r"/tim(\?|$)", link.get("href") or "")]
        told = [(link.get("href"), number_of(link)) for link in links if link.get("aria-current") is None]
        self.promises = [(href, number) for href, number in told if number is not None]


def number_of(link):
    """The number that belongs to a link; None if none does."""
    label = _TOLD.search(link.get("aria-label") or "")
    if label or link.get("data-count"):
        return number_in(label[1] if label else link.get("data-count"))
    held = link.find_class("count") or [each for each in [behind(link)] if each is not None]
    return number_in(held[0].text_content()) if held else None


def behind(link):
    """The element with a number that comes next, if nothing stands between."""
    here = link
    while here is not None and not (here.tail or "").strip():
        following = here.getnext()
        if following is not None:
            return following if "count" in following.classes else None
        here = here.getparent()
    return None
