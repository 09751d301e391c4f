// Draws the map: the ground when the map has moved, the data with every step of the clock.

import { blank, penOf } from "./canvaslayer.js";
import { classOf } from "./classes.js";
import { drawForms } from "./forms.js";
import { drawGround } from "./ground.js";
import { drawHexes, drawRing, outlineHexes, projectHexes } from "./hexes.js";
import { lookOf } from "./looks.js";
import { drawMarks } from "./marks.js";
import { drawLabels, drawShields, drawWardNames, placeLabels, placeShields, placeWards } from "./names.js";
import { drawNoted } from "./noted.js";
import { opacityOf } from "./opacity.js";
import { drawPicks, projectPicks } from "./pickmarks.js";
import { makePainter } from "./pixels.js";
import { COUNT, isTogether } from "./measures.js";
import { onSides, sidesOf } from "./sides.js";
import { makeSprites } from "./symbols.js";
import { grownOn, unitOf } from "./unit.js";
import { drawWards, projectWards } from "./wards.js";

/** @typedef {import("./store.js").State} State */
/** @typedef {import("./placing.js").Box} Box */

const MANY = 1500; // cells in sight beyond which painting pixels is faster than drawing outlines
const ROOMY = 20; // corner to corner, CSS pixels: a cell that can be seen behind its symbols
const SELECTED = { size: 1.34, halo: 8, ink: 3 }; // the ring stands outside the cell: its fill stays readable

/** @param {import("./store.js").Store} store
 * @param {{ground: HTMLCanvasElement, data: HTMLCanvasElement}} canvases
 * @param {() => Box[]} floats the boxes over the map, in frame pixels */
export function keepPicture(store, canvases, floats) {
  /** @type {any} what is worked out once per view */
  let kept = {};

  store.on(["view", "basemap", "palette", "page"], ({ view, basemap, palette, page }) => {
    if (view && basemap) drawGround(penOf(canvases.ground, view), view, basemap, palette, grownOn(page));
  });
  store.on(["view", "grid", "basemap", "palette", "data"], ({ view, grid, basemap, palette }) => {
    if (view && basemap) kept = { ...kept, ...project(grid, view), sprite: makeSprites(palette, view.ratio) };
  });
  // The lines of wards lie over the hatching of marked cells: one sheet, drawn anew when a mark changes.
  store.on(["view", "grid", "basemap", "palette", "data", "noted", "page"], ({ view, basemap, palette, data, noted, page }) => {
    if (!view || !basemap) return;
    kept.lines = sheet(view, (pen) => {
      if (kept.hexes && noted.out.length) drawNoted(pen, kept.hexes, noted, palette, view.ratio);
      drawWards(pen, projectWards(basemap, view, data?.place ?? ""), palette, grownOn(page));
    });
  });
  // A measure's cells change with its answer and not with every step, so they are drawn once and copied.
  store.on(["view", "grid", "basemap", "palette", "data", "focus", "measure", "answer", "rateBreaks"], (state) => {
    const { view } = state, look = lookOf(state), { hexes } = kept;
    kept.cells = view && hexes && look ? sheet(view, (pen) => drawForms(pen, hexes, look, view.ratio)) : null;
  });
  store.on(["view", "grid", "palette", "mask"], ({ view, grid, palette, mask }) => {
    const marks = view && grid && projectPicks(grid, view, mask);
    kept.picks = view && marks && sheet(view, (pen) => drawPicks(pen, marks, palette));
  });
  store.on(["view", "grid", "basemap", "palette", "breaks", "focus", "visible", "page"], (state) => {
    if (state.view && state.basemap) kept = { ...kept, ...writeNames(state, canvases.data, kept.hexes, floats()) };
  });
  store.on(["view", "grid", "basemap", "palette", "counts", "breaks", "focus", "visible", "cell", "hovered", "page", "mask", "past", "divider", "drift", "measure", "answer", "rateBreaks", "noted", "opacity"], (state) => {
    if (state.view && state.basemap && kept.lines) drawData(penOf(canvases.data, state.view), state, kept);
  });
}

/** @param {CanvasRenderingContext2D} pen @param {State} state @param {any} kept */
function drawData(pen, state, { hexes, paint, lines, sprite, words, cells, picks }) {
  const { view, grid } = state;
  if (!view?.width || !view.height) return; // a frame without room
  const copy = (/** @type {HTMLCanvasElement} */ canvas) => pen.drawImage(canvas, 0, 0, canvas.width / view.ratio, canvas.height / view.ratio);
  pen.clearRect(0, 0, view.width, view.height);
  const sides = hexes ? sidesOf(state, view, hexes) : [];
  if (state.measure === COUNT) onSides(pen, view, sides, (side) => drawFocus(pen, side, paint));
  // Where layers converge there are symbols too, and they would hide a small cell.
  const over = isTogether(state.measure) && hexes?.width < ROOMY;
  if (cells && !over) copy(cells);
  fade(pen, view, opacityOf(state));
  if (opacityOf(state) < 1 && state.measure === COUNT && !paint) onSides(pen, view, sides, (side) => drawEdges(pen, side.state, side.hexes));
  copy(lines);
  onSides(pen, view, sides, (side) => drawMarks(pen, side.hexes, marked(side.state), sprite, view.ratio, grownOn(state.page)));
  if (cells && over) {
    pen.globalAlpha = opacityOf(state);
    copy(cells);
    pen.globalAlpha = 1;
  }
  if (picks) copy(picks);
  if (hexes && grid) drawRings(pen, state, hexes, grid.indexOf(state.cell));
  copy(words);
}

/** Let the ground show through what is drawn so far: the cells, and neither symbols nor outlines.
 * @param {CanvasRenderingContext2D} pen @param {NonNullable<State["view"]>} view @param {number} opacity */
