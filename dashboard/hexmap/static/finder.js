// Finds a postcode, a street or a ward by its first letters, without asking anyone.

/**
 * @typedef {{kind: "Ward"|"Street"|"Postcode", name: string, more: string, code: string,
 *   lng: number, lat: number}} Hit `more` tells two streets of one name apart; `code` is a ward's
 * @typedef {Hit & {key: string}} Entry
 */

const MOST = 6;
const PLACES = { Ward: 0, Street: 1, Postcode: 2 };

/** Letters and figures only, in small letters. @param {string} text @returns {string} */
export const keyOf = (text) => text.toLowerCase().replaceAll("&", "and").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** @param {{postcodes: [string, number, number][], streets: [string, number, number][]}} names
 * @param {{code: string, name: string, town: string}[]} wards
 * @param {(lat: number, lng: number) => string} wardAt name of the ward at a point, or ""
 * @returns {Entry[]} */
export function indexOf({ postcodes, streets }, wards, wardAt) {
  const entry = (/** @type {Omit<Entry, "key">} */ hit) => ({ ...hit, key: hit.kind === "Postcode" ? keyOf(hit.name).replaceAll(" ", "") : keyOf(hit.name) });
  /** @type {Map<string, Entry>} a street's points in one ward are one street */
  const known = new Map();
  for (const [name, lng, lat] of streets) {
    const more = wardAt(lat, lng), key = `${name}|${more}`;
    if (more && !known.has(key)) known.set(key, entry({ kind: "Street", name, more, code: "", lng, lat }));
  }
  return [
    ...wards.map(({ code, name, town }) => entry({ kind: "Ward", name, more: town, code, lng: 0, lat: 0 })),
    ...known.values(),
    ...postcodes.map(([name, lng, lat]) => entry({ kind: "Postcode", name, more: wardAt(lat, lng), code: "", lng, lat })),
  ];
}

/** Up to six entries: those that begin with the letters, then those of which a word does.
 * @param {Entry[]} entries @param {string} text @returns {Hit[]} */
export function find(entries, text) {
  const key = keyOf(text), tight = key.replaceAll(" ", "");
  if (!key) return [];
  const rank = (/** @type {Entry} */ { kind, key: whole }) =>
    whole.startsWith(kind === "Postcode" ? tight : key) ? 0 : kind !== "Postcode" && whole.includes(` ${key}`) ? 1 : 2;
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter((found) => found.rank < 2)
    .sort((a, b) => a.rank - b.rank || PLACES[a.entry.kind] - PLACES[b.entry.kind] || (a.entry.key < b.entry.key ? -1 : 1))
    .slice(0, MOST)
    .map(({ entry }) => entry);
}
