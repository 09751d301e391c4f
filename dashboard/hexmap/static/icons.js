// The few line icons of the frame, drawn on a 16 pixel grid in the colour of the text around them.

import { svg } from "./dom.js";

const LINES = {
  back: "M10 3.5L5.5 8l4.5 4.5",
  on: "M6 3.5L10.5 8 6 12.5",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  search: "M11.3 6.9a4.4 4.4 0 1 1-8.8 0 4.4 4.4 0 0 1 8.8 0zM10.1 10.2l3.6 3.6",
  sieve: "M2.5 3.2h11L9.6 8.4v4.1l-3.2 1.6V8.4z",
  again: "M3 7.5V6.3a2 2 0 0 1 2-2h7.5M10.3 2l2.3 2.3-2.3 2.3M13 8.5v1.2a2 2 0 0 1-2 2H3.5M5.7 14l-2.3-2.3 2.3-2.3",
  fade: "M8 1.8l5.4 3.1v6.2L8 14.2 2.6 11.1V4.9zM8 1.8v12.4M8 5.2l5 2.9M8 9l5 2.6",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  shown: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM10 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0z",
  loop: "M8 3.2c3.6 0 6 1.7 6 3.9s-2.4 3.9-6 3.9c-1.1 0-2.1-.2-3-.5C3.2 9.9 2 8.7 2 7.1c0-2.2 2.4-3.9 6-3.9zM5 10.5c-1.6.2-2.4 1.2-1.4 2.1.8.7.5 1.6-.9 1.9",
  compare: "M2.5 3h11v10h-11zM8 1v14M5.2 6v4M10.8 6v4",
  hidden: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM10 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM2.5 13.5l11-11",
};
const SOLIDS = { play: "M4 2.5v11l9.5-5.5z", pause: "M4 3h3v10H4zM9 3h3v10H9z" };

/** @param {keyof typeof LINES | keyof typeof SOLIDS} name @returns {SVGElement} */
export function icon(name) {
  const solid = name in SOLIDS;
  const path = solid ? SOLIDS[/** @type {keyof SOLIDS} */ (name)] : LINES[/** @type {keyof LINES} */ (name)];
  return svg("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", {
    d: path, fill: solid ? "currentColor" : "none", stroke: solid ? "none" : "currentColor", "stroke-width": 1.6,
  }));
}
