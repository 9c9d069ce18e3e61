/**
 * The map as an image, made in the browser alone: an SVG, and a PNG drawn from that SVG. The map's own
 * buttons put title, source and date around it; the tools of a card put theirs.
 */

import { Writer, drawFigure, escaped } from "./figure.js";
import { theme as themeOf } from "./style.js";

const FONT = "Arial, Helvetica, sans-serif"; // an SVG seen as an image has no web font
const PAD = 24;
const SHARPNESS = 2;
const LEGEND_GROWTH = 2; // on a slide a map is smaller than on its page, and read from afar
const XMLNS = 'xmlns="http://www.w3.org/2000/svg"';

/** The whole image, on white because images go into documents: { svg, width, height }. */
export function drawImage(scene) {
  const theme = themeOf(undefined, undefined, undefined, FONT);
  const figure = drawFigure(scene, theme);
  const { data, geometry, frame } = scene;
  const width = Math.ceil(figure.width + 2 * PAD);
  const writer = new Writer(theme, PAD);
  const line = { x: PAD, room: figure.width };
  writer.write(data.title, 24, { ...line, weight: 700 });
  writer.write([data.subtitle, frame.label].filter(Boolean).join(" · "), 16, line);
  writer.y += 12;
  const top = writer.y;
  writer.y += figure.height + 14;
  const source = [data.source && `Source : ${data.source}`, data.date].filter(Boolean).join(" · ");
  writer.write(source, 13, { ...line, colour: "#333a46" });
  writer.write(data.note, 12, { ...line, colour: "#4a5160" });
  writer.write(geometry.attribution, 12, { ...line, colour: "#4a5160" });
  const height = Math.ceil(writer.y + PAD);
  const svg =
    `<svg ${XMLNS} width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}" role="img">` +
    `<title>${escaped(data.title)}</title><desc>${escaped(data.alt)}</desc>` +
    `<rect width="100%" height="100%" fill="${theme.background}"/>${writer.parts.join("")}` +
    `<g transform="translate(${PAD} ${top})">${figure.svg}</g></svg>`;
  return { svg, width, height };
}

/** The image for the tools of a card, which bring their own texts and their own frame (see card_tools). */
export function cardImage(scene, meta) {
  const { background, ink, font } = meta;
  const { svg, width, height } = drawFigure(scene, themeOf(background, ink, undefined, font), LEGEND_GROWTH);
  const root = new DOMParser().parseFromString(`<svg ${XMLNS}><g>${svg}</g></svg>`, "image/svg+xml");
  const node = document.importNode(root.documentElement.firstChild, true);
  node.setAttribute("font-family", font);
  return meta.compose({ node, width, height });
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
