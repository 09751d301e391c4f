"""Names from partners' files are text everywhere: none ever runs, and the check itself can fail."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from data import demo, schema
from data.store import Store
from tests import conftest, wired
from tests.wired import Wired

RUNS = "document.title = 'ran'; window.top.ran = true"
HOSTILE = [
    f'<img src=x onerror="{RUNS}">',
    f'<svg onload="{RUNS}">',
    "${window.top.ran = true}",
    "{{constructor.constructor('window.top.ran = true')()}}",
    f"</style><script>{RUNS}</script>",
    "</title></script><script>window.top.ran = true</script>",
    "javascript:window.top.ran=true",
    "' onmouseover='window.top.ran=true' x='",
]
PLANTED = """() => [...document.querySelectorAll("*")].filter((element) =>
  element.matches("img[src=x], svg[onload], [onerror], [onload], [onmouseover]") ||
  (element.tagName === "SCRIPT" && element.textContent.includes("ran"))).length"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a borough in which every free text is hostile."""
    store = Store(tmp_path_factory.mktemp("hostile") / "store")
    events = demo.synthetic_borough()
    bad = [HOSTILE[i % len(HOSTILE)] for i in range(len(events))]
    events = events.assign(category=bad, location=bad, person=bad)
    for layer in schema.LAYERS:
        store.commit(demo._intake(events, layer), synthetic=True)
    port = conftest.free_port()
    with wired.serving(store.folder, port=port):
        yield f"http://127.0.0.1:{port}"


def planted(page: Page) -> int:
    """Count elements that only a name taken for HTML can have made."""
    return sum(int(frame.evaluate(PLANTED)) for frame in page.frames)


def test_the_check_can_fail(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<title>calm</title><div></div>")
    page.evaluate("(name) => { document.querySelector('div').innerHTML = name; }", HOSTILE[0])
    page.wait_for_timeout(300)
    assert planted(page) == 1
    assert page.evaluate("window.ran") is True
    page.close()


@pytest.mark.parametrize("path", ["/", "/?focus=missing", "/?focus=cuckooing", "/present"])
def test_no_name_from_data_ever_runs(page: Page, address: str, path: str) -> None:
    tab = Wired(page, address).open(path)
    cells = page.locator("button.hs-name").all()[:2]
    for row in cells:
        row.click()
        tab.rest()
    for name in ("When", "Compared", "Events", "What") if cells else ():
        page.get_by_role("tab", name=name).click()
        tab.rest()
    box = page.locator(".hotspots-frame").bounding_box()
    assert box is not None
    for step in range(8):
        page.mouse.move(box["x"] + 200 + 60 * step, box["y"] + 250 + 15 * step)
        page.wait_for_timeout(80)
    assert planted(page) == 0
    assert page.evaluate("window.ran") is None
    assert page.title() != "ran"
    if cells:
        assert "ran" in (page.locator(".hs-bars").first.text_content() or "")


def test_a_hostile_address_is_only_text(page: Page, address: str) -> None:
    tab = Wired(page, address)
    tab.open(f"/?category={HOSTILE[0]}&place={HOSTILE[1]}&cell={HOSTILE[2]}&layers={HOSTILE[3]}")
    assert planted(page) == 0
    assert page.evaluate("window.ran") is None
    assert "onerror=" in (page.locator(".hs-stand").text_content() or "")
