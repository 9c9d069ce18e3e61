/**
 * Draws on two canvases: the map itself, and above it what follows the pointer, which is drawn again
 * at every move and therefore must cost nothing.
 *
 * Canvas and not SVG: measured on 3,782 communes, a new set of colours takes 21 ms against 55 ms, the
 * first drawing 80 ms against 140 ms, and the page keeps two nodes instead of 3,782.
 */

import { number, rounded } from "./format.js";
import { canvasPattern } from "./patterns.js";
import { NO_DATA, ZERO } from "./style.js";

const FADED = 0.12; // what a legend filter leaves of the other classes
export const AROUND = 0.035; // how much ink the land around gets: less than any class

function clear(ctx, ratio, [width, height]) {
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
}

function toPlane(ctx, ratio, view) {
  const [left, top] = view.offset;
  const scale = view.scale * ratio;
  ctx.setTransform(scale, 0, 0, scale, left * ratio, top * ratio);
  ctx.lineJoin = "round";
  ctx.lineCap = "round";
}

export function paintMap(ctx, scene) {
  const { geometry, view, theme, ratio, codes, table, data } = scene;
  clear(ctx, ratio, view.size);
  toPlane(ctx, ratio, view);
  const pixel = 1 / view.scale;
  const line = (path, width, colour, alpha = 1) => {
    ctx.globalAlpha = alpha;
    ctx.lineWidth = width * pixel;
    ctx.strokeStyle = colour;
    ctx.stroke(path);
    ctx.globalAlpha = 1;
  };
  const seen = visible(geometry, view);

  if (scene.context) {
    // The land around: the region is no island, but it alone has figures.
    under(ctx, scene.context, geometry, () => {
      ctx.fillStyle = theme.text;
      ctx.globalAlpha = AROUND;
      for (const path of scene.context.paths) ctx.fill(path, "evenodd");
      ctx.globalAlpha = 1;
      ctx.lineWidth = 1.2 * pixel;
      ctx.strokeStyle = theme.background;
      ctx.stroke(scene.context.inner);
    });
  }
  for (const [code, look] of table) {
    const members = seen.filter((index) => codes[index] === code);
    if (!members.length) continue;
    ctx.globalAlpha = scene.shows(code) ? 1 : FADED;
    ctx.fillStyle = look.fill;
    for (const index of members) ctx.fill(geometry.paths[index], "evenodd");
    if (look.pattern) {
      const pattern = canvasPattern(ctx, look.pattern, look.ink, ratio);
      pattern.setTransform(new DOMMatrix().scale(pixel / ratio)); // the same size at every zoom
      ctx.fillStyle = pattern;
      for (const index of members) ctx.fill(geometry.paths[index], "evenodd");
    }
    ctx.globalAlpha = 1;
  }

  const many = geometry.count > 500;
  // Seen as a whole, thousands of limits must recede behind the colours they cut.
  line(geometry.inner, many ? Math.min(1.4, 0.2 + 0.12 * view.k) : 1, theme.line, many ? Math.min(0.9, 0.4 + view.k / 10) : 1);
  // Between two classes a dark line: in grey print and to every eye, the limit stays visible.
  if (data.outline && scene.limits) line(scene.limits, many ? 0.7 : 1.2, theme.edge, 0.85);
  // Zero is an empty field: without a border of its own it would look like a hole.
  for (const index of seen) if (codes[index] === ZERO && scene.shows(ZERO)) line(geometry.paths[index], 1, theme.mark);
  line(geometry.outer, 0.9, theme.edge, 0.9);
  for (const level of data.borders) {
    const mesh = geometry.parentMesh(level);
    if (!mesh) continue;
    line(mesh, 3.2, theme.line, 0.65);
    line(mesh, 1.4, theme.edge);
  }
  for (const overlay of scene.overlays)
    under(ctx, overlay, geometry, (factor) => {
      line(overlay.inner, 3.2 / factor, theme.line, 0.65);
      line(overlay.inner, 1.4 / factor, theme.edge);
    });

  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintInsets(ctx, scene);
  paintCircles(ctx, scene);
  if (data.labels) paintLabels(ctx, scene);
  paintPoints(ctx, scene);
}

