/**
 * The tools of a card: its chart as a PNG or SVG image of slide size, and the link of the view.
 * All of it happens in the browser: no rerun, no request, no library.
 *
 * What is not a plotly chart (a map on a canvas) takes part by carrying an exporter,
 * `element.demodashImage = async (format, meta) => Blob`. `meta` holds the texts, the colours and the font,
 * `meta.room(ratio)` is the size that a picture of that width-to-height ratio would get, and
 * `meta.compose({ node, width, height })` makes the whole image around an SVG element or a canvas.
 */

const WIDTH = 1600, HEIGHT = 900, MARGIN = 56, GAP = 28;
const PIXELS = 2; // of the PNG, for each unit of the slide
const COLUMN = 500; // width of the texts beside a tall chart
const LEAST = 380; // height that a chart keeps under a very long title
const LARGEST = 2; // a small chart is not blown up further
const TEXTS = [
  { name: "title", size: 42, weight: 600, leading: 1.2, opacity: 1, after: 10 },
  { name: "subtitle", size: 25, weight: 400, leading: 1.35, opacity: 0.78, after: GAP },
  { name: "reading", size: 24, weight: 400, leading: 1.4, opacity: 1, after: 12, low: true },
  { name: "source", size: 18, weight: 400, leading: 1.4, opacity: 0.78, after: 0, low: true },
];

export default function ({ data, parentElement }) {
  const tool = (name) => parentElement.querySelector(`[data-tool="${name}"]`);
  const status = parentElement.querySelector("[role=status]");
  const say = (text, failed) => {
    status.className = failed ? "failed" : "";
    status.textContent = text;
    clearTimeout(status.timer);
    status.timer = setTimeout(() => (status.textContent = ""), failed ? 8000 : 2000);
  };
  for (const format of ["png", "svg"]) {
    const button = tool(format), kind = format.toUpperCase();
    button.hidden = !data.has_image;
    button.ariaLabel = `Télécharger l’image ${kind} : ${data.title}`;
    button.onclick = async () => {
      try {
        download(await makeImage(format, data), `${data.file_name}.${format}`);
        say(`Image ${kind} téléchargée`);
      } catch (error) {
        console.warn("card_tools", error);
        say("L’image n’a pas pu être faite : affichez le graphique de la carte, puis recommencez.", true);
      }
    };
  }
  const link = tool("link");
  if (!link.timer) link.textContent = data.link_label;
  link.onclick = async () => {
    if (!(await copied(location.href)))
      return say("Le navigateur a refusé la copie : copiez l’adresse dans sa barre d’adresse.", true);
    link.style.minWidth = `${link.offsetWidth}px`; // so that nothing beside it moves
    link.textContent = "Lien copié";
    say("Lien copié");
    clearTimeout(link.timer);
    link.timer = setTimeout(() => {
      link.textContent = data.link_label;
      link.timer = 0;
    }, 2000);
  };
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Browsers keep the clipboard from pages without https, as there are on inner networks.
    const active = document.activeElement.shadowRoot?.activeElement;
    const area = Object.assign(document.createElement("textarea"), { value: text });
    area.style.cssText = "position:fixed;opacity:0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    active?.focus();
    return done;
  }
}

