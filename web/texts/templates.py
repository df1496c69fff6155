"""Templates by the language of a page: what they say alike on every page is translated when they are read.

`results.html` is compiled once a language, as `vi/results.html`. There `{{ _("Trước") }}` is the text itself;
a sentence about numbers or names is still made when a page is drawn.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flask.templating import Environment
from jinja2 import FileSystemLoader, PrefixLoader
from markupsafe import escape

from web.addresses.params import LANGS
from web.site import asked
from web.texts.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from jinja2 import Template

_ALIKE = re.compile(r"""\{\{ _\((["'])([^"'\\{}]+)\1\) \}\}""")


class Translated(Environment):
    """Templates whose names begin with a language; one that is asked for by itself is in that of the page."""

    def get_template(self, name: str | Template, parent: str | None = None, globals: Any = None) -> Template:  # noqa: A002 - Jinja's name
        """A template, in the language of the one that it is a part of."""
        return super().get_template(name, parent or f"{asked()[0].lang}/", globals)

    def join_path(self, template: str, parent: str) -> str:
        """The name of a part in the language of the whole."""
        return f"{parent.partition('/')[0]}/{template}"

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """Translate what is alike on every page."""
        lang = (name or "").partition("/")[0]
        told = _ALIKE.sub(lambda text: escape(say(text[2], lang)), source)
        return super().preprocess(told, name, filename)


def use_templates(app: Flask, folder: Path) -> None:
    """Let a site draw its pages with the templates of a folder."""
    app.jinja_environment = Translated
    app.jinja_loader = PrefixLoader({lang: FileSystemLoader(folder) for lang in LANGS})
