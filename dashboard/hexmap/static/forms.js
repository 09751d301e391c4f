// Draws cells in the forms of a measure: solid, hollow or hatched.

import { OUTLINE, traceHex } from "./hexes.js";

const HOLLOW = 0.84; // where the line of a hollow cell runs
const TILE = 6; // CSS pixels of the hatching

/** @param {CanvasRenderingContext2D} pen @param {import("./hexes.js").Hexes} hexes
 * @param {import("./looks.js").Look} look @param {number} ratio device pixels per pixel */
export function drawForms(pen, hexes, { classes, level }, ratio) {
  const levels = hexes.near.map((cell) => level(cell) + 1); // unsigned: 0 for none
  classes.forEach(({ form }, at) => {
    dip(pen, form, hexes.width, ratio);
    hexes.near.forEach((cell, i) => {
      if (levels[i] === at + 1) drawForm(pen, hexes, cell, form);
    });
  });
}

/** @param {CanvasRenderingContext2D} pen @param {import("./looks.js").Form} form
 * @param {number} width of a cell @param {number} ratio */
function dip(pen, { kind, colour, ground, line, faint }, width, ratio) {
  pen.fillStyle = kind === "hatched" ? hatching(pen, ratio, [{ colour, width: 1.1, alpha: faint ? 0.35 : 0.75 }]) : ground ?? colour;
  pen.strokeStyle = kind === "hollow" ? colour : line ?? colour;
  pen.lineWidth = kind === "hollow" ? Math.max(2, Math.min(5, width * 0.09)) : OUTLINE;
}

/** @param {CanvasRenderingContext2D} pen @param {import("./hexes.js").Hexes} hexes @param {number} cell
 * @param {import("./looks.js").Form} form */
function drawForm(pen, hexes, cell, { kind, line }) {
  traceHex(pen, hexes, cell, 1);
  pen.fill();
  if (line) pen.stroke();
  if (kind !== "hollow") return;
  traceHex(pen, hexes, cell, HOLLOW);
  pen.stroke();
}

/** Lines from corner to corner, one stroke over the other.
 * @param {CanvasRenderingContext2D} pen @param {number} ratio
 * @param {{colour: string, width: number, alpha: number}[]} strokes @param {{tile?: number, lean?: 1|-1}} shape `lean` says to which side
 * @returns {CanvasPattern|string} */
export function hatching(pen, ratio, strokes, { tile: side = TILE, lean = 1 } = {}) {
  const tile = document.createElement("canvas");
  const size = (tile.width = tile.height = Math.round(side * ratio));
  const line = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
  for (const { colour, width, alpha } of strokes) {
    line.strokeStyle = colour;
    line.lineWidth = width * ratio;
    line.globalAlpha = alpha;
    line.beginPath();
    for (const shift of [-size, 0, size]) {
      line.moveTo(shift - 1, size + 1);
      line.lineTo(shift + size + 1, -1);
    }
    line.stroke();
  }
  const pattern = pen.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix([lean / ratio, 0, 0, 1 / ratio, 0, 0]));
  return pattern ?? strokes[0].colour;
}
