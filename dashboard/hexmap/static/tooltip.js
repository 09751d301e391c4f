// The box beside the pointer: where the cell is, and what each layer counts there.

import { beforeWord } from "./compare.js";
import { el } from "./dom.js";
import { classWords } from "./looks.js";
import { number } from "./numbers.js";
import { symbol } from "./symbols.js";
import { ofCell } from "./tally.js";

const GAP = 16;
const EDGE = 8;

/** @param {import("./store.js").Store} store @returns {{element: HTMLElement,
 *   place: (at: {x: number, y: number}) => void}} `place` in pixels of the map's frame */
export function makeTooltip(store) {
  const element = el("div", { class: "tooltip", "aria-hidden": "true", hidden: true });
  let at = { x: 0, y: 0 };
  const place = () => {
    const frame = /** @type {HTMLElement} */ (element.parentElement);
    const { offsetWidth: width, offsetHeight: height } = element;
    const left = at.x + GAP + width > frame.clientWidth ? at.x - GAP - width : at.x + GAP;
    const top = Math.max(EDGE, Math.min(frame.clientHeight - height - EDGE, at.y - height / 2));
    element.style.transform = `translate(${Math.max(EDGE, left)}px, ${top}px)`;
  };
  store.on(["hovered", "counts", "page", "answer", "measure", "noted", "before"], (state) => {
    element.hidden = state.hovered < 0 || !state.data || state.page === "present";
    if (element.hidden) return;
    element.replaceChildren(...content(state));
    place();
  });
  return {
    element,
    place(point) {
      at = point;
      if (!element.hidden) place();
    },
  };
}

/** The cell in words, for a screen reader. @param {import("./store.js").State} state
 * @param {number} cell @returns {string} */
export function cellWords(state, cell) {
  const { data, counts } = state;
  if (!data || !counts || cell < 0) return "";
  const numbers = data.layers.map(({ name, label }) => `${label} ${counts.cells[name][cell]}`).join(", ");
  const said = classWords(state, cell);
  return `${capital(data.places[cell])}, ${data.wards[data.cellWard[cell]].name}: ${numbers}${said && `. ${said}`}${marks(state, cell).map((mark) => `. ${mark}`).join("")}`;
}

/** A place at the beginning of a line: "A hospital near Kestrels Way". @param {string} place */
const capital = (place) => place.charAt(0).toUpperCase() + place.slice(1);

/** What the marks on a cell say. @param {import("./store.js").State} state @param {number} cell */
const marks = ({ noted }, cell) => noted.words.get(cell) ?? [];

/** @param {import("./store.js").State} state */
function content(state) {
  const { data, layers, counts, hovered: cell, before, against } = state;
  if (!data || !counts) return [];
  const rows = layers.map((layer) => el("tr", {},
    el("td", {}, symbol(layer.name, { radius: 4.4, size: 12 })),
    el("td", {}, layer.label),
    el("td", { class: "number" }, number(counts.cells[layer.name][cell])),
    before && !before.reason && el("td", { class: "before" }, `${ofCell(layer, before.from - data.start, before.to - data.start, cell)} ${beforeWord(against)}`)));
  const said = classWords(state, cell);
  return [
    el("h3", {}, capital(data.places[cell])),
    el("p", {}, data.wards[data.cellWard[cell]].name),
    el("table", {}, el("tbody", {}, ...rows)),
    ...[...(said ? [said] : []), ...marks(state, cell)].map((line) => el("p", { class: "verdict" }, line)),
  ];
}
