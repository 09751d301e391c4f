// Draws the ground: water, land, the texture of streets, roads. Nothing here depends on the data.

import { trace } from "./trace.js";

const STATIONS_FROM = 3.4e6; // the scale at which they also have names

/** @param {CanvasRenderingContext2D} pen @param {import("./canvaslayer.js").View} view
 * @param {import("./basemap.js").Basemap} basemap @param {import("./palette.js").Palette} palette
 * @param {number} grown how much larger than usual lines are */
export function drawGround(pen, view, basemap, palette, grown) {
  pen.fillStyle = palette.water;
  pen.fillRect(0, 0, view.width, view.height);
  areas(pen, view, basemap.neighbours, palette.outland, palette.outputArea);
  areas(pen, view, basemap.land, palette.outland, palette.outland);
  areas(pen, view, basemap.wards.flatMap((ward) => ward.rings), palette.land, palette.land);
  lines(pen, view, basemap.lines, palette.outputArea, 1);
  postcodes(pen, view, basemap.postcodes, palette.postcode);
  const roads = [...basemap.motorways, ...basemap.bridges].map((road) => road.line);
  const wide = (view.scale > 8e6 * grown ? 1.6 : 1) * grown;
  lines(pen, view, roads, palette.casing, 5 * wide);
  lines(pen, view, roads, palette.motorway, 3 * wide);
  if (view.scale > STATIONS_FROM * grown) stations(pen, view, basemap.stations, palette);
}

/** @param {CanvasRenderingContext2D} pen @param {import("./canvaslayer.js").View} view
 * @param {Float64Array[]} rings @param {string} fill @param {string} stroke */
function areas(pen, view, rings, fill, stroke) {
  pen.beginPath();
  for (const ring of rings) trace(pen, view, ring, true);
  pen.fillStyle = fill;
  pen.fill();
  pen.strokeStyle = stroke;
  pen.lineWidth = 1;
  pen.stroke();
}

/** @param {CanvasRenderingContext2D} pen @param {import("./canvaslayer.js").View} view
 * @param {Float64Array[]} all @param {string} stroke @param {number} width */
function lines(pen, view, all, stroke, width) {
  pen.beginPath();
  for (const line of all) trace(pen, view, line);
  pen.strokeStyle = stroke;
  pen.lineWidth = width;
  pen.lineJoin = pen.lineCap = "round";
  pen.stroke();
}

/** @param {CanvasRenderingContext2D} pen @param {import("./canvaslayer.js").View} view
 * @param {Float64Array} points @param {string} fill */
function postcodes(pen, view, points, fill) {
  const size = view.scale > 2.2e7 ? 2.5 : view.scale > 1.1e7 ? 2 : 1.5;
  pen.fillStyle = fill;
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] * view.scale - view.left, y = points[i + 1] * view.scale - view.top;
    pen.fillRect(x - size / 2, y - size / 2, size, size);
  }
}

/** @param {CanvasRenderingContext2D} pen @param {import("./canvaslayer.js").View} view
 * @param {import("./basemap.js").Label[]} all @param {import("./palette.js").Palette} palette */
function stations(pen, view, all, palette) {
  for (const place of all) {
    const x = place.x * view.scale - view.left, y = place.y * view.scale - view.top;
    pen.beginPath();
    pen.roundRect(x - 3.5, y - 3.5, 7, 7, 1.5);
    pen.fillStyle = palette.ink3;
    pen.strokeStyle = palette.halo;
    pen.lineWidth = 3;
    pen.stroke();
    pen.fill();
  }
}
