// Web Mercator with the world as a unit square, north up: the map's pixels are this times a scale.

/** @param {number} lng degrees @returns {number} 0 to 1 */
export const unitX = (lng) => lng / 360 + 0.5;

/** @param {number} lat degrees @returns {number} 0 (north) to 1 */
export const unitY = (lat) => 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);

/** @param {number} x @returns {number} longitude, degrees */
export const lngOf = (x) => (x - 0.5) * 360;

/** @param {number} y @returns {number} latitude, degrees */
export const latOf = (y) => (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90;

/** A line as x, y, x, y ... @param {number[][]} line of [lng, lat] @returns {Float64Array} */
export function unitLine(line) {
  const flat = new Float64Array(line.length * 2);
  line.forEach(([lng, lat], i) => {
    flat[2 * i] = unitX(lng);
    flat[2 * i + 1] = unitY(lat);
  });
  return flat;
}

/** Whether a point lies in rings (even-odd rule).
 * @param {Float64Array[]} rings @param {number} x @param {number} y @returns {boolean} */
export function inRings(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    for (let a = 0, b = ring.length - 2; a < ring.length; b = a, a += 2) {
      if (ring[a + 1] > y === ring[b + 1] > y) continue;
      const crossing = ((ring[b] - ring[a]) * (y - ring[a + 1])) / (ring[b + 1] - ring[a + 1]) + ring[a];
      if (x < crossing) inside = !inside;
    }
  }
  return inside;
}

/** The outline's bounds. @param {Float64Array[]} lines
 * @returns {{x0: number, y0: number, x1: number, y1: number}} */
export function boundsOf(lines) {
  const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      box.x0 = Math.min(box.x0, line[i]);
      box.x1 = Math.max(box.x1, line[i]);
      box.y0 = Math.min(box.y0, line[i + 1]);
      box.y1 = Math.max(box.y1, line[i + 1]);
    }
  }
  return box;
}
