// The sides of the divider: each has its own counts, and only the cells that reach into it are drawn.

/** @typedef {import("./store.js").State} State */
/** @typedef {import("./hexes.js").Hexes} Hexes */
/** @typedef {NonNullable<State["view"]>} View */

/**
 * @typedef {object} Side
 * @property {State} state with the counts of this side
 * @property {Hexes} hexes with the cells of this side
 * @property {number} x0 where it begins, canvas pixels
 * @property {number} x1 where it ends
 */

/** Both windows beside the divider, or the one everywhere.
 * @param {State} state @param {View} view @param {Hexes} hexes @returns {Side[]} */
export function sidesOf(state, view, hexes) {
  if (!state.past) return [{ state, hexes, x0: 0, x1: view.width }];
  const { drift, divider, past } = state, { width, visible, ratio } = view;
  const wanted = drift + divider * (visible.x1 - visible.x0);
  const at = Math.round(Math.max(0, Math.min(width, wanted)) * ratio) / ratio; // a whole pixel is cut fastest
  return [
    { state: { ...state, counts: past }, hexes: between(hexes, 0, at), x0: 0, x1: at },
    { state, hexes: between(hexes, at, width), x0: at, x1: width },
  ];
}

/** Draw each side, and nothing of it on the other one. @param {CanvasRenderingContext2D} pen
 * @param {View} view @param {Side[]} sides @param {(side: Side) => void} draw */
export function onSides(pen, { width, height }, sides, draw) {
  for (const side of sides) {
    const { x0, x1 } = side;
    if (x0 === 0 && x1 === width) draw(side);
    else if (x1 > x0) {
      pen.save();
      pen.beginPath();
      pen.rect(x0, 0, x1 - x0, height);
      pen.clip();
      draw(side);
      pen.restore();
    }
  }
}

/** @param {Hexes} hexes @param {number} x0 @param {number} x1 @returns {Hexes} */
function between(hexes, x0, x1) {
  const { x, near, width } = hexes; // a symbol is no wider than a cell and a half
  return { ...hexes, near: near.filter((cell) => x[cell] > x0 - 1.5 * width - 8 && x[cell] < x1 + 1.5 * width + 8) };
}
