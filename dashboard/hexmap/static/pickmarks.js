// Draws what is picked: the rest of the map is dimmed, and a line runs round each group of cells.

const LINE = 2, LINE_SMALL = 1.25, SMALL = 14; // CSS pixels
const GRAIN = 1e9; // corners closer than this part of the world, 4 cm, are one corner

/**
 * @typedef {object} PickMarks
 * @property {Path2D} rest everything but the picked cells
 * @property {Path2D} rim
 * @property {number} width of the rim
 */

/** The edges between a picked cell and one that is not.
 * @param {Pick<import("./grid.js").Grid, "first"|"corners">} grid @param {Uint8Array} mask
 * @returns {number[][]} x, y, x, y of each, in unit Mercator */
export function rimOf({ first, corners }, mask) {
  /** @type {Map<string, number[]>} */
  const edges = new Map();
  const name = (/** @type {number} */ at) => `${Math.round(corners[at] * GRAIN)},${Math.round(corners[at + 1] * GRAIN)}`;
  mask.forEach((picked, cell) => {
    for (let i = first[cell], end = first[cell + 1]; picked && i < end; i += 2) {
      const j = i + 2 < end ? i + 2 : first[cell];
      const key = [name(i), name(j)].sort().join(" ");
      if (!edges.delete(key)) edges.set(key, [corners[i], corners[i + 1], corners[j], corners[j + 1]]);
    }
  });
  return [...edges.values()];
}

/** @param {import("./grid.js").Grid} grid @param {import("./canvaslayer.js").View} view
 * @param {Uint8Array|null} mask @returns {PickMarks|null} */
export function projectPicks(grid, view, mask) {
  if (!mask) return null;
  const { first, corners, width } = grid, rest = new Path2D(), rim = new Path2D();
  const x = (/** @type {number} */ value) => value * view.scale - view.left, y = (/** @type {number} */ value) => value * view.scale - view.top;
  rest.rect(0, 0, view.width, view.height);
  mask.forEach((picked, cell) => {
    for (let i = first[cell]; picked && i < first[cell + 1]; i += 2) {
      if (i === first[cell]) rest.moveTo(x(corners[i]), y(corners[i + 1]));
      else rest.lineTo(x(corners[i]), y(corners[i + 1]));
    }
    if (picked) rest.closePath();
  });
  for (const [x0, y0, x1, y1] of rimOf(grid, mask)) {
    rim.moveTo(x(x0), y(y0));
    rim.lineTo(x(x1), y(y1));
  }
  return { rest, rim, width: width * view.scale < SMALL ? LINE_SMALL : LINE };
}

/** @param {CanvasRenderingContext2D} pen @param {PickMarks} marks @param {import("./palette.js").Palette} palette */
export function drawPicks(pen, { rest, rim, width }, palette) {
  pen.fillStyle = palette.veil;
  pen.fill(rest, "evenodd");
  pen.lineCap = "round";
  pen.strokeStyle = palette.halo;
  pen.lineWidth = width + 2.5;
  pen.stroke(rim);
  pen.strokeStyle = palette.ink;
  pen.lineWidth = width;
  pen.stroke(rim);
  pen.lineCap = "butt";
}
