"""Calls single functions of the frame's modules in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from tests import map_frame


class Modules:
    """The frame's modules in a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __call__(self, module: str, name: str, *arguments: object) -> Any:  # noqa: ANN401  any JSON
        """Call a function of a module."""
        return self.page.evaluate(
            "async ([module, name, values]) =>"
            " (await import(`/assets/static/${module}.js`))[name](...values)",
            [module, name, list(arguments)],
        )

    def use(self, modules: list[str], body: str, *arguments: object) -> Any:  # noqa: ANN401  any JSON
        """Run the body of a function that takes `values` and sees the modules by their names."""
        names = ", ".join(modules)
        loads = ", ".join(f'import("/assets/static/{name}.js")' for name in modules)
        script = f"async (values) => {{ const [{names}] = await Promise.all([{loads}]); {body} }}"
        return self.page.evaluate(script, list(arguments))


@contextmanager
def modules(browser: Browser, files: dict[str, bytes] | None = None) -> Iterator[Modules]:
    """Open a page in which the frame's modules can be called: run("dates", "toDay", "2026-01-01").

    `files` are served beside them.
    """
    site = map_frame.Site(policy=False)
    site.files.update(files or {})
    with map_frame.running(site) as served:
        page = browser.new_page()
        page.goto(f"{served.address}/assets/static/dates.js")
        yield Modules(page)
        page.close()
