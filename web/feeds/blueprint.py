"""The blueprint of feeds and of what browsers ask for."""

from __future__ import annotations

from flask import Blueprint

feeds = Blueprint("feeds", __name__)
