// Makes elements. Text always goes in as text, never as markup, so a name that looks like a
// script stays a name.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {{[name: string]: string|number|boolean|null|undefined|((event: any) => void)}} Attributes */
/** @typedef {Node|string|number|null|undefined|false} Child */

/** @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Attributes} [attributes] `onclick` and the like take functions
 * @param {...Child} children @returns {HTMLElementTagNameMap[Tag]} */
export function el(tag, attributes = {}, ...children) {
  return /** @type {any} */ (fill(document.createElement(tag), attributes, children));
}

/** @param {string} tag @param {Attributes} [attributes] @param {...Child} children
 * @returns {SVGElement} */
export function svg(tag, attributes = {}, ...children) {
  return /** @type {SVGElement} */ (fill(document.createElementNS(SVG, tag), attributes, children));
}

/** Set attributes; false, null and undefined remove them.
 * @param {Element} element @param {Attributes} attributes */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === false || value === null || value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** Put text in an element, only if it changed: a screen reader speaks each change.
 * @param {Element} element @param {string} text */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {Element} element @param {Attributes} attributes @param {Child[]} children */
function fill(element, attributes, children) {
  set(element, attributes);
  element.append(...children.filter((child) => child || child === 0).map((child) => /** @type {any} */ (child)));
  return element;
}
