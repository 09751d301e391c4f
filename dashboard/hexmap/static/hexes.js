// Draws the hexagons of the layer in focus, and the rings around a chosen one.

import { classOf } from "./classes.js";

const SHRINK = 0.94; // a gap shows between neighbours
const SHRINK_SMALL = 0.9;
const SMALL = 14; // CSS pixels, corner to corner
export const OUTLINE = 0.75;

/**
 * @typedef {object} Hexes The grid in canvas pixels, for one view.
 * @property {Uint32Array} first
 * @property {Float32Array} corners shrunk
 * @property {Float32Array} x centres
 * @property {Float32Array} y
 * @property {Uint32Array} near positions of the cells that touch the canvas
 * @property {number} width corner to corner
 */

/** @param {import("./grid.js").Grid} grid @param {import("./canvaslayer.js").View} view @returns {Hexes} */
export function projectHexes(grid, view) {
  const width = grid.width * view.scale;
  const shrink = width < SMALL ? SHRINK_SMALL : SHRINK;
  const corners = new Float32Array(grid.corners.length);
  const x = grid.x.map((value) => value * view.scale - view.left);
  const y = grid.y.map((value) => value * view.scale - view.top);
  const near = [];
  for (let cell = 0; cell < grid.cells.length; cell++) {
    if (x[cell] < -width || y[cell] < -width || x[cell] > view.width + width || y[cell] > view.height + width) continue;
    near.push(cell);
    for (let i = grid.first[cell]; i < grid.first[cell + 1]; i += 2) {
      corners[i] = x[cell] + (grid.corners[i] - grid.x[cell]) * view.scale * shrink;
      corners[i + 1] = y[cell] + (grid.corners[i + 1] - grid.y[cell]) * view.scale * shrink;
    }
  }
  return { first: grid.first, corners, x: Float32Array.from(x), y: Float32Array.from(y), near: Uint32Array.from(near), width };
}

/**
 * @typedef {object} Fill How the cells of a layer are filled.
 * @property {number[]} breaks
 * @property {string[]} ramp one colour per class
 * @property {string} outline of the two palest classes, which cannot stand out from the land alone
 */

/** Fill the cells by class. @param {CanvasRenderingContext2D} pen @param {Hexes} hexes
 * @param {Uint32Array} counts @param {Fill} fill */
export function drawHexes(pen, hexes, counts, { breaks, ramp, outline }) {
  pen.strokeStyle = outline;
  pen.lineWidth = OUTLINE;
  ramp.forEach((colour, level) => {
    pen.fillStyle = colour;
    const pale = level < ramp.length - 2;
    for (const cell of hexes.near) {
      if (classOf(counts[cell], breaks) !== level) continue;
      traceHex(pen, hexes, cell, 1);
      pen.fill();
      if (pale) pen.stroke();
    }
  });
}

/** The edges of the cells with a count, for fills that the ground shows through.
 * @param {CanvasRenderingContext2D} pen @param {Hexes} hexes @param {Uint32Array} counts @param {string} stroke */
export function outlineHexes(pen, hexes, counts, stroke) {
  pen.strokeStyle = stroke;
  pen.lineWidth = OUTLINE;
  for (const cell of hexes.near) {
    if (!counts[cell]) continue;
    traceHex(pen, hexes, cell, 1);
    pen.stroke();
  }
}

/** @param {CanvasRenderingContext2D} pen @param {Hexes} hexes @param {number} cell
 * @param {{size: number, width: number, stroke: string}} ring */
export function drawRing(pen, hexes, cell, { size, width, stroke }) {
  traceHex(pen, hexes, cell, size);
  pen.lineJoin = "round";
  pen.strokeStyle = stroke;
  pen.lineWidth = width;
  pen.stroke();
}

/** @param {CanvasRenderingContext2D} pen @param {Hexes} hexes @param {number} cell @param {number} size */
export function traceHex(pen, { first, corners, x, y }, cell, size) {
  pen.beginPath();
  for (let i = first[cell], end = first[cell + 1]; i < end; i += 2) {
    const cx = x[cell] + (corners[i] - x[cell]) * size, cy = y[cell] + (corners[i + 1] - y[cell]) * size;
    if (i === first[cell]) pen.moveTo(cx, cy);
    else pen.lineTo(cx, cy);
  }
  pen.closePath();
}
