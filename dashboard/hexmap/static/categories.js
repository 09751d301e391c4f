// The categories of a layer: a button on its chip opens a list, where each can be let in or left out.

import { makeList } from "./categorylist.js";
import { el, say, set } from "./dom.js";
import { icon } from "./icons.js";
import { MOST, keptWords, shareWords } from "./kept.js";

/** @typedef {import("./packed.js").PackedLayer} PackedLayer */

/** The buttons of all layers and the list that one of them may have open.
 * @param {import("./store.js").Store} store @param {() => void} finish
 * @returns {(layer: PackedLayer) => HTMLElement|null} the button of a layer, for its chip */
export function makeCategories(store, finish) {
  /** @type {Map<string, {layer: PackedLayer, box: HTMLElement, button: HTMLElement}>} */
  const known = new Map();
  /** @type {{box: HTMLElement, button: HTMLElement, list: ReturnType<typeof makeList>}|null} */
  let open = null;

  const keptOf = (/** @type {PackedLayer} */ { name }) => store.state.kept[name] ?? [];
  function close() {
    open?.list.element.remove();
    if (open) set(open.button, { "aria-expanded": "false" });
    open = null;
  }
  function toggle(/** @type {PackedLayer} */ layer) {
    const parts = known.get(layer.name), was = open?.box;
    close();
    if (!parts || was === parts.box) return;
    const list = makeList(layer, () => keptOf(layer), (names) => {
      const { [layer.name]: _, ...others } = store.state.kept;
      store.set({ kept: names.length ? { ...others, [layer.name]: names } : others });
      finish();
    }, () => MOST - Object.entries(store.state.kept).reduce((sum, [name, names]) => sum + (name === layer.name ? 0 : names.length), 0));
    open = { ...parts, list };
    list.update(store.state);
    parts.box.append(list.element);
    set(parts.button, { "aria-expanded": "true" });
    list.element.querySelector("input")?.focus();
  }
  store.on(["layers"], () => {
    for (const { layer, box, button } of known.values()) nameButton(box, button, layer, keptOf(layer));
  });
  store.on(["layers", "from", "to", "page"], (state) => {
    if (state.page === "present") close();
    open?.list.update(state);
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!open?.box.contains(/** @type {Node} */ (target))) close();
  });
  document.addEventListener("focusin", ({ target }) => {
    if (!open?.box.contains(/** @type {Node} */ (target))) close();
  });
  document.addEventListener("keydown", (event) => {
    if (!open || event.key !== "Escape") return;
    event.stopPropagation();
    const { button } = open;
    close();
    button.focus();
  }, { capture: true });

  return (layer) => {
    known.delete(layer.name);
    if (layer.categories.length < 2 && !keptOf(layer).length) return null;
    const button = el("button", { class: "some", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false", onclick: () => toggle(layer) }, icon("sieve"), el("span"));
    const box = el("div", { class: "sieve" }, button);
    known.set(layer.name, { layer, box, button });
    nameButton(box, button, layer, keptOf(layer));
    return box;
  };
}

/** @param {HTMLElement} box @param {HTMLElement} button @param {PackedLayer} layer @param {string[]} kept */
function nameButton(box, button, layer, kept) {
  const words = `Categories of ${layer.label}: ${keptWords(layer, kept) || "all"}`;
  box.classList.toggle("on", kept.length > 0);
  set(button, { "aria-label": words, title: words });
  say(/** @type {Element} */ (button.lastElementChild), kept.length ? shareWords(layer, kept) : "");
}
