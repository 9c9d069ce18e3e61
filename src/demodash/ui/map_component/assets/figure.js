/** The map and its legend as SVG text, from the same scene and in the same colours as on the canvas. */

import { differs } from "./geometry.js";
import { quantity } from "./format.js";
import { circleSteps, rowText, stepFormat, tally } from "./legend.js";
import { AROUND, MARKS, circleRadius, placeLabels, scaleBar, visible } from "./paint.js";
import { svgPattern } from "./patterns.js";
import { looks } from "./style.js";

const GAP = 24; // between the map and the legend beside it
const LEGEND = 270;
const BESIDE = 620; // from this width on, the legend stands beside the map

export const escaped = (text) =>
  String(text).replace(/[&<>"]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char]);
const short = (value) => Math.round(value * 10) / 10;

/** A pen that writes lines below one another, breaking those that do not fit. */
export class Writer {
  constructor(theme, y = 0) {
    Object.assign(this, { theme, y, parts: [] });
    this.measure = document.createElement("canvas").getContext("2d");
  }

  write(text, size, { weight = 400, x = 0, room, colour = this.theme.text }) {
    this.measure.font = `${weight} ${size}px ${this.theme.font}`;
    const lines = [];
    for (const word of text ? text.split(" ") : []) {
      const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
      if (lines.length && this.measure.measureText(longer).width <= room) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    for (const line of lines) {
      this.y += size * 1.3;
      this.parts.push(
        `<text x="${short(x)}" y="${short(this.y - size * 0.3)}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escaped(line)}</text>`,
      );
    }
  }
}

function ringsPath(geometry, index, place) {
  let path = "";
  for (const ring of geometry.shapes[index]) {
    const points = geometry.ringPoints(ring);
    for (let i = 0; i < points.length; i += 2)
      path += (i ? "L" : "M") + place(points[i], points[i + 1]).map(short).join(" ");
    path += "Z";
  }
  return path;
}

function linesPath(geometry, wanted, place) {
  const parts = [];
  geometry.trace(wanted, {
    moveTo: (x, y) => parts.push("M", place(x, y).map(short).join(" ")),
    lineTo: (x, y) => parts.push("L", place(x, y).map(short).join(" ")),
  });
  return parts.join("");
}

function mapParts(scene, theme, table) {
  const { geometry, view, codes, data } = scene;
  const place = (x, y) => view.toScreen(x, y);
  const seen = visible(geometry, view);
  const parts = [];
  const placed = (other) => {
    const [factor, dx, dy] = other.placedIn(geometry);
    return (x, y) => place(x * factor + dx, y * factor + dy);
  };
  if (scene.context) {
    const { context } = scene;
    const paths = context.shapes.map((_, index) => ringsPath(context, index, placed(context))).join("");
    parts.push(`<path d="${paths}" fill="${theme.text}" fill-opacity="${AROUND}" stroke="${theme.background}" fill-rule="evenodd"/>`);
  }
  for (const [code, look] of table) {
    const members = seen.filter((index) => codes[index] === code);
    if (!members.length) continue;
    const paths = members.map((index) => `<path d="${ringsPath(geometry, index, place)}"/>`).join("");
    const faded = scene.shows(code) ? "" : ' opacity=".12"';
    parts.push(
      `<g data-name="${escaped(look.label)}"${faded} fill-rule="evenodd"><g fill="${look.fill}" stroke="${look.zero ? theme.mark : theme.line}" stroke-width="${look.zero ? 1 : 0.4}">${paths}</g>`,
      look.pattern ? `<g fill="url(#fill-${code})">${paths}</g></g>` : "</g>",
    );
  }
  const line = (from, wanted, width, colour, at = place) =>
    `<path d="${linesPath(from, wanted, at)}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"/>`;
  if (data.outline) parts.push(line(geometry, differs(codes), 0.7, theme.edge));
  parts.push(line(geometry, (left, right) => right < 0, 0.9, theme.edge));
  for (const level of data.borders)
    if (geometry.parents[level]) parts.push(line(geometry, differs(geometry.parents[level].index), 1.4, theme.edge));
  for (const overlay of scene.overlays) parts.push(line(overlay, (left, right) => right >= 0, 1.4, theme.edge, placed(overlay)));
  if (scene.selected >= 0) {
    const outline = ringsPath(geometry, scene.selected, place);
    for (const [width, colour] of [[6, theme.background], [3, theme.text]])
      parts.push(`<path d="${outline}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"/>`);
  }
  for (const { label, box } of geometry.insets) {
    const [x, y] = place(box[0], box[1]);
    const [right, bottom] = place(box[2], box[3]);
    parts.push(
      `<rect x="${short(x)}" y="${short(y)}" width="${short(right - x)}" height="${short(bottom - y)}" fill="none" stroke="${theme.mark}"/>`,
      `<text x="${short(x + 4)}" y="${short(y + 13)}" font-size="12" fill="${theme.text}">${escaped(label)}</text>`,
    );
  }
  if (scene.counts)
    for (const index of seen.filter((one) => scene.counts[one]).sort((a, b) => scene.counts[b] - scene.counts[a])) {
      const [x, y] = place(geometry.centres[2 * index], geometry.centres[2 * index + 1]);
      const faded = scene.shows(codes[index]) ? ".72" : ".1";
      parts.push(
        `<circle cx="${short(x)}" cy="${short(y)}" r="${short(circleRadius(scene, scene.counts[index]))}" fill="${data.circles.colour}" fill-opacity="${faded}" stroke="${theme.edge}"/>`,
      );
    }
  return parts;
}

function inkParts(scene, theme) {
  const parts = [];
  const pen = document.createElement("canvas").getContext("2d");
  const halo = `paint-order="stroke" stroke="${theme.background}" stroke-width="3" stroke-linejoin="round"`;
  if (scene.data.labels)
    for (const { name, x, y, dot, gap, size } of placeLabels(pen, { ...scene, theme })) {
      if (dot) parts.push(`<circle cx="${short(x)}" cy="${short(y)}" r="2.6" fill="${theme.text}" stroke="${theme.background}"/>`);
      // A plate besides the halo: programs that write texts themselves leave the halo out.
      const width = pen.measureText(name).width;
      const left = dot ? x + gap - 2 : x - width / 2 - 2;
      parts.push(
        `<rect x="${short(left)}" y="${short(y - size * 0.6)}" width="${short(width + 4)}" height="${short(size * 1.2)}" rx="3" fill="${theme.background}" fill-opacity=".55"/>`,
        `<text x="${short(dot ? x + gap : x - width / 2)}" y="${short(y + size * 0.35)}" font-size="${short(size)}" font-weight="600" fill="${theme.text}" ${halo}>${escaped(name)}</text>`,
      );
    }
  for (const { x, y, kind } of scene.data.points) {
    const [left, top] = scene.view.toScreen(x, y);
    parts.push(
      `<path transform="translate(${short(left)} ${short(top)})" d="${MARKS[scene.data.point_kinds[kind].shape]}" fill="${theme.text}" ${halo}/>`,
    );
  }
  return parts;
}

function scalePart(scene, theme) {
  const { width, label } = scaleBar(scene);
  const bottom = scene.view.size[1] - 8;
  return (
    `<path d="M10 ${bottom - 6}V${bottom}H${short(10 + width)}V${bottom - 6}" fill="none" stroke="${theme.text}" stroke-width="1.5"/>` +
    `<text x="13" y="${bottom - 6}" font-size="12" fill="${theme.text}">${escaped(label)}</text>`
  );
}

/** ``growth``: how many times its size the legend will have, which its circles, of the scale of the map, have not. */
function legendParts(scene, theme, left, top, room, growth = 1) {
  const { data, geometry } = scene;
  const writer = new Writer(theme, top);
  const out = writer.parts;
  const soft = theme.dark ? "#b9c0cb" : "#4a5160";
  const rows = tally(scene);
  if (rows.length && (data.classes.length || !data.circles)) writer.write(data.legend_title, 14, { x: left, room, weight: 700 });
  writer.y += 4;
  for (const row of rows) {
    const box = `x="${left}" y="${short(writer.y + 4)}" width="26" height="17"`;
    out.push(`<rect ${box} fill="${row.look.fill}" stroke="${theme.mark}"/>`);
    if (row.look.pattern) out.push(`<rect ${box} fill="url(#fill-${row.code})"/>`);
    if (row.look.zero)
      out.push(`<text x="${left + 9}" y="${short(writer.y + 17)}" font-size="12" fill="${theme.text}">0</text>`);
    const beside = { x: left + 36, room: room - 36 };
    writer.write(row.look.label + (scene.shows(row.code) ? "" : " (masqué)"), 14, { ...beside, weight: 600 });
    writer.write(rowText(row, geometry.level), 12, { ...beside, colour: soft });
    writer.y += 5;
  }
  if (data.circles) {
    writer.y += 6;
    writer.write(`Cercles : ${data.circles.label}`, 13, { x: left, room });
    writer.y += 4;
    const steps = circleSteps(data.circles);
    const widest = Math.max(0, ...steps.map((count) => circleRadius(scene, count) / growth));
    for (const count of steps) {
      const radius = circleRadius(scene, count) / growth;
      const high = Math.max(2 * radius, 17);
      out.push(
        `<circle cx="${short(left + widest)}" cy="${short(writer.y + high / 2)}" r="${short(radius)}" fill="${data.circles.colour}" fill-opacity=".72" stroke="${theme.edge}"/>`,
        `<text x="${short(left + 2 * widest + 10)}" y="${short(writer.y + high / 2 + 4.5)}" font-size="13" fill="${theme.text}">${escaped(quantity(count, stepFormat(count, data.circles.format)))}</text>`,
      );
      writer.y += high + 3;
    }
  }
  data.point_kinds.forEach((kind) => {
    writer.y += 4;
    out.push(
      `<path transform="translate(${left + 13} ${short(writer.y + 9)})" d="${MARKS[kind.shape]}" fill="${theme.text}"/>`,
    );
    writer.write(kind.label, 13, { x: left + 36, room: room - 36 });
  });
  writer.y += 6;
  writer.write(data.legend_note, 12, { x: left, room, colour: soft });
  return { parts: out, bottom: writer.y };
}

/**
 * The figure in a theme: { svg, width, height }, to be put into an SVG element at 0, 0. ``growth``: how many times its
 * size a legend beside the map has at most, where the whole is going to be made smaller.
 */
export function drawFigure(live, theme, growth = 1) {
  const table = looks(live.data, theme, live.patterned);
  const scene = { ...live, theme, table };
  const [wide, high] = scene.view.size;
  const aside = wide >= BESIDE;
  const beside = (times) => legendParts(scene, theme, 0, 0, LEGEND, times);
  const times = aside ? Math.max(1, Math.min(growth, high / beside(growth).bottom)) : 1;
  const legend = aside ? beside(times) : legendParts(scene, theme, 0, high + GAP / 2, wide);
  const patterns = [...table]
    .filter(([, look]) => look.pattern)
    .map(([code, look]) => svgPattern(`fill-${code}`, look.pattern, look.ink));
  const svg = [
    `<defs>${patterns.join("")}<clipPath id="frame"><rect width="${wide}" height="${high}"/></clipPath></defs>`,
    '<g clip-path="url(#frame)">',
    ...mapParts(scene, theme, table),
    ...inkParts(scene, theme),
    scalePart(scene, theme),
    "</g>",
    aside ? `<g transform="translate(${wide + GAP} 0) scale(${short(times)})">${legend.parts.join("")}</g>` : legend.parts.join(""),
  ];
  return {
    svg: svg.join(""),
    width: aside ? Math.ceil(wide + GAP + LEGEND * times) : wide,
    height: Math.ceil(Math.max(high, legend.bottom * times)),
  };
}
