"""Real files dropped in a real browser: read, asked about, brought in, corrected and undone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from dashboard import hosting
from data.store import Store
from tests import axe, conftest, hostile, wired
from tests.desks import AMBIGUOUS, STRANGE, police, text
from tests.files import POLICE_HEADER, intake_of, police_row

PATIENCE_MS = 90_000
HEADER = ["reference", "start", "category", "postcode"]
DROP = "[data-testid=stFileUploaderDropzoneInput]"
PROGRAM = b"MZ\x90\0" + b"\0" * 500


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Store]]:
    """Run a dashboard over a store of its own, which is empty at first."""
    store = Store(tmp_path_factory.mktemp("intake") / "store")
    port = conftest.free_port()
    with wired.serving(store.folder, port=port):
        yield hosting.url_of(port), store


@pytest.fixture
def desk(page: Page, place: tuple[str, Store]) -> Page:
    """Open the page in a fresh browser."""
    return at_desk(page, place[0])


def at_desk(page: Page, url: str) -> Page:
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{url}/data")
    page.wait_for_selector(DROP, state="attached")
    expect(page.locator("h1")).to_be_visible()
    return page


def drop(page: Page, name: str, content: bytes) -> None:
    """Drop a file that is made here."""
    page.set_input_files(DROP, {"name": name, "mimeType": "text/csv", "buffer": content})
    expect(page.locator("h3.hs-file", has_text=name)).to_be_visible(timeout=PATIENCE_MS)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def bring_in(page: Page, receipt: str) -> None:
    press(page, "Bring in")
    expect(page.locator(".hs-receipt", has_text=receipt)).to_be_visible(timeout=PATIENCE_MS)


def test_a_clean_file_is_recognised_previewed_brought_in_and_undone(
    desk: Page, place: tuple[str, Store]
) -> None:
    rows = [police_row(reference=f"clean{n}") for n in range(5)]
    drop(desk, "2024-01-street.csv", police(*rows))
    card = desk.locator("[class*='st-key-card_']").first
    expect(card).to_contain_text("police.uk")
    expect(card).to_contain_text("5 of 5 sound rows in the borough")
    expect(card.get_by_role("img", name="Map of the borough")).to_be_visible()
    before = set(place[1].batches()["batch_id"])
    bring_in(desk, "5 new")
    expect(desk.locator("h1")).to_contain_text("up to date to")
    assert len(place[1].batches()) == len(before) + 1
    press(desk, "Undo")
    press(desk, "Undo it")
    expect(desk.locator(".hs-receipt", has_text="5 events are gone")).to_be_visible()
    assert place[1].batches()["undone_at"].notna().sum() == 1


def test_doubtful_dates_are_asked_and_read_as_answered(
    desk: Page, place: tuple[str, Store]
) -> None:
    drop(desk, "cases.csv", AMBIGUOUS)
    expect(desk.get_by_text("03/04/2026 is 3 April 2026")).to_be_visible()
    expect(desk.get_by_text("03/04/2026 is 4 March 2026")).to_be_visible()
    desk.get_by_text("Month first", exact=True).click()
    expect(desk.get_by_text("4 Mar 2026 to 4 May 2026")).to_be_visible()
    bring_in(desk, "2 new")
    starts = place[1].events().set_index("reference")["start"]
    assert f"{starts['A1']:%Y-%m-%d}" == "2026-03-04"


def test_unknown_columns_are_confirmed_by_hand_and_known_the_next_time(
    desk: Page, place: tuple[str, Store]
) -> None:
    drop(desk, "register.csv", STRANGE)
    expect(desk.get_by_text("of no form that is known")).to_be_visible()
    desk.get_by_label("Who sent it").fill("Housing")
    press(desk, "Use these columns")
    expect(desk.get_by_text("2 of 2 sound rows in the borough")).to_be_visible()
    bring_in(desk, "2 new")
    assert "Housing" in set(place[1].events()["source"])
    drop(desk, "later.csv", STRANGE.replace(b"L1", b"L3"))
    expect(desk.get_by_text("2 of 2 sound rows in the borough")).to_be_visible()
    bring_in(desk, "1 new, 1 unchanged")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("holiday.csv", PROGRAM, "It is a program"),
        ("broken.xlsx", b"PK\x03\x04" + b"\0" * 99, "It is"),
        ("bomb.parquet", hostile.parquet_bomb(), "Reading it"),
        ("<img src=x onerror=alert(1)>.csv", b"", "It "),
    ],
)
def test_a_broken_file_is_one_sentence(
    desk: Page, place: tuple[str, Store], name: str, content: bytes, said: str
) -> None:
    version = place[1].version()
    drop(desk, name, content)
    trouble = desk.locator(".hs-trouble")
    expect(trouble).to_contain_text(said)
    assert "Traceback" not in desk.content()
    assert "Error" not in trouble.inner_text()
    assert desk.locator("img[src=x]").count() == 0
    assert place[1].version() == version


def test_rows_in_quarantine_are_downloaded_corrected_and_dropped_again(
    desk: Page, place: tuple[str, Store], tmp_path: Path
) -> None:
    rows = [["Q1", "13/04/2026", "Drugs", "WA8 7QF"], ["Q2", "31/02/2026", "Arson", "WA8 7QF"]]
    drop(desk, "offences.csv", text(HEADER, *rows))
    expect(desk.locator(".hs-examples", has_text="row 3: 31/02/2026")).to_be_visible()
    bring_in(desk, "1 new, 1 in quarantine")
    expect(desk.locator("h1")).to_contain_text("1 row waits in quarantine")
    with desk.expect_download() as waiting:
        press(desk, "Download to correct")
    mended = tmp_path / "mended.xlsx"
    waiting.value.save_as(mended)
    correct(mended, {"31/02/2026": "28/02/2026"})
    drop(desk, "mended.xlsx", mended.read_bytes())
    expect(desk.get_by_text("Back from the quarantine").first).to_be_visible()
    bring_in(desk, "1 new")
    expect(desk.locator("h1")).not_to_contain_text("quarantine")
    assert {"Q1", "Q2"} <= set(place[1].events()["reference"])


def correct(path: Path, changes: dict[str, str]) -> None:
    """Correct cells of a downloaded workbook, as a person does in Excel."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                cell.value = changes.get(str(cell.value), cell.value)
    book.save(path)


