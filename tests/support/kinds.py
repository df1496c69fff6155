"""Every kind of page of the site, as addresses; a test fails for a route that is neither here nor left out.

`{one}` and `{two}` are articles with all facts, `{bare}` one without any, `{nasty}` one that tries to break
out, each by
its id; `{code}` is the code of a short link.
"""

from __future__ import annotations

LONG = "m" * 190

KINDS = {
    "home": "/",
    "results": "/tim?q=ket+nap+dang+vien&place=d:173&year=unknown&year=2021&explain=1",
    "second page": "/tim?q=ket+nap&page=2&sort=newest",
    "all articles": "/tim",
    "a query that is read": f"/tim?q=%22ket+*+nap%22+28-CT/TW+nơi:{LONG}&accent=loose&source={LONG}",
    "nothing": "/tim?q=%22ket+nap%22+zebra&year=2021",
    "past the end": "/tim?q=ket+nap&page=500",
    "printed": "/tim/in?q=ket+nap&year=2021&year=2020&trust=stated",
    "broken link": "/t/1AAAAAA",
    "form": "/tim-nang-cao",
    "filled form": f"/tim-nang-cao?q=ket+nap+năm:2021+-{LONG}+(a+HOẶC+b)&year=2021",
    "guide": "/huong-dan",
    "places": "/dia-phuong?name=phu+binh&q=ket+nap&year=2021",
    "no place": "/dia-phuong?name=zebra",
    "article": "/bai/{one}?q=ket+nap",
    "bare article": "/bai/{bare}",
    "nasty article": "/bai/{nasty}?q=script",
    "passages": "/bai/{one}/cho?q=ket+nap",
    "document": "/van-ban/28-CT/TW.XII",
    "place": "/noi/P:19",
    "old place": "/noi/d:173",
    "topic": "/chu-de/to-chuc",
    "subtopic": "/chu-de/to-chuc/can-bo",
    "source": "/nguon/bao-tinh",
    "about": "/gioi-thieu",
    "list of values": "/gia-tri/ref?q=ket+nap&year=2021",
    "places by name": "/gia-tri/place?name=phu&order=name",
    "versions": "/bai/{one}/phien-ban",
    "difference": "/bai/{one}/phien-ban/1..2",
    "days": "/tim?q=ket+nap&from=2020-03&to=2021-07-15&about=2020&year=2020&year=2021&map=now",
    "capture": "/bai/{one}/goc",
    "older capture": "/bai/{one}/goc/1",
    "API": "/api/v1/docs",
    "snippet": f"/nhung?where=thai+nguyen&topic=to-chuc&source={LONG}&mode=results&way=pin&from=2020",
    "framed": f"/nhung/trang?place=P:19&map=now&source={LONG}&mode=results",
    "export": f"/xuat?q=ket+nap&year=2021&source={LONG}",
    "clipped": "/bai/{one}?q=ket+nap&passage=57,52",
    "clipping": "/bai/{one}/trich",
    "clipping of nothing": "/bai/{nasty}/trich",
    "notebook": "/so-tay?passage=/bai/{one}?passage=57,52%26&passage=/bai/{nasty}?passage=0,60%26"
    f"&passage=/bai/{{bare}}?passage=0,17&passage={LONG}&passage=1AAAAAAAAAAAAAAAAAAAAAA",
    "empty notebook": "/so-tay",
    "beside": "/so-sanh?a={one}&b={two}",
    "beside pasted": f"/so-sanh?a=/bai/{{one}}?passage=57,52&b_text={LONG}+la+gi",
    "nothing beside": "/so-sanh",
    "lines": f"/ngu-canh?q=ket+nap&year=2021&year=2020&source={LONG}&wording={LONG}&by=source&group={LONG}",
    "lines sorted": "/ngu-canh?q=%22ket+nap%22&lines=right&grouped=1&size=5&page=2",
    "lines of nothing": "/ngu-canh?q=zebra",
    "lines without a query": "/ngu-canh",
    "wordings": "/cach-viet?q=ket+nap&numbers=1",
    "company": "/di-kem?q=%22ket+nap%22&measure=log-dice&left=2",
    "runs": f"/di-kem?q=%22ket+nap%22+-{LONG}&run=3&side=before",
    "who and where": "/ai-o-dau?q=ket+nap&by=source",
    "who said it": "/ai-o-dau?q=ket+nap&by=speaker",
    "first use": "/lan-dau?q=ket+nap",
    "no first use": "/lan-dau?q=zebra",
    "missing": "/nothing-here",
}
"""Addresses by what they show. Whatever is true of every page is tested of all of them."""

LEFT_OUT = {
    "static": "a style sheet, a script or a picture",
    "embed.following": "a script",
    "embed.pinned": "a script",
    "pages.embed_parts": "a snippet, for the script of its page",
    "pages.capture_file": "the bytes of a capture, as a download",
    "pages.citation_ris": "a reference for programs, as a download",
    "pages.citation_bib": "a reference for programs, as a download",
    "pages.citation_csl": "a reference for programs, as a download",
    "pages.export_articles": "a file",
    "pages.export_lines": "a file",
    "pages.export_clippings": "a file",
    "pages.healthz": "a line for machines",
    "pages.readyz": "a line for machines",
    "pages.robots": "a file for robots",
    "feeds.atom_feed": "XML for feed readers",
    "feeds.description": "XML for browsers",
    **dict.fromkeys(
        (
            "api.home",
            "api.search",
            "api.places",
            "api.suggest",
            "api.article",
            "api.passages",
            "api.captures",
            "api.document",
            "api.place",
            "api.topic",
            "api.source",
            "api.about",
            "api.values",
            "api.notebook",
            "api.beside",
            "api.lines",
            "api.variants",
            "api.company",
            "api.groups",
            "api.first_use",
            "api.export_articles",
            "api.export_lines",
            "api.export_clippings",
            "api.versions",
            "api.difference",
            "api.citation",
            "api.description",
            "feeds.suggestions",
            "feeds.json_feed",
        ),
        "JSON for programs",
    ),
}
"""Routes without a page, each with the reason."""


def kinds_of(documents) -> dict[str, str]:
    """The addresses on the test site over these documents."""
    ids = {
        "one": documents[0].id,
        "two": documents[5].id,
        "bare": documents[30].id,
        "nasty": documents[31].id,
    }
    return {name: address.format(**ids) for name, address in KINDS.items()}
