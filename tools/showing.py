"""How much of each source readers may see, as the portal files say: read once, when the site starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.portals import load_portals, portal_folders
from search.archive import Show, show_all
from search.topics import taxonomy_of

if TYPE_CHECKING:
    from search.archive import Shows
    from search.settings import Settings


def shows_of(settings: Settings) -> Shows:
    """What the portal files of a home folder say of an article, by its source and address.

    Raises:
        SettingsError: a file is wrong; nothing is shown rather than too much.
    """
    portals = load_portals(portal_folders(settings.home), taxonomy_of(settings))
    if all(portal.show is Show.FULL for portal in portals.all):
        return show_all

    def shows(source: str, url: str | None) -> Show:
        portal = portals.portal_for(url, source)
        return portal.show if portal else Show.FULL

    return shows
