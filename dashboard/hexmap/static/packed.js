// Reads HXM1, the packed counts of one selection (written by packing.py).

import { toDay } from "./dates.js";

/**
 * @typedef {object} PackedLayer One layer's counts, sorted by day, then cell.
 * @property {string} name
 * @property {string} label
 * @property {"day"|"month"} step the finest step the clock may take
 * @property {string} reason why there is no finer step
 * @property {string[]} categories
 * @property {Uint16Array} day days since `start`
 * @property {Uint16Array} cell positions in `cells`
 * @property {Uint8Array} category
 * @property {Uint16Array} count
 *
 * @typedef {object} Packed
 * @property {string} version
 * @property {number} resolution
 * @property {string} vintage
 * @property {string} place "" for the whole borough
 * @property {boolean} synthetic
 * @property {number} start first day covered
 * @property {number} end the day after the last covered
 * @property {string[]} cells H3 indexes as hex
 * @property {Uint8Array} cellWard positions in `wards`
 * @property {{code: string, name: string, town: string}[]} wards
 * @property {string[]} places the streets that name each cell
 * @property {PackedLayer[]} layers
 */

const ARRAYS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, u64: BigUint64Array, f32: Float32Array };

/** @param {ArrayBuffer} buffer @returns {Packed} */
export function decode(buffer) {
  const head = new DataView(buffer);
  const magic = new TextDecoder().decode(new Uint8Array(buffer, 0, 4));
  if (magic !== "HXM1") throw new TypeError("The data is not in the HXM1 format");
  const length = head.getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
  const section = sections(buffer, 8 + length, header.sections);
  const start = toDay(header.origin);
  return {
    ...header,
    start,
    end: start + header.days,
    cells: Array.from(/** @type {BigUint64Array} */ (section("cells")), (cell) => cell.toString(16)),
    cellWard: /** @type {Uint8Array} */ (section("cell_ward")),
    layers: header.layers.map((/** @type {PackedLayer} */ layer) => ({
      ...layer,
      day: section(`${layer.name}.day`),
      cell: section(`${layer.name}.cell`),
      category: section(`${layer.name}.category`),
      count: section(`${layer.name}.count`),
    })),
  };
}

/**
 * @param {ArrayBuffer} buffer @param {number} base where the sections begin
 * @param {{name: string, type: keyof ARRAYS, offset: number, length: number}[]} index
 */
function sections(buffer, base, index) {
  const known = new Map(index.map((row) => [row.name, row]));
  return (/** @type {string} */ name) => {
    const row = known.get(name);
    if (!row) throw new TypeError(`The data has no section ${name}`);
    return new ARRAYS[row.type](buffer, base + row.offset, row.length);
  };
}
