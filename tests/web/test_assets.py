"""The files that pages load are put together from parts: all of them, once, and light."""

import gzip
import re

import pytest

from web.assets import HERE, SCRIPTS, STYLES, script, style_sheet


def test_every_part_of_a_sheet_is_in_one():
    """A part that no sheet names would be written in vain; one that two name would be sent twice."""
    parts = [part for sheet in STYLES.values() for part in sheet]
    assert sorted(parts) == sorted(path.stem for path in (HERE / "styles").iterdir())


def test_every_part_of_the_script_is_in_it():
    """A part that is not named would never run."""
    assert sorted(SCRIPTS) == sorted(path.stem for path in (HERE / "scripts").iterdir())


@pytest.mark.parametrize("name", STYLES)
def test_sheets_are_small(name):
    """Each is under 25 KB as it is sent, not packed."""
    assert len(style_sheet(name).encode()) < 25_000


def test_making_a_sheet_tight_keeps_its_rules():
    """Blanks that mean something stay: between a name and what stands inside it, and in lists of sizes."""
    sheet = style_sheet("site.css")
    assert ".top .wide{" in sheet
    assert "padding-inline:clamp(1rem,3vw,2rem)" in sheet
    assert sheet.count("{") == sheet.count("}")
    assert "/*" not in sheet


def test_the_script_has_no_remarks_and_is_small():
    """Remarks are for those who read the parts; a page loads 12 KB packed at most."""
    assert not [line for line in script().splitlines() if line.startswith("//")]
    assert len(gzip.compress(script().encode())) < 12_000


def test_unknown_files_are_not_found(client):
    """Only what pages load is served, and nothing by a path."""
    assert client.get("/static/site.css").mimetype == "text/css"
    assert client.get("/static/site.js").mimetype in {"text/javascript", "application/javascript"}
    for name in ("tokens.css", "../app.py", "..%2Fapp.py", "nothing"):
        assert client.get(f"/static/{name}").status_code == 404


def test_only_what_is_asked_for_by_its_own_hash_is_kept(client):
    """An old page that asks for a new file by an old hash must not keep it for a year as the old one."""
    address = re.search(r'href="(/static/site\.css\?v=\w+)"', client.get("/").text)[1]
    assert "immutable" in client.get(address).headers["Cache-Control"]
    for other in (f"{address}0", "/static/site.css?v=1", "/static/site.css"):
        assert client.get(other).headers["Cache-Control"] == "no-cache"
