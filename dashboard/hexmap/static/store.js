// The frame's one state. Changes are gathered and told once per animation frame, so that a fast
// hand costs one drawing per frame and no more.

/**
 * @typedef {object} State
 * @property {"explore"|"present"} page
 * @property {"light"|"dark"} theme
 * @property {string} marking
 * @property {string[]} unheld layers of which there are no data: no zero is to be read there
 * @property {number[]} meetings days of past meetings
 * @property {string[]} visible names of the layers shown
 * @property {string} focus the layer that fills the cells
 * @property {number} resolution the one asked for; the data may still be on the way
 * @property {number} from first day of the window
 * @property {number} to the day after its last
 * @property {string} cell the selected cell, or ""
 * @property {number} hovered position of the cell under the pointer or the keyboard's cursor, or -1
 * @property {boolean} playing
 * @property {number} speed
 * @property {number} opacity of the cells, up to 1
 * @property {boolean} loop whether play begins again at the end
 * @property {number} settled how often the view has come to rest
 * @property {import("./packed.js").Packed|null} data
 * @property {import("./grid.js").Grid|null} grid
 * @property {import("./basemap.js").Basemap|null} basemap
 * @property {import("./palette.js").Palette} palette
 * @property {import("./counts.js").Counts|null} counts of the window
 * @property {{[layer: string]: number[]}} breaks of the classes; they rest while the clock plays
 * @property {{[layer: string]: number}} least smallest count with a symbol
 * @property {{[layer: string]: string[]}} kept categories that are counted; a layer without any counts all
 * @property {import("./packed.js").PackedLayer[]} layers the data's, with only the kept categories
 * @property {string[]} picked cells that alone are counted; none means all of the place
 * @property {Uint8Array|null} mask 1 for each picked cell of the grid; null when all count
 * @property {string} against the window compared with: "year", "before" or "FROM..TO"
 * @property {boolean} swipe whether both windows are shown, with a divider between
 * @property {import("./compare.js").Before|null} before the window compared with
 * @property {import("./counts.js").Counts|null} past its counts, while the map shows both windows
 * @property {number} divider how much of the map's width shows the window compared with, 0 to 1
 * @property {number} drift where the frame's left edge lies on the canvases, in their pixels
 * @property {string} step the step chosen for the clock, or "" for the finest that the data allow
 * @property {string} measure what the colour of a cell means
 * @property {import("./measures.js").Answer|null} answer what Python worked out, of the measure or an older one
 * @property {number[]} rateBreaks highest rate of each class but the last
 * @property {import("./noted.js").Note[]} notes marks that analysts have put on cells
 * @property {import("./noted.js").Noted} noted which cells of the grid they reach
 * @property {import("./canvaslayer.js").View|null} view what the canvases cover
 * @property {import("./finding.js").Finding|null} told what Python said last, and of which view
 * @property {import("./finding.js").Finding|null} finding the same, while it is about what is shown
 * @property {string} status a sentence for the reader when something is amiss, or ""
 */

/** @typedef {(state: State, changed: Set<keyof State>) => void} Listener */

/** @param {State} initial */
export function makeStore(initial) {
  const state = { ...initial };
  /** Everything is new to begin with. */
  let changed = new Set(/** @type {(keyof State)[]} */ (Object.keys(initial)));
  /** @typedef {{keys: (keyof State)[], listener: Listener}[]} Listeners */
  const rules = /** @type {Listeners} */ ([]), listeners = /** @type {Listeners} */ ([]);
  let asked = false;

  function tell() {
    asked = false;
    if (!changed.size) return;
    // Rules set what follows from a change (counts, breaks); it is told in this same frame.
    for (const { keys, listener } of rules) {
      if (keys.some((key) => changed.has(key))) listener(state, changed);
    }
    const told = changed;
    changed = new Set();
    for (const { keys, listener } of listeners) {
      if (keys.some((key) => told.has(key))) listener(state, told);
    }
  }

  return {
    state: /** @type {Readonly<State>} */ (state),
    /** @param {Partial<State>} patch */
    set(patch) {
      for (const [key, value] of Object.entries(patch)) {
        const name = /** @type {keyof State} */ (key);
        if (Object.is(state[name], value)) continue;
        /** @type {any} */ (state)[name] = value;
        changed.add(name);
      }
      if (!changed.size || asked) return;
      asked = true;
      requestAnimationFrame(tell);
    },
    /** Tell now, when waiting for the next frame would show an empty canvas. */
    flush: tell,
    /** @param {(keyof State)[]} keys @param {Listener} listener */
    rule(keys, listener) {
      rules.push({ keys, listener });
    },
    /** @param {(keyof State)[]} keys @param {Listener} listener */
    on(keys, listener) {
      listeners.push({ keys, listener });
    },
  };
}

/** @typedef {ReturnType<typeof makeStore>} Store */
