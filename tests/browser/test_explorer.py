"""The data explorer in Chromium: filters, sorting, columns, files, keyboard, phone, no script, no server."""

import csv

import bibtexparser
import pytest
from chromium import open_page
from conftest import ROOT

from calculators import datasets

pytestmark = [pytest.mark.browser, pytest.mark.site]
PAGE = "chapters/data/explorer.html"
QUIET = {"external": [], "console": [], "failed": []}


@pytest.fixture
def explorer(browser, address):
    opened = []

    def open_at(view="", **options):
        tab, seen = open_page(browser, address, PAGE + view, **options)
        tab.wait_for_selector("#hb-explorer[data-ready]")
        opened.append(tab)
        return tab, seen

    yield open_at
    for tab in opened:
        tab.context.close()


def settle(tab, text):
    tab.wait_for_function("t => document.querySelector('.hb-x-status').textContent === t", arg=text)


def cells(tab, column):
    return tab.evaluate(
        "c => [...document.querySelectorAll(`.hb-x-table td[data-label='${c}']`)].map(td => td.textContent)", column
    )


def test_filters_agree_with_the_package(explorer):
    tab, seen = explorer("#table=leds")
    leds = datasets.load("leds")
    settle(tab, f"{len(leds)} of {len(leds)} rows")
    tab.select_option("#hb-x-doubt", "only with a doubt")
    settle(tab, f"{leds.flag.notna().sum()} of {len(leds)} rows")
    tab.select_option("#hb-x-colour", "green")
    green = leds[leds.flag.notna() & leds.el_peak_nm.between(505, 560, inclusive="left")]
    named = leds[leds.flag.notna() & leds.el_peak_nm.isna() & leds.colour_printed.str.contains("green", na=False)]
    settle(tab, f"{len(green) + len(named)} of {len(leds)} rows")
    assert "doubt=only+with+a+doubt" in tab.url
    tab.click("text=Clear filters")
    settle(tab, f"{len(leds)} of {len(leds)} rows")
    tab.select_option("#hb-x-table", "core_shell")
    oxide = datasets.find("core_shell", shell_class="oxide")
    tab.select_option("#hb-x-shell_class", "oxide")
    settle(tab, f"{len(oxide)} of {len(datasets.load('core_shell'))} rows")
    tab.fill("#hb-x-year_from", "2020")
    years = oxide.citation.str.extract(r"(\d{4})")[0].astype(int)
    settle(tab, f"{(years >= 2020).sum()} of {len(datasets.load('core_shell'))} rows")
    assert seen == QUIET


def test_search_finds_rows_of_other_tables(explorer):
    tab, _ = explorer()
    tab.fill("#hb-x-search", "ravi2020")
    tab.wait_for_selector(".hb-x-elsewhere button")
    tab.locator(".hb-x-elsewhere button", has_text="Band alignments").click()
    found = len(datasets.find("alignments", citation="ravi2020"))
    tab.wait_for_function("document.querySelector('#hb-x-table').value === 'alignments'")
    assert int(tab.locator(".hb-x-status").inner_text().split()[0]) >= found > 0


def test_sorting_by_keyboard_puts_empty_cells_last(explorer):
    tab, seen = explorer("#table=leds")
    head = tab.locator("th", has_text="Maximum EQE [%]")
    order = head.locator(".dt-column-order")
    for direction in ("ascending", "descending"):
        order.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_function(
            "d => document.querySelector('.hb-x-table th[aria-sort]')?.getAttribute('aria-sort') === d", arg=direction
        )
        values = [float(v) for v in cells(tab, "Maximum EQE [%]") if v]
        assert values == sorted(values, reverse=direction == "descending")
        assert len(values) > 20
        order = tab.locator("th", has_text="Maximum EQE [%]").locator(".dt-column-order")
    assert seen == QUIET


def test_rows_found_are_saved_as_csv(explorer):
    tab, _ = explorer("#table=leds&doubt=only+with+a+doubt")
    with tab.expect_download() as download:
        tab.click("text=Download these rows (CSV)")
    with open(download.value.path(), encoding="utf-8", newline="") as file:
        saved = list(csv.DictReader(file))
    with (ROOT / "data" / "leds.csv").open(encoding="utf-8", newline="") as file:
        expected = [row for row in csv.DictReader(file) if row["flag"]]
    assert saved == expected
    assert download.value.suggested_filename == "leds-filtered.csv"


def test_the_works_of_the_rows_are_saved_as_bibtex(explorer):
    tab, _ = explorer("#table=leds&doubt=only+with+a+doubt")
    with tab.expect_download() as download:
        tab.click("text=Download their works (BibTeX)")
    library = bibtexparser.parse_file(str(download.value.path()))
    flagged = datasets.load("leds").dropna(subset="flag").citation
    assert {e.key for e in library.entries} == {key for cell in flagged for key in cell.split(";")}


def test_columns_are_chosen_and_doubts_open(explorer):
    tab, _ = explorer("#table=leds")
    assert not cells(tab, "Work the row was read in")
    tab.locator(".hb-x-columns summary").click()
    tab.get_by_label("Work the row was read in").check()
    assert cells(tab, "Work the row was read in")
    doubt = tab.locator(".hb-x-doubt summary").first
    doubt.focus()
    tab.keyboard.press("Enter")
    assert tab.locator(".hb-x-doubt[open]").count() == 1
    assert len(tab.locator(".hb-x-doubt[open]").first.inner_text()) > 40
    tab.locator(".hb-x-table a", has_text="song2015").first.click()
    tab.wait_for_url("**/bibliography.html#cite-song2015")
    assert tab.locator("[id='cite-song2015']").count() == 1


def test_thousands_of_rows_answer_at_once(explorer):
    tab, _ = explorer("#table=optical_constants/nk")
    took = tab.evaluate(
        """async () => {
        const box = document.querySelector('#hb-x-search'), began = performance.now();
        box.value = 'CsPbI3'; box.dispatchEvent(new Event('input'));
        while (document.querySelector('.hb-x-status').textContent.startsWith('3446'))
            await new Promise(r => requestAnimationFrame(r));
        return performance.now() - began }"""
    )
    assert took < 1000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_cards(explorer, scheme):
    tab, seen = explorer("#table=leds", viewport={"width": 390, "height": 844}, color_scheme=scheme)
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert tab.evaluate("getComputedStyle(document.querySelector('.hb-x-table tbody tr')).display") == "block"
    tab.select_option("#hb-x-sort", label="Maximum EQE [%]")
    tab.select_option("#hb-x-dir", "desc")
    best = datasets.load("leds").eqe_pct.max()
    tab.wait_for_function(
        "b => parseFloat(document.querySelector('.hb-x-table td[data-label=\"Maximum EQE [%]\"]').textContent) === b",
        arg=best,
    )
    assert seen == QUIET


def test_without_javascript_there_are_rows_and_files(browser, address):
    tab, _ = open_page(browser, address, PAGE, java_script_enabled=False)
    assert tab.locator(".hb-explorer-static tbody tr").count() == 8
    assert tab.locator("a[href$='dataset/leds.csv']").count() == 1
    tab.context.close()


def test_it_works_from_disk(browser, site):
    tab = browser.new_context().new_page()
    tab.goto((site / PAGE).as_uri() + "#table=stability")
    tab.wait_for_selector("#hb-explorer[data-ready]")
    total = len(datasets.load("stability"))
    settle(tab, f"{total} of {total} rows")
    tab.context.close()
