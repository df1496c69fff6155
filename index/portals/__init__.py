"""What is known of portals: their hosts, their places, and rules for reading their pages, from TOML files.

docs/portals.md lists every key of a file.
"""

from __future__ import annotations

from index.portals.loading import SHIPPED, check_portals, load_portals, portal_folders
from index.portals.model import Address, Era, Feed, ListPage, ListRules, Portal
from index.portals.portals import Portals

__all__ = [
    "SHIPPED",
    "Address",
    "Era",
    "Feed",
    "ListPage",
    "ListRules",
    "Portal",
    "Portals",
    "check_portals",
    "load_portals",
    "portal_folders",
]
