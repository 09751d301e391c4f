// The small things over the map: zoom, scale, where the data come from, and that they are invented.

import { el, say } from "./dom.js";
import { icon } from "./icons.js";
import { latOf } from "./mercator.js";
import { unitOf } from "./unit.js";

const EQUATOR = 40_075_016.7; // metres
const LENGTHS = [20, 50, 100, 200, 500, 1000, 2000, 5000];
const LONGEST = 110; // pixels of the scale

/** @param {{zoom: (by: number) => void, fit: () => void}} hand @returns {HTMLElement} */
export function makeZoom({ zoom, fit }) {
  const button = (/** @type {string} */ name, /** @type {"plus"|"minus"|"fit"} */ picture, /** @type {() => void} */ act) =>
    el("button", { type: "button", class: "icon", "aria-label": name, title: name, onclick: act }, icon(picture));
  return el("div", { class: "zoom float", role: "group", "aria-label": "Zoom" },
    button("Zoom in", "plus", () => zoom(1)), button("Zoom out", "minus", () => zoom(-1)), button("Fit the whole place", "fit", fit));
}

/** @param {import("./store.js").Store} store @returns {HTMLElement} */
export function makeCorner(store) {
  const bar = el("i"), length = el("span"), credit = el("summary"), full = el("p");
  store.on(["view", "page"], ({ view, page }) => {
    if (!view) return;
    const { metres, pixels } = scaleBar(view, page === "present" ? 240 * unitOf(window) : LONGEST);
    say(length, metres >= 1000 ? `${metres / 1000} km` : `${metres} m`);
    bar.style.width = `${pixels}px`;
  });
  store.on(["basemap"], ({ basemap }) => {
    say(credit, basemap?.credit ?? "");
    say(full, basemap?.attribution ?? "");
  });
  return el("div", { class: "corner" }, el("div", { class: "scale" }, length, bar), el("details", { class: "source" }, credit, full));
}

/** @param {import("./store.js").Store} store @returns {HTMLElement} */
export function makeTag(store) {
  const tag = el("div", { class: "tag-synthetic", hidden: true }, "Synthetic data");
  store.on(["data"], ({ data }) => {
    tag.hidden = !data?.synthetic;
  });
  return tag;
}

/** The longest round length that fits, true at the middle of the view.
 * @param {import("./canvaslayer.js").View} view @param {number} longest pixels */
export function scaleBar({ scale, top, height }, longest) {
  const lat = latOf((top + height / 2) / scale);
  const metre = scale / (EQUATOR * Math.cos((lat * Math.PI) / 180));
  const metres = LENGTHS.filter((option) => option * metre <= longest).pop() ?? LENGTHS[0];
  return { metres, pixels: metres * metre };
}
