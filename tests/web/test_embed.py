"""The script of the box as it is served, and the snippets that `/nhung` makes."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from search.errors import SettingsError
from search.settings import check
from tools.keeping_scripts import keep_script
from web.embed.earlier import FOLDER, earlier, path_of, stamp_of
from web.embed.script import OWN, PARTS, script

FOLLOWING = "/embed/v1/tra-tin.js"


def pinned() -> str:
    """The address of the script that never changes."""
    return f"/embed/{script().stamp}/tra-tin.js"


class Tags(HTMLParser):
    """Collects the tags of a snippet."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """One tag."""
        self.found.append((tag, dict(attrs)))

    def of(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of all tags of a name."""
        return [attributes for tag, attributes in self.found if tag == name]


def made(client, query: str = "") -> dict:
    """What a wish gives, as plain data."""
    return client.get(f"/nhung/ma.json{query}").get_json()


def test_every_part_of_the_script_is_in_it():
    """A part that is not named would never run."""
    assert sorted(PARTS) == sorted(path.stem for path in OWN.glob("*.js"))


def test_the_script_is_small_and_holds_nothing_that_a_strict_page_forbids():
    """12 KB packed at most; no HTML made of text, no code made of text, nothing kept, nothing imported."""
    text = script().data.decode()
    assert len(gzip.compress(script().data)) <= 12_000
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(|DOMParser|[sS]torage"
    )
    assert re.findall(forbidden + r"|cookie|indexedDB|import[ (]|setAttribute\(\"(?:style|on)", text) == []


@pytest.mark.parametrize(
    ("path", "kept"), [(FOLLOWING, "public, max-age=3600"), (pinned(), "public, max-age=31536000, immutable")]
)
def test_the_script_is_for_pages_of_any_site(client, path, kept):
    """Both addresses give the same bytes to whoever asks, and say how long they may be kept."""
    answer = client.get(path)
    assert answer.data == script().data
    assert answer.content_type == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == kept
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer.headers
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == script().data
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_a_script_of_another_hash_is_not_found(client):
    """What is pinned is that text or nothing."""
    answer = client.get("/embed/0123456789abcdef/tra-tin.js")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_published_hash_is_that_of_the_script(client):
    """The snippet, the page and the plain data tell the hash of what the pinned address sends."""
    digest = hashlib.sha384(client.get(pinned()).data).digest()
    expected = f"sha384-{base64.b64encode(digest).decode()}"
    found = made(client, "?way=pin")
    assert found["integrity"] == expected
    (tag,) = Tags(found["snippet"]).of("script")
    assert tag == {
        "type": "module",
        "src": f"http://localhost{pinned()}",
        "integrity": expected,
        "crossorigin": "anonymous",
    }
    assert expected in client.get("/nhung").get_data(as_text=True).replace("&#43;", "+")


def test_a_snippet_says_the_scope_to_the_script_and_to_browsers_without(client):
    """A place by its name, a topic, a source and days, as attributes and as hidden fields of the form."""
    found = made(
        client, "?where=huyen+phu+binh&topic=to-chuc&source=bao-tinh&from=2020&mode=results&theme=dark"
    )
    tags = Tags(found["snippet"])
    (element,) = tags.of("tra-tin")
    assert element == {
        "src": "http://localhost",
        "place": "d:173",
        "topic": "to-chuc",
        "source": "bao-tinh",
        "since": "2020",
        "label": found["scope"],
        "mode": "results",
        "theme": "dark",
        "lang": "vi",
    }
    assert "huyện Phú Bình" in found["scope"]
    assert tags.of("form") == [{"action": "http://localhost/tim"}]
    hidden = {one["name"]: one["value"] for one in tags.of("input") if one.get("type") == "hidden"}
    assert hidden == {"place": "d:173", "topic": "to-chuc", "source": "bao-tinh", "from": "2020"}
    assert found["attributes"] == element


def test_a_place_of_today_takes_its_map(client):
    """A unit of the new map is counted on that map, by the form too."""
    tags = Tags(made(client, "?where=tinh+thai+nguyen")["snippet"])
    assert tags.of("tra-tin")[0]["map"] == "now"
    assert {"type": "hidden", "name": "map", "value": "now"} in tags.of("input")


def test_a_place_that_is_none_is_told(client):
    """An unknown name is no scope, and the field says so."""
    assert made(client, "?where=zebra")["known"] is False
    assert "Không có địa phương nào tên như vậy." in client.get("/nhung?where=zebra").get_data(as_text=True)
    assert "place" not in made(client, "?where=zebra")["attributes"]


@pytest.mark.parametrize("field", ["where", "topic", "source", "mode", "theme", "way", "lang", "from"])
def test_nothing_that_is_typed_becomes_markup(client, nasty, field):
    """A snippet has the tags that it should have, whatever was asked for."""
    answer = client.get("/nhung/ma.json", query_string={field: nasty})
    assert answer.status_code == 200
    tags = Tags(answer.get_json()["snippet"])
    known = {"script", "tra-tin", "form", "input", "button"}
    assert {tag for tag, _ in tags.found} == known
    assert not [name for _, values in tags.found for name in values if name.startswith("on")]
    page = client.get("/nhung", query_string={field: nasty}).get_data(as_text=True)
    assert "<script>alert" not in page
    assert "onerror=alert(2)>" not in page.replace("&gt;", "")


