// Draws ward outlines over the cells, and a veil over the wards beyond the chosen place.

import { inPlace } from "./basemap.js";
import { trace } from "./trace.js";

/** The wards' outlines as paths, made once per view because they are drawn with every step.
 * @param {import("./basemap.js").Basemap} basemap @param {import("./canvaslayer.js").View} view
 * @param {string} place @returns {{outlines: Path2D, beyond: Path2D|null}} */
export function projectWards(basemap, view, place) {
  const outlines = new Path2D(), beyond = new Path2D();
  let any = false;
  for (const ward of basemap.wards) {
    const outside = !inPlace(ward, place);
    any ||= outside;
    for (const ring of ward.rings) {
      trace(outlines, view, ring, true);
      if (outside) trace(beyond, view, ring, true);
    }
  }
  return { outlines, beyond: any ? beyond : null };
}

/** @param {CanvasRenderingContext2D} pen @param {ReturnType<typeof projectWards>} wards
 * @param {import("./palette.js").Palette} palette
 * @param {number} grown how much larger than usual lines are */
export function drawWards(pen, { outlines, beyond }, palette, grown) {
  if (beyond) {
    pen.fillStyle = palette.veil;
    pen.fill(beyond);
  }
  pen.lineJoin = "round";
  pen.globalAlpha = 0.75;
  pen.strokeStyle = palette.halo;
  pen.lineWidth = 3 * grown;
  pen.stroke(outlines);
  pen.globalAlpha = 1;
  pen.strokeStyle = palette.wardLine;
  pen.lineWidth = grown;
  pen.stroke(outlines);
}
