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
  pen.fillStyle = kind === "hatched" ? hatching(pen, colour, ratio, faint ? 0.35 : 0.75) : ground ?? colour;
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

/** Thin lines from corner to corner. @param {CanvasRenderingContext2D} pen @param {string} colour
 * @param {number} ratio @param {number} alpha @returns {CanvasPattern|string} */
function hatching(pen, colour, ratio, alpha) {
  const tile = document.createElement("canvas");
  const size = (tile.width = tile.height = Math.round(TILE * ratio));
  const line = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
  line.strokeStyle = colour;
  line.lineWidth = 1.1 * ratio;
  line.globalAlpha = alpha;
  line.beginPath();
  for (const shift of [-size, 0, size]) {
    line.moveTo(shift - 1, size + 1);
    line.lineTo(shift + size + 1, -1);
  }
  line.stroke();
  const pattern = pen.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix([1 / ratio, 0, 0, 1 / ratio, 0, 0]));
  return pattern ?? colour;
}
