/** The legend: what each colour says, how many territories and inhabitants it holds; a click filters. */

import { counted, number, quantity, rounded } from "./format.js";
import { MARKS, circleRadius } from "./paint.js";
import { svgPattern } from "./patterns.js";
import { PLAIN } from "./style.js";

let swatches = 0;

/** A sample of a class, hatching included. */
export function swatch(look, edge = "currentColor") {
  const id = `demodash-swatch-${(swatches += 1)}`;
  const holder = document.createElement("span");
  holder.className = "swatch";
  holder.setAttribute("aria-hidden", "true");
  holder.innerHTML =
    `<svg viewBox="0 0 24 16" preserveAspectRatio="none">${look.pattern ? svgPattern(id, look.pattern, look.ink) : ""}` +
    `<rect x=".5" y=".5" width="23" height="15" fill="${look.fill}" stroke="${edge}"/>` +
    (look.pattern ? `<rect x=".5" y=".5" width="23" height="15" fill="url(#${id})"/>` : "") +
    (look.zero ? `<text x="12" y="12" font-size="11" text-anchor="middle" fill="${edge}">0</text>` : "") +
    "</svg>";
  return holder;
}

/** Per code of the legend: territories, inhabitants and their share; classes always, states when present. */
export function tally({ geometry, codes, table, data }) {
  const rows = new Map();
  for (const [code, look] of table) rows.set(code, { code, look, count: 0, people: 0 });
  let everyone = 0;
  for (let index = 0; index < geometry.count; index += 1) {
    const row = rows.get(codes[index]);
    const people = geometry.population?.[index] ?? 0;
    everyone += people;
    row.count += 1;
    row.people += people;
  }
  return [...rows.values()]
    .filter((row) => row.code !== PLAIN && (row.code < data.classes.length || row.count))
    .map((row) => ({ ...row, share: everyone ? (100 * row.people) / everyone : 0 }));
}

export function rowText(row, level) {
  const people = row.people ? `${number(row.people)} hab. (${number(row.share, 1)}\u202f%)` : "";
  return [counted(row.count, level), people].filter(Boolean).join(" · ");
}

/** Up to three round numbers for the legend of circles; the largest count itself where none is as large as one. */
export function circleSteps({ largest }) {
  if (largest < 1) return [largest];
  return [...new Set([largest, largest / 4, largest / 20].filter((one) => one >= 1).map(rounded))];
}

/** Round counts have no decimals, whatever those of the map have. */
export const stepFormat = (count, format) => (Number.isInteger(count) ? { ...format, decimals: 0 } : format);

export function drawLegend(aside, scene, toggle) {
  const { data, theme, geometry } = scene;
  const focused = aside.getRootNode().activeElement?.dataset?.code;
  const make = (tag, kind, text = "") => {
    const node = document.createElement(tag);
    node.className = kind;
    node.textContent = text;
    return node;
  };
  const parts = [];
  const list = make("ul", "rows");
  for (const row of tally(scene)) {
    const button = make("button", "row");
    button.type = "button";
    button.dataset.code = row.code;
    button.setAttribute("aria-pressed", String(scene.filter.includes(row.code)));
    const words = make("span", "words");
    words.append(make("span", "label", row.look.label), make("span", "counts", rowText(row, geometry.level)));
    button.append(swatch(row.look, theme.mark), words);
    button.addEventListener("click", () => toggle(row.code));
    const item = make("li", scene.shows(row.code) ? "" : "off");
    item.append(button);
    list.append(item);
  }
  // Without classes, the rows are what the circles leave unsaid: the title of the circles stands for both.
  if (data.classes.length) parts.push(make("div", "legend-title", data.legend_title));
  if (list.children.length) parts.push(list);
  if (!scene.filter.length && list.children.length > 1)
    parts.push(make("div", "how", "Cliquez sur une classe pour n’afficher qu’elle."));
  if (scene.filter.length) {
    const all = make("button", "all", "Tout afficher");
    all.type = "button";
    all.addEventListener("click", () => toggle(null));
    parts.push(all);
  }

  if (data.circles) {
    const part = make("div", "circles");
    part.append(make("div", "legend-title", data.circles.label));
    const steps = circleSteps(data.circles);
    const radii = steps.map((count) => circleRadius({ ...scene, view: { size: scene.view.size, k: 1 } }, count));
    const size = 2 * radii[0] + 2;
    const gap = Math.max(16, scene.text * 1.15);
    const height = Math.max(size, gap * steps.length);
    const colour = theme.dark ? data.circles.dark || data.circles.colour : data.circles.colour;
    const marks = radii.map((radius, i) => {
      const top = height - 2 * radius;
      const at = Math.min(top, height - gap * (steps.length - i) + gap * 0.5);
      return (
        `<circle cx="${size / 2}" cy="${height - radius - 1}" r="${radius}" fill="${colour}" fill-opacity=".35" stroke="${theme.edge}"/>` +
        `<path d="M${size / 2} ${top}L${size + 6} ${at}" stroke="${theme.mark}" fill="none"/>` +
        `<text x="${size + 10}" y="${at}" dominant-baseline="middle" font-size="${scene.text * 0.92}" fill="${theme.text}">${quantity(steps[i], stepFormat(steps[i], data.circles.format))}</text>`
      );
    });
    const holder = make("div", "nested");
    holder.innerHTML = `<svg width="100%" height="${height + 10}" viewBox="0 -8 ${size + 160} ${height + 10}" preserveAspectRatio="xMinYMin meet" aria-hidden="true">${marks.join("")}</svg>`;
    part.append(holder);
    parts.splice(data.classes.length ? parts.length : 0, 0, part);
  }

  if (data.points.length) {
    const marks = make("ul", "marks");
    data.point_kinds.forEach((kind, at) => {
      const item = make("li", "");
      item.innerHTML = `<svg viewBox="-8 -8 16 16" aria-hidden="true"><path d="${MARKS[kind.shape]}" fill="${theme.text}"/></svg>`;
      const count = data.points.filter((point) => point.kind === at).length;
      item.append(make("span", "label", `${kind.label} (${number(count)})`));
      marks.append(item);
    });
    parts.push(marks);
  }
  if (data.legend_note) parts.push(make("div", "method", data.legend_note));
  aside.replaceChildren(...parts);
  aside.hidden = !parts.length;
  if (focused) aside.querySelector(`[data-code="${focused}"]`)?.focus();
}

