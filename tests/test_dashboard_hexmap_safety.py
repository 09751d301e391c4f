"""Names from data stay names: whatever a partner's file says, nothing in it runs in the map."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from data.basemap import basemap
from tests import map_frame, map_sample
from tests.map_driver import Driver, driving

HOSTILE = [
    "<img src=x onerror=window.top.ran=1>",
    "${window.top.ran=1}",
    "</script><script>window.top.ran=1</script>",
    "\"'><svg onload=window.top.ran=1>",
    "{{7*7}}<iframe srcdoc='<script>parent.top.ran=1</script>'>",
    "\u202e\u0000<b>\u2028</b>",
]


def hostile_ground(name: str) -> dict[str, Any]:
    """Put a name everywhere a name can be in the basemap."""
    whole: dict[str, Any] = json.loads(json.dumps(basemap()))
    for part in ("wards", "neighbours", "motorways", "bridges", "stations", "labels"):
        for row in whole[part]:
            row["name"] = name
    return whole | {"credit": name, "attribution": name}


def hostile_site(name: str) -> map_frame.Site:
    """Put a name everywhere a name can be in the counts."""
    site = map_frame.Site(policy=False)  # no policy helps: the frame alone has to be careful
    site.put_basemap(hostile_ground(name))
    names = dict.fromkeys(("place", "ward", "category", "label"), name)
    choices = map_sample.Choices(names=names, monthly=("incidents",))
    site.files["/cells/a.bin"] = map_sample.sample(choices).packed
    return site


def ran(page: Page) -> bool:
    """Tell whether a script from a name has run."""
    return bool(page.evaluate("window.ran === 1"))


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_runs_as_script_anywhere_in_the_frame(browser: Browser, name: str) -> None:
    with map_frame.running(hostile_site(name)) as site, driving(browser, site) as driver:
        driver.show(marking=name)
        driver.frame.locator(".folium-map").focus()
        for key in ("ArrowRight", "ArrowRight", "Enter"):
            driver.page.keyboard.press(key)
        driver.pause(300)
        assert driver.frame.locator(".tooltip h3").text_content() == name
        assert name in (driver.frame.locator(".chip .name").first.text_content() or "")
        driver.frame.locator(".source summary").click()
        driver.frame.locator(".chip .some").first.click()
        driver.frame.locator(".categories .only").first.click()
        driver.pause(200)
        assert driver.frame.locator(".categories label span").first.text_content() == name
        assert name in (driver.frame.locator(".legend .only").text_content() or "")
        driver.frame.get_by_role("textbox", name="First day").fill(name)
        driver.page.keyboard.press("Tab")
        driver.show(page="present", marking=name)
        driver.pause(200)
        assert not ran(driver.page)
        assert driver.frame.locator("img, iframe, svg[onload]").count() == 0


def test_the_check_above_sees_a_script_that_does_run(browser: Browser) -> None:
    with map_frame.running(hostile_site("harmless")) as site, driving(browser, site) as driver:
        driver.show()
        add = "(name) => document.body.insertAdjacentHTML('beforeend', name)"
        driver.frame.evaluate(add, HOSTILE[0])
        driver.page.wait_for_function("window.ran === 1")
        assert ran(driver.page)


@pytest.fixture
def driver(browser: Browser) -> Iterator[Driver]:
    """Open the frame on harmless names."""
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/a.bin"] = map_sample.sample().packed
    with map_frame.running(site) as served, driving(browser, served) as driver:
        yield driver


def test_the_frame_works_under_a_policy_that_allows_nothing_unnamed(driver: Driver) -> None:
    driver.show()
    driver.button("Last month").click()
    assert "unsafe" not in map_frame.policy("x")
    assert driver.total("incidents") > 0  # a refusal of the policy would fail the fixture


def test_a_script_without_the_nonce_does_not_run_in_the_frame(browser: Browser) -> None:
    with map_frame.running(map_frame.Site()) as site:
        page = browser.new_page()
        page.goto(f"{site.address}/map")
        page.evaluate(
            """() => {
              const script = document.createElement("div");
              script.innerHTML = "<img src=x onerror='window.ran=1'>";
              document.body.append(script);
            }"""
        )
        page.wait_for_timeout(300)
        assert not ran(page)
        page.close()


def test_only_the_page_around_the_frame_is_heard(driver: Driver) -> None:
    driver.show()
    words = driver.words()
    message = map_sample.show(**{"from": "2024-01-01", "to": "2024-02-01"}) | {"hotspots": 1}
    driver.frame.evaluate("(message) => window.postMessage(message, location.origin)", message)
    driver.page.evaluate(
        """(message) => new Promise((done) => {
          const other = document.createElement("iframe");
          other.srcdoc = "<p>";
          other.onload = () => {
            const script = other.contentDocument.createElement("script");
            script.textContent = "onmessage = (e) => parent.frames[0].postMessage(e.data, '*')";
            other.contentDocument.head.append(script);
            other.contentWindow.postMessage(message, "*");
            setTimeout(done, 200);
          };
          document.body.append(other);
        })""",
        message,
    )
    driver.pause(200)
    assert driver.words() == words


def test_messages_of_others_are_left_alone(driver: Driver) -> None:
    driver.show()
    words = driver.words()
    for message in ({"kind": "show"}, {"hotspots": 2, "kind": "show"}, {"kind": "toString"}):
        driver.page.evaluate("(m) => frames[0].postMessage(m, location.origin)", message)
    driver.post({"kind": "constructor"})
    driver.pause(200)
    assert driver.words() == words


def test_data_are_fetched_from_our_own_address_alone(driver: Driver) -> None:
    tried: list[str] = []
    driver.show()
    driver.page.on("request", lambda request: tried.append(request.url))
    driver.post(map_sample.show("http://elsewhere.example/a.bin", version="2"))
    driver.pause(300)
    assert tried == []


def test_the_page_fetches_nothing_from_outside(browser: Browser) -> None:
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/a.bin"] = map_sample.sample().packed
    with map_frame.running(site) as served:
        page = browser.new_page()
        urls: list[str] = []
        page.on("request", lambda request: urls.append(request.url))
        driver = Driver(page, served).show()
        driver.button("12 months").click()
        driver.pause(200)
        page.close()
    assert len(urls) > 20
    assert [url for url in urls if not url.startswith(served.address)] == []
