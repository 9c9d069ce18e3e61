/** Hatchings, as strokes on a tile of 8 × 8: one drawing for the canvas, the legend and the image. */

const STROKES = {
  hatch: "M-1 1l2-2M0 8l8-8M7 9l2-2",
  dots: "M2 2h.01M6 6h.01",
  back: "M-1 7l2 2M0 0l8 8M7-1l2 2",
  lines: "M0 4h8",
  cross: "M-1 1l2-2M0 8l8-8M7 9l2-2M-1 7l2 2M0 0l8 8M7-1l2 2",
  bars: "M4 0v8",
};
export const TILE = 8;
const WIDTHS = { dots: 2.2 };
/** What classes get, in order, when the reader asks for patterns and Python named none. */
export const SPARE = ["back", "lines", "dots", "bars", "cross", "hatch"];

/** A canvas pattern; the caller sets its transform, so that it keeps its size at every zoom. */
export function canvasPattern(ctx, kind, colour, ratio) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = TILE * ratio;
  const pen = tile.getContext("2d");
  pen.scale(ratio, ratio);
  pen.strokeStyle = colour;
  pen.lineCap = "round";
  pen.lineWidth = WIDTHS[kind] ?? 1.2;
  pen.stroke(new Path2D(STROKES[kind]));
  return ctx.createPattern(tile, "repeat");
}

export function svgPattern(id, kind, colour) {
  return (
    `<pattern id="${id}" width="${TILE}" height="${TILE}" patternUnits="userSpaceOnUse">` +
    `<path d="${STROKES[kind]}" fill="none" stroke="${colour}" stroke-linecap="round" ` +
    `stroke-width="${WIDTHS[kind] ?? 1.2}"/></pattern>`
  );
}
