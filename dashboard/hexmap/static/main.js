// The map frame: puts its parts together. One state (store.js) is told to everything that draws;
// hands change it; when they come to rest the page around the frame hears of it (link.js).

import { prepareBasemap } from "./basemap.js";
import { addCanvases } from "./canvaslayer.js";
import { makeClock } from "./clock.js";
import { makeControls } from "./controls.js";
import { makeCorner, makeTag, makeZoom } from "./corner.js";
import { keepCompare, makeCompare } from "./compare.js";
import { keepCounts } from "./counts.js";
import { toDay } from "./dates.js";
import { makeDivider } from "./divider.js";
import { el, set } from "./dom.js";
import { keepFinding, readFinding } from "./finding.js";
import { makeGrid } from "./grid.js";
import { followKeys } from "./keys.js";
import { makeLasso } from "./lasso.js";
import { makeLegend } from "./legend.js";
import { makeLight } from "./light.js";
import { connect } from "./link.js";
import { COUNT, keepMeasure } from "./measures.js";
import { makeVariants } from "./measurebar.js";
import { makeOpacity, remembered } from "./opacity.js";
import { readPalette } from "./palette.js";
import { makePickBar } from "./pickbar.js";
import { keepMask, toggled } from "./picks.js";
import { keepPicture } from "./picture.js";
import { keepNoted, NONE } from "./noted.js";
import { makePlayer } from "./player.js";
import { followMap, known } from "./pointer.js";
import { makeSettler } from "./settle.js";
import { keepLayers } from "./sift.js";
import { makeSearch } from "./search.js";
import { makeSizes } from "./sizes.js";
import { fetchJson, makeSource, measuresOf } from "./source.js";
import { makeStore } from "./store.js";
import { makeSummary } from "./summary.js";
import { fitted } from "./timeline.js";
import { timeMoves } from "./timing.js";
import { makeMarkings, makeTitle } from "./title.js";
import { makeToolbar } from "./toolbar.js";
import { makeTooltip } from "./tooltip.js";
import { makeViewport } from "./viewport.js";
import { canonical, chosen, viewOf, YEAR } from "./wish.js";

/** @typedef {import("./clockscale.js").Span} Span */
/** @typedef {import("./link.js").Show} Show */

const { L, h3, hotspots } = /** @type {any} */ (window);
const root = document.documentElement;
const map = hotspots.map;
const store = makeStore({
  page: "explore", theme: "light", marking: "", unheld: [], meetings: [], visible: [], focus: "", resolution: 0,
  from: 0, to: 1, cell: "", hovered: -1, playing: false, speed: 1, loop: false, opacity: remembered(), settled: 0, data: null, grid: null,
  basemap: null, palette: readPalette(root), counts: null, breaks: {}, least: {},
  kept: {}, layers: [], picked: [], mask: null, against: YEAR, swipe: false, before: null, past: null, divider: 0.5, drift: 0, step: "",
  notes: [], noted: NONE,
  measure: COUNT, answer: null, rateBreaks: [], view: null, told: null, finding: null, status: "",
});
let shown = "", sent = "", vintage = "", address = "", led = 0;

// ---- hands
const settler = makeSettler(() => store.set({ settled: store.state.settled + 1 }), tell);
const hand = {
  hold: () => {
    player.stop();
    settler.hold();
  },
  onWindow: (/** @type {Span} */ span) => {
    store.set(span);
    settler.touch();
  },
  finish: settler.finish,
};
const choose = (/** @type {Span} */ span) => {
  store.set(span);
  settler.finish();
};
const player = makePlayer(store, (span) => store.set(span), settler.finish);
const zoom = (/** @type {number} */ by) => {
  viewport.release();
  map.setZoom(map.getZoom() + 0.75 * by);
};

// ---- parts of the frame
keepMask(store);
keepLayers(store);
keepCounts(store);
keepCompare(store);
keepNoted(store, h3);
keepFinding(store);
const stage = el("main", { class: "stage" });
map.getContainer().before(stage);
const tooltip = makeTooltip(store);
const legend = makeLegend(store, makeVariants(store, settler.finish));
const zoomBox = makeZoom({ zoom, fit: () => viewport.fit() });
const sizes = makeSizes(store, settler.finish);
sizes.append(makeOpacity(store, root));
const corner = makeCorner(store);
const tag = makeTag(store);
const search = makeSearch(store, {
  toPoint(lat, lng) {
    const { grid, cell } = store.state, found = grid?.cells[grid.at(lat, lng)];
    if (!found) return;
    viewport.lookAt(lat, lng);
    if (found !== cell) chooseCell(found);
  },
  toWard: (code) => viewport.frame(code),
});
const picks = makePickBar(store, settler.finish);
const lasso = makeLasso(map, store, (cell) => known(store.state, cell), picks.add);
const picking = el("div", { class: "float", role: "group", "aria-label": "Pick and compare" }, lasso.button, makeCompare(store, settler.finish));
const title = makeTitle(store);
const toolbar = makeToolbar(store, settler.finish);
const clock = makeClock(store, hand, makeControls(store, player, choose, settler.finish));
const surface = map.getContainer();
stage.append(surface, makeDivider(store), lasso.sheet, legend, el("div", { class: "tools" }, zoomBox, sizes, picking), search, tag, picks.element, corner, makeSummary(store, surface), tooltip.element);
const [above, below] = makeMarkings(store);
document.body.prepend(above, toolbar, title);
document.body.append(clock, below);
set(surface, {
  tabindex: 0, role: "application", "aria-roledescription": "map",
  "aria-label": "Map of hexagons. The arrow keys move between hexagons, Enter chooses one, with Shift they pick several, plus and minus zoom.",
});

