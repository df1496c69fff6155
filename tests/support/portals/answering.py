"""Answers of a site: bytes kept in memory, with the validators and the codings that its platform has."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from itertools import count
from threading import Lock

import brotli
from flask import Response, request

TOKEN = "0SESSION0"
"""Stands in kept pages where the session of a visitor goes."""

MOST_KEPT = 2_000
"""Pages kept; one is about 12 KB."""

_VISITS = count()


class Kept:
    """A body, and what it is in the codings asked for so far."""

    def __init__(self, body, content_type):
        self.body = body
        self.content_type = content_type
        self.coded = {}

    def in_coding(self, coding):
        """The body packed; done once."""
        if coding not in self.coded:
            pack = {"gzip": lambda body: gzip.compress(body, 6, mtime=0), "br": brotli.compress}[coding]
            self.coded[coding] = pack(self.body)
        return self.coded[coding]


class Answers:
    """What a site has answered lately."""

    def __init__(self, sessions, validators, codings):
        self.sessions = sessions
        self.validators = validators
        self.codings = codings
        self.kept = OrderedDict()
        self.lock = Lock()

    def give(self, key, make, modified=None):
        """The answer to a request; `make` gives bytes and content type, and is asked once for a key."""
        base = request.host_url.rstrip("/")
        kept = self._kept((base, *key), lambda: make(base))
        body = kept.body
        if self.sessions:
            session = hashlib.md5(str(next(_VISITS)).encode()).hexdigest()
            body = body.replace(TOKEN.encode(), session.encode())
        coding = self._coding()
        response = Response(kept.in_coding(coding) if coding else body)
        response.headers["Content-Type"] = kept.content_type
        if self.codings:
            response.headers["Vary"] = "Accept-Encoding"
        if coding:
            response.headers["Content-Encoding"] = coding
        if "etag" in self.validators and not self.sessions:
            response.set_etag(hashlib.sha1(kept.body).hexdigest()[:20], weak=bool(self.codings))
        if "modified" in self.validators and modified:
            response.last_modified = modified
        return response.make_conditional(request)

    def _coding(self):
        if self.sessions:
            return ""
        return next((each for each in self.codings if each in request.accept_encodings), "")

    def _kept(self, key, make):
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
                return self.kept[key]
        made = Kept(*make())
        with self.lock:
            self.kept[key] = made
            if len(self.kept) > MOST_KEPT:
                self.kept.popitem(last=False)
        return made
