// The colours of the current theme, read from the CSS variables of dashboard/theme.py. Read once
// per change of theme: canvases know no CSS.

const GROUND = {
  water: "--water", outland: "--outland", land: "--land", outputArea: "--output-area", postcode: "--postcode",
  motorway: "--motorway", casing: "--motorway-casing", wardLine: "--ward-line", halo: "--halo",
  river: "--river-ink", veil: "--outside-veil", hatch: "--hatch",
  fall: "--fall", fallGround: "--fall-ground", noChange: "--no-change", ink: "--ink", ink2: "--ink-2", ink3: "--ink-3",
};

/**
 * @typedef {{[name in keyof typeof GROUND]: string} & {
 *   font: string, layer: (name: string) => string, ramp: (name: string, classes: number) => string[]
 * }} Palette
 */

/** @param {Element} root the element that carries the theme @returns {Palette} */
export function readPalette(root) {
  const style = getComputedStyle(root);
  const value = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const ground = Object.fromEntries(Object.entries(GROUND).map(([key, name]) => [key, value(name)]));
  const ramp = once((layer) => [1, 2, 3, 4, 5].map((step) => value(`--${layer}-${step}`)));
  return /** @type {Palette} */ ({
    ...ground,
    font: style.fontFamily,
    layer: (name) => value(`--${name}`),
    // Fewer than five classes take the far end, so that many always looks like many.
    ramp: (name, classes) => ramp(name).slice(5 - classes),
  });
}

/** Ask for each name only once. @template Value @param {(name: string) => Value} find */
function once(find) {
  /** @type {Map<string, Value>} */
  const known = new Map();
  return (/** @type {string} */ name) => {
    if (!known.has(name)) known.set(name, find(name));
    return /** @type {Value} */ (known.get(name));
  };
}
