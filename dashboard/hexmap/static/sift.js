// What of the data counts. Entries are cut once for each change of the choice, so that a move of the
// clock costs no more with a choice than without, and less where the choice leaves little.

/** @typedef {import("./packed.js").PackedLayer} PackedLayer */

/** The entries whose cell, or category, is wanted; sorted as they were.
 * @template {Pick<PackedLayer, "day"|"cell"|"category"|"count">} Layer
 * @param {Layer} layer @param {"cell"|"category"} part @param {Uint8Array} wanted 1 or 0 for each
 * cell or category @returns {Layer} */
export function cut(layer, part, wanted) {
  const { day, cell, category, count } = layer, keys = layer[part];
  let size = 0;
  for (let i = 0; i < keys.length; i++) size += wanted[keys[i]];
  const rest = { day: new Uint16Array(size), cell: new Uint16Array(size), category: new Uint8Array(size), count: new Uint16Array(size) };
  for (let i = 0, at = 0; i < keys.length; i++) {
    if (!wanted[keys[i]]) continue;
    rest.day[at] = day[i];
    rest.cell[at] = cell[i];
    rest.category[at] = category[i];
    rest.count[at++] = count[i];
  }
  return { ...layer, ...rest };
}

/** A layer with only the categories that count. @param {PackedLayer} layer
 * @param {string[]} [names] none for all @returns {PackedLayer} */
export function sift(layer, names = []) {
  if (!names.length) return layer;
  return cut(layer, "category", Uint8Array.from(layer.categories, (name) => Number(names.includes(name))));
}

/** Keep the layers up to date with the categories that count.
 * @param {import("./store.js").Store} store */
export function keepLayers(store) {
  /** @type {Map<PackedLayer, {names: string, sifted: PackedLayer}>} */
  let known = new Map();
  store.rule(["data", "kept"], ({ data, kept }) => {
    const next = new Map();
    for (const layer of data?.layers ?? []) {
      const names = JSON.stringify(kept[layer.name] ?? []), before = known.get(layer);
      next.set(layer, before?.names === names ? before : { names, sifted: sift(layer, kept[layer.name]) });
    }
    known = next;
    store.set({ layers: [...next.values()].map(({ sifted }) => sifted) });
  });
}
