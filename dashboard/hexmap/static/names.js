// Writes names on the map: wards, towns and districts around, the river, stations, motorways.

import { inPlace } from "./basemap.js";
import { inRings } from "./mercator.js";
import { nameLines, overlap, placeNames } from "./placing.js";

/**
 * @typedef {import("./placing.js").Box} Box
 * @typedef {{x: number, y: number}} Point
 * @typedef {object} Lettering
 * @property {number} ward size of ward names, CSS pixels
 * @property {number} other size of the other names
 * @property {number} grown how much larger than usual they are written
 *
 * @typedef {{lines: string[], x: number, y: number, inside: boolean}} WardName in unit Mercator
 * @typedef {{name: string, x: number, y: number, box: Box}} Shield in canvas pixels
 * @typedef {{name: string, kind: string, x: number, y: number, box: Box}} PlacedLabel in canvas pixels
 */

/** How names other than the wards' are written; `from` is the scale at which they appear.
 * @type {{[kind: string]: {font: string, turn?: number, down?: number, from?: number}}} */
const KINDS = {
  water: { font: "italic 500", turn: -0.22 },
  district: { font: "500" },
  station: { font: "500", down: 12, from: 3.4e6 },
  bridge: { font: "italic 500", from: 3.4e6 },
  neighbourhood: { font: "italic 480", from: 8e6 },
};
const SPACING = "0.03em";
const HALO = 3.5, HALO_PART = 0.17; // pixels at least, and as a part of the size of the letters
const LEADING = 1.16;

/** Find places for the ward names: once per view or settled window, never per step.
 * @param {CanvasRenderingContext2D} pen @param {import("./canvaslayer.js").View} view
 * @param {import("./basemap.js").Basemap} basemap @param {Lettering} lettering
 * @param {{place: string, ground: Omit<import("./placing.js").Ground, "visible">}} around
 * @param {string} font @returns {WardName[]} */
export function placeWards(pen, view, basemap, lettering, { place, ground }, font) {
  pen.font = `580 ${lettering.ward}px ${font}`;
  pen.letterSpacing = "0px";
  const near = basemap.wards.filter((ward) => touches(ward.bounds, view));
  const lines = near.map((ward) => nameLines(ward.name));
  const wishes = near.map((ward, i) => ({
    ...toCanvas(view, inView(ward, view)),
    halfWidth: Math.max(...lines[i].map((line) => pen.measureText(line).width)) / 2,
    halfHeight: (lines[i].length * lettering.ward * LEADING) / 2,
    holds: (/** @type {number} */ x, /** @type {number} */ y) =>
      inRings(ward.rings, (x + view.left) / view.scale, (y + view.top) / view.scale),
  }));
  const spots = placeNames(wishes, { ...ground, visible: view.visible });
  return near.flatMap((ward, i) => {
    const spot = spots[i];
    if (!spot) return [];
    const at = { x: (spot.x + view.left) / view.scale, y: (spot.y + view.top) / view.scale };
    return [{ lines: lines[i], ...at, inside: inPlace(ward, place) }];
  });
}

/** @param {CanvasRenderingContext2D} pen @param {import("./canvaslayer.js").View} view
 * @param {WardName[]} names @param {number} size @param {import("./palette.js").Palette} palette */
export function drawWardNames(pen, view, names, size, palette) {
  for (const { lines, x, y, inside } of names) {
    const at = toCanvas(view, { x, y });
    lines.forEach((line, i) => {
      const down = at.y + (i - (lines.length - 1) / 2) * size * LEADING;
      write(pen, line, { x: at.x, y: down }, {
        font: `${inside ? 580 : 480} ${size}px ${palette.font}`, ink: inside ? palette.ink : palette.ink2, halo: palette.halo,
      });
    });
  }
}

/** Find which of the other names have room. The name of a district or of the water moves to where
 * that is in sight; the others stay where they belong.
 * @param {CanvasRenderingContext2D} pen @param {import("./canvaslayer.js").View} view
 * @param {import("./basemap.js").Label[]} labels @param {Lettering} lettering
 * @param {Box[]} avoid @param {string} font @returns {PlacedLabel[]} */
