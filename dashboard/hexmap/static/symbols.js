// Each layer's own shape, on canvas and in the page. Colour never stands alone: navy and plum
// nearly merge for some eyes, a circle and a diamond do not.

import { svg } from "./dom.js";

const SHAPES = {
  circle: [],
  diamond: [[0, -1.18], [1.18, 0], [0, 1.18], [-1.18, 0]],
  triangle: [[0, -1.15], [1.13, 0.85], [-1.13, 0.85]],
};

/** @type {{[layer: string]: keyof typeof SHAPES}} */
const SHAPE_OF = { incidents: "circle", cuckooing: "diamond", missing: "triangle" };
const CIRCLE = 0.92;
const HALO = 1.5;

/** Radii of the three sizes of a symbol, for the counts 1-2, 3-5, 6+, relative to the base. */
export const SIZES = [0.95, 1.25, 1.55];

const shapeOf = (/** @type {string} */ layer) => SHAPE_OF[layer] ?? "circle";

/** A layer's symbol as an SVG element.
 * @param {string} layer @param {{radius?: number, size?: number}} [options] pixels
 * @returns {SVGElement} */
export function symbol(layer, { radius = 5, size = 14 } = {}) {
  const half = size / 2;
  return svg("svg", {
    class: "symbol", width: size, height: size, viewBox: `${-half} ${-half} ${size} ${size}`, "aria-hidden": "true",
  }, symbolShape(layer, radius));
}

/** The shape alone, centred on 0, 0. @param {string} layer @param {number} radius @returns {SVGElement} */
export function symbolShape(layer, radius) {
  const shape = shapeOf(layer);
  if (shape === "circle") return svg("circle", { r: radius * CIRCLE, class: `fill-${layer}` });
  const points = SHAPES[shape].map(([x, y]) => `${x * radius},${y * radius}`).join(" ");
  return svg("polygon", { points, class: `fill-${layer}` });
}

/** Ready-made pictures of the symbols: copying one costs less than drawing it with its halo.
 * @param {import("./palette.js").Palette} palette @param {number} ratio device pixels per pixel */
export function makeSprites(palette, ratio) {
  /** @type {Map<string, HTMLCanvasElement>} */
  const known = new Map();
  return (/** @type {string} */ layer, /** @type {number} */ radius) => {
    const key = `${layer}:${radius.toFixed(2)}`;
    let sprite = known.get(key);
    if (!sprite) known.set(key, (sprite = drawSprite(layer, radius, palette, ratio)));
    return sprite;
  };
}

/** @param {string} layer @param {number} radius @param {import("./palette.js").Palette} palette
 * @param {number} ratio @returns {HTMLCanvasElement} */
function drawSprite(layer, radius, palette, ratio) {
  const half = radius * 1.2 + HALO + 1;
  const sprite = document.createElement("canvas");
  sprite.width = sprite.height = Math.ceil(2 * half * ratio);
  const pen = /** @type {CanvasRenderingContext2D} */ (sprite.getContext("2d"));
  pen.setTransform(ratio, 0, 0, ratio, sprite.width / 2, sprite.height / 2);
  tracePath(pen, layer, radius);
  pen.lineJoin = "round";
  pen.lineWidth = 2 * HALO;
  pen.strokeStyle = palette.halo;
  pen.stroke();
  pen.fillStyle = palette.layer(layer);
  pen.fill();
  return sprite;
}

/** @param {CanvasRenderingContext2D} pen @param {string} layer @param {number} radius */
function tracePath(pen, layer, radius) {
  pen.beginPath();
  const shape = shapeOf(layer);
  if (shape === "circle") pen.arc(0, 0, radius * CIRCLE, 0, 7);
  for (const [x, y] of SHAPES[shape]) pen.lineTo(x * radius, y * radius);
  pen.closePath();
}
