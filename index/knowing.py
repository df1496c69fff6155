"""What is known of a page before it is cleaned, from the store and from portal files, and the stamp it gives.

The stamp of a document names the cleaner and what that was told: where the rules of a portal or what was
learned of a host change, the pages of that portal or host are stale, and no others.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
import xxhash

from index.clean import CLEANER
from index.clean.knowledge import Known
from index.copies import SIGNER
from index.enrich import ENRICHER
from index.pages import HTML
from index.portals import Portals, load_portals, portal_folders
from index.portals.portals import address_of
from index.store import Stamp
from search import tables
from search.topics import shipped, taxonomy_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from index.clean.knowledge import Rules
    from index.store import Origin, Store
    from search.settings import Settings
    from search.topics import Taxonomy

    RulesOf = Callable[[Origin], Rules | None]
    """The rules of the portal of a page, if it has any."""

_LONGEST = 200
"""Characters of a source that are kept in the name of a host."""


def no_rules(origin: Origin) -> Rules | None:
    """No portal has rules."""
    del origin
    return None


def made_from(taxonomy: Taxonomy) -> dict[str, str]:
    """What documents are made by now, and from which tables; an index of others is built anew."""
    return {
        "cleaner": CLEANER,
        "enricher": ENRICHER,
        "units": tables.fingerprint(tables.UNITS),
        "taxonomy": taxonomy.fingerprint,
        "copies": SIGNER,
    }


def knowing_of(settings: Settings, store: Store | None) -> Knowing:
    """What is known by a store, if there is one, and by the portal files and topics of a home folder.

    Raises:
        SettingsError: a portal file or the table of topics is wrong.
    """
    taxonomy = taxonomy_of(settings)
    portals = load_portals(portal_folders(settings.home), taxonomy)
    return Knowing(
        store,
        lambda page: portals.rules_for(page.url, page.source, page.fetched),
        taxonomy,
        portals,
        settings.number("page_limit_s"),
    )


def host_of(origin: Origin) -> str | None:
    """The host that a page of HTML is learned from and read with; its source if it has no address.

    Captures and records are read without: they have no blocks that a portal put there.
    """
    if origin.media_type != HTML:
        return None
    address = address_of(origin.url) if origin.url else None
    if address is not None and len(address.host) <= _LONGEST:
        return address.host.removeprefix("www.")
    source = origin.source
    if len(source) > _LONGEST:
        source = f"{source[:_LONGEST]} {xxhash.xxh3_64_hexdigest(source.encode())}"
    return f"source:{source}"


def _nothing(host: str) -> frozenset[int]:
    del host
    return frozenset()


class Knowing:
    """Tells the cleaner what is known of a page. What a store has learned is read once, when this is made.

    `taxonomy` are the topics that documents get, `made_from` all that they are made by, `portals` those that
    the rules are of, `seconds` how long reading a page may take, 0 for as long as it takes.
    """

    def __init__(
        self,
        store: Store | None,
        rules_of: RulesOf = no_rules,
        taxonomy: Taxonomy | None = None,
        portals: Portals | None = None,
        seconds: float = 0,
    ) -> None:
        self.rules_of = rules_of
        self.portals = portals or Portals()
        self.seconds = seconds
        self.taxonomy = taxonomy or shipped()
        self.made_from = made_from(self.taxonomy)
        self._enricher = " ".join(self.made_from[part] for part in ("enricher", "units", "taxonomy"))
        self._marks: Mapping[str, str] = store.hosts.marks() if store else {}
        self._keys = lru_cache(maxsize=256)(store.hosts.keys if store else _nothing)
        self._rules: dict[str, tuple[Rules, str]] = {}

    def known_of(self, page: Origin) -> Known:
        """What `clean` is told beside the page."""
        host = host_of(page)
        repeated: frozenset[int] = self._keys(host) if host in self._marks else frozenset()
        return Known(self.rules_of(page), repeated)

    def stamp_of(self, page: Origin) -> Stamp:
        """The stamp that the document of a page gets now."""
        words = [CLEANER]
        if rules := self.rules_mark(page):
            words.append(f"rules-{rules}")
        if learned := self._marks.get(host_of(page) or ""):
            words.append(f"host-{learned}")
        return Stamp(" ".join(words), self._enricher)

    def rules_mark(self, page: Origin) -> str:
        """A short name of the rules for a page, the same for rules that say the same; empty for none."""
        rules = self.rules_of(page)
        if rules is None:
            return ""
        seen, mark = self._rules.get(rules.portal, (None, ""))
        if seen is not rules:
            mark = _mark(rules)
            self._rules[rules.portal] = rules, mark
        return mark


def _mark(rules: Rules) -> str:
    said = [rules.portal, sorted(rules.selectors.items()), rules.remove, rules.day_first]
    said += [rules.place, sorted(rules.sections.items())]
    return xxhash.xxh3_64_hexdigest(msgspec.json.encode(said))[:12]