function fade(pen, { width, height }, opacity) {
  if (opacity === 1) return;
  pen.save();
  pen.globalCompositeOperation = "destination-in";
  pen.globalAlpha = opacity;
  pen.fillStyle = "#000";
  pen.fillRect(0, 0, width, height);
  pen.restore();
}

/** A sheet as large as the map, drawn once and copied with every step.
 * @param {NonNullable<State["view"]>} view @param {(pen: CanvasRenderingContext2D) => void} draw */
function sheet({ width, height, ratio }, draw) {
  const { canvas, pen } = blank(width, height, ratio);
  draw(pen);
  return canvas;
}

/** The grid in pixels, and its painter when there are many cells.
 * @param {State["grid"]} grid @param {NonNullable<State["view"]>} view */
function project(grid, view) {
  const hexes = grid && projectHexes(grid, view);
  return { hexes, paint: hexes && hexes.near.length > MANY ? makePainter(hexes, view) : null };
}

/** @param {CanvasRenderingContext2D} pen @param {import("./sides.js").Side} side
 * @param {import("./pixels.js").Painter|null} paint */
function drawFocus(pen, side, paint) {
  const { counts, breaks, focus, palette } = side.state;
  const cells = counts?.cells[focus];
  if (!cells) return;
  const ends = breaks[focus];
  const fill = { breaks: ends, ramp: palette.ramp(focus, ends.length + 1), outline: palette.ramp(focus, 5)[2] };
  if (paint) paint(pen, cells, fill, side);
  else drawHexes(pen, side.hexes, cells, fill);
}

/** @param {CanvasRenderingContext2D} pen @param {State} state @param {import("./hexes.js").Hexes} hexes */
function drawEdges(pen, { counts, focus, palette }, hexes) {
  if (counts?.cells[focus]) outlineHexes(pen, hexes, counts.cells[focus], palette.ramp(focus, 5)[2]);
}

/** @param {CanvasRenderingContext2D} pen @param {State} state @param {import("./hexes.js").Hexes} hexes
 * @param {number} selected */
function drawRings(pen, { hovered, palette }, hexes, selected) {
  if (hovered >= 0 && hovered !== selected) drawRing(pen, hexes, hovered, { size: 1.06, width: 2, stroke: palette.ink });
  if (selected < 0) return;
  drawRing(pen, hexes, selected, { size: SELECTED.size, width: SELECTED.halo, stroke: palette.halo });
  drawRing(pen, hexes, selected, { size: SELECTED.size, width: SELECTED.ink, stroke: palette.ink });
}

/** The layers drawn as symbols. @param {State} state */
function marked({ visible, focus, counts, least }) {
  return visible
    .filter((name) => name !== focus && counts?.cells[name])
    .map((name) => ({ name, counts: /** @type {any} */ (counts).cells[name], least: least[name] }));
}

/** @param {State} state @param {HTMLCanvasElement} canvas
 * @param {import("./hexes.js").Hexes|null} hexes @param {Box[]} boxes */
function writeNames(state, canvas, hexes, boxes) {
  const { view, basemap, data, palette } = state;
  if (!view || !basemap) return {};
  const pen = penOf(canvas, view), size = lettering(state);
  const avoid = boxes.map((box) => moved(box, view.visible.x0, view.visible.y0));
  const labels = placeLabels(pen, view, basemap.labels, size, avoid, palette.font);
  const free = [...avoid, ...labels.map(({ box }) => box)];
  const plate = 0.85 * size.other, shields = placeShields(view, basemap.motorways, free, plate);
  const ground = {
    obstacles: hexes ? obstacles(state, hexes) : [],
    reach: hexes ? hexes.width * 0.24 : 0,
    avoid: [...free, ...shields.map(({ box }) => box)],
  };
  const names = placeWards(pen, view, basemap, size, { place: data?.place ?? "", ground }, palette.font);
  const words = sheet(view, (fresh) => {
    drawLabels(fresh, labels, size.other, palette);
    drawShields(fresh, shields, plate, palette);
    drawWardNames(fresh, view, names, size.ward, palette);
  });
  return { words };
}

/** What a name should rather not hide. @param {State} state @param {import("./hexes.js").Hexes} hexes */
function obstacles(state, hexes) {
  const { counts, focus, breaks, grid, cell } = state;
  const symbols = marked(state);
  const found = [];
  for (const at of hexes.near) {
    const level = counts ? classOf(counts.cells[focus]?.[at] ?? 0, breaks[focus] ?? []) : -1;
    const cost = level + 1 + (symbols.some((layer) => layer.counts[at] >= layer.least) ? 6 : 0);
    if (cost) found.push({ x: hexes.x[at], y: hexes.y[at], cost });
  }
  const selected = grid ? grid.indexOf(cell) : -1;
  if (selected >= 0) found.push({ x: hexes.x[selected], y: hexes.y[selected], cost: 60 });
  return found;
}

/** Sizes of names: a presentation is read from across a room.
 * @param {State} state @returns {import("./names.js").Lettering} */
function lettering({ page, view }) {
  const { x0, x1 } = /** @type {NonNullable<State["view"]>} */ (view).visible;
  const grown = grownOn(page);
  if (page === "present") return { ward: 23 * unitOf(window), other: 22 * unitOf(window), grown };
  return x1 - x0 > 1000 ? { ward: 12.5, other: 13, grown } : { ward: 10.5, other: 11, grown };
}

/** @param {Box} box @param {number} x @param {number} y @returns {Box} */
const moved = (box, x, y) => ({ x0: box.x0 + x, x1: box.x1 + x, y0: box.y0 + y, y1: box.y1 + y });
