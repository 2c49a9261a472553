"""The built book: no broken internal link, no other host, no dead slider."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlparse

import pytest
from conftest import SITE

pytestmark = pytest.mark.site

# Tags whose address the browser fetches by itself when the page opens.
FETCHED = {
    "script": "src",
    "img": "src",
    "link": "href",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
}


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.links, self.fetched = set(), [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if attrs.get("id"):
            self.ids.add(attrs["id"])
        if tag == "a" and attrs.get("name"):
            self.ids.add(attrs["name"])
        address = attrs.get("href") or attrs.get("xlink:href")
        if tag == "a" and address:
            self.links.append(address)
        if tag in FETCHED and attrs.get(FETCHED[tag]):
            if tag == "link" and attrs.get("rel") in (
                "canonical",
                "next",
                "prev",
                "search",
                "index",
                "author",
                "copyright",
                "license",
            ):
                return
            self.fetched.append(attrs[FETCHED[tag]])


@pytest.fixture(scope="module")
def pages(site):
    found = {}
    for path in site.rglob("*.html"):
        if "_static" in path.parts:
            continue
        page = Page()
        page.feed(path.read_text(encoding="utf-8"))
        found[path] = page
    assert len(found) > 5
    return found


def test_internal_links_lead_somewhere(pages):
    broken = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlparse(link)
            if parts.scheme or parts.netloc or (link.startswith("#") and link in ("#", "#top")):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file() or (
                parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids
            ):
                broken.append((str(path.relative_to(SITE)), link))
    assert not broken


def test_pages_fetch_from_no_other_host(pages):
    for path, page in pages.items():
        other = [a for a in page.fetched if urlparse(a).scheme in ("http", "https") or a.startswith("//")]
        assert not other, (path, other)


def test_what_pages_fetch_exists(pages):
    for path, page in pages.items():
        for address in page.fetched:
            if not address.startswith("data:"):
                assert (path.parent / unquote(urlparse(address).path)).resolve().is_file(), (path, address)


def test_every_chapter_with_a_widget_shows_its_first_state(site):
    for path in (site / "chapters").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        cells = "".join(re.findall(r'<div class="cell_input.*?</pre>', text, re.DOTALL))
        if "from calculators.widgets import" in re.sub(r"<[^>]+>", "", cells):
            assert "hb-static" in text
            assert "hb-message" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)


def test_formulas_have_their_typesetter(site):
    assert (site / "_static" / "mathjax" / "tex-mml-chtml.js").is_file()
    assert list((site / "_static" / "mathjax" / "output" / "chtml" / "fonts" / "woff-v2").glob("*.woff"))


@pytest.mark.site
def test_abbreviations_explain_themselves_once_a_page(site):
    page = (site / "chapters" / "synthesis" / "ligands.html").read_text(encoding="utf-8")
    shown = re.findall(r'<abbr title="([^"]+)">([^<]+)</abbr>', page)
    assert len(shown) > 3
    assert len({term for _, term in shown}) == len(shown)
    assert dict((term, words) for words, term in shown)["EQE"].lower().startswith("external quantum efficiency")