def test_the_setting_names_the_host_and_the_path(make_app):
    """With `public_url` and `url_prefix` all addresses are whole and right, whatever host was asked."""
    client = make_app(public_url="https://tin.example.vn", url_prefix="/tin").test_client()
    answer = client.get("/tin/nhung/ma.json", headers={"Host": "evil.example"})
    assert "evil" not in answer.get_data(as_text=True)
    tags = Tags(answer.get_json()["snippet"])
    assert tags.of("script")[0]["src"] == "https://tin.example.vn/tin/embed/v1/tra-tin.js"
    assert tags.of("tra-tin")[0]["src"] == "https://tin.example.vn/tin"
    assert tags.of("form")[0]["action"] == "https://tin.example.vn/tin/tim"


def ancestors(client, path: str) -> str:
    """Who may frame a page."""
    found = re.search(r"frame-ancestors ([^;]*)", client.get(path).headers["Content-Security-Policy"])
    assert found is not None
    return found[1]


def test_who_may_frame_the_box(make_app):
    """The site itself, and those that the setting names; all other pages stay closed."""
    named = "https://xa.example.vn https://bao.example.vn"
    opened = make_app(embed_frame_ancestors=named).test_client()
    assert ancestors(make_app().test_client(), "/nhung/trang") == "'self'"
    assert ancestors(opened, "/nhung/trang") == f"'self' {named}"
    for path in ("/", "/tim", "/nhung"):
        assert ancestors(opened, path) == "'none'"
    (tag,) = Tags(made(opened, "?way=frame&place=d:173")["snippet"]).of("iframe")
    assert tag["src"] == "http://localhost/nhung/trang?place=d%3A173"


def test_a_frame_is_offered_where_one_is_allowed(make_app):
    """Nobody is told to paste what would stay empty."""
    assert 'value="frame"' not in make_app().test_client().get("/nhung").get_data(as_text=True)
    opened = make_app(embed_frame_ancestors="*").test_client()
    assert 'value="frame"' in opened.get("/nhung").get_data(as_text=True)


@pytest.mark.parametrize(
    "value", ["xa.example.vn", "https://a.vn; script-src *", "https://a.vn/path", "'self'"]
)
def test_what_the_setting_refuses(value):
    """Only origins: nothing that would say more in a policy."""
    with pytest.raises(SettingsError):
        check("embed_frame_ancestors", value, "here")


def test_a_site_that_answers_no_other_says_so(make_app):
    """Suggestions need `cors_origins`; whoever embeds the box learns it before, not from an empty list."""
    for origins in ("", "*"):
        page = make_app(cors_origins=origins).test_client().get("/nhung").get_data(as_text=True)
        assert ("cors_origins" in page) is (not origins)


def test_the_api_names_the_scope(client):
    """Suggestions tell in words what goes along with them, so that a box can show it."""
    found = client.get("/api/v1/suggest?q=ket&place=d:173&from=2020&lang=en").get_json()
    assert [one["label"] for one in found["scope"]] == ["huyện Phú Bình (cũ), Thái Nguyên", "from 2020"]
    assert client.get("/api/v1/suggest?q=ket").get_json()["scope"] == []


@pytest.mark.parametrize("text", ["ket n", "đảng v", "thai", "giam sat", "chi bo so"])
def test_a_reply_for_suggestions_is_small(real_site, documents, text):
    """At most 4 KB packed, whatever is typed."""
    client = real_site(documents)
    answer = client.get("/api/v1/suggest", query_string={"q": text, "limit": "8"})
    assert answer.get_json()["groups"]
    assert len(gzip.compress(answer.data)) <= 4096


@pytest.fixture
def kept(make_app, tmp_path):
    """A client of a site, and the folder where it looks for scripts that it served before."""
    app = make_app()
    site = app.extensions["tratin"]
    app.extensions["tratin"] = replace(site, settings=replace(site.settings, home=tmp_path))
    (tmp_path / FOLDER).mkdir()
    return app.test_client(), tmp_path


def test_a_script_that_was_served_before_goes_on(kept):
    """By its hash, to the pages that hold it, and as long as the one of today."""
    client, home = kept
    old = b"(() => {})();"
    path_of(home, stamp_of(old)).write_bytes(old)
    answer = client.get(f"/embed/{stamp_of(old)}/tra-tin.js")
    assert (answer.status_code, answer.data) == (200, old)
    today = client.get(pinned()).headers
    for name in (
        "Content-Type",
        "Cache-Control",
        "Access-Control-Allow-Origin",
        "Cross-Origin-Resource-Policy",
    ):
        assert answer.headers[name] == today[name]
    assert client.get(FOLLOWING).data == script().data


@pytest.mark.parametrize("stamp", ["0" * 16, "../../secret", "..%2f..%2fsecret", "v2", "A" * 16])
def test_no_other_file_is_served_as_a_script(kept, stamp):
    """What lies there under a hash that is not its own, and what lies elsewhere."""
    client, home = kept
    for name in ("0" * 16, "v2", "A" * 16, "../secret"):
        (home / FOLDER / f"{name}.js").write_bytes(b"other")
    assert client.get(f"/embed/{stamp}/tra-tin.js").status_code == 404


def test_the_script_is_kept(tmp_path):
    """Once, whole, whatever lay there before; a folder that takes no file is let be."""
    for _ in range(2):
        keep_script(tmp_path)
        assert earlier(tmp_path, script().stamp) == script().data
        path_of(tmp_path, script().stamp).write_bytes(b"half")
    keep_script(tmp_path)
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == [f"{script().stamp}.js"]
    (tmp_path / "file").write_bytes(b"")
    keep_script(tmp_path / "file")
