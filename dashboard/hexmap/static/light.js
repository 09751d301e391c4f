// A row beside the map is under the pointer or the keyboard: its cell lights up as if it were here.

import { latOf, lngOf } from "./mercator.js";

/** @param {any} map Leaflet's @param {import("./store.js").Store} store
 * @param {{place: (at: {x: number, y: number}) => void}} tooltip
 * @returns {(message: {cell: string}) => void} what to do with the page's message; "" puts it out */
export function makeLight(map, store, tooltip) {
  return ({ cell }) => {
    const { grid } = store.state, at = grid?.indexOf(cell) ?? -1;
    store.set({ hovered: at });
    if (grid && at >= 0) tooltip.place(map.latLngToContainerPoint([latOf(grid.y[at]), lngOf(grid.x[at])]));
  };
}
