"""What a page of results promises: each link to results that has a number beside it, and its own total."""

import re
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

_NUMBER = re.compile(r"\d[\d.]*")
_TOLD = re.compile(r": ([\d.]+) bài$")


def number_in(text):
    """The first number of a text, as the pages write it; None where there is none."""
    found = _NUMBER.search(text)
    return int(found[0].replace(".", "")) if found else None


def asked_by(href):
    """What an address asks for: its parameters, in whatever order."""
    return sorted(parse_qsl(urlsplit(href).query))


class Page(HTMLParser):
    """A page that is read once: its `total`, the `promises` (href and number), and the `chips` (href).

    A number belongs to a link if it stands in it, in its label, or right behind it. Beside what is chosen
    already stands how many articles have it, which is no promise.
    """

    def __init__(self, html):
        super().__init__()
        self.total, self.promises, self.chips = None, [], []
        self._href = self._last = None
        self._counts, self._depth, self._text, self._in_chips = "", 0, "", False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """A link, a number, or something that parts a link from what follows."""
        given = dict(attrs)
        kinds = (given.get("class") or "").split()
        if tag == "ul":
            self._in_chips = "chips" in kinds
        if tag == "a":
            self._link(given, kinds)
        elif self._counts:
            self._depth += tag in {"span", "td"}
        elif "count" in kinds or "total" in kinds:
            self._counts, self._depth, self._text = "total" if "total" in kinds else "count", 1, ""
        elif not self._href:
            self._last = None

    def _link(self, given, kinds):
        href = given.get("href") or ""
        self._href = self._last = None
        if not href.startswith("/tim?") and href != "/tim":
            return
        if self._in_chips:
            self.chips += [] if "clear" in kinds else [href]
        elif given.get("aria-current") is None:
            told = _TOLD.search(given.get("aria-label") or "")
            number = number_in(given.get("data-count") or (told[1] if told else ""))
            if number is None:
                self._href = href
            else:
                self.promises.append((href, number))

    def handle_data(self, data):
        """Text of a number; other text parts a link from what follows."""
        if self._counts:
            self._text += data
        elif data.strip() and not self._href:
            self._last = None

    def handle_endtag(self, tag):
        """The end of a link or of a number."""
        if tag == "a":
            self._last, self._href = self._href, None
        elif tag == "ul":
            self._in_chips = False
        elif self._counts and tag in {"span", "td"}:
            self._depth -= 1
            if not self._depth:
                self._end_of_count()

    def _end_of_count(self):
        number, href = number_in(self._text), self._href or self._last
        if self._counts == "total":
            self.total = number if self.total is None else self.total
        elif href and number is not None:
            self.promises.append((href, number))
            self._href = None
        self._counts, self._last = "", None
