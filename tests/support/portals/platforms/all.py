"""The six platforms by their names."""

from __future__ import annotations

from portals.platforms.dotnetnuke import DotNetNuke
from portals.platforms.homemade import Homemade
from portals.platforms.liferay import Liferay
from portals.platforms.nukeviet import NukeViet
from portals.platforms.sharepoint import SharePoint
from portals.platforms.websphere import WebSphere

PLATFORMS = {each.platform: each for each in (WebSphere, DotNetNuke, NukeViet, Liferay, SharePoint, Homemade)}


def site_of(host, options):
    """The site of a host such as `liferay.example` or `liferay-2.example`; None where none is called so."""
    name = host.partition(".")[0].partition("-")[0]
    return PLATFORMS[name](host, options) if host.endswith(".example") and name in PLATFORMS else None
