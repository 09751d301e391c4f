// The ground in unit Mercator, prepared once from the basemap's JSON.

import { boundsOf, unitLine, unitX, unitY } from "./mercator.js";

/**
 * @typedef {{name: string, kind: string, x: number, y: number,
 *   within?: {rings: Float64Array[], inside: boolean}}} Label a name that may stand anywhere inside
 *   (or outside) rings has `within`
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
 * @property {string} credit in a few words
 * @property {string} attribution in full
 * @property {ReturnType<typeof boundsOf>} bounds of everything drawn
 */

/** @param {any} json as /basemap/<vintage>.json gives it @returns {Basemap} */
export function prepareBasemap(json) {
  const rings = (/** @type {number[][][]} */ lines) => lines.map(unitLine);
  const named = (/** @type {any[]} */ roads) => roads.map(({ name, line }) => ({ name, line: unitLine(line) }));
  const land = rings(json.land);
  const districts = new Map(json.neighbours.map((/** @type {any} */ area) => [area.name, rings(area.rings)]));
  const neighbours = [...districts.values()].flat();
  const bridges = named(json.bridges), stations = json.stations.map((/** @type {any} */ place) => label({ ...place, kind: "station" }));
  return {
    land,
    neighbours,
    wards: json.wards.map(wardShape),
    lines: rings(json.lines),
    motorways: named(json.motorways),
    bridges,
    stations,
    labels: [
      ...json.labels.map((/** @type {any} */ place) => ({ ...label(place), within: roam(place, districts, land) })),
      ...bridges.map(middle), ...stations,
    ],
    postcodes: unitLine(json.postcodes),
    credit: json.credit ?? json.attribution,
    attribution: json.attribution,
    bounds: boundsOf([...land, ...neighbours]),
  };
}

/** @param {any} place @returns {Label} */
function label({ name, kind = "", lng, lat }) {
  return { name, kind, x: unitX(lng), y: unitY(lat) };
}

/** Where a name may move: a district's within the district, the river's off the land.
 * @param {{kind: string, name: string}} place @param {Map<string, Float64Array[]>} districts
 * @param {Float64Array[]} land @returns {Label["within"]} */
function roam({ kind, name }, districts, land) {
  if (kind === "water") return { rings: land, inside: false };
  const rings = districts.get(name);
  return rings && { rings, inside: true };
}

/** The middle of a bridge, for its name. @param {Road} road @returns {Label} */
function middle({ name, line }) {
  const ends = [];
  for (let i = 0, sum = 0; i < line.length; i += 2) {
    sum += i ? Math.hypot(line[i] - line[i - 2], line[i + 1] - line[i - 1]) : 0;
    ends.push(sum);
  }
  const half = ends[ends.length - 1] / 2;
  const next = Math.max(1, ends.findIndex((end) => end >= half));
  const part = (half - ends[next - 1]) / (ends[next] - ends[next - 1] || 1);
  const at = (/** @type {number} */ i) => line[i - 2] + (line[i] - line[i - 2]) * part;
  return { name, kind: "bridge", x: at(2 * next), y: at(2 * next + 1) };
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
