// The unit of a presentation, as `--u` in present.css: 1/1080 of the picture's height, so that a
// larger screen shows the same picture larger.

/** @param {{innerWidth: number, innerHeight: number}} window @returns {number} CSS pixels */
export function unitOf({ innerWidth, innerHeight }) {
  return innerWidth < innerHeight ? innerWidth / 1080 : Math.min(innerHeight / 1080, innerWidth / 1920);
}

/** How much larger than usual signs and lines on the map are drawn. @param {"explore"|"present"} page */
export const grownOn = (page) => (page === "present" ? Math.max(1, unitOf(window)) : 1);
