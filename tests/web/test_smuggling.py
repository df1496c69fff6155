"""Script and attributes smuggled through articles, queries and names: does any come to life in a browser?

A try is a page with a text that would run a script, or make an element or attribute of its own, wherever it
is not escaped. Pages are judged without their content security policy, which would hide a fault.
"""

import random
from urllib.parse import quote, urlencode

import pytest
from making import document
from serving import running
from trial import IS_PROOF, seed

pytestmark = pytest.mark.browser

TRIES = 2_400 if IS_PROOF else 48
HELD = 24
"""Articles of a site, each with a text of its own."""

ENDS = (
    "",
    '"',
    "'",
    ">",
    '">',
    "'>",
    "-->",
    "</title>",
    "</textarea>",
    "</script>",
    "</style>",
    "</a>",
    "}}",
    "*/",
    "`",
)
ACTS = (
    "<script>window.zq=1</script>",
    "<img src=x onerror=window.zq=1>",
    "<svg onload=window.zq=1>",
    "<svg><script>window.zq=1</script></svg>",
    "<zq-made onclick=1>",
    " onmouseover=window.zq=1 zq-made=1 ",
    " autofocus onfocus=window.zq=1 ",
    " style=position:fixed;zoom:7 ",
    "<iframe srcdoc='<script>parent.zq=1</script>'></iframe>",
    "<base href=//zq.invalid/>",
    "<a href=javascript:window.zq=1>a</a>",
    "<math><mi xlink:href=javascript:window.zq=1>",
    "<form action=//zq.invalid><button>",
    "<meta http-equiv=refresh content='0;url=javascript:1'>",
    "<noscript><p title='</noscript><img src=x onerror=window.zq=1>'>",
    "{{constructor.constructor('window.zq=1')()}}",
    "\\u003cscript>window.zq=1</script>",
    "&lt;script&gt;window.zq=1&lt;/script&gt;",
    "＜script＞window.zq=1</script>",
    "<scr\x00ipt>window.zq=1</scr\x00ipt>",
)
ADDRESSES = (
    "javascript:window.zq=1",
    "JaVaScRiPt:window.zq=1//https://a.vn",
    "data:text/html,<script>parent.zq=1</script>",
    'https://a.vn/" onclick=window.zq=1 zq-made="',
    "\x01javascript:window.zq=1",
    "java\tscript:window.zq=1",
)
PAGES = (
    "article",
    "article",
    "results",
    "results",
    "query",
    "printed",
    "form",
    "places",
    "source",
    "values",
    "missing",
)

JUDGE = """() => {
  const found = [];
  if (window.zq) found.push('a script ran');
  const own = new URL(document.baseURI).origin;
  if (own !== location.origin) found.push('base');
  for (const one of document.querySelectorAll('*')) {
    const name = one.localName;
    if (['zq-made', 'iframe', 'object', 'embed', 'base', 'math', 'noscript'].includes(name)) found.push(name);
    if (name === 'script' && !String(one.src).startsWith(location.origin)) found.push('script');
    if (name === 'meta' && one.httpEquiv) found.push('meta');
    for (const each of one.attributes) {
      const value = each.value.replace(/[\\x00-\\x20]/g, '').toLowerCase();
      if (each.name.startsWith('on') || ['style', 'srcdoc', 'zq-made'].includes(each.name))
        found.push(each.name);
      if (['href', 'src', 'action', 'formaction', 'xlink:href'].includes(each.name)
          && /^(javascript|data|\\/\\/zq)/.test(value)) found.push(`${each.name}=${value}`);
    }
  }
  return found;
}"""


def hostile(chance):
    """A text that would come to life where it is not escaped."""
    return f"{chance.choice(ENDS)}{chance.choice(ACTS)} bí mật {chance.choice(ENDS)}"


def hostile_article(number, chance):
    """An article all of whose texts are hostile."""
    parts = {
        kind: hostile(chance) for kind in ("title", "lead", "body", "caption", "byline", "heading", "quote")
    }
    return document(
        f"{number:016x}",
        "2021-11-09",
        place=["p:19"],
        source=hostile(chance).strip(),
        url=chance.choice(ADDRESSES),
        refs=["28-CT/TW.XII"],
        **parts,
    )


def any_path(kind, held, chance):
    """The address of a page of a kind, with hostile texts in it."""
    text, one = hostile(chance), chance.choice(held)
    query = {
        "q": text,
        chance.choice(("source", "place", "topic", "ref", "from", "lang", "sort")): hostile(chance),
    }
    paths = {
        "article": f"/bai/{one.id}?" + urlencode({"q": chance.choice(("bí mật", text))}),
        "results": "/tim?" + urlencode({"q": "bí mật", "source": chance.choice((one.article.source, text))}),
        "query": "/tim?" + urlencode(query),
        "printed": "/tim/in?" + urlencode(query),
        "form": "/tim-nang-cao?" + urlencode(query),
        "places": "/dia-phuong?" + urlencode({"name": text, **query}),
        "source": "/nguon/" + quote(one.article.source, safe=""),
        "values": "/gia-tri/source?" + urlencode({"name": chance.choice(("", text)), "q": "bí mật"}),
        "missing": "/" + quote(text),
    }
    return paths[kind]


def test_the_judge_sees_what_came_to_life(browser):
    """Each hostile text that is not escaped is seen: otherwise the trial would prove nothing."""
    page = browser.new_page()
    for act in ACTS[:15]:
        page.goto("about:blank")
        page.set_content(f"<p>{act}</p><p {act if act.startswith(' ') else ''}>a</p>")
        page.wait_for_timeout(20)
        assert page.evaluate(JUDGE), act
    page.goto("about:blank")
    page.set_content('<p title="&lt;script&gt;">&lt;img onerror=1&gt;</p>')
    assert page.evaluate(JUDGE) == []
    page.close()


def test_nothing_smuggled_comes_to_life(browser, make_app):
    """In no page does a text of an article, a query or a name become a script, an element or an attribute."""
    chance = random.Random(seed())
    context = browser.new_context(bypass_csp=True)
    page, found, tried = context.new_page(), [], 0
    while tried < TRIES:
        held = [hostile_article(number, chance) for number in range(HELD)]
        with running(make_app(held=held, site_name=hostile(chance), notice=hostile(chance))) as base:
            for _ in range(min(HELD * 10, TRIES - tried)):
                path = any_path(chance.choice(PAGES), held, chance)
                page.goto(base + path)
                found += [(path, one) for one in page.evaluate(JUDGE)]
                tried += 1
    context.close()
    print(f"{tried} tries")
    assert found == []
