// The page around the map: what it says of Streamlit's state and of the panels, and the small things
// that the map's seat (bridge.js) does there.

function app() {
  return document.querySelector("[data-testid=stApp]");
}

// Streamlit's own attributes: sending while a script runs would interrupt it.
function idle() {
  const { testScriptState, testConnectionState } = app()?.dataset ?? {};
  return testScriptState === "notRunning" && testConnectionState === "CONNECTED";
}

// A hexagon that is pressed on the map is told of at the top of the panel; a row that is pressed stays.
function panelToTop() {
  document.querySelector(".st-key-side")?.scrollTo({ top: 0 });
}

function acknowledged() {
  return document.querySelector("[data-hotspots-acknowledged]")?.dataset.hotspotsAcknowledged;
}

function sayBusy(frame, busy) {
  if (frame.ariaBusy !== String(busy)) frame.ariaBusy = String(busy);
}

// Someone has changed a mark or the data: the panels know, and the map does not yet.
function isOutdated({ noted, version }) {
  const panels = document.querySelector("[data-hotspots-noted]")?.dataset;
  return panels !== undefined && (panels.hotspotsNoted !== noted || panels.hotspotsVersion !== version);
}

function themeOf(element) {
  const host = element.host ?? element;
  return getComputedStyle(host).colorScheme.startsWith("dark") ? "dark" : "light";
}

// The address holds the whole view. Without a safe address (plain http) a browser has no clipboard
// for pages, and then the link is put where it can be copied by hand.
async function copyLink(event) {
  const button = event.target.closest?.("[data-hotspots-copy]");
  if (!button) return;
  const said = button.parentElement.querySelector("[role=status]");
  said.textContent = "";
  try {
    await navigator.clipboard.writeText(window.location.href);
    said.textContent = "Copied";
  } catch {
    const link = document.createElement("input");
    link.readOnly = true;
    link.value = window.location.href;
    link.setAttribute("aria-label", "Link to this view");
    said.replaceChildren("Copy this:", link);
    link.select();
  }
}

function skipMap() {
  const panel = document.querySelector(".st-key-side");
  if (!panel) return;
  panel.tabIndex = -1;
  panel.focus();
}
