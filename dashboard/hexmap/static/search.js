// The search box over the map: a hit selects the cell there, or frames the ward.

import { el, say, set } from "./dom.js";
import { find, indexOf } from "./finder.js";
import { icon } from "./icons.js";
import { fetchJson } from "./source.js";

const LIST = "search-hits";

/** @param {import("./store.js").Store} store
 * @param {{toPoint: (lat: number, lng: number) => void, toWard: (code: string) => void}} go
 * @returns {HTMLElement} */
export function makeSearch(store, go) {
  const input = el("input", {
    type: "text", placeholder: "Postcode, street or ward", role: "combobox", "aria-label": "Search for a postcode, street or ward",
    "aria-expanded": "false", "aria-controls": LIST, "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
    oninput: () => look(), onkeydown: press, onblur: () => close(), onfocus: () => prepare(),
  });
  const list = el("ul", { id: LIST, role: "listbox", "aria-label": "Hits", hidden: true });
  const said = el("p", { class: "unseen", role: "status" });
  /** @type {import("./finder.js").Entry[]} */
  let entries = [];
  /** @type {import("./finder.js").Hit[]} */
  let hits = [];
  let at = -1, asked = false;
  /** @type {any} */
  let names = null;

  function prepare() {
    if (asked) return;
    asked = true;
    fetchJson("names.json").then((json) => {
      names = json;
      index();
      look();
    }).catch(() => {
      asked = false;
      say(said, "The names cannot be fetched. Try again.");
    });
  }
  function index() {
    const { data, grid } = store.state;
    if (!names || !data || !grid) return;
    const wardAt = (/** @type {number} */ lat, /** @type {number} */ lng) => data.wards[data.cellWard[grid.at(lat, lng)]]?.name ?? "";
    entries = indexOf(names, data.wards, wardAt);
  }
  store.on(["data", "grid"], index);

  function look() {
    hits = find(entries, input.value);
    at = hits.length ? 0 : -1;
    const none = entries.length && input.value.trim() && !hits.length;
    list.replaceChildren(...hits.map((hit, i) => el("li", {
      id: `${LIST}-${i}`, role: "option", onpointerdown: (event) => {
        event.preventDefault();
        take(hit);
      },
    }, el("span", {}, el("b", {}, hit.name), el("small", {}, hit.more)), el("small", {}, hit.kind))),
    ...(none ? [el("li", { class: "none", role: "option", "aria-disabled": "true" }, "Nothing in Halton begins like this")] : []));
    say(said, input.value.trim() ? `${hits.length} hits` : "");
    mark();
  }
  function mark() {
    const open = list.childElementCount > 0;
    list.hidden = !open;
    set(input, { "aria-expanded": String(open), "aria-activedescendant": at >= 0 ? `${LIST}-${at}` : null });
    [...list.children].forEach((row, i) => set(row, { "aria-selected": String(i === at) }));
  }
  function close() {
    list.replaceChildren();
    at = -1;
    mark();
  }
  /** @param {KeyboardEvent} event */
  function press(event) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step && hits.length) at = (at + step + hits.length) % hits.length;
    else if (event.key === "Enter" && hits[at]) take(hits[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    if (step) mark();
  }
  /** @param {import("./finder.js").Hit} hit */
  function take(hit) {
    input.value = hit.name;
    close();
    if (hit.code) go.toWard(hit.code);
    else go.toPoint(hit.lat, hit.lng);
  }
  return el("div", { class: "search float", role: "search" }, icon("search"), input, list, said);
}
