/**
 * The entry Streamlit calls at every rerun. The first call builds a map in the shadow root it is given;
 * the next ones only bring new figures, so that zoom, pan and choice stay where the reader left them.
 */

import { join, tell } from "./bus.js";
import { sentence, showCard, showPoint } from "./card.js";
import { unpack } from "./data.js";
import { build } from "./dom.js";
import { number } from "./format.js";
import { differs, loadGeometry } from "./geometry.js";
import { listen } from "./gestures.js";
import { saveImage } from "./image.js";
import { drawLegend, swatch } from "./legend.js";
import { paintMap, paintMarks } from "./paint.js";
import { looks, readTheme } from "./style.js";
import { Timeline } from "./timeline.js";
import { MARGIN, STEP, View } from "./view.js";

const maps = new WeakMap();
const views = new Map(); // last view by key: a map that comes back shows what it showed

const HINTS = {
  wheel: "Ctrl + molette pour zoomer, ou cliquez d’abord sur la carte",
  touch: "Deux doigts pour déplacer ou agrandir la carte",
};
const REST_MS = 600; // a view that has not moved for this long may be told to Python

export default function render(component) {
  const shadow = component.parentElement;
  if (!maps.has(shadow)) maps.set(shadow, new DemodashMap(shadow));
  const map = maps.get(shadow);
  map.update(component);
  // Streamlit also calls this when a rerun overtakes another: only a map that left the page ends.
  return () =>
    setTimeout(() => {
      if (shadow.host.isConnected || maps.get(shadow) !== map) return;
      maps.delete(shadow);
      map.destroy();
    });
}

class DemodashMap {
  constructor(shadow) {
    this.dom = build(shadow);
    this.view = new View((quiet) => this.#moved(quiet));
    this.scene = { view: this.view, hovered: -1, active: -1, selected: -1, year: 0, filter: [], patterned: false,
      overlays: [], shows: (code) => !this.scene.filter.length || this.scene.filter.includes(code) };
    this.serial = 0; // rises with every message to Python, which sends back the last it has seen
    this.turn = 0;
    this.painted = 0;
    this.pointAt = -1;
    this.hear = (event) => this.#heard(event);
    this.timeline = new Timeline(this.dom, (year) => this.#showYear(year), () => this.#settleYear());
    this.resized = new ResizeObserver(() => this.#resize());
    this.resized.observe(this.dom.stage);
    this.#bind();
  }

  #bind() {
    const { dom } = this;
    listen(dom.surface, this);
    dom.tools.addEventListener("click", (event) => {
      const act = event.target.closest("button")?.dataset.act;
      if (act === "plus") this.zoom(STEP);
      if (act === "minus") this.zoom(1 / STEP);
      if (act === "recentre") this.recentre();
    });
    dom.drop.addEventListener("click", () => {
      this.#select(-1);
      dom.surface.focus();
    });
    dom.exports.addEventListener("click", (event) => {
      const kind = event.target.dataset.image;
      if (kind && this.scene.geometry) saveImage(this.scene, kind);
    });
    dom.patterned.addEventListener("click", () => {
      this.scene.patterned = !this.scene.patterned;
      dom.patterned.setAttribute("aria-pressed", String(this.scene.patterned));
      this.#dress();
      this.#paint();
    });
    dom.surface.addEventListener("blur", () => this.#activate(-1));
    dom.veil.addEventListener("click", (event) => {
      if (event.target.matches("button")) this.update(this.last);
    });
  }

  /** Takes what Python sent; an older message never overwrites a newer one. */
  async update(component) {
    this.last = component;
    const { data } = component;
    const turn = (this.turn += 1);
    this.send = component.setStateValue;
    this.dom.stage.style.height = `${data.height}px`;
    try {
      const [geometry, columns, overlays] = await Promise.all([
        loadGeometry(data.geometry), unpack(data), Promise.all(data.overlays.map(loadGeometry)), this.dom.styled,
      ]);
      if (turn !== this.turn) return;
      if (geometry.count !== data.count) throw new Error(`${data.count} / ${geometry.count}`);
      this.#take(data, geometry, columns, overlays);
    } catch (problem) {
      if (turn === this.turn) this.#fail(problem);
    }
  }

  #take(data, geometry, columns, overlays) {
    const { scene, view } = this;
    const first = !scene.geometry;
    if (!first && !sameExtent(scene.geometry, geometry)) view.set({ k: 1, x: 0.5, y: 0.5 }, true);
    if (scene.geometry !== geometry) Object.assign(scene, { hovered: -1, active: -1 });
    Object.assign(scene, { data, geometry, columns, overlays });
    view.geometry = geometry;
    if (data.echo >= this.serial) {
      // Otherwise the reader has acted since Python answered, and a fresher answer is on its way.
      scene.filter = data.filter;
      scene.selected = geometry.indexOf.get(data.selected) ?? -1;
      if (!this.timeline.playing) scene.year = data.year;
    }
    scene.year = Math.min(scene.year, data.frames.length - 1);
    scene.zones = data.zones ? columns(data.zones.index) : null;
    scene.largestCount = data.circles?.largest ?? 1;
    view.margin = data.circles ? MARGIN * 3 : MARGIN;
    this.#joinGroup(data.link);
    this.dom.root.setAttribute("aria-label", data.title);
    this.dom.root.setAttribute("role", "region");
    this.dom.surface.setAttribute("aria-label", data.alt);
    this.dom.root.dataset.state = "ready";
    this.dom.veil.hidden = true;
    this.dom.credit.textContent = geometry.attribution && `Fond de carte : ${geometry.attribution}`;
    this.#size();
    this.#dress();
    if (first) view.set(views.get(data.key) ?? data.view ?? view.plain, true);
    this.#showYear(scene.year);
    this.#fly(data.fly_to);
  }

  #fail(problem) {
    this.dom.root.dataset.state = "error";
    this.dom.veil.hidden = false;
    this.dom.veil.textContent = "La carte n’a pas pu être chargée. Vérifiez la connexion au serveur, puis ";
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = "réessayez";
    this.dom.veil.append(again);
    console.error("demodash map:", problem);
  }

  #fly(code) {
    if (code === this.flown) return;
    this.flown = code;
    const index = this.scene.geometry.indexOf.get(code);
    if (index === undefined) return;
    this.view.fly(this.view.around(index));
  }

