// Follows a line on a canvas, leaving out points too close together to be seen.

const NEAR = 0.6; // CSS pixels

/** @param {CanvasRenderingContext2D|Path2D} pen @param {import("./canvaslayer.js").View} view
 * @param {Float64Array} line x, y, x, y ... in unit Mercator @param {boolean} [closed] */
export function trace(pen, view, line, closed = false) {
  let lastX = Infinity, lastY = Infinity;
  for (let i = 0, end = line.length; i < end; i += 2) {
    const x = line[i] * view.scale - view.left, y = line[i + 1] * view.scale - view.top;
    const near = Math.abs(x - lastX) < NEAR && Math.abs(y - lastY) < NEAR;
    if (near && i + 2 < end) continue;
    if (i) pen.lineTo(x, y);
    else pen.moveTo(x, y);
    [lastX, lastY] = [x, y];
  }
  if (closed) pen.closePath();
}
