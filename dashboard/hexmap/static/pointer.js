// Pointer and keys on the map: which cell is meant, and which is chosen.

import { inPlace } from "./basemap.js";
import { latOf, lngOf } from "./mercator.js";

const MOVES = /** @type {{[key: string]: [number, number]}} */ ({
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
});

/** @param {any} map Leaflet's @param {HTMLElement} surface takes the keyboard
 * @param {import("./store.js").Store} store @param {{place: (at: {x: number, y: number}) => void}} tooltip
 * @param {{choose: (cell: string) => void, zoom: (by: number) => void, look: () => void,
 *   toggle: (cell: string) => void, add: (cells: string[]) => boolean, clear: () => void}} hand
 *   `toggle`, `add` and `clear` change the picked cells */
export function followMap(map, surface, store, tooltip, { choose, zoom, look, toggle, add, clear }) {
  const at = (/** @type {any} */ event) => {
    const cell = store.state.grid?.at(event.latlng.lat, event.latlng.lng) ?? -1;
    return known(store.state, cell) ? cell : -1;
  };
  const still = () => document.activeElement !== surface;

  map.on("mousemove", (/** @type {any} */ event) => {
    if (event.originalEvent.buttons) return;
    store.set({ hovered: at(event) });
    tooltip.place(event.containerPoint);
  });
  map.on("mouseout", () => store.set({ hovered: -1 }));
  map.on("click", (/** @type {any} */ event) => {
    const cell = at(event);
    if (cell >= 0 && store.state.grid) (event.originalEvent.shiftKey ? toggle : choose)(store.state.grid.cells[cell]);
  });
  map.on("dragstart", look);
  surface.addEventListener("blur", () => store.set({ hovered: -1 }));
  surface.addEventListener("keydown", (event) => {
    const { grid, cell, hovered, page, picked } = store.state;
    if (!grid || event.ctrlKey || event.metaKey || event.altKey || page === "present") return;
    const move = MOVES[event.key];
    if (move && event.shiftKey) extend(grid, next(store.state, move));
    else if (move) moveTo(next(store.state, move));
    else if (event.key === "Enter" && hovered >= 0) (event.shiftKey ? toggle : choose)(grid.cells[hovered]);
    else if (event.key === "+" || event.key === "=") zoom(1);
    else if (event.key === "-") zoom(-1);
    else if (event.key === "Escape" && cell) choose("");
    else if (event.key === "Escape" && picked.length) clear();
    else return;
    event.preventDefault();
  });

  /** Pick the cell under the cursor and the one it moves to. @param {import("./grid.js").Grid} grid @param {number} index */
  function extend(grid, index) {
    const cells = [store.state.hovered, index].filter((at) => known(store.state, at)).map((at) => grid.cells[at]);
    if (cells.length && add(cells)) moveTo(index);
  }
  function moveTo(/** @type {number} */ index) {
    const { grid } = store.state;
    if (!grid || still() || !known(store.state, index)) return;
    const where = [latOf(grid.y[index]), lngOf(grid.x[index])];
    if (!map.getBounds().pad(-0.06).contains(where)) {
      look();
      map.panTo(where, { animate: false });
    }
    store.set({ hovered: index });
    const { x, y } = map.latLngToContainerPoint(where);
    tooltip.place({ x, y });
  }
}

/** Whether the data speak of a cell: beyond the chosen place there are no counts, not zeros.
 * @param {import("./store.js").State} state @param {number} cell @returns {boolean} */
export function known({ data, counts }, cell) {
  if (!data || cell < 0) return false;
  return inPlace(data.wards[data.cellWard[cell]], data.place) || data.layers.some(({ name }) => counts?.cells[name][cell]);
}

/** The cell that a key leads to: from the cursor, else from the chosen cell, else the busiest.
 * @param {import("./store.js").State} state @param {[number, number]} move @returns {number} */
function next({ grid, hovered, cell, counts, focus }, [right, up]) {
  if (!grid) return -1;
  const from = hovered >= 0 ? hovered : grid.indexOf(cell);
  if (from >= 0) return grid.toward(from, right, up);
  const cells = counts?.cells[focus];
  return cells ? cells.indexOf(Math.max(...cells)) : -1;
}