/** Draws in the plane of another geometry. */
function under(ctx, other, geometry, draw) {
  const [factor, dx, dy] = other.placedIn(geometry);
  ctx.save();
  ctx.transform(factor, 0, 0, factor, dx, dy);
  draw(factor);
  ctx.restore();
}

/** Only what the frame shows is drawn: deep in the map that is a few dozen communes. */
export function visible(geometry, view) {
  const [left, top] = view.toPlane(0, 0);
  const [right, bottom] = view.toPlane(...view.size);
  const found = [];
  const { boxes } = geometry;
  for (let index = 0; index < geometry.count; index += 1) {
    const at = 4 * index;
    if (boxes[at] <= right && boxes[at + 2] >= left && boxes[at + 1] <= bottom && boxes[at + 3] >= top)
      found.push(index);
  }
  return found;
}

function paintInsets(ctx, { geometry, view, theme, text }) {
  ctx.textAlign = "left";
  ctx.textBaseline = "top"; // the geometry keeps the top of a box free for its name
  ctx.lineWidth = 1;
  for (const { label, box } of geometry.insets) {
    const [left, top] = view.toScreen(box[0], box[1]);
    const [right, bottom] = view.toScreen(box[2], box[3]);
    ctx.strokeStyle = theme.mark;
    ctx.strokeRect(left, top, right - left, bottom - top);
    ctx.fillStyle = theme.text;
    ctx.font = `${Math.min(text * 0.82, (right - left) / 5.6)}px ${theme.font}`;
    ctx.fillText(label, left + 3, top + 2);
  }
}

/** Circles with areas in proportion to counts, the same scale in every year, small ones on top. */
export function circleRadius(scene, count) {
  const { share, largest } = scene.data.circles;
  return Math.min(...scene.view.size) * share * Math.sqrt(Math.abs(count) / largest) * scene.view.k ** 0.35;
}

function paintCircles(ctx, scene) {
  const { counts, geometry, view, theme, data, codes } = scene;
  if (!counts) return;
  const order = visible(geometry, view)
    .filter((index) => counts[index] && codes[index] !== NO_DATA)
    .sort((a, b) => Math.abs(counts[b]) - Math.abs(counts[a]));
  ctx.fillStyle = theme.dark ? data.circles.dark || data.circles.colour : data.circles.colour;
  for (const index of order) {
    const [x, y] = view.toScreen(geometry.centres[2 * index], geometry.centres[2 * index + 1]);
    const radius = circleRadius(scene, counts[index]);
    const shown = scene.shows(codes[index]);
    ctx.beginPath();
    ctx.arc(x, y, Math.max(0.8, radius), 0, 2 * Math.PI);
    ctx.globalAlpha = shown ? 0.62 : FADED;
    ctx.fill();
    ctx.globalAlpha = shown ? 1 : FADED;
    ctx.lineWidth = radius > 4 ? 0.9 : 0.35;
    ctx.strokeStyle = radius > 4 ? theme.edge : theme.background;
    ctx.stroke();
    ctx.globalAlpha = 1;
  }
}

const MARK_REACH = 8; // pixels around a label's place that belong to the mark of a point

