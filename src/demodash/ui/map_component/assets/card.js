/** What the map says of one territory: in the card beside the pointer, and to a screen reader. */

import { number, quantity } from "./format.js";
import { swatch } from "./legend.js";
import { NO_DATA, SECRET, ZERO } from "./style.js";

/** The facts of one territory, as text: value, class, zone, count … empty where there is none. */
export function facts(scene, index) {
  const { geometry, data, codes, values, counts, frame, table } = scene;
  const code = codes[index];
  const said = (value, format, qualifier) =>
    value === undefined || Number.isNaN(value) ? "" : quantity(value, format, qualifier);
  let value = values ? said(values[index], data.format, frame.qualifiers?.[index]) : "";
  if (code === NO_DATA) value = "Pas de donnée";
  else if (code === SECRET) value = "Secret statistique";
  else if (code === ZERO && !value) value = number(0);
  const inhabitants = geometry.population?.[index];
  const people = inhabitants == null ? "" : `${number(inhabitants)} habitants`;
  const count = counts ? said(counts[index], data.circles.format) : "";
  return {
    name: geometry.names[index],
    place: geometry.parentNames(index).join(" · "),
    value,
    title: data.value_label,
    label: code < data.classes.length ? data.classes[code].label : "",
    look: table.get(code),
    zone: data.zones ? data.zones.names[scene.zones[index]] ?? "" : "",
    zoneLabel: data.zones?.label ?? "",
    count,
    countLabel: data.circles?.label ?? "",
    people: people === value || people === count ? "" : people,
    year: frame.label,
    note: data.note,
  };
}

/** The same in one sentence, for a screen reader and the line under the map. */
export function sentence(scene, index) {
  const said = facts(scene, index);
  return [
    said.place ? `${said.name} (${said.place})` : said.name,
    said.value,
    said.label !== said.value && said.label,
    said.zone && said.zone !== said.value && `${said.zoneLabel} : ${said.zone}`,
    said.count && `${said.countLabel} : ${said.count}`,
    said.people,
  ]
    .filter(Boolean)
    .join(", ");
}

function line(parent, kind, text) {
  if (!text) return;
  const node = document.createElement("div");
  node.className = kind;
  node.textContent = text;
  parent.append(node);
}

/** Shows the card of a territory, at the pointer or, for the keyboard and linked maps, at its centre. */
export function showCard(card, scene, index, at) {
  const { centres } = scene.geometry;
  const said = facts(scene, index);
  card.replaceChildren();
  line(card, "name", said.name);
  line(card, "place", said.place);
  if (said.value) {
    line(card, "what", said.year ? `${said.title} · ${said.year}` : said.title);
    line(card, "value", said.value);
  }
  if (said.label && said.label !== said.value) {
    line(card, "class", said.label);
    card.lastChild.prepend(swatch(said.look, scene.theme.mark), " ");
  }
  line(card, "zone", said.zone && `${said.zoneLabel} : ${said.zone}`);
  line(card, "count", said.count && `${said.countLabel} : ${said.count}`);
  line(card, "people", said.people);
  line(card, "note", said.note);
  settle(card, scene.view.size, at ?? scene.view.toScreen(centres[2 * index], centres[2 * index + 1]));
}

export function showPoint(card, scene, point) {
  card.replaceChildren();
  line(card, "name", point.label);
  line(card, "place", scene.data.point_kinds[point.kind].label);
  line(card, "note", point.detail);
  settle(card, scene.view.size, scene.view.toScreen(point.x, point.y));
}

/** Beside the pointer, on the side where there is room. */
function settle(card, [width, height], [x, y]) {
  card.hidden = false;
  const { offsetWidth, offsetHeight } = card;
  const left = x + 16 + offsetWidth < width ? x + 16 : x - 16 - offsetWidth;
  const top = y + 16 + offsetHeight < height ? y + 16 : y - 16 - offsetHeight;
  card.style.left = `${Math.max(4, Math.min(width - offsetWidth - 4, left))}px`;
  card.style.top = `${Math.max(4, Math.min(height - offsetHeight - 4, top))}px`;
}
