/** How each territory is to look: its class or its state, with colours of the light or the dark theme. */

import { SPARE } from "./patterns.js";

export const NO_DATA = 255, ZERO = 254, SECRET = 253, PLAIN = 252;

/** The colours of the page, read from the variables that Streamlit sets. */
export function readTheme(element) {
  const style = getComputedStyle(element);
  const read = (name) => style.getPropertyValue(name).trim();
  return theme(behind(element), read("--st-text-color"), read("--st-primary-color"), style.fontFamily);
}

/** What is really behind the map: the page, or the card it lies on. */
function behind(element) {
  for (let node = element; node; node = node.parentNode ?? node.host) {
    if (!(node instanceof Element)) continue;
    const colour = getComputedStyle(node).backgroundColor;
    if (colour && colour !== "transparent" && !/, 0\)$/.test(colour)) return colour;
  }
  return "#ffffff";
}

/** The colours that go with a background; without one, those of an image for a white page. */
export function theme(background = "#ffffff", text = "#1f2430", accent = "#1f5fa8", font = "Arial, sans-serif") {
  const dark = luminance(background) < 0.25;
  return {
    dark,
    background,
    text,
    accent,
    font,
    line: dark ? "#0d1117" : "#ffffff", // between territories of one class
    edge: dark ? "#e6e9ee" : "#2b303a", // département borders, outlines: at least 3:1 on every class
    land: dark ? "#2c323c" : "#eceef0",
    nothing: dark ? "#05080c" : "#ffffff", // zero: an empty field, but one with a border
    missing: dark ? "#4a505a" : "#d5d8dc",
    secret: dark ? "#4c4434" : "#f6ecd6",
    mark: dark ? "#a7b0bd" : "#667080", // strokes of the state patterns
  };
}

function luminance(colour) {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [r, g, b] = pen.getImageData(0, 0, 1, 1).data;
  const linear = (part) => ((part /= 255) <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** Black or white strokes, whichever is seen on a fill. */
function inkOn(fill) {
  return luminance(fill) > 0.3 ? "rgba(0,0,0,.55)" : "rgba(255,255,255,.75)";
}

/** Look by code: { label, fill, pattern, ink }. `patterned` adds a hatching to every class. */
export function looks(data, theme, patterned) {
  const table = new Map();
  data.classes.forEach((one, code) => {
    const fill = theme.dark ? one.dark || one.colour : one.colour;
    const pattern = one.hatching || (patterned ? SPARE[code % SPARE.length] : "");
    table.set(code, { label: one.label, fill, pattern, ink: inkOn(fill) });
  });
  const state = (label, pattern, fill, more) => ({ label, fill, pattern, ink: theme.mark, ...more });
  table.set(NO_DATA, state("Pas de donnée", "hatch", theme.missing));
  table.set(SECRET, state("Secret statistique", "dots", theme.secret));
  table.set(ZERO, state("Zéro", "", theme.nothing, { zero: true }));
  table.set(PLAIN, state("", "", theme.land));
  return table;
}
