/** A card's chart as an image of slide size, and its link. How a map gives its image: see component.py. */

const WIDTH = 1600, HEIGHT = 900, MARGIN = 56, GAP = 28;
const PIXELS = 2; // of the PNG per unit
const COLUMN = 500; // of texts beside a chart
const LEAST = 380; // height of a chart under a long title
const LARGEST = 2; // times its size
const CONTROLS = /[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g; // would break an SVG
const TEXTS = [
  { name: "title", size: 42, leading: 1.2, after: 10, weight: 600 },
  { name: "subtitle", size: 25, leading: 1.35, after: GAP, opacity: 0.78 },
  { name: "reading", size: 24, leading: 1.4, after: 12, low: true },
  { name: "source", size: 18, leading: 1.4, after: 0, opacity: 0.78, low: true },
];

export default function ({ data, parentElement }) {
  const tool = (name) => parentElement.querySelector(`[data-tool=${name}]`);
  const status = parentElement.querySelector("[role=status]");
  parentElement.querySelector(".tools").classList.toggle("menu", data.tools.includes("data"));
  const say = (text, shown = false) => {
    status.classList.toggle("shown", shown);
    status.textContent = text;
  };
  for (const format of ["png", "svg"]) {
    const button = tool(format);
    button.hidden = !data.tools.includes(format);
    button.ariaLabel = `Télécharger l’image ${format.toUpperCase()} : ${data.title}`;
    button.onclick = async () => {
      say("");
      try {
        download(await makeImage(format, data), `${data.file_name}.${format}`);
      } catch (error) {
        console.warn(error);
        say("Image impossible : affichez le graphique, puis recommencez.", true);
      }
    };
  }
  const labels = { link: [data.link_label, "Lien copié"], data: ["Copier le lien des données", "Lien copié"] };
  for (const [name, [label, done]] of Object.entries(labels)) {
    const button = tool(name);
    button.textContent = label;
    button.hidden = !data.tools.includes(name);
    button.onclick = async () => {
      say(""); // to be announced again
      if (!(await copied(name === "data" ? new URL(data.data_path, location.href).href : location.href)))
        return say("Copie refusée par le navigateur : copiez l’adresse de la page.", true);
      button.style.minWidth = `${button.offsetWidth}px`; // nothing beside it moves
      button.textContent = done;
      say(name === "data" ? data.data_said : done, name === "data");
      setTimeout(() => (button.textContent = label), 2000);
    };
  }
  reveal(data.container);
}

/** Once: the card that the address leads to, which was not there yet when the browser looked for it. */
function reveal(container) {
  reveal.wanted ??= location.hash.slice(1); // the browser's bar loses it when the view changes
  const card = document.querySelector(`.${container}`);
  if (reveal.done || !card || !reveal.wanted) return;
  if (container !== `st-key-${reveal.wanted}`) return toItsView();
  reveal.done = true;
  setTimeout(() => card.scrollIntoView(), 300);
}

/** A page in several views draws the cards of one: once, to the one with the card that the address leads to. */
function toItsView(tries = 100) {
  const views = document.querySelector(".dd-views");
  if (!views || toItsView.done) return;
  const places = Object.entries(JSON.parse(views.dataset.cards)).sort(([a], [b]) => b.length - a.length);
  const [, at] = places.find(([start]) => reveal.wanted.startsWith(start)) ?? [];
  const button = views.closest("[class*='-vues']").querySelectorAll("button")[at];
  // The browser may still be loading what draws the buttons.
  if (!button && at !== undefined && tries) return setTimeout(toItsView, 100, tries - 1);
  toItsView.done = true;
  if (button?.ariaChecked === "false") button.click();
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without https, as on inner networks, there is no clipboard.
    const active = document.activeElement.shadowRoot?.activeElement;
    const area = html("textarea", { value: text });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    active?.focus();
    return done;
  }
}

