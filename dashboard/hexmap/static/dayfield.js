// A box in which a day is typed. What a person is typing is never written over: the clock may move
// or an answer may come while the other day of a window is still being typed.

import { el } from "./dom.js";

/** @param {import("./dom.js").Attributes} attributes @param {() => void} attempt what to do once it is typed
 * @returns {HTMLInputElement} */
export function makeDayField(attributes, attempt) {
  const field = el("input", { type: "text", autocomplete: "off", spellcheck: "false", maxlength: 40, ...attributes });
  field.addEventListener("input", () => (field.dataset.typing = ""));
  field.addEventListener("change", attempt);
  field.addEventListener("keydown", ({ key }) => key === "Enter" && attempt());
  return field;
}

/** Say a day, unless the person is typing there now.
 * @param {HTMLInputElement} field @param {string} text */
export function write(field, text) {
  field.dataset.said = text;
  if ("typing" in field.dataset && document.activeElement === field) return;
  taken(field);
  if (field.value !== text) field.value = text;
}

/** What stands in a box has been read, or is given up: it may be written over again.
 * @param {HTMLInputElement} field */
export function taken(field) {
  delete field.dataset.typing;
}
