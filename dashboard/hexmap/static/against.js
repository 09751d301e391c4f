// The choice of the window compared with: last year, just before, or two dates that are typed.

import { beforeOf } from "./compare.js";
import { BEFORE, YEAR, reasonAgainst, written } from "./comparing.js";
import { dayWords, toIso } from "./dates.js";
import { makeDayField, taken, write } from "./dayfield.js";
import { el, say, set } from "./dom.js";
import { dataSpan, stepOf } from "./timeline.js";
import { readWindow } from "./typed.js";

const TYPED = "typed";
const CHOICES = [[YEAR, "The same days last year"], [BEFORE, "The time just before"], [TYPED, "Dates that I type"]];

/** @param {import("./store.js").Store} store @param {() => void} finish
 * @returns {HTMLElement} made once, so that a half-typed date is never lost */
export function makeAgainst(store, finish) {
  const options = CHOICES.map(([value, words]) => el("option", { value }, words));
  const select = el("select", { name: "against", "aria-label": "Compared with", onchange: pick }, ...options);
  const fields = { from: makeField("First day", attempt), to: makeField("Last day", attempt) };
  const dates = el("div", { class: "dates" }, el("label", {}, "First day", fields.from), el("label", {}, "Last day", fields.to));
  const reason = el("p", { class: "reason", role: "status" });

  /** @param {string} against */
  function choose(against) {
    if (against === store.state.against) return;
    store.set({ against });
    finish();
  }
  function pick() {
    const { before } = store.state;
    if (select.value !== TYPED) choose(select.value);
    else if (before) choose(written(toIso(before.from), toIso(before.to)));
  }
  function attempt() {
    const { state } = store;
    if (!state.data || dates.hidden) return;
    const typed = readWindow({ from: fields.from.value, to: fields.to.value }, stepOf(state), dataSpan(state));
    const problem = typed.span ? reasonAgainst(state, typed.span, dataSpan(state)) : typed.problem;
    if (!typed.span || problem) return say(reason, problem);
    Object.values(fields).forEach(taken);
    choose(written(toIso(typed.span.from), toIso(typed.span.to)));
  }
  store.on(["data", "before", "against"], (state) => {
    const { data, before, against } = state;
    if (!data || !before) return;
    const typed = against.includes("..");
    select.value = typed ? TYPED : against;
    for (const option of options) {
      const why = option.value === TYPED ? "" : beforeOf(state, option.value).reason;
      set(option, { disabled: why !== "", title: why });
    }
    dates.hidden = !typed;
    write(fields.from, dayWords(before.from));
    write(fields.to, dayWords(before.to - 1));
    say(reason, before.reason);
  });
  return el("div", { class: "variant against" }, select, dates, reason);
}

/** @param {string} name @param {() => void} attempt @returns {HTMLInputElement} */
const makeField = (name, attempt) =>
  makeDayField({ name: `against ${name}`, "aria-label": `${name} of the window compared with` }, attempt);
