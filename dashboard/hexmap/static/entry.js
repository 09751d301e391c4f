// The window in words beside the clock: its first and last day can be typed over.

import { dayWords, lengthWords, windowWords } from "./dates.js";
import { makeDayField, taken, write } from "./dayfield.js";
import { el, say, set } from "./dom.js";
import { dataSpan, stepOf } from "./timeline.js";
import { readWindow } from "./typed.js";

/** @param {import("./store.js").Store} store
 * @param {(span: import("./clockscale.js").Span) => void} choose a window, at rest at once
 * @returns {HTMLElement} */
export function makeEntry(store, choose) {
  const words = el("b", { class: "unseen" }), length = el("span", { class: "length" });
  const problem = el("p", { class: "problem", id: "window-problem", role: "alert", hidden: true });
  const fields = { from: makeField("First day", attempt), to: makeField("Last day", attempt) };
  const both = Object.values(fields);

  function restore() {
    const { from, to } = store.state;
    write(fields.from, dayWords(from));
    write(fields.to, dayWords(to - 1));
    tell("", null);
  }
  function tell(/** @type {string} */ sentence, /** @type {HTMLElement|null} */ wrong) {
    if (!sentence && problem.hidden) return;
    say(problem, sentence);
    problem.hidden = !sentence;
    for (const field of both) {
      set(field, { "aria-invalid": field === wrong && "true", "aria-describedby": field === wrong && problem.id });
    }
  }
  function attempt() {
    if (!store.state.data || both.every((field) => field.value === field.dataset.said)) return rewrite();
    const typed = readWindow({ from: fields.from.value, to: fields.to.value }, stepOf(store.state), dataSpan(store.state));
    if (!typed.span) return tell(typed.problem, fields[typed.field]);
    choose(typed.span);
    rewrite();
  }
  /** What was typed has been read or is given up: the window stands there again, in our own words. */
  function rewrite() {
    both.forEach(taken);
    restore();
  }
  for (const field of both) {
    field.addEventListener("focus", () => field.select());
    field.addEventListener("keydown", ({ key }) => key === "Escape" && rewrite());
  }
  store.on(["from", "to", "data", "visible", "focus", "step"], ({ from, to }) => {
    say(words, windowWords(from, to, " – "));
    say(length, lengthWords(from, to));
    restore();
  });
  return el("div", { class: "window", role: "group", "aria-label": "Window" },
    words, el("div", { class: "days" }, fields.from, el("i", { "aria-hidden": "true" }, "–"), fields.to, length), problem);
}

/** @param {string} name @param {() => void} attempt @returns {HTMLInputElement} */
const makeField = (name, attempt) =>
  makeDayField({ "aria-label": name, title: `${name}, to be typed over` }, attempt);
