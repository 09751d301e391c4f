// Where the map looks: fitted to the chosen place, or where the reader left it.

import { inPlace } from "./basemap.js";
import { latOf, lngOf } from "./mercator.js";

const KEY = "hotspots:viewport";
const NEAR = { explore: 15.5, present: 15.5 }; // a single ward keeps its neighbours in sight
const DEEPEST = 17.5;
const STREET = 14; // close enough to read a hexagon that was searched for

/** @typedef {{left: number, top: number, right: number, bottom: number}} Room */

/** @param {any} L Leaflet @param {any} map @param {import("./store.js").Store} store
 * @param {() => Room[]} rooms what boxes take of its edges, in ways of which the largest map is taken */
export function makeViewport(L, map, store, rooms) {
  let place = "", fitted = true, arrived = false;
  const before = remembered("explore");

  const remember = () => {
    const { lat, lng } = map.getCenter();
    const { page, cell } = store.state;
    sessionStorage.setItem(`${KEY}:${page}`, JSON.stringify({ lat, lng, zoom: map.getZoom(), place, fitted, cell }));
  };
  function fit() {
    const { basemap, page } = store.state;
    if (!basemap) return;
    const bounds = boundsOf(L, basemap, place);
    const zoom = (/** @type {Room} */ room) => map.getBoundsZoom(bounds, false, L.point(room.left + room.right, room.top + room.bottom));
    const { left, top, right, bottom } = rooms().reduce((best, room) => (zoom(room) > zoom(best) ? room : best));
    map.fitBounds(bounds, {
      paddingTopLeft: [left, top], paddingBottomRight: [right, bottom], maxZoom: NEAR[page], animate: false,
    });
    fitted = true;
    remember();
  }
  // Set as options: Leaflet's own setters start to move the map at once.
  function limit() {
    const { basemap } = store.state;
    if (!basemap) return;
    const { x0, y0, x1, y1 } = basemap.bounds;
    const whole = L.latLngBounds([latOf(y1), lngOf(x0)], [latOf(y0), lngOf(x1)]);
    Object.assign(map.options, { maxBounds: whole, minZoom: 0, maxZoom: DEEPEST });
    map.options.minZoom = Math.min(DEEPEST, map.getBoundsZoom(whole, true));
  }
  function restore() {
    const left = remembered(store.state.page);
    limit();
    if (!left || left.place !== place || left.fitted) return fit();
    fitted = false;
    map.setView([left.lat, left.lng], left.zoom, { animate: false });
  }
  // A link can lead to one hexagon; where the reader left this tab with it, the map stays as it was.
  function arrive() {
    const { page, grid, cell } = store.state;
    const at = grid ? grid.indexOf(cell) : -1;
    arrived = true;
    if (!grid || at < 0 || page !== "explore" || before?.cell === cell) return;
    fitted = false;
    map.setView([latOf(grid.y[at]), lngOf(grid.x[at])], STREET, { animate: false });
  }
  store.on(["data", "basemap", "page"], ({ data, basemap }, changed) => {
    const moved = data && data.place !== place;
    place = data?.place ?? place;
    if (basemap && (moved || changed.has("basemap") || changed.has("page"))) restore();
    if (!arrived && basemap && data) arrive();
  });
  const keep = () => {
    if (store.state.basemap) remember();
  };
  map.on("moveend", keep);
  store.on(["cell"], keep);
  return {
    fit,
    /** Look at a point from near by. @param {number} lat @param {number} lng */
    lookAt(lat, lng) {
      fitted = false;
      map.setView([lat, lng], Math.max(map.getZoom(), STREET), { animate: false });
    },
    /** Go to a cell that is not in sight; one that is moves nothing. @param {string} cell */
    reach(cell) {
      const { grid } = store.state, at = grid?.indexOf(cell) ?? -1;
      if (!grid || at < 0) return;
      const where = [latOf(grid.y[at]), lngOf(grid.x[at])];
      if (map.getBounds().pad(-0.06).contains(where)) return;
      fitted = false;
      map.panTo(where, { animate: false });
    },
    /** Look at a ward, with its neighbours in sight. @param {string} code */
    frame(code) {
      const { basemap, page } = store.state;
      if (!basemap) return;
      fitted = false;
      map.fitBounds(boundsOf(L, basemap, code), { padding: [16, 16], maxZoom: NEAR[page], animate: false });
    },
    /** The reader has moved the map by hand. */
    release() {
      fitted = false;
    },
    resized() {
      const centre = map.getCenter(); // of the size that was: what the reader looks at stays in the middle
      map.invalidateSize({ animate: false, pan: false });
      limit();
      if (fitted) fit();
      else map.setView(centre, map.getZoom(), { animate: false });
    },
  };
}

/** Where the reader left a page's map in this tab, or null. @param {string} page */
function remembered(page) {
  return JSON.parse(sessionStorage.getItem(`${KEY}:${page}`) ?? "null");
}

/** @param {any} L @param {import("./basemap.js").Basemap} basemap @param {string} place */
function boundsOf(L, basemap, place) {
  const inside = basemap.wards.filter((ward) => inPlace(ward, place));
  const bounds = L.latLngBounds([]);
  for (const { bounds: box } of inside.length ? inside : basemap.wards) {
    bounds.extend([latOf(box.y0), lngOf(box.x0)]).extend([latOf(box.y1), lngOf(box.x1)]);
  }
  return bounds;
}
