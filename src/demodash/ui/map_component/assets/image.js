/**
 * The map as an image with its title, legend, source and date inside, made in the browser alone: an
 * SVG, and a PNG drawn from that SVG. Always on white, because images go into documents.
 */

import { rowText, tally } from "./legend.js";
import { AROUND, MARKS, circleRadius, placeLabels, scaleBar, visible } from "./paint.js";
import { svgPattern } from "./patterns.js";
import { differs } from "./geometry.js";
import { looks, theme as themeOf } from "./style.js";

const FONT = "Arial, Helvetica, sans-serif"; // an SVG seen as an image has no web font
const PAD = 24;
const SHARPNESS = 2;

const escaped = (text) =>
  String(text).replace(/[&<>"]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char]);
const short = (value) => Math.round(value * 10) / 10;

/** Breaks a text into lines that fit. */
function wrapped(pen, text, size, weight, width) {
  pen.font = `${weight} ${size}px ${FONT}`;
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
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
      `<g data-name="${escaped(look.label)}"${faded} fill-rule="evenodd"><g fill="${look.fill}" stroke="${theme.line}" stroke-width=".4">${paths}</g>`,
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

function inkParts(scene, theme, pen) {
  const parts = [];
  const halo = `paint-order="stroke" stroke="${theme.background}" stroke-width="3" stroke-linejoin="round"`;
  if (scene.data.labels)
    for (const { name, x, y, dot, size } of placeLabels(pen, { ...scene, theme })) {
      if (dot) parts.push(`<circle cx="${short(x)}" cy="${short(y)}" r="2.6" fill="${theme.text}" stroke="${theme.background}"/>`);
      parts.push(
        `<text x="${short(dot ? x + 6 : x)}" y="${short(y + size * 0.35)}" font-size="${short(size)}" font-weight="600" fill="${theme.text}" text-anchor="${dot ? "start" : "middle"}" ${halo}>${escaped(name)}</text>`,
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

/** The whole image: { svg, width, height }. */
export function drawImage(live) {
  const theme = themeOf(undefined, undefined, undefined, FONT);
  const table = looks(live.data, theme, live.patterned);
  const scene = { ...live, theme, table };
  const { data, geometry, frame } = scene;
  const [mapWidth, mapHeight] = scene.view.size;
  const pen = document.createElement("canvas").getContext("2d");
  const aside = mapWidth >= 620;
  const legendWidth = aside ? 270 : mapWidth;
  const width = mapWidth + 2 * PAD + (aside ? legendWidth + PAD : 0);
  const out = [];
  let y = PAD;
  const write = (text, size, { weight = 400, x = PAD, room = width - 2 * PAD, colour = theme.text } = {}) => {
    for (const line of text ? wrapped(pen, text, size, weight, room) : []) {
      y += size * 1.3;
      out.push(`<text x="${x}" y="${short(y - size * 0.3)}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escaped(line)}</text>`);
    }
  };
  write(data.title, 24, { weight: 700 });
  write([data.subtitle, frame.label].filter(Boolean).join(" · "), 16);
  y += 12;

  const mapTop = y;
  out.push(
    `<clipPath id="frame"><rect width="${mapWidth}" height="${mapHeight}"/></clipPath>`,
    `<g transform="translate(${PAD} ${mapTop})" clip-path="url(#frame)">`,
    ...mapParts(scene, theme, table),
    ...inkParts(scene, theme, pen),
    scalePart(scene, theme),
    "</g>",
  );

  const left = aside ? PAD * 2 + mapWidth : PAD;
  y = aside ? mapTop : mapTop + mapHeight + 12;
  const column = { x: left, room: legendWidth };
  write(data.legend_title, 14, { ...column, weight: 700 });
  y += 4;
  for (const row of tally(scene)) {
    const hidden = scene.shows(row.code) ? "" : " (masqué)";
    const box = `x="${left}" y="${short(y + 4)}" width="26" height="17"`;
    out.push(`<rect ${box} fill="${row.look.fill}" stroke="${theme.mark}"/>`);
    if (row.look.pattern) out.push(`<rect ${box} fill="url(#fill-${row.code})"/>`);
    if (row.look.zero) out.push(`<text x="${left + 13}" y="${short(y + 17)}" font-size="12" text-anchor="middle">0</text>`);
    const text = { x: left + 36, room: legendWidth - 36 };
    write(row.look.label + hidden, 14, { ...text, weight: 600 });
    write(rowText(row, geometry.level), 12, { ...text, colour: "#4a5160" });
    y += 5;
  }
  if (data.circles) {
    y += 6;
    write(`Cercles : ${data.circles.label}`, 13, column);
  }
  data.point_kinds.forEach((kind) => {
    y += 4;
    out.push(`<path transform="translate(${left + 13} ${short(y + 9)})" d="${MARKS[kind.shape]}" fill="${theme.text}"/>`);
    write(kind.label, 13, { x: left + 36, room: legendWidth - 36 });
  });
  y += 6;
  write(data.legend_note, 12, { ...column, colour: "#4a5160" });

  y = Math.max(y, mapTop + mapHeight) + 14;
  const sourced = [data.source && `Source : ${data.source}`, data.date].filter(Boolean).join(" · ");
  write(sourced, 13, { colour: "#333a46" });
  write(data.note, 12, { colour: "#4a5160" });
  write(geometry.attribution, 12, { colour: "#4a5160" });
  const height = Math.ceil(y + PAD);

  const patterns = [...table]
    .filter(([, look]) => look.pattern)
    .map(([code, look]) => svgPattern(`fill-${code}`, look.pattern, look.ink));
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width)}" height="${height}" viewBox="0 0 ${Math.ceil(width)} ${height}" font-family="${FONT}" role="img">` +
    `<title>${escaped(data.title)}</title><desc>${escaped(data.alt)}</desc><defs>${patterns.join("")}</defs>` +
    `<rect width="100%" height="100%" fill="${theme.background}"/>${out.join("")}</svg>`;
  return { svg, width: Math.ceil(width), height };
}

/** Offers the image as a download: kind is "svg" or "png". */
export async function saveImage(scene, kind) {
  const { svg, width, height } = drawImage(scene);
  const vector = new Blob([svg], { type: "image/svg+xml" });
  const name = fileName([scene.data.title, scene.frame.label]);
  if (kind === "svg") return offer(vector, `${name}.svg`);
  const url = URL.createObjectURL(vector);
  const picture = new Image(width, height);
  picture.src = url;
  await picture.decode();
  URL.revokeObjectURL(url);
  const canvas = document.createElement("canvas");
  canvas.width = width * SHARPNESS;
  canvas.height = height * SHARPNESS;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  offer(await new Promise((done) => canvas.toBlob(done, "image/png")), `${name}.png`);
}

function fileName(words) {
  const plain = words.filter(Boolean).join(" ").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return plain.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 80) || "carte";
}

function offer(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads the address after the click; it may be freed once the download has begun.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
