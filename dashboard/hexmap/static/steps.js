// The choice of the clock's step. What the data's precision does not allow cannot be chosen, and
// says why.

import { STEPS } from "./clockscale.js";
import { el, say } from "./dom.js";
import { chosenOf, finestOf, fitted, stepOf } from "./timeline.js";

const TITLE = "How far the ends of the window, the arrows and play move, and what a bar is. "
  + "Auto: the ends by a day, play by a week, or by a month where the window is whole months.";

/** @param {import("./store.js").Store} store @param {() => void} finish @returns {HTMLElement[]} the choice, and why
 * nothing finer can be chosen */
export function makeSteps(store, finish) {
  const reason = el("small", { role: "status" });
  const options = ["", ...STEPS].map((value) => el("option", { value }));
  const select = el("select", {
    class: "step", "aria-label": "Step of the clock", title: TITLE,
    onchange: () => {
      store.set({ step: select.value });
      store.set(fitted(store.state));
      finish();
    },
  }, ...options);
  store.on(["data", "visible", "focus", "step"], (state) => {
    const finest = finestOf(state), least = STEPS.indexOf(finest.step), chosen = chosenOf(state);
    for (const option of options) {
      const at = STEPS.findIndex((step) => step === option.value);
      option.disabled = at >= 0 && at < least;
      say(option, option.disabled ? `Step: ${option.value} (${finest.reason.split(",")[0]})` : `Step: ${option.value || "auto"}`);
    }
    say(reason, state.data ? stepOf(state).reason : "");
    select.value = chosen && STEPS.indexOf(chosen) < least ? finest.step : chosen;
  });
  return [select, reason];
}
