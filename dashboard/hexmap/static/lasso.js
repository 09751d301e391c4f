// The loop: drawn by hand round the cells to pick. A sheet lies over the map while it is drawn, so
// that the map neither pans nor chooses a cell.

import { el, set, svg } from "./dom.js";
import { icon } from "./icons.js";
import { unitX, unitY } from "./mercator.js";
import { within } from "./picks.js";

const NEAR = 3; // CSS pixels between two corners of the loop
const FEWEST = 3;

/** @typedef {{x: number, y: number}} Point */

/** A point of the loop is kept only when the hand has moved on. @param {Point[]} loop @param {Point} next
 * @returns {boolean} whether it was */
export function extended(loop, next) {
  const last = loop[loop.length - 1];
  if (last && Math.hypot(next.x - last.x, next.y - last.y) < NEAR) return false;
  loop.push(next);
  return true;
}

/** @param {any} map Leaflet's @param {import("./store.js").Store} store
 * @param {(cell: number) => boolean} open whether a cell can be picked
 * @param {(cells: string[]) => boolean} add the cells to those picked; false when there are too many
 * @returns {{button: HTMLElement, sheet: SVGElement}} */
export function makeLasso(map, store, open, add) {
  const line = svg("polygon"), sheet = svg("svg", { class: "loop", "aria-hidden": "true" }, line);
  const button = el("button", { type: "button", class: "icon", onclick: () => turn(!on) }, icon("loop"));
  let on = false;
  /** @type {Point[]|null} */
  let loop = null;

  /** @param {boolean} wanted */
  function turn(wanted) {
    on = wanted;
    loop = null;
    set(line, { points: "" });
    set(sheet, { hidden: !on });
    const name = on ? "Stop picking with a loop" : "Pick with a loop: draw round hexagons. By keyboard, hold Shift with the arrow keys on the map";
    set(button, { "aria-pressed": String(on), "aria-label": name, title: name });
  }
  function close() {
    const { grid } = store.state;
    if (!loop || !grid || loop.length < FEWEST) return turn(on);
    const corners = loop.flatMap(({ x, y }) => {
      const { lat, lng } = map.containerPointToLatLng([x, y]);
      return [unitX(lng), unitY(lat)];
    });
    const cells = within(grid, Float64Array.from(corners)).filter(open).map((cell) => grid.cells[cell]);
    turn(!(cells.length && add(cells)));
  }
  sheet.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    loop = [];
    sheet.setPointerCapture(event.pointerId);
    draw(event);
  });
  sheet.addEventListener("pointermove", draw);
  sheet.addEventListener("pointerup", close);
  sheet.addEventListener("pointercancel", () => turn(on));
  window.addEventListener("keydown", (event) => {
    if (!on || event.key !== "Escape") return;
    turn(false);
    button.focus();
  });

  /** @param {PointerEvent} event */
  function draw(event) {
    const box = sheet.getBoundingClientRect();
    if (!loop || !extended(loop, { x: event.clientX - box.left, y: event.clientY - box.top })) return;
    set(line, { points: loop.map(({ x, y }) => `${x},${y}`).join(" ") });
  }
  turn(false);
  return { button, sheet };
}