def test_a_long_file_shows_how_far_it_is_and_a_cancel_leaves_the_store_as_it_was(
    desk: Page, place: tuple[str, Store], tmp_path: Path
) -> None:
    version = place[1].version()
    line = ",".join(police_row(reference="long{}")) + "\n"
    with (tmp_path / "long.csv").open("w", encoding="utf-8") as file:
        file.write(",".join(POLICE_HEADER) + "\n")
        file.writelines(line.format(number) for number in range(600_000))  # longer than quick
    desk.set_input_files(DROP, tmp_path / "long.csv")
    expect(desk.get_by_role("progressbar")).to_be_visible(timeout=PATIENCE_MS)
    press(desk, "Cancel")
    expect(desk.locator("h3.hs-file")).to_have_count(0)
    assert place[1].version() == version


def unfold(page: Page) -> None:
    """Open what is folded, and ask before an import is undone."""
    page.locator("details summary").first.click()
    press(page, "Undo")
    expect(page.get_by_text("Undo this import?")).to_be_visible()


STATES: dict[str, Callable[[Page], None]] = {
    "nothing dropped": lambda _page: None,
    "undo asked": unfold,
    "columns asked": lambda page: drop(page, "strange.csv", text(["Foo", "Bar"], ["1", "x"])),
    "dates asked": lambda page: drop(page, "dates.csv", AMBIGUOUS.replace(b"A1", b"D1")),
    "ready": lambda page: drop(page, "axe.csv", police(police_row(), police_row(month="2026-31"))),
    "refused": lambda page: drop(page, "holiday.csv", PROGRAM),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_state_of_the_page_has_a_serious_barrier(
    page: Page, place: tuple[str, Store], theme: Literal["light", "dark"]
) -> None:
    place[1].commit(intake_of(f"axe {theme}", file=f"{theme}.csv", rejected=[(9, "date", "x")]))
    page.emulate_media(color_scheme=theme)
    at_desk(page, place[0])
    for state, reach in STATES.items():  # every file stays on the desk with those before
        reach(page)
        axe.settle(page.main_frame)
        assert (state, axe.barriers(page.main_frame)) == (state, [])
