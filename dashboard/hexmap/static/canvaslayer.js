// Two plain canvases that ride on Leaflet's map pane: the ground, redrawn when the map has moved,
// and the data, redrawn with every step of the clock. L.Renderer keeps them in place and scales
// them while a zoom is under way.

const MARGIN = 0.15; // of the map's size on each side, so that a short pan finds something drawn

/**
 * @typedef {object} View What the canvases cover; a canvas pixel is unit Mercator * scale - origin.
 * @property {number} scale
 * @property {number} left
 * @property {number} top
 * @property {number} width CSS pixels
 * @property {number} height
 * @property {number} ratio device pixels per CSS pixel
 * @property {{x0: number, y0: number, x1: number, y1: number}} visible the part inside the frame
 */

/** @param {any} L Leaflet @param {any} map @param {(view: View) => void} onView draws at once
 * @returns {{ground: HTMLCanvasElement, data: HTMLCanvasElement, refresh: () => void, edge: () => number}}
 *   `edge` says where the frame's left edge lies on the canvases now */
export function addCanvases(L, map, onView) {
  const ground = document.createElement("canvas"), data = document.createElement("canvas");
  const Canvases = L.Renderer.extend({
    options: { padding: MARGIN },
    _initContainer() {
      this._container = document.createElement("div");
      this._container.append(ground, data);
    },
    _destroyContainer() {
      this._container.remove();
    },
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      L.DomUtil.setPosition(this._container, this._bounds.min);
      const view = viewOf(L, this._map, this._bounds);
      for (const canvas of [ground, data]) resize(canvas, view);
      onView(view);
    },
    _updatePaths() {},
  });
  const layer = new Canvases().addTo(map);
  map.on("move", () => {
    if (!map._animatingZoom && !covers(L, map, layer._bounds)) layer._update();
  });
  return { ground, data, refresh: () => layer._update(), edge: () => map.containerPointToLayerPoint([0, 0]).x - layer._bounds.min.x };
}

/** A pen for a canvas in CSS pixels. @param {HTMLCanvasElement} canvas @param {View} view */
export function penOf(canvas, view) {
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  return pen;
}

/** A canvas off the page, to draw once and copy often.
 * @param {number} width CSS pixels @param {number} height @param {number} ratio */
export function blank(width, height, ratio) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { canvas, pen };
}

/** @param {any} L @param {any} map @param {any} bounds of the canvases, in layer pixels
 * @returns {View} */
function viewOf(L, map, bounds) {
  const origin = map.getPixelOrigin().add(bounds.min);
  const size = map.getSize(), covered = bounds.getSize();
  const corner = map.containerPointToLayerPoint([0, 0]).subtract(bounds.min);
  return {
    scale: 256 * 2 ** map.getZoom(),
    left: origin.x,
    top: origin.y,
    width: covered.x,
    height: covered.y,
    ratio: Math.max(1, window.devicePixelRatio || 1),
    visible: { x0: corner.x, y0: corner.y, x1: corner.x + size.x, y1: corner.y + size.y },
  };
}

/** Setting a canvas's size empties it, so only when it is another size.
 * @param {HTMLCanvasElement} canvas @param {View} view */
function resize(canvas, { width, height, ratio }) {
  const wide = Math.round(width * ratio), high = Math.round(height * ratio);
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}

/** @param {any} L @param {any} map @param {any} bounds @returns {boolean} */
function covers(L, map, bounds) {
  const corner = map.containerPointToLayerPoint([0, 0]);
  return bounds.contains(L.bounds(corner, corner.add(map.getSize())));
}
