"""The blueprint that all pages for people belong to."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("pages", __name__)