/** The names of the most populous territories, as many as fit without touching. */
export function placeLabels(ctx, scene) {
  const { geometry, view, theme, text } = scene;
  const size = text * 0.92;
  ctx.font = `600 ${size}px ${theme.font}`;
  const room = Math.round((view.size[0] * view.size[1]) / (text * text * 170));
  const people = (index) => geometry.population?.[index] ?? 0;
  const order = visible(geometry, view).sort((a, b) => people(b) - people(a));
  const marks = scene.data.points.map((point) => view.toScreen(point.x, point.y));
  const taken = [];
  const placed = [];
  for (const index of order.slice(0, 400)) {
    if (placed.length >= room) break;
    const name = geometry.names[index];
    const [x, middle] = view.toScreen(geometry.centres[2 * index], geometry.centres[2 * index + 1]);
    const width = ctx.measureText(name).width;
    const wide = (geometry.boxes[4 * index + 2] - geometry.boxes[4 * index]) * view.scale;
    // A commune smaller than its name gets a dot and the name beside it, as on any map of towns; a
    // département or an EPCI is no town: its name is written where it fits inside.
    const dot = wide < width;
    if (dot && geometry.level !== "commune") continue;
    // A point (a hospital) stands at the same town hall: the name leaves it its place.
    const marked = marks.some(([left, top]) => Math.hypot(left - x, top - middle) < MARK_REACH);
    const gap = dot ? (marked ? 11 : 6) : 0;
    const y = marked && !dot ? middle + size * 1.2 : middle;
    const box = dot
      ? [x - 4, y - size * 0.7, x + width + gap + 2, y + size * 0.7]
      : [x - width / 2 - 2, y - size * 0.7, x + width / 2 + 2, y + size * 0.7];
    if (box[0] < 2 || box[2] > view.size[0] - 44 || box[1] < 2 || box[3] > view.size[1] - 2) continue;
    const touches = (other) =>
      box[0] < other[2] + 8 && box[2] > other[0] - 8 && box[1] < other[3] + 4 && box[3] > other[1] - 4;
    if (taken.some(touches)) continue;
    taken.push(box);
    placed.push({ name, x, y, dot, gap, size });
  }
  return placed;
}

function paintLabels(ctx, scene) {
  const { theme } = scene;
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const { name, x, y, dot, gap } of placeLabels(ctx, scene)) {
    ctx.textAlign = dot ? "left" : "center";
    const left = x + gap;
    if (dot) disc(ctx, x, y, 2.6, theme);
    ctx.lineWidth = 3;
    ctx.strokeStyle = theme.background;
    ctx.globalAlpha = 0.85;
    ctx.strokeText(name, left, y);
    ctx.globalAlpha = 1;
    ctx.fillStyle = theme.text;
    ctx.fillText(name, left, y);
  }
}

function disc(ctx, x, y, radius, theme) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = theme.background;
  ctx.fillStyle = theme.text;
  ctx.stroke();
  ctx.fill();
}

/** Marks of points, around 0, 0 with a half-width of 6. */
export const MARKS = {
  square: "M-5-5h10v10h-10z",
  triangle: "M0-6.5L6.5 5.5h-13z",
  diamond: "M0-7L7 0 0 7-7 0z",
  cross: "M-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
};

function paintPoints(ctx, { data, view, theme }) {
  for (const { x, y, kind } of data.points) {
    const [left, top] = view.toScreen(x, y);
    const mark = new Path2D(MARKS[data.point_kinds[kind].shape]);
    ctx.translate(left, top);
    ctx.lineWidth = 3;
    ctx.strokeStyle = theme.background;
    ctx.stroke(mark);
    ctx.fillStyle = theme.text;
    ctx.fill(mark);
    ctx.translate(-left, -top);
  }
}

const SCALE_BAR = 110; // pixels it may be long

/** A round length of the map: { width } in pixels and its { label }. */
export function scaleBar({ geometry, view }) {
  const metres = rounded((geometry.unit / view.scale) * SCALE_BAR);
  const length = metres >= 1000 ? `${number(metres / 1000)} km` : `${number(metres)} m`;
  return {
    width: (metres / geometry.unit) * view.scale,
    label: geometry.insets.length ? `${length} (métropole)` : length,
  };
}

/** The outlines that follow the search, the pointer, the keyboard and the choice. */
export function paintMarks(ctx, scene) {
  const { geometry, view, theme, ratio } = scene;
  clear(ctx, ratio, view.size);
  toPlane(ctx, ratio, view);
  const outline = (index, outer, inner, colour) => {
    if (index < 0) return;
    for (const [width, paint] of [[outer, theme.background], [inner, colour]]) {
      ctx.lineWidth = width / view.scale;
      ctx.strokeStyle = paint;
      ctx.stroke(geometry.paths[index]);
    }
  };
  outline(scene.target, 6, 2.5, theme.accent);
  outline(scene.selected, 6, 3, theme.text);
  outline(scene.hovered, 4, 2, theme.text);
  outline(scene.active, 7, 3.5, theme.accent);
}
