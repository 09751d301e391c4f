// Finds a spot for each ward's name: inside its ward, where it hides the fewest symbols and dark
// cells, clear of the selected cell, of other names and of the boxes over the map.

/**
 * @typedef {{x0: number, y0: number, x1: number, y1: number}} Box
 * @typedef {{x: number, y: number, cost: number}} Obstacle a cell or symbol, with what hiding it costs
 * @typedef {{x: number, y: number, halfWidth: number, halfHeight: number,
 *   holds: (x: number, y: number) => boolean}} Wish a name's size, where it would best stand, its ward
 * @typedef {{obstacles: Obstacle[], reach: number, avoid: Box[], visible: Box}} Ground
 */

const STEP = 6;
const ACROSS = 60;
const DOWN = 48;
const WORTH = 60; // a worse spot than this is no spot: the name is left out
const COST = { far: 0.07, end: 3.5, box: 70, name: 80, edge: 40 };

/** @param {Wish[]} wishes in order of importance @param {Ground} ground
 * @returns {({x: number, y: number}|null)[]} the centre of each name, null where there is no room */
export function placeNames(wishes, ground) {
  /** @type {Box[]} */
  const taken = [];
  return wishes.map((wish) => {
    const spot = bestSpot(wish, { ...ground, obstacles: nearby(wish, ground) }, taken);
    if (spot) taken.push(boxOf(wish, spot.x, spot.y));
    return spot;
  });
}

/** @param {Wish} wish @param {Ground} ground @param {Box[]} taken @returns {{x: number, y: number}|null} */
function bestSpot(wish, ground, taken) {
  let best = null, least = WORTH;
  for (let dy = -DOWN; dy <= DOWN; dy += STEP) {
    for (let dx = -ACROSS; dx <= ACROSS; dx += STEP) {
      const x = wish.x + dx, y = wish.y + dy;
      const far = (Math.abs(dx) + Math.abs(dy)) * COST.far;
      if (far >= least || !wish.holds(x, y)) continue;
      const cost = far + costAt(wish, x, y, ground, taken);
      if (cost < least) [best, least] = [{ x, y }, cost];
    }
  }
  return best;
}

/** @param {Wish} wish @param {number} x @param {number} y @param {Ground} ground @param {Box[]} taken */
function costAt(wish, x, y, ground, taken) {
  const box = boxOf(wish, x, y);
  let cost = 0;
  for (const end of [box.x0, box.x1]) if (!wish.holds(end, y)) cost += COST.end;
  for (const { x: ox, y: oy, cost: price } of ground.obstacles) {
    const across = wish.halfWidth + ground.reach, down = wish.halfHeight + ground.reach;
    if (Math.abs(ox - x) < across && Math.abs(oy - y) < down) cost += price;
  }
  for (const other of taken) if (overlap(box, other)) cost += COST.name;
  for (const other of ground.avoid) if (overlap(box, other)) cost += COST.box;
  const { visible } = ground;
  const cut = box.x0 < visible.x0 || box.x1 > visible.x1 || box.y0 < visible.y0 || box.y1 > visible.y1;
  return cut ? cost + COST.edge : cost;
}

/** Only obstacles that any spot of this name could hide. @param {Wish} wish @param {Ground} ground */
function nearby(wish, { obstacles, reach }) {
  const across = ACROSS + wish.halfWidth + reach, down = DOWN + wish.halfHeight + reach;
  return obstacles.filter(({ x, y }) => Math.abs(x - wish.x) < across && Math.abs(y - wish.y) < down);
}

/** @param {Wish} wish @param {number} x @param {number} y @returns {Box} */
function boxOf({ halfWidth, halfHeight }, x, y) {
  return { x0: x - halfWidth - 2, y0: y - halfHeight - 1, x1: x + halfWidth + 2, y1: y + halfHeight + 1 };
}

/** @param {Box} a @param {Box} b @returns {boolean} */
export function overlap(a, b) {
  return a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0;
}

/** A ward's name on one line, or on two when it is long: "Central &" / "West Bank".
 * @param {string} name @returns {string[]} */
export function nameLines(name) {
  if (name.length < 12) return [name];
  const words = name.split(" ");
  let best = [name], least = Infinity;
  for (let cut = 1; cut < words.length; cut++) {
    const lines = [words.slice(0, cut).join(" "), words.slice(cut).join(" ")];
    const longest = Math.max(...lines.map((line) => line.length));
    const cost = longest + (/^(&|and)$/.test(words[cut]) ? 3 : 0);
    if (cost < least) [best, least] = [lines, cost];
  }
  return best;
}