// ---- the map
const frameOf = (/** @type {Element} */ box) => {
  const { left, top } = stage.getBoundingClientRect(), edge = box.getBoundingClientRect();
  return { x0: edge.left - left - 4, y0: edge.top - top - 4, x1: edge.right - left + 4, y1: edge.bottom - top + 4 };
};
const floats = () => [legend, zoomBox, sizes, picking, search, tag, picks.element, ...corner.children].filter((box) => box.getClientRects().length).map(frameOf);
const viewport = makeViewport(L, map, store, () => rooms(store.state.page));
const canvases = addCanvases(L, map, (view) => {
  store.set({ view, drift: view.visible.x0 });
  store.flush();
});
map.on("move", () => store.state.past && store.set({ drift: canvases.edge() })); // the divider stands still
keepPicture(store, canvases, floats);
followMap(map, surface, store, tooltip, {
  choose: chooseCell, zoom, look: viewport.release, toggle: togglePick, add: picks.add, clear: () => picks.pick([]),
});
followKeys(store, player, { choose, finish: settler.finish, turn: (by) => link.turn(by) });
timeMoves(store, clock);
new ResizeObserver(viewport.resized).observe(surface);

/** Room that the boxes over the map take at its edges when it is fitted, in as many ways as it can be.
 * @param {"explore"|"present"} page */
function rooms(page) {
  const { width } = stage.getBoundingClientRect();
  if (page === "present") {
    const side = 0.02 * width, plain = { left: side, top: 20, right: side, bottom: 20 };
    if (!store.state.data?.place) return [plain]; // the borough leaves the corner of the legend free
    const box = legend.getBoundingClientRect();
    return [{ ...plain, right: side + box.width }, { ...plain, top: 20 + box.bottom }];
  }
  const wide = width > 1000;
  return [store.state.data?.place ? { left: wide ? 276 : 236, top: 16, right: 16, bottom: 16 } : { left: wide ? 80 : 52, top: 8, right: 8, bottom: 8 }];
}

// ---- data
const source = makeSource({ onData: takeData, onExpired: () => link.expired(), onStatus: (status) => store.set({ status }) });
keepMeasure(store, () => measuresOf(address), () => link.expired());


/** @param {import("./packed.js").Packed} data */
function takeData(data) {
  const span = fitted({ ...store.state, data });
  const names = data.layers.map(({ name }) => name);
  const { from, to, focus, visible, cell, grid, picked } = store.state;
  const same = grid && grid.cells.length === data.cells.length && grid.cells[0] === data.cells[0];
  const next = same ? grid : makeGrid(data.cells, data.resolution, h3);
  store.set({
    data, grid: next, ...span, resolution: data.resolution, hovered: -1,
    focus: names.includes(focus) ? focus : names[0] ?? "",
    visible: visible.filter((name) => names.includes(name)),
    cell: next.indexOf(cell) >= 0 ? cell : "",
    picked: picked.every((name) => next.indexOf(name) >= 0) ? picked : [],
  });
  if (span.from !== from || span.to !== to) settler.finish(); // the page around has another window
  if (data.vintage === vintage) return;
  vintage = data.vintage;
  fetchJson(`basemap/${encodeURIComponent(vintage)}.json`)
    .then((json) => store.set({ basemap: prepareBasemap(json) }))
    .catch(() => store.set({ status: "The ground of the map cannot be fetched. Reload the page to try again." }));
}

/** @param {string} cell */
function chooseCell(cell) {
  store.set({ cell: cell === store.state.cell ? "" : cell });
  settler.finish();
}

/** Pick a cell or let it go. The first one picked beside a chosen cell takes that one along.
 * @param {string} name */
function togglePick(name) {
  const { picked, cell } = store.state;
  picks.pick(toggled(picked.length || !cell || cell === name ? picked : [cell], name));
}

// ---- the page around the frame
const link = connect({
  show: takeShow,
  told: (told) => store.set({ told: readFinding(told) }),
  theme: ({ theme }) => takeTheme(theme),
  light: makeLight(map, store, tooltip),
  acknowledged: ({ id }) => {
    if (id === store.state.settled) root.dataset.acknowledged = String(id);
  },
});

/** @param {Show} show */
function takeShow({ url, version, page, theme, view, marking, unheld = [], meetings = [], notes = [], lead = 0 }) {
  takeTheme(theme);
  document.body.dataset.page = page;
  store.set({ page, marking, unheld, meetings: meetings.map(toDay), notes });
  if (page === "present" && window.parent.document.activeElement === window.parent.document.body) window.focus();
  const wish = canonical(view);
  // A rerun repeats what it knew: only a view that the page itself has changed moves the map.
  if (wish !== sent && (wish !== shown || lead !== led)) {
    store.set(chosen(view));
    sent = wish;
    if (store.state.data) settler.rest();
    viewport.reach(view.cell);
  }
  shown = wish;
  led = lead;
  address = url;
  source.want(url, version);
}

/** @param {"light"|"dark"} theme */
function takeTheme(theme) {
  if (theme === root.dataset.theme && store.state.theme === theme) return;
  root.dataset.theme = theme;
  store.set({ theme, palette: readPalette(root) });
}

/** Tell Python the view that has come to rest, unless it knows it. */
function tell() {
  const { settled, data } = store.state;
  if (!data) return;
  const view = viewOf(store.state, data);
  if (canonical(view) === sent) return;
  sent = canonical(view);
  link.settled(settled, view);
}
