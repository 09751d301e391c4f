// The ground in unit Mercator, prepared once from the basemap's JSON.

import { boundsOf, unitLine, unitX, unitY } from "./mercator.js";

/**
 * @typedef {{name: string, kind: string, x: number, y: number}} Label
 * @typedef {{code: string, name: string, town: string, x: number, y: number, rings: Float64Array[],
 *   bounds: ReturnType<typeof boundsOf>}} WardShape
 * @typedef {{name: string, line: Float64Array}} Road
 *
 * @typedef {object} Basemap
 * @property {Float64Array[]} land
 * @property {Float64Array[]} neighbours
 * @property {WardShape[]} wards
 * @property {Float64Array[]} lines output areas: the texture of streets and blocks
 * @property {Road[]} motorways
 * @property {Road[]} bridges
 * @property {Label[]} stations
 * @property {Label[]} labels
 * @property {Float64Array} postcodes x, y, x, y ...
 * @property {string} attribution
 * @property {ReturnType<typeof boundsOf>} bounds of everything drawn
 */

/** @param {any} json as /basemap/<vintage>.json gives it @returns {Basemap} */
export function prepareBasemap(json) {
  const rings = (/** @type {number[][][]} */ lines) => lines.map(unitLine);
  const named = (/** @type {any[]} */ roads) => roads.map(({ name, line }) => ({ name, line: unitLine(line) }));
  const land = rings(json.land);
  const neighbours = json.neighbours.flatMap((/** @type {any} */ area) => rings(area.rings));
  return {
    land,
    neighbours,
    wards: json.wards.map(wardShape),
    lines: rings(json.lines),
    motorways: named(json.motorways),
    bridges: named(json.bridges),
    stations: json.stations.map(label),
    labels: json.labels.map(label),
    postcodes: unitLine(json.postcodes),
    attribution: json.attribution,
    bounds: boundsOf([...land, ...neighbours]),
  };
}

/** @param {any} place @returns {Label} */
function label({ name, kind = "", lng, lat }) {
  return { name, kind, x: unitX(lng), y: unitY(lat) };
}

/** @param {any} ward @returns {WardShape} */
function wardShape({ code, name, town, label: [lng, lat], rings }) {
  const lines = rings.map(unitLine);
  return { code, name, town, x: unitX(lng), y: unitY(lat), rings: lines, bounds: boundsOf(lines) };
}

/** Whether a ward belongs to the chosen place: "" the borough, a town, or a ward's code.
 * @param {{code: string, town: string}} ward @param {string} place @returns {boolean} */
export function inPlace(ward, place) {
  return place === "" || ward.town === place || ward.code === place;
}
