// The map's seat in the page: makes the frame once, carries messages both ways, keeps the address
// up to date, and hands each settled view to Python until Python says it has it.
//
// Put before this: around.js (what the page says and shows) and rows.js (the tables beside the map).
// State lives on the parent element, because Streamlit calls the default export again at every
// change of data or theme and calls the clean-up only when the page is left.

const OURS = ["layers", "focus", "resolution", "from", "to", "category", "place", "wards", "cell", "measure", "cells", "against", "compare", "step"];
const USUAL = { measure: "count", against: "year" }; // left out of the address
const LOOK_MS = 40; // how often we look whether it is safe to send, and whether it has arrived
const PATIENCE_MS = 2500; // how long an idle server may take before we send again

export default function hotspotsMap({ data, parentElement, setStateValue }) {
  const seat = (parentElement.hotspots ??= new Seat(parentElement));
  seat.update(data, setStateValue);
  return () => {
    seat.leave();
    delete parentElement.hotspots;
  };
}

class Seat {
  constructor(parent) {
    this.parent = parent;
    this.serial = 0;
    this.pending = null; // the settled view that Python has not acknowledged
    this.view = null; // the latest view we know of
    this.ready = false; // the frame has said hello
    this.onMessage = (event) => this.receive(event);
    this.onClick = (event) => {
      this.pickCell(event);
      copyLink(event);
    };
    this.rows = new Rows(this);
    window.addEventListener("message", this.onMessage);
    document.addEventListener("click", this.onClick);
    this.timer = setInterval(() => this.look(), LOOK_MS);
  }

  leave() {
    window.removeEventListener("message", this.onMessage);
    document.removeEventListener("click", this.onClick);
    clearInterval(this.timer);
    this.rows.leave();
  }

  update(data, setStateValue) {
    this.data = data;
    this.setStateValue = setStateValue;
    if (this.lead !== data.lead) {
      // Python changed the view itself: it leads, once; after that the frame does again
      this.lead = data.lead;
      this.view = data.view;
      this.pending = null;
    }
    if (this.turned === data.views.at) this.turned = undefined;
    if (!this.frame) this.build();
    if (!this.ready) return;
    this.show();
    this.writeAddress();
  }

  build() {
    const skip = document.createElement("button");
    skip.type = "button";
    skip.className = "hotspots-skip";
    skip.textContent = "Skip the map";
    skip.addEventListener("click", skipMap);
    this.frame = document.createElement("iframe");
    this.frame.className = "hotspots-frame";
    this.frame.title = "Map of Halton with hexagons, layers and a clock";
    this.frame.allow = "fullscreen";
    this.frame.src = this.data.map;
    this.parent.append(skip, this.frame);
  }

  // ---- frame to us

  receive({ source, origin, data }) {
    const ours = source === this.frame?.contentWindow && origin === window.location.origin;
    if (!ours || data?.hotspots !== 1) return;
    if (data.kind === "hello") this.greet();
    if (data.kind === "settled") this.settle(data.view, data.id);
    if (data.kind === "expired") this.renew();
    if (data.kind === "turn") this.turn(data.by);
  }

  greet() {
    this.ready = true;
    this.shown = this.told = "";
    this.show();
    this.writeAddress();
  }

  settle(view, frameId) {
    if (frameId !== undefined && view.cell && view.cell !== this.view?.cell) panelToTop();
    this.view = view;
    this.serial += 1;
    this.pending = { id: `${Date.now().toString(36)}-${this.serial}`, view, frameId, sent: 0, tries: 0 };
    this.writeAddress();
    this.look();
  }

  renew() {
    // a new token needs a run of the whole page; an idle page is asked once every few seconds
    const now = Date.now();
    if (now - (this.renewed ?? 0) < PATIENCE_MS) return;
    this.renewed = now;
    this.setStateValue("renew", now);
  }

  // Keys may come faster than Python opens views: each goes on from the view that was last asked for.
  turn(by) {
    const { at, count } = this.data.views;
    const from = this.turned ?? at, to = Math.max(0, Math.min(count - 1, from + by));
    if (!count || to === from) return;
    this.turned = to;
    this.setStateValue("turn", { to, asked: Date.now() });
  }

  // ---- us to frame

  post(message) {
    this.frame.contentWindow?.postMessage({ hotspots: 1, ...message }, window.location.origin);
  }

  order(view) {
    const { url, version, page, lead, marking, unheld, meetings, notes } = this.data;
    return { kind: "show", url, version, page, theme: themeOf(this.parent), view, lead, marking, unheld, meetings, notes };
  }

  show() {
    const order = this.order(this.view), { theme } = order;
    const essence = JSON.stringify({ ...order, view: null, theme: null });
    if (essence !== this.shown) this.post(order);
    else if (theme !== this.theme) this.post({ kind: "theme", theme });
    this.shown = essence;
    this.theme = theme;
  }

  pickCell(event) {
    const row = event.target.closest?.("[data-hotspots-cell]");
    if (!row || !this.ready) return;
    const view = { ...this.view, cell: row.dataset.hotspotsCell };
    this.post(this.order(view));
    this.settle(view);
  }

  // ---- us to Python

  look() {
    if (this.ready) this.followTheme();
    if (this.ready) this.tell();
    if (this.frame) sayBusy(this.frame, this.pending !== null); // until the panels have followed
    this.rows.look(idle());
    if (this.ready && idle() && isOutdated(this.data)) this.renew();
    const { pending } = this;
    if (!pending) return;
    if (acknowledged() === pending.id) {
      this.pending = null;
      if (pending.frameId !== undefined) this.post({ kind: "acknowledged", id: pending.frameId });
    } else if (idle() && Date.now() - pending.sent > PATIENCE_MS) {
      pending.sent = Date.now();
      pending.tries += 1; // a changed value is never taken for one that was already handled
      const { id, view, tries } = pending;
      this.setStateValue("settled", { id, view, tries });
    }
  }

  followTheme() {
    const theme = themeOf(this.parent);
    if (theme === this.theme) return;
    this.theme = theme;
    this.post({ kind: "theme", theme });
  }

  // What Python says of a view: the frame shows it while it is at that view.
  tell() {
    const told = document.querySelector("[data-hotspots-told]")?.dataset.hotspotsTold;
    if (!told || told === this.told) return;
    this.told = told;
    this.post({ ...JSON.parse(told), kind: "told" });
  }

  writeAddress() {
    const address = new URL(window.location.href);
    for (const name of OURS) address.searchParams.delete(name);
    for (const [name, value] of Object.entries({ ...this.data.query, ...this.view })) {
      const text = String(value); // a list is written with commas between
      if (OURS.includes(name) && text !== "" && text !== USUAL[name]) address.searchParams.set(name, text);
    }
    const text = address.href.replaceAll("%2C", ",");
    if (text !== window.location.href) window.history.replaceState(window.history.state, "", text);
  }
}