export function placeLabels(pen, view, labels, { other: size, grown }, avoid, font) {
  /** @type {PlacedLabel[]} */
  const placed = [];
  for (const place of labels) {
    const { font: face, turn = 0, down = 0, from = 0 } = KINDS[place.kind] ?? { font: "", from: Infinity };
    if (view.scale < from * grown) continue;
    pen.font = `${face} ${size}px ${font}`;
    pen.letterSpacing = SPACING;
    const half = pen.measureText(place.name).width / 2 + 4;
    pen.letterSpacing = "0px";
    const taken = [...avoid, ...placed.map(({ box }) => box)];
    const around = (/** @type {Point} */ at) => boxAround(at, half, size * 0.7 + Math.abs(half * Math.sin(turn)));
    const home = toCanvas(view, place);
    const at = place.within
      ? nearest(home, view, (spot) => free(around(spot), taken, view) && pointsOf(spot, half, turn, size).every((point) => within(place, point, view)))
      : { x: home.x, y: home.y + down };
    if (at && free(around(at), taken, view) && holds(view.visible, around(at))) placed.push({ name: place.name, kind: place.kind, ...at, box: around(at) });
  }
  return placed;
}

/** The spot in sight that will do and lies nearest to a point.
 * @param {Point} home @param {import("./canvaslayer.js").View} view @param {(at: Point) => boolean} ok
 * @returns {Point|null} */
function nearest(home, { visible }, ok) {
  let best = null, least = Infinity;
  for (let y = visible.y0 + 28; y < visible.y1 - 20; y += 16) {
    for (let x = visible.x0 + 60; x < visible.x1 - 50; x += 24) {
      const far = Math.hypot(x - home.x, y - home.y);
      if (far < least && ok({ x, y })) [best, least] = [{ x, y }, far];
    }
  }
  return best;
}

/** Points along a name, above and below its middle line. @param {Point} at @param {number} half
 * @param {number} turn @param {number} size */
function pointsOf({ x, y }, half, turn, size) {
  const dx = half * Math.cos(turn), dy = half * Math.sin(turn);
  const along = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1];
  return along.flatMap((part) => [-0.6, 0.6].map((aside) => ({ x: x + part * dx, y: y + part * dy + aside * size })));
}

/** @param {import("./basemap.js").Label} place @param {Point} at @param {import("./canvaslayer.js").View} view */
function within({ within: area }, at, { scale, left, top }) {
  if (!area) return true;
  return inRings(area.rings, (at.x + left) / scale, (at.y + top) / scale) === area.inside;
}

/** @param {CanvasRenderingContext2D} pen @param {PlacedLabel[]} labels @param {number} size
 * @param {import("./palette.js").Palette} palette */
export function drawLabels(pen, labels, size, palette) {
  for (const { name, kind, x, y } of labels) {
    const { font, turn = 0 } = KINDS[kind];
    pen.save();
    pen.translate(x, y);
    pen.rotate(turn);
    pen.letterSpacing = SPACING;
    const aside = kind === "water" || kind === "district"; // these stand clear of the cells
    const ink = kind === "water" ? palette.river : aside ? palette.ink3 : palette.ink2;
    write(pen, name, { x: 0, y: 0 }, { font: `${font} ${size}px ${palette.font}`, ink, halo: aside ? "" : palette.halo });
    pen.restore();
  }
}

/** Find the point of each motorway that has most room in the frame, for its number plate.
 * @param {import("./canvaslayer.js").View} view @param {import("./basemap.js").Road[]} roads
 * @param {Box[]} avoid @param {number} size of its letters @returns {Shield[]} */
export function placeShields(view, roads, avoid, size) {
  /** @type {Shield[]} */
  const placed = [];
  for (const name of new Set(roads.map((road) => road.name))) {
    const taken = [...avoid, ...placed.map(({ box }) => box)];
    const spot = roomiest(roads.filter((road) => road.name === name), taken, view, size);
    if (spot) placed.push({ name, ...spot, box: boxAround(spot, 1.6 * size, 0.8 * size) });
  }
  return placed;
}

/** @param {CanvasRenderingContext2D} pen @param {Shield[]} shields @param {number} size
 * @param {import("./palette.js").Palette} palette */
