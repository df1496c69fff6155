"""Crawls of the test portal: a home folder with a portal file for each site, and what is in its store."""

from __future__ import annotations

import os
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - of a dataclass

from commands import TRATIN, lines, ran

from index.portals import load_portals
from index.store import open_store
from search.settings import load_settings
from tools.crawling import Plan, crawl

FILE = """
name = "{name}"
hosts = ["{host}"]
{feeds}
[crawl]
enabled = true
private_addresses = true
start = [{start}]
sitemaps = [{sitemaps}]
{more}
"""


@dataclass(frozen=True)
class Home:
    """A home folder, and the settings and portals of it."""

    path: Path
    told: dict

    @property
    def settings(self):
        """The settings, as the environment has them."""
        return load_settings(self.path, self.told)

    @property
    def portals(self):
        """The portals of the home folder only."""
        return load_portals([self.path / "portals"])

    def run(self, **plan):
        """A crawl in this process, with one process that reads; what it did."""
        return crawl(self.settings, self.portals, Plan(**{"build": False, **plan}), 1, lambda _: None)

    def process(self, *arguments):
        """A command in a process of its own, in a group that can be killed as a whole."""
        return subprocess.Popen(
            [*TRATIN, "--home", str(self.path), "--json", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env={**os.environ, **self.told},
        )

    def ran(self, *arguments):
        """A command that is run to its end: its exit code, the JSON lines that it printed, its remarks."""
        done = ran(self.path, "--json", *arguments, env=self.told)
        return done.returncode, lines(done), done.stderr

    def documents(self):
        """The articles of the store by their addresses."""
        with open_store(self.settings, write=False) as store:
            return {document.article.url: document for document in store.documents()}

    def rows(self, query):
        """What a question to the database gives."""
        with open_store(self.settings, write=False) as store, store._engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]


def make_home(folder, **settings):
    """An empty store, polite to nobody unless told otherwise."""
    (folder / "portals").mkdir(parents=True)
    told = {"crawl_contact": "mailto:thu@tratin.example", "crawl_delay_ms": 0, "crawl_threads": 8, **settings}
    home = Home(folder, {f"TRATIN_{name.upper()}": str(value) for name, value in told.items()})
    with open_store(home.settings, write=True):
        pass
    return home


def add_portal(home, key, start, *, feeds=(), sitemaps=(), more=""):
    """A file of a portal that begins at some addresses, all of one host."""
    host = start[0].split("/")[2]
    text = FILE.format(
        name=f"Cổng {key}",
        host=host,
        feeds="\n".join(f'[[feed]]\nurl = "{url}"' for url in feeds),
        start=", ".join(f'"{url}"' for url in start),
        sitemaps=", ".join(f'"{url}"' for url in sitemaps),
        more=more,
    )
    (home.path / "portals" / f"{key}.toml").write_text(text, encoding="utf-8")


def kill(process):
    """`kill -9` of a process and all that it started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
