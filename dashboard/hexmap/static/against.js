// The choice of the window compared with: last year, just before, or two dates that are typed.

import { beforeOf } from "./compare.js";
import { BEFORE, YEAR, written } from "./comparing.js";
import { toDay, toIso } from "./dates.js";
import { el, say, set } from "./dom.js";
import { dataSpan } from "./timeline.js";

const TYPED = "typed";
const CHOICES = [[YEAR, "The same days last year"], [BEFORE, "The time just before"], [TYPED, "Dates that I type"]];

/** @param {import("./store.js").Store} store @param {() => void} finish
 * @returns {HTMLElement} made once, so that a half-typed date is never lost */
export function makeAgainst(store, finish) {
  const options = CHOICES.map(([value, words]) => el("option", { value }, words));
  const select = el("select", { name: "against", "aria-label": "Compared with", onchange: pick }, ...options);
  const [first, last] = ["First", "Last"].map((which) => el("input", {
    type: "date", name: `against-${which}`, "aria-label": `${which} day of the window compared with`, onblur: take, onkeydown: enter,
  }));
  const dates = el("div", { class: "dates" }, el("label", {}, "First day", first), el("label", {}, "Last day", last));
  const reason = el("p", { class: "reason", role: "status" });

  /** @param {string} against */
  const choose = (against) => {
    if (against === store.state.against) return;
    store.set({ against });
    finish();
  };
  function pick() {
    const { before } = store.state;
    if (select.value !== TYPED) choose(select.value);
    else if (before) choose(written(toIso(before.from), toIso(before.to)));
  }
  function take() {
    if (!first.value || !last.value || dates.hidden) return;
    if (!first.checkValidity() || !last.checkValidity() || first.value > last.value) {
      say(reason, "The first day is one of the data, and the last day is neither before it nor in the clock's window.");
      return;
    }
    choose(written(first.value, toIso(toDay(last.value) + 1)));
  }
  function enter(/** @type {KeyboardEvent} */ event) {
    if (event.key === "Enter") take();
  }
  store.on(["data", "before", "against"], (state) => {
    const { data, before, against, from } = state;
    if (!data || !before) return;
    const typed = against.includes("..");
    select.value = typed ? TYPED : against;
    for (const option of options) {
      const why = option.value === TYPED ? "" : beforeOf(state, option.value).reason;
      set(option, { disabled: why !== "", title: why });
    }
    dates.hidden = !typed;
    const range = { min: toIso(dataSpan(state).from), max: toIso(Math.max(dataSpan(state).from, from - 1)) };
    for (const [input, day] of /** @type {[HTMLInputElement, number][]} */ ([[first, before.from], [last, before.to - 1]])) {
      set(input, range);
      if (document.activeElement !== input) input.value = toIso(day);
    }
    say(reason, before.reason);
  });
  return el("div", { class: "variant against" }, select, dates, reason);
}