  /** Colours for the theme of the page and the reader's wish for patterns. */
  #dress() {
    const { scene } = this;
    scene.theme = readTheme(this.dom.root);
    this.dom.root.style.setProperty("--face", scene.theme.background);
    scene.table = looks(scene.data, scene.theme, scene.patterned);
  }

  #showYear(year) {
    const { scene } = this;
    scene.year = year;
    scene.frame = scene.data.frames[year];
    scene.codes = scene.columns(scene.frame.codes);
    scene.values = scene.columns(scene.frame.values);
    scene.counts = scene.columns(scene.frame.counts);
    scene.limits = scene.data.outline ? scene.geometry.mesh(differs(scene.codes)) : null;
    this.timeline.draw(scene.data.frames.map((frame) => frame.label), year);
    this.dom.yearLabel.textContent = scene.data.frames.length > 1 ? scene.frame.label : "";
    drawLegend(this.dom.legend, scene, (code) => this.#toggle(code));
    this.#paint();
    this.#say();
  }

  #settleYear() {
    this.dom.live.textContent = `Année affichée : ${this.scene.frame.label}`;
    this.#report();
  }

  #toggle(code) {
    const { scene } = this;
    if (code === null) scene.filter = [];
    else if (scene.filter.includes(code)) scene.filter = scene.filter.filter((one) => one !== code);
    else scene.filter = [...scene.filter, code].sort((a, b) => a - b);
    drawLegend(this.dom.legend, scene, (one) => this.#toggle(one));
    this.#paint();
    this.dom.live.textContent = scene.filter.length
      ? `Carte limitée à : ${scene.filter.map((one) => scene.table.get(one).label).join(", ")}`
      : "Toutes les classes sont affichées";
    this.#report();
  }

  #report() {
    const { scene } = this;
    this.serial = Math.max(this.serial + 1, Date.now());
    this.send("map", {
      serial: this.serial,
      selected: scene.geometry.codes[scene.selected] ?? null,
      year: scene.year,
      filter: scene.filter,
      view: scene.data.report_view ? this.view.plain : null,
    });
  }

  // --- drawing ---------------------------------------------------------------------------------

  #resize() {
    if (!this.scene.geometry) return;
    this.#size();
    drawLegend(this.dom.legend, this.scene, (code) => this.#toggle(code));
    this.#paint();
  }

  #size() {
    const { stage, land, over } = this.dom;
    const size = [stage.clientWidth, stage.clientHeight];
    const ratio = Math.max(1, devicePixelRatio);
    for (const canvas of [land, over]) {
      if (canvas.width === Math.round(size[0] * ratio) && canvas.height === Math.round(size[1] * ratio)) continue;
      canvas.width = Math.round(size[0] * ratio);
      canvas.height = Math.round(size[1] * ratio);
    }
    this.view.size = size;
    this.scene.ratio = ratio;
    this.scene.text = parseFloat(getComputedStyle(stage).fontSize);
  }

  #paint() {
    paintMap(this.dom.land.getContext("2d"), this.scene);
    this.#mark();
    this.painted += 1;
    Object.assign(this.dom.root.dataset, { painted: this.painted, year: this.scene.frame.label });
  }

  #mark() {
    paintMarks(this.dom.over.getContext("2d"), this.scene);
  }

  /** The view changed: draw at most once a frame, tell the group, remember. */
  #moved(quiet) {
    if (!this.scene.theme) return;
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = null;
      this.#scaleBar();
      this.#paint();
      this.dom.root.dataset.zoom = this.view.k.toFixed(3);
    });
    views.set(this.scene.data.key, this.view.plain);
    this.dom.card.hidden = true;
    if (!this.following) tell(this.scene.data.link, this.hear, { view: this.view.plain });
    if (!this.scene.data.report_view || quiet) return;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.#report(), REST_MS);
  }

  #scaleBar() {
    const { metresPerUnit } = this.scene.geometry;
    this.dom.scale.hidden = !metresPerUnit;
    if (!metresPerUnit) return;
    const metres = (metresPerUnit / this.view.scale) * 110;
    const power = 10 ** Math.floor(Math.log10(metres));
    const nice = [5, 2, 1].map((one) => one * power).find((one) => one <= metres);
    this.dom.scale.style.width = `${(nice / metresPerUnit) * this.view.scale}px`;
    this.dom.scale.firstChild.textContent = nice >= 1000 ? `${number(nice / 1000)} km` : `${number(nice)} m`;
  }

  // --- pointer, keyboard -----------------------------------------------------------------------

  hoverAt(x, y) {
    if (!this.scene.geometry || this.view.flight) return;
    const point = this.#pointNear(x, y);
    this.#hover(this.scene.geometry.at(...this.view.toPlane(x, y)), [x, y]);
    if (point) showPoint(this.dom.card, this.scene, point, [x, y]);
  }

  hoverNothing() {
    this.#hover(-1);
  }

  #hover(index, at) {
    const { scene } = this;
    const changed = index !== scene.hovered;
    scene.hovered = index;
    if (changed) {
      this.#mark();
      if (!this.following) tell(scene.data.link, this.hear, { hover: scene.geometry.codes[index] ?? null });
    }
    this.dom.surface.classList.toggle("on", index >= 0);
    if (index < 0) return this.#cardOfActive();
    showCard(this.dom.card, scene, index, at, (look) => swatch(look, scene.theme.mark));
  }

  #cardOfActive() {
    const { scene } = this;
    if (scene.active < 0) this.dom.card.hidden = true;
    else showCard(this.dom.card, scene, scene.active, this.#spotOf(scene.active), (look) => swatch(look, scene.theme.mark));
  }

  #spotOf(index) {
    const { centres } = this.scene.geometry;
    return this.view.toScreen(centres[2 * index], centres[2 * index + 1]);
  }

  #pointNear(x, y) {
    const near = ({ x: px, y: py }) => {
      const [left, top] = this.view.toScreen(px, py);
      return Math.hypot(left - x, top - y) < 10;
    };
    return this.scene.data.points.find(near);
  }

  clickAt(x, y, touch) {
    if (!this.scene.geometry) return;
    const index = this.scene.geometry.at(...this.view.toPlane(x, y));
    if (touch) this.hoverAt(x, y);
    this.#activate(-1);
    if (index !== this.scene.selected) this.#select(index);
  }

  #select(index) {
    this.scene.selected = index;
    this.#mark();
    this.#say();
    this.dom.live.textContent = index < 0 ? "Sélection effacée" : `Sélection : ${this.scene.geometry.names[index]}`;
    tell(this.scene.data.link, this.hear, { select: this.scene.geometry.codes[index] ?? null });
    this.#report();
  }

  /** The line under the map, always one line high so that nothing jumps. */
  #say() {
    const { selected } = this.scene;
    this.dom.drop.hidden = selected < 0;
    this.dom.said.textContent =
      selected < 0 ? "Survolez ou touchez un territoire, cliquez pour le choisir." : sentence(this.scene, selected);
    this.dom.status.classList.toggle("chosen", selected >= 0);
  }

  /** The territory that has the keyboard's focus; the surface keeps the real one. */
  #activate(index) {
    const { scene, dom } = this;
    if (index === scene.active) return;
    scene.active = index;
    if (index < 0) {
      dom.surface.removeAttribute("aria-activedescendant");
      dom.card.hidden = true;
    } else {
      // Two elements in turn: a reader speaks when the focus moves, not when a name changes under it.
      dom.spots.reverse();
      dom.spots[0].setAttribute("aria-label", sentence(scene, index));
      dom.surface.setAttribute("aria-activedescendant", dom.spots[0].id);
      const { centres } = scene.geometry;
      this.view.reveal(centres[2 * index], centres[2 * index + 1]);
      this.#cardOfActive();
    }
    this.#mark();
    if (!this.following) tell(scene.data.link, this.hear, { hover: scene.geometry.codes[index] ?? null });
  }

  step(dx, dy) {
    const { scene } = this;
    if (!scene.geometry) return;
    if (scene.active >= 0) {
      const next = scene.geometry.beyond(scene.active, dx, dy);
      if (next >= 0) this.#activate(next);
    } else if (scene.selected >= 0) this.#activate(scene.selected);
    else this.#activate(scene.geometry.nearest(...this.view.toPlane(this.view.size[0] / 2, this.view.size[1] / 2)));
  }

  stepPoint() {
    const { points } = this.scene.data;
    if (!points.length) return;
    this.pointAt = (this.pointAt + 1) % points.length;
    const point = points[this.pointAt];
    this.view.reveal(point.x, point.y);
    showPoint(this.dom.card, this.scene, point, this.view.toScreen(point.x, point.y));
    this.dom.live.textContent = [point.label, this.scene.data.point_kinds[point.kind].label, point.detail]
      .filter(Boolean).join(", ");
  }

  choose() {
    if (this.scene.active >= 0) this.#select(this.scene.active);
  }

  escape() {
    if (this.scene.selected >= 0) this.#select(-1);
    else if (this.scene.active >= 0) this.#activate(-1);
    else this.dom.surface.blur();
  }

  zoom(factor) {
    const { active } = this.scene;
    this.view.zoomAt(factor, ...(active < 0 ? this.view.size.map((one) => one / 2) : this.#spotOf(active)));
    this.dom.live.textContent = `Zoom ${number(this.view.k, 1)}`;
  }

  recentre() {
    this.view.fly({ k: 1, x: 0.5, y: 0.5 });
  }

  hint(kind) {
    const { hint } = this.dom;
    hint.textContent = HINTS[kind];
    hint.hidden = false;
    clearTimeout(this.hinted);
    this.hinted = setTimeout(() => (hint.hidden = true), 1600);
  }

  // --- linked maps -----------------------------------------------------------------------------

  #joinGroup(group) {
    if (group === this.group) return;
    this.leave?.();
    this.group = group;
    this.leave = group ? join(group, this.hear) : null;
  }

  #heard({ view, hover, select }) {
    const { scene } = this;
    if (!scene.theme) return;
    this.following = true; // what was heard is not told again
    if (view) {
      this.view.land();
      this.view.set(view, true);
    }
    if (hover !== undefined) {
      const index = scene.geometry.indexOf.get(hover) ?? -1;
      this.#hover(index, index < 0 ? null : this.#spotOf(index));
    }
    if (select !== undefined) {
      scene.selected = scene.geometry.indexOf.get(select) ?? -1;
      this.#mark();
      this.#say();
    }
    this.following = false;
  }

  destroy() {
    this.leave?.();
    this.view.land();
    this.resized.disconnect();
    this.timeline.destroy();
    clearTimeout(this.rest);
    cancelAnimationFrame(this.waiting);
  }
}

/** Whether two geometries show the same country or region, so that a view of one fits the other. */
function sameExtent(one, other) {
  const ratio = (a, b) => Math.abs(a / b - 1) < 0.05;
  const metres = (geometry, side) => geometry[side] * (geometry.metresPerUnit ?? 0);
  return (
    one === other ||
    (ratio(metres(one, "width"), metres(other, "width")) && ratio(metres(one, "height"), metres(other, "height")))
  );
}
