// Draws the symbols of the layers that are not in focus: up to three a cell, side by side.

import { SYMBOL_BREAKS, classOf } from "./classes.js";
import { SIZES } from "./symbols.js";

const INCIDENTS_SIZE = 0.85; // only the busiest cells have one, so one size says enough

/** @param {CanvasRenderingContext2D} pen @param {import("./hexes.js").Hexes} hexes
 * @param {{name: string, counts: Uint32Array, least: number}[]} layers
 * @param {(layer: string, radius: number) => HTMLCanvasElement} sprite @param {number} ratio
 * @param {number} grown how much larger than usual the symbols may be */
export function drawMarks(pen, hexes, layers, sprite, ratio, grown) {
  const base = baseRadius(hexes.width, grown);
  const snap = (/** @type {number} */ value) => Math.round(value * ratio) / ratio; // whole pixels copy fastest
  for (const cell of hexes.near) {
    let here = 0, place = 0;
    for (const layer of layers) if (layer.counts[cell] >= layer.least) here++;
    if (!here) continue;
    for (const layer of layers) {
      if (layer.counts[cell] < layer.least) continue;
      const picture = sprite(layer.name, base * sizeOf(layer.name, layer.counts[cell]));
      const width = picture.width / ratio, aside = (place++ - (here - 1) / 2) * base * 2.3;
      pen.drawImage(picture, snap(hexes.x[cell] + aside - width / 2), snap(hexes.y[cell] - width / 2), width, width);
    }
  }
}

/** The radius that goes with a cell's width, in CSS pixels. @param {number} width
 * @param {number} grown @returns {number} */
export const baseRadius = (width, grown) => Math.max(3.3, Math.min(7.5 * grown, width * 0.205));

/** @param {string} layer @param {number} count @returns {number} relative to the base radius */
export function sizeOf(layer, count) {
  return layer === "incidents" ? INCIDENTS_SIZE : SIZES[Math.max(0, classOf(count, SYMBOL_BREAKS))];
}
