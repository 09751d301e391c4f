// How many cells are picked, and the way back to all of them.

import { el, say } from "./dom.js";
import { MOST, hexagons, joined, tooMany } from "./picks.js";

/** @param {import("./store.js").Store} store @param {() => void} finish the hand has come to rest
 * @returns {{element: HTMLElement, pick: (picked: string[]) => boolean, add: (cells: string[]) => boolean}}
 *   `pick` puts other cells in place of the picked ones and `add` adds some, unless there are too many */
export function makePickBar(store, finish) {
  const words = el("span", { role: "status" });
  const clear = el("button", { type: "button", onclick: () => pick([]) }, "Clear");
  const element = el("div", { class: "picked float", role: "group", "aria-label": "Picked hexagons", hidden: true }, words, clear);
  /** @param {string} refused why the last ones were not taken, or "" */
  const tell = (refused) => {
    const { picked } = store.state;
    say(words, refused || (picked.length ? `${hexagons(picked.length)} picked` : ""));
    clear.hidden = !picked.length;
    element.hidden = !words.textContent;
  };
  /** @param {string[]} picked */
  function pick(picked) {
    if (picked.length > MOST) {
      tell(tooMany(picked.length));
      return false;
    }
    store.set({ picked, cell: "" });
    finish();
    return true;
  }
  store.on(["picked", "from", "to"], () => tell(""));
  return { element, pick, add: (cells) => pick(joined(store.state.picked, cells)) };
}