export function drawShields(pen, shields, size, palette) {
  const font = `600 ${size}px ${palette.font}`;
  pen.font = font;
  for (const { name, x, y } of shields) {
    const half = pen.measureText(name).width / 2 + size * 0.4;
    pen.beginPath();
    pen.roundRect(x - half, y - size * 0.7, half * 2, size * 1.4, 3);
    pen.fillStyle = palette.land;
    pen.fill();
    pen.strokeStyle = palette.casing;
    pen.lineWidth = 1;
    pen.stroke();
    write(pen, name, { x, y: y + 0.5 }, { font, ink: palette.ink3, halo: "" });
  }
}

/** @param {import("./basemap.js").Road[]} roads @param {Box[]} avoid
 * @param {import("./canvaslayer.js").View} view @param {number} size @returns {{x: number, y: number}|null} */
function roomiest(roads, avoid, view, size) {
  let best = null, most = 14;
  for (const { line } of roads) {
    for (let i = 0; i < line.length; i += 2) {
      const at = toCanvas(view, { x: line[i], y: line[i + 1] });
      const { visible } = view;
      const room = Math.min(90, at.x - visible.x0, visible.x1 - at.x, at.y - visible.y0, visible.y1 - at.y);
      if (room > most && free(boxAround(at, 2 * size, size), avoid, view)) [best, most] = [at, room];
    }
  }
  return best;
}

/** @param {CanvasRenderingContext2D} pen @param {string} text @param {{x: number, y: number}} at
 * @param {{font: string, ink: string, halo: string}} style */
function write(pen, text, at, { font, ink, halo }) {
  pen.font = font;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  if (halo) {
    pen.lineJoin = "round";
    pen.strokeStyle = halo;
    pen.lineWidth = Math.max(HALO, HALO_PART * Number(/([\d.]+)px/.exec(font)?.[1] ?? 0));
    pen.strokeText(text, at.x, at.y);
  }
  pen.fillStyle = ink;
  pen.fillText(text, at.x, at.y);
}

/** @param {{x: number, y: number}} at @param {number} across @param {number} down @returns {Box} */
const boxAround = ({ x, y }, across, down) => ({ x0: x - across, x1: x + across, y0: y - down, y1: y + down });

/** @param {Box} box @param {Box[]} avoid @param {import("./canvaslayer.js").View} view @returns {boolean} */
const free = (box, avoid, { visible }) => overlap(box, visible) && !avoid.some((other) => overlap(box, other));

/** @param {Box} outer @param {Box} inner @returns {boolean} */
const holds = (outer, inner) => inner.x0 >= outer.x0 && inner.x1 <= outer.x1 && inner.y0 >= outer.y0 && inner.y1 <= outer.y1;

/** A ward's label, or the middle of its visible part when the label is out of sight.
 * @param {import("./basemap.js").WardShape} ward @param {import("./canvaslayer.js").View} view */
function inView(ward, view) {
  const sight = sightOf(view);
  const { x, y, bounds } = ward;
  if (x > sight.x0 && x < sight.x1 && y > sight.y0 && y < sight.y1) return { x, y };
  const middle = (/** @type {"x0"|"y0"} */ low, /** @type {"x1"|"y1"} */ high) =>
    (Math.max(bounds[low], sight[low]) + Math.min(bounds[high], sight[high])) / 2;
  return { x: middle("x0", "x1"), y: middle("y0", "y1") };
}

/** @param {import("./canvaslayer.js").View} view @returns {Box} the visible part in unit Mercator */
function sightOf({ visible, left, top, scale }) {
  return { x0: (visible.x0 + left) / scale, x1: (visible.x1 + left) / scale, y0: (visible.y0 + top) / scale, y1: (visible.y1 + top) / scale };
}

/** @param {Box} bounds in unit Mercator @param {import("./canvaslayer.js").View} view */
const touches = (bounds, view) => overlap(bounds, sightOf(view));

/** @param {import("./canvaslayer.js").View} view @param {{x: number, y: number}} at */
const toCanvas = (view, { x, y }) => ({ x: x * view.scale - view.left, y: y * view.scale - view.top });