function download(blob, name) {
  const link = html("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function makeImage(format, { container, ...texts }) {
  const card = document.querySelector(`.${container}`);
  const within = (root) => [...(root?.querySelectorAll("*") ?? [])];
  const shadows = within(card).flatMap((element) => within(element.shadowRoot));
  const exporter = [...within(card), ...shadows].find((element) => element.demodashImage);
  const { color: ink, fontFamily: font } = getComputedStyle(card);
  // Where an SVG is opened, the font may be missing: its lines fit in a wider one too.
  const meta = { ...texts, ...ground(card), ink, font, fonts: [font, format === "svg" ? "sans-serif" : font] };
  await document.fonts.load(`600 20px ${font}`);
  meta.room = (ratio) => arrange(meta, 1000 * ratio, 1000).box;
  meta.compose = (picture) => compose(format, meta, picture);
  return exporter ? exporter.demodashImage(format, meta) : meta.compose(pictureOf(card));
}

/** White, or in the dark theme what the chart stands on. */
function ground(element) {
  const pen = canvas(1, 1), layers = [];
  for (; element; element = element.parentElement) layers.unshift(getComputedStyle(element).backgroundColor);
  for (pen.fillStyle of ["#fff", ...layers]) pen.fillRect(0, 0, 1, 1);
  const [r, g, b] = pen.getImageData(0, 0, 1, 1).data;
  const dark = r + g + b < 384;
  return { dark, background: dark ? `rgb(${r}, ${g}, ${b})` : "#fff" };
}

const html = (name, properties) => Object.assign(document.createElement(name), properties);
const canvas = (width, height) => html("canvas", { width, height }).getContext("2d");

function make(name, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** The plotly charts of a card, each at its place; in a row while their tab is hidden. */
function pictureOf(card) {
  const plots = [...card.querySelectorAll(".js-plotly-plot:has(.main-svg)")];
  if (!plots.length) throw new Error("no chart");
  const seen = plots.filter((plot) => plot.offsetParent);
  const node = make("g", {}), xs = [], ys = [];
  for (const plot of seen.length ? seen : plots) {
    const layers = plot.querySelectorAll(".main-svg");
    const { left, top } = plot.offsetParent ? plot.getBoundingClientRect() : { left: Math.max(0, ...xs), top: 0 };
    const place = node.appendChild(make("g", { transform: `translate(${left} ${top})` }));
    for (const layer of layers) place.append(...flattened(layer));
    xs.push(left, left + layers[0].width.baseVal.value);
    ys.push(top, top + layers[0].height.baseVal.value);
  }
  const left = Math.min(...xs), top = Math.min(...ys);
  node.setAttribute("transform", `translate(${-left} ${-top})`);
  return { node, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** What a layer draws: attributes in place of styles, nothing from outside. */
function flattened(layer) {
  const copy = layer.cloneNode(true);
  const unseen = ".draglayer, .hoverlayer, .zoomlayer, [style*='display: none'], [style*='visibility: hidden']";
  for (const element of copy.querySelectorAll(unseen)) element.remove();
  for (const element of [...copy.querySelectorAll("*")].reverse()) {
    if (element.matches("g:empty, path:not([d])")) element.remove();
    for (const name of element.style)
      if (/^(fill|stroke|stop|opacity|text-anchor|font-(family|size|weight|style)$)/.test(name))
        element.setAttribute(name, element.style.getPropertyValue(name).replace(/(\d)px/g, "$1"));
    for (const { name, value } of [...element.attributes]) {
      const outside = /href$/.test(name) && !/^data:/.test(value);
      if (outside || !value || /^(class$|style$|data-)/.test(name)) element.removeAttribute(name);
      else element.setAttribute(name, value.replace(/url\([^#]*#([^"')]+)["']?\)/, "url(#$1)"));
    }
  }
  return [...copy.childNodes];
}

/** Puts the texts above and below the chart, or beside one that gains much by it. */
function arrange(meta, width, height) {
  const [usual, beside] = [false, true].map((aside) => {
    const left = aside ? MARGIN + COLUMN + 2 * GAP : MARGIN;
    for (let shrink = 1; ; shrink -= 0.1) {
      const blocks = TEXTS.filter(({ name }) => meta[name]).map((text) =>
        paragraph(meta, text, aside ? COLUMN : WIDTH - 2 * MARGIN, shrink));
      const sum = (low) => blocks.reduce((total, block) => total + (block.low === low && block.height), 0);
      const head = sum(), foot = sum(true);
      const lacking = 2 * MARGIN + head + GAP + foot + (aside ? 0 : LEAST) - HEIGHT;
      if (lacking > 0 && shrink > 0.65) continue;
      const total = HEIGHT + Math.max(0, lacking); // no text is cut
      const [top, bottom] = aside ? [MARGIN, MARGIN] : [MARGIN + head, MARGIN + foot + GAP];
      const box = { x: left, y: top, width: WIDTH - MARGIN - left, height: total - top - bottom };
      const scale = Math.min(LARGEST, box.width / width, box.height / height);
      return { blocks, box, total, lower: total - MARGIN - foot, scale };
    }
  });
  return beside.total === HEIGHT && beside.scale > 1.2 * usual.scale ? beside : usual;
}

function paragraph(meta, text, width, shrink) {
  const size = text.size * Math.max(shrink, text.weight ? 0 : 0.8), step = size * text.leading;
  let lines = wrapped(meta, text, size, width);
  for (let room = width; text.weight && lines.length < 5; ) { // no word of a title is left alone
    const even = wrapped(meta, text, size, (room *= 0.97));
    if (even.length > lines.length || even.join("").length < lines.join("").length) break; // a word is cut
    lines = even;
  }
  return { ...text, size, step, lines, height: lines.length * step + text.after };
}

function wrapped(meta, { name, weight = 400 }, size, width) {
  const lines = [], pen = canvas(1, 1);
  const fits = (line) => meta.fonts.every((font) => {
    pen.font = `${weight} ${size}px ${font}`;
    return pen.measureText(line).width <= width;
  });
  let line = "";
  for (let word of meta[name].split(/[ \t\r\n]+/)) { // no-break spaces hold
    if (line && !fits(`${line} ${word}`)) {
      lines.push(`${line} `);
      line = "";
    }
    while (!fits(word)) {
      let end = 1;
      while (fits(word.slice(0, end + 1))) end += 1;
      lines.push(word.slice(0, end));
      word = word.slice(end);
    }
    line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}

async function compose(format, meta, { node, width, height }) {
  const { blocks, box, total, lower, scale } = arrange(meta, width, height);
  const x = box.x + (box.width - width * scale) / 2, y = box.y + (box.height - height * scale) / 2;
  if (node.toDataURL) node = make("image", { width, height, href: node.toDataURL() });
  const svg = make(
    "svg",
    { width: WIDTH, height: total, viewBox: `0 0 ${WIDTH} ${total}`, "xml:space": "preserve" },
    make("rect", { width: WIDTH, height: total, fill: meta.background }),
    make("g", { transform: `translate(${x} ${y}) scale(${scale})` }, node),
  );
  let top = MARGIN;
  for (const { lines, size, step, low, height, weight = 400, opacity = 1 } of blocks) {
    if (low) top = Math.max(top, lower);
    const parts = lines.map((line, row) => make("tspan", { x: MARGIN, y: top + row * step + size }, line));
    const look = { fill: meta.ink, opacity, "font-family": meta.font, "font-size": size, "font-weight": weight };
    svg.append(make("text", look, ...parts));
    top += height;
  }
  return format === "svg" ? svgBlob(svg) : pngBlob(svg, total);
}

function svgBlob(svg) {
  for (const text of svg.querySelectorAll("[font-family]")) // Calibri is as narrow as the page's font
    text.setAttribute("font-family", `${text.getAttribute("font-family").split(",")[0]}, Calibri, Carlito, sans-serif`);
  const text = new XMLSerializer().serializeToString(svg).replace(CONTROLS, "");
  return new Blob([text], { type: "image/svg+xml" });
}

/** Draws the shapes through an image, then the texts: an image cannot use the page's font. */
async function pngBlob(svg, height) {
  const shapes = svg.cloneNode(true);
  for (const text of shapes.querySelectorAll("text")) text.remove();
  const image = new Image();
  image.src = URL.createObjectURL(svgBlob(shapes));
  await image.decode();
  const pen = canvas(WIDTH * PIXELS, height * PIXELS);
  pen.drawImage(image, 0, 0, pen.canvas.width, pen.canvas.height);
  URL.revokeObjectURL(image.src);
  const stage = html("div", { style: "all:initial;position:fixed;left:-9999px;white-space:pre" });
  stage.attachShadow({ mode: "open" }).append(svg); // the rules of the page stay outside
  document.body.append(stage);
  for (const text of svg.querySelectorAll("text")) write(text, pen);
  stage.remove();
  return new Promise((done) => pen.canvas.toBlob(done));
}

function write(text, pen) {
  pen.setTransform(new DOMMatrix([PIXELS, 0, 0, PIXELS, 0, 0]).multiply(text.getCTM()));
  const runs = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let start = 0, run; (run = runs.nextNode()); start += run.length) {
    if (!run.length) continue;
    const style = getComputedStyle(run.parentNode);
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    pen.fillStyle = style.fill;
    pen.globalAlpha = style.fillOpacity;
    for (let up = run.parentElement; up; up = up.parentElement) pen.globalAlpha *= getComputedStyle(up).opacity;
    const { x, y } = text.getStartPositionOfChar(start);
    pen.fillText(run.data.replace(CONTROLS, ""), x, y);
  }
}
