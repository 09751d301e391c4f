// Fetches the packed counts, once per address, and tries again by itself when the network fails.

import { decode } from "./packed.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15_000;

/** @param {{onData: (data: import("./packed.js").Packed) => void, onExpired: () => void,
 *   onStatus: (sentence: string) => void}} told */
export function makeSource({ onData, onExpired, onStatus }) {
  let wanted = "";
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let again;

  async function load(/** @type {string} */ key, /** @type {URL} */ url, wait = FIRST_WAIT) {
    try {
      const response = await fetch(url, { credentials: "same-origin" });
      if (key !== wanted) return;
      if (response.status === 401 || response.status === 403) {
        wanted = "";
        onStatus("The permission to see this map has run out. Asking for a new one.");
        return onExpired();
      }
      if (!response.ok) throw new Error(`status ${response.status}`);
      const data = decode(await response.arrayBuffer());
      if (key !== wanted) return;
      onStatus("");
      onData(data);
    } catch {
      if (key !== wanted) return;
      onStatus("The counts cannot be fetched. Trying again.");
      again = setTimeout(() => load(key, url, Math.min(2 * wait, LONGEST_WAIT)), wait);
    }
  }
  return {
    /** @param {string} address @param {string} version */
    want(address, version) {
      const url = new URL(address, window.location.href);
      const key = `${url} ${version}`;
      if (url.origin !== window.location.origin || key === wanted) return;
      wanted = key;
      clearTimeout(again);
      load(key, url);
    },
  };
}

/** @param {string} address @returns {Promise<any>} */
export async function fetchJson(address) {
  const response = await fetch(address, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${address}: status ${response.status}`);
  return response.json();
}

/** Where the statistics of the cells are asked for: the token in the address of their counts is
 * good for both. @param {string} cells @returns {string} */
export function measuresOf(cells) {
  const found = /^(.*)\/cells\/([^/]+)\.bin$/.exec(cells);
  return found ? new URL(`${found[1]}/measures/${found[2]}.json`, window.location.href).href : "";
}
