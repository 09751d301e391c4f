// Which categories of which layers are counted, as addresses and messages write it.

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
