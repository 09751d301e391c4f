// Which categories of which layers are counted: as addresses and messages write it, and as people read it.

/** Categories chosen one by one, as in dashboard/kinds.py: an address must hold them. */
export const MOST = 40;

/** Categories by layer, from "incidents:Drugs,missing:high". @param {string} text
 * @returns {{[layer: string]: string[]}} */
export function readKept(text) {
  /** @type {{[layer: string]: string[]}} */
  const kept = {};
  for (const pair of text.split(",").filter(Boolean)) {
    const colon = pair.indexOf(":");
    (kept[pair.slice(0, colon)] ??= []).push(decodeURIComponent(pair.slice(colon + 1)));
  }
  return kept;
}

/** The same as text; layers that count all of theirs are left out.
 * @param {{[layer: string]: string[]}} kept @param {string[]} layers @returns {string} */
export function keptText(kept, layers) {
  return layers.flatMap((layer) => (kept[layer] ?? []).map((name) => `${layer}:${encodeURIComponent(name)}`)).join(",");
}

/** The names that count once one of them is let in or left out; null where that cannot be.
 * @param {string[]} all @param {string[]} kept none for all @param {string} name
 * @param {number} [room] for names in the address @returns {string[]|null} */
export function switched(all, kept, name, room = MOST) {
  const now = kept.length ? kept : all;
  const next = all.filter((other) => (other === name) !== now.includes(other));
  if (next.length === all.length) return [];
  return next.length && next.length <= room ? next : null;
}

/** The choice of a layer in words: "only Drugs and Burglary", "all but Drugs", "3 of 14 categories",
 * or "".
 * @param {Pick<import("./packed.js").PackedLayer, "categories">} layer @param {string[]} [kept] @returns {string} */
export function keptWords({ categories }, kept = []) {
  if (!kept.length) return "";
  const left = categories.filter((name) => !kept.includes(name));
  if (left.length === 1 && kept.length > 2) return `all but ${left[0]}`;
  return kept.length > 2 ? `${shareWords({ categories }, kept)} categories` : `only ${kept.join(" and ")}`;
}

/** How many of how many; some that were asked for may have no event in the place.
 * @param {Pick<import("./packed.js").PackedLayer, "categories">} layer @param {string[]} kept */
export const shareWords = ({ categories }, kept) => `${kept.length} of ${new Set([...categories, ...kept]).size}`;

/** The choices of the shown layers that do not count all, for a title or a legend.
 * @param {import("./store.js").State} state @returns {string} "Incidents: only Drugs", or "" */
export function choiceWords({ data, kept, visible, focus }) {
  const shown = (data?.layers ?? []).filter(({ name }) => kept[name]?.length && (name === focus || visible.includes(name)));
  return shown.map((layer) => `${layer.label}: ${keptWords(layer, kept[layer.name])}`).join("; ");
}
