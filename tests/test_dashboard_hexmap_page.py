"""The map's page: nothing from outside, and nothing runs that does not carry the nonce."""

import re
from html.parser import HTMLParser

import pytest

from dashboard import theme
from dashboard.hexmap import layer, page
from tests.map_frame import FRAME


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.found.append((tag, dict(attrs)))


def elements(nonce: str = "abc") -> list[tuple[str, dict[str, str | None]]]:
    """Take a rendered page apart."""
    return Elements(page.render(nonce=nonce)).found


def test_every_script_and_style_carries_the_nonce() -> None:
    active = [
        attributes
        for tag, attributes in elements("n0-_Nce")
        if tag in {"script", "style"} or attributes.get("rel") in {"stylesheet", "modulepreload"}
    ]
    assert len(active) > 40
    assert {attributes.get("nonce") for attributes in active} == {"n0-_Nce"}


def test_no_element_brings_a_style_or_a_handler_of_its_own() -> None:
    names = {name for _, attributes in elements() for name in attributes}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]


def test_the_page_refers_to_our_own_files_alone() -> None:
    links = [a.get("src") or a.get("href") for _, a in elements()]
    files = [link for link in links if link]
    assert files
    assert all(link.startswith(f"{page.ASSETS}/") for link in files)
    assert all((FRAME / link.removeprefix(f"{page.ASSETS}/")).is_file() for link in files)
    assert not re.search(r"https?:|//[a-z]", page.render(nonce="abc"))


def test_each_answer_has_its_own_nonce_and_is_otherwise_the_same() -> None:
    one, two = page.render(nonce="one"), page.render(nonce="two")
    assert one.replace('nonce="one"', "") == two.replace('nonce="two"', "")
    assert 'nonce="two"' not in one


@pytest.mark.parametrize("nonce", ["", 'a"', "a b", "a>", "é", "a'onload='x"])
def test_a_nonce_that_could_end_its_attribute_is_refused(nonce: str) -> None:
    with pytest.raises(ValueError, match="nonce"):
        page.render(nonce=nonce)


def test_a_reader_may_enlarge_the_page() -> None:
    viewport = [a["content"] for tag, a in elements() if a.get("name") == "viewport"]
    assert viewport == ["width=device-width, initial-scale=1"]


def test_the_page_says_its_language_and_title() -> None:
    html = page.render(nonce="abc")
    assert '<html lang="en-GB"' in html
    assert "<title>Map</title>" in html


@pytest.mark.parametrize("mode", theme.MODES)
def test_the_page_holds_the_colours_of_both_modes(mode: theme.Mode) -> None:
    assert theme.css_variables(mode) in page.render(nonce="abc")


def test_the_frame_turns_compact_at_its_own_width_not_at_the_screens() -> None:
    html = page.render(nonce="abc")
    assert f"(max-width:{page.COMPACT_BELOW}px)" in html
    assert f"(max-width:{theme.COMPACT_BELOW}px)" not in html


def test_styles_ask_only_for_colours_that_the_theme_has() -> None:
    html = page.render(nonce="abc")
    texts = [
        (FRAME / "static" / f"{name}.css").read_text(encoding="utf-8") for name in layer.STYLES
    ]
    own = {variable for text in texts for variable in re.findall(r"(--[\w-]+)\s*:", text)}
    asked = {variable for text in texts for variable in re.findall(r"var\((--[\w-]+)", text)} - own
    assert [variable for variable in sorted(asked) if f"{variable}:" not in html] == []


def test_the_palette_of_the_canvases_asks_only_for_colours_that_the_theme_has() -> None:
    text = (FRAME / "static" / "palette.js").read_text(encoding="utf-8")
    asked = re.findall(r'"(--[\w-]+)"', text)
    assert len(asked) > 10
    assert [name for name in asked if f"{name}:" not in page.render(nonce="abc")] == []
