// Whole numbers as people write them. One formatter: making one costs more than using it.

const FORMAT = new Intl.NumberFormat("en-GB");

/** @param {number} value @returns {string} "1,889" */
export const number = (value) => FORMAT.format(value);
