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
STILL = """async ({ still, patience }) => {
  const over = performance.now() + patience;
  const running = () => document.querySelector("[data-test-script-state=running]")
    ?? document.querySelector("[data-test-script-state=rerunRequested]")
    ?? document.getAnimations().find((one) => one.playState === "running"
      && one.effect?.getComputedTiming().endTime !== Infinity);
  let since = performance.now();
  const watch = new MutationObserver(() => { since = performance.now(); });
  watch.observe(document, { subtree: true, childList: true, attributes: true });
  while (performance.now() < over && performance.now() - since < still) {
    if (running()) since = performance.now();
    await new Promise((done) => setTimeout(done, 50));
  }
  watch.disconnect();
}"""


def settle(frame: Frame, *, still: int = 400, patience: int = 30_000) -> None:
    """Wait until nothing in a document has run, faded or changed for a while, in milliseconds."""
    frame.evaluate(STILL, {"still": still, "patience": patience})


def barriers(frame: Frame) -> list[str]:
    """List the serious and critical findings in one document, frames inside it left out."""
    if not frame.evaluate("() => 'axe' in window"):
        frame.evaluate(SOURCE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = frame.evaluate(RUN)
    return [
        f"{finding['id']} ({finding['help']}): {node}"
        for finding in found
        if finding["impact"] in GRAVE
        for node in finding["nodes"]
    ]
