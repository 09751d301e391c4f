"""Looks for barriers in a page with axe-core, from outside the page's own policy."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Frame

VENDOR = Path(__file__).parent / "vendor"
SOURCE = VENDOR / "axe-core" / "axe.min.js"
GRAVE = {"serious", "critical"}
RUN = """async () => {
  const found = await axe.run(document, { iframes: false, resultTypes: ["violations"] });
  return found.violations.map(({ id, impact, help, nodes }) => ({
    id, impact, help,
    nodes: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
  }));
}"""


def barriers(frame: Frame) -> list[str]:
    """List the serious and critical findings in one document, frames inside it left out."""
    frame.evaluate(SOURCE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = frame.evaluate(RUN)
    return [
        f"{finding['id']} ({finding['help']}): {node}"
        for finding in found
        if finding["impact"] in GRAVE
        for node in finding["nodes"]
    ]