function download(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function makeImage(format, { container, ...texts }) {
  const card = document.querySelector(`.${container}`);
  const exporter = [...everyElement(card)].find((element) => element.demodashImage);
  const { color, fontFamily } = getComputedStyle(card);
  const meta = { ...texts, ink: color, font: `${fontFamily}, sans-serif`, ...ground(exporter ?? card) };
  await Promise.all(TEXTS.map(({ weight }) => document.fonts.load(`${weight} 20px ${meta.font}`)));
  meta.room = (ratio) => arrange(meta, { width: ratio, height: 1 }).box;
  meta.compose = (picture) => compose(format, meta, picture);
  return exporter ? exporter.demodashImage(format, meta) : meta.compose(pictureOf(card));
}

function* everyElement(root) {
  for (const element of root.querySelectorAll("*")) {
    yield element;
    if (element.shadowRoot) yield* everyElement(element.shadowRoot);
  }
}

/** White in the light theme; in the dark one what is behind the chart: hollow marks are filled with it. */
function ground(element) {
  const pen = canvas(1, 1), layers = [];
  for (let at = element; at; at = at.parentElement ?? at.getRootNode().host)
    layers.unshift(getComputedStyle(at).backgroundColor);
  for (pen.fillStyle of ["#fff", ...layers]) pen.fillRect(0, 0, 1, 1);
  const [r, g, b] = pen.getImageData(0, 0, 1, 1).data;
  const dark = 0.299 * r + 0.587 * g + 0.114 * b < 128;
  return { dark, background: dark ? `rgb(${r}, ${g}, ${b})` : "#fff" };
}

function canvas(width, height) {
  return Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
}

/** The plotly charts of a card as one group, each at its place; in a row if their tab is not in front. */
function pictureOf(card) {
  const all = [...card.querySelectorAll(".js-plotly-plot")].filter((plot) => plot.querySelector(".main-svg"));
  const seen = all.filter((plot) => plot.getBoundingClientRect().width);
  if (!all.length) throw new Error("no chart");
  let end = 0;
  const places = (seen.length ? seen : all).map((plot) => {
    const layers = [...plot.querySelectorAll(".main-svg")];
    const [width, height] = ["width", "height"].map((side) => Number(layers[0].getAttribute(side)));
    const { left, top } = seen.length ? plot.getBoundingClientRect() : { left: end, top: 0 };
    end += width;
    return { layers, left, top, right: left + width, bottom: top + height };
  });
  const [left, top] = ["left", "top"].map((side) => Math.min(...places.map((place) => place[side])));
  const [right, bottom] = ["right", "bottom"].map((side) => Math.max(...places.map((place) => place[side])));
  const groups = places.map((place, index) => {
    const at = `translate(${place.left - left} ${place.top - top})`;
    return make("g", { transform: at }, ...place.layers.flatMap((layer) => flattened(layer, `c${index}-`)));
  });
  return { node: make("g", {}, ...groups), width: right - left, height: bottom - top };
}

/** What a layer of plotly draws, with attributes in place of styles, ids of its own, nothing from outside. */
function flattened(layer, prefix) {
  const copy = layer.cloneNode(true);
  const unseen = ".draglayer, .hoverlayer, .zoomlayer, .menulayer, .selectionlayer, [style*='display: none']";
  for (const element of copy.querySelectorAll(unseen)) element.remove();
  for (const element of copy.querySelectorAll("*")) {
    for (const name of element.style)
      if (/^(fill|stroke|stop|opacity|visibility|font-(family|size|weight|style)$|text-anchor)/.test(name))
        element.setAttribute(name, element.style.getPropertyValue(name).replace(/(\d)px/g, "$1"));
    for (const { name, value } of [...element.attributes]) {
      if (/^(class|style|data-.*)$/.test(name) || !value) element.removeAttribute(name);
      else if (/href$/.test(name) && !/^data:/.test(value)) element.removeAttribute(name);
      else if (name === "id") element.id = prefix + value;
      else element.setAttribute(name, value.replace(/url\([^#]*#([^"')]+)["']?\)/, `url(#${prefix}$1)`));
    }
  }
  return [...copy.childNodes];
}

/** Places texts and chart: the texts above and below, or beside a chart that gains much by it. */
function arrange(meta, { width, height }) {
  const [usual, beside] = [false, true].map((aside) => {
    const left = aside ? MARGIN + COLUMN + 2 * GAP : MARGIN;
    for (let shrink = 1; ; shrink -= 0.1) {
      const blocks = TEXTS.filter(({ name }) => meta[name]).map((text) =>
        paragraph(meta, text, aside ? COLUMN : WIDTH - 2 * MARGIN, shrink));
      const sum = (some) => some.reduce((total, block) => total + block.height, 0);
      const foot = sum(blocks.filter((block) => block.low)), head = sum(blocks) - foot;
      const lacking = head + foot + GAP + (aside ? 0 : LEAST) + 2 * MARGIN - HEIGHT;
      if (lacking > 0 && shrink > 0.65) continue;
      const total = HEIGHT + Math.max(0, lacking); // rather a taller image than a text that is cut
      const [top, bottom] = aside ? [MARGIN, MARGIN] : [MARGIN + head, MARGIN + foot + GAP];
      const box = { x: left, y: top, width: WIDTH - MARGIN - left, height: total - top - bottom };
      const scale = Math.min(box.width / width, box.height / height);
      return { blocks, box, total, lower: total - MARGIN - foot, scale };
    }
  });
  return beside.scale > 1.3 * usual.scale ? beside : usual;
}

function paragraph(meta, text, width, shrink) {
  const size = text.size * shrink, step = size * text.leading, lines = [], pen = canvas(1, 1);
  pen.font = `${text.weight} ${size}px ${meta.font}`;
  const fits = (line) => pen.measureText(line).width <= width;
  let line = "";
  for (let word of meta[text.name].split(/[ \t\r\n]+/)) { // no-break spaces hold their words together
    if (line && !fits(`${line} ${word}`)) {
      lines.push(`${line} `);
      line = "";
    }
    while (!fits(word)) { // wider than the slide
      let end = word.length;
      while (!fits(word.slice(0, end))) end = Math.floor(end * 0.95);
      lines.push(word.slice(0, end));
      word = word.slice(end);
    }
    line = line ? `${line} ${word}` : word;
  }
  lines.push(line);
  return { ...text, size, step, lines, height: lines.length * step + text.after };
}

function make(name, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

async function compose(format, meta, { node, width, height }) {
  const { blocks, box, total, lower, scale } = arrange(meta, { width, height });
  const times = Math.min(scale, LARGEST);
  const x = box.x + (box.width - width * times) / 2, y = box.y + (box.height - height * times) / 2;
  const picture = node.toDataURL ? make("image", { width, height, href: node.toDataURL() }) : node;
  const svg = make(
    "svg",
    { width: WIDTH, height: total, viewBox: `0 0 ${WIDTH} ${total}`, role: "img", "aria-label": meta.title },
    make("rect", { width: WIDTH, height: total, fill: meta.background }),
    make("g", { transform: `translate(${x} ${y}) scale(${times})` }, picture),
  );
  let top = MARGIN;
  for (const block of blocks) {
    if (block.low) top = Math.max(top, lower);
    const parts = block.lines.map((line, row) =>
      make("tspan", { x: MARGIN, y: top + row * block.step + block.size }, line));
    const type = { "font-family": meta.font, "font-size": block.size, "font-weight": block.weight };
    const paint = { fill: meta.ink, "fill-opacity": block.opacity, "xml:space": "preserve" };
    svg.append(make("text", { ...type, ...paint }, ...parts));
    top += block.height;
  }
  return format === "svg" ? svgBlob(svg) : pngBlob(svg, total);
}

function svgBlob(svg) {
  // Control characters, which a label may hold, would break the file.
  const text = new XMLSerializer().serializeToString(svg).replace(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g, "");
  return new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', text], { type: "image/svg+xml" });
}

/** Draws the shapes through an image, then the texts: only the page itself has the page's font. */
async function pngBlob(svg, height) {
  const shapes = svg.cloneNode(true);
  for (const text of shapes.querySelectorAll("text")) text.remove();
  const image = new Image();
  image.src = URL.createObjectURL(svgBlob(shapes));
  await image.decode();
  const pen = canvas(WIDTH * PIXELS, height * PIXELS);
  pen.drawImage(image, 0, 0, pen.canvas.width, pen.canvas.height);
  URL.revokeObjectURL(image.src);
  const stage = document.createElement("div");
  stage.style.cssText = "all:initial;position:fixed;left:-9999px;white-space:pre";
  stage.attachShadow({ mode: "open" }).append(svg); // the rules of the page stay outside
  document.body.append(stage);
  for (const text of svg.querySelectorAll("text")) write(text, pen);
  stage.remove();
  return new Promise((done) => pen.canvas.toBlob(done));
}

function write(text, pen) {
  const { a, b, c, d, e, f } = text.getCTM();
  pen.setTransform(...[a, b, c, d, e, f].map((part) => part * PIXELS));
  const runs = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let start = 0, run; (run = runs.nextNode()); start += run.length) {
    const style = getComputedStyle(run.parentNode);
    if (!run.length || style.visibility === "hidden") continue;
    const { x, y } = text.getStartPositionOfChar(start);
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    pen.fillStyle = style.fill;
    pen.globalAlpha = style.fillOpacity;
    for (let up = run.parentElement; up; up = up.parentElement) pen.globalAlpha *= getComputedStyle(up).opacity;
    pen.fillText(run.data, x, y);
  }
}
