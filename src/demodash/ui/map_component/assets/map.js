/**
 * The entry Streamlit calls at every rerun. The first call builds a map in the shadow root it is given;
 * the next ones only bring new figures, so that zoom, pan and choice stay where the reader left them.
 */

import { join, tell } from "./bus.js";
import { unpack } from "./data.js";
import { build } from "./dom.js";
import { differs, loadGeometry } from "./geometry.js";
import { listen } from "./gestures.js";
import { drawLegend } from "./legend.js";
import { paintMap, scaleBar } from "./paint.js";
import { Pointing } from "./pointing.js";
import { looks, readTheme } from "./style.js";
import { Timeline } from "./timeline.js";
import { STEP, View } from "./view.js";

const maps = new WeakMap();
const views = new Map(); // last view by key: a map that comes back shows what it showed
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
    this.scene = {
      view: this.view, hovered: -1, active: -1, selected: -1, target: -1, year: 0, filter: [],
      patterned: matchMedia("(prefers-contrast: more)").matches,
      shows: (code) => !this.scene.filter.length || this.scene.filter.includes(code),
    };
    this.serial = 0; // rises with every message to Python, which sends back the last it has seen
    this.turn = 0;
    this.painted = 0;
    this.hear = (event) => this.#heard(event);
    this.pointing = new Pointing(this.dom, this.scene, {
      tell: (event) => tell(this.group, this.hear, event),
      report: () => this.#report(),
    });
    this.timeline = new Timeline(this.dom, (year) => this.#showYear(year), () => this.#settleYear());
    this.resized = new ResizeObserver(() => this.#resize());
    this.resized.observe(this.dom.stage);
    this.#bind();
  }

  #bind() {
    const { dom, pointing } = this;
    listen(dom.surface, pointing, this.view);
    dom.tools.addEventListener("click", (event) => {
      const act = event.target.closest("button")?.dataset.act;
      if (act === "plus") pointing.zoom(STEP);
      if (act === "minus") pointing.zoom(1 / STEP);
      if (act === "recentre") pointing.recentre();
    });
    dom.exports.addEventListener("click", async (event) => {
      const kind = event.target.dataset.image;
      if (kind && this.scene.theme) (await import("./image.js")).saveImage(this.scene, kind);
    });
    // A card's own image buttons look for this.
    dom.root.demodashImage = async (format, meta) => (await import("./image.js")).cardImage(this.scene, meta);
    dom.patterned.setAttribute("aria-pressed", String(this.scene.patterned));
    dom.patterned.addEventListener("click", () => {
      if (!this.scene.theme) return;
      this.scene.patterned = !this.scene.patterned;
      dom.patterned.setAttribute("aria-pressed", String(this.scene.patterned));
      this.#dress();
      this.#showYear(this.scene.year);
    });
    dom.veil.addEventListener("click", (event) => {
      if (event.target.matches("button")) this.update(this.last);
    });
  }

  // --- what Python sends, and what it is told --------------------------------------------------

  /** Takes a message; an older one never overwrites a newer one. */
  async update(component) {
    this.last = component;
    const { data } = component;
    const turn = (this.turn += 1);
    this.send = component.setStateValue;
    this.dom.stage.style.setProperty("--height", `${data.height}px`);
    try {
      const [geometry, columns, context, overlays] = await Promise.all([
        loadGeometry(data.geometry), unpack(data), data.context ? loadGeometry(data.context) : null,
        Promise.all(data.overlays.map(loadGeometry)), this.dom.styled,
      ]);
      if (turn !== this.turn) return;
      if (geometry.count !== data.count) throw new Error(`${data.count} values, ${geometry.count} territories`);
      this.#take(data, { geometry, columns, context, overlays });
    } catch (problem) {
      if (turn === this.turn) this.#fail(problem);
    }
  }

  #take(data, parts) {
    const { scene, view, dom } = this;
    const { geometry, columns } = parts;
    const before = scene.geometry;
    if (before !== geometry) Object.assign(scene, { hovered: -1, active: -1, target: -1 });
    Object.assign(scene, { data, ...parts });
    view.geometry = geometry;
    if (data.echo >= this.serial) {
      // Otherwise the reader has acted since Python answered, and a fresher answer is on its way.
      scene.filter = data.filter;
      scene.selected = geometry.indexOf.get(data.selected) ?? -1;
      if (!this.timeline.playing) scene.year = data.year;
    }
    scene.zones = data.zones ? columns(data.zones.index) : null;
    this.#join(data.link);
    dom.root.setAttribute("aria-label", data.title);
    dom.surface.setAttribute("aria-label", data.alt);
    dom.credit.textContent = geometry.attribution;
    dom.veil.hidden = true;
    dom.images.hidden = !data.image_buttons;
    this.#size();
    this.#dress();
    if (!before) view.set(views.get(this.#place()) ?? data.view ?? view.plain, true);
    else if (!geometry.covers(before)) view.set({ k: 1, x: 0.5, y: 0.5 }, true);
    this.#showYear(Math.min(scene.year, data.frames.length - 1));
    dom.root.dataset.state = "ready";
    this.#fly(data.fly_to);
  }

  #fail(problem) {
    const { root, veil } = this.dom;
    root.dataset.state = "error";
    veil.hidden = false;
    veil.textContent = "La carte n’a pas pu être chargée. Vérifiez la connexion au serveur, puis réessayez. ";
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = "Réessayer";
    veil.append(again);
    console.error("demodash map:", problem);
  }

  #fly(code) {
    if (code === this.flown) return;
    this.flown = code;
    const index = this.scene.geometry.indexOf.get(code);
    this.scene.target = index ?? -1;
    this.pointing.mark();
    if (index !== undefined) this.view.fly(this.view.around(index), () => this.pointing.hover(index));
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

  // --- years and classes -----------------------------------------------------------------------

  #showYear(year) {
    const { scene } = this;
    scene.year = year;
    scene.frame = scene.data.frames[year];
    scene.codes = scene.columns(scene.frame.codes);
    scene.values = scene.columns(scene.frame.values);
    scene.counts = scene.frame.counts === "people" ? scene.geometry.population : scene.columns(scene.frame.counts);
    scene.limits = scene.data.outline ? scene.geometry.mesh(differs(scene.codes)) : null;
    this.timeline.draw(scene.data.frames.map((frame) => frame.label), year);
    const label = scene.data.frames.length > 1 ? scene.frame.label : "";
    this.dom.yearLabel.textContent = label;
    this.dom.yearLabel.classList.toggle("long", label.length > "2026".length);
    this.#legend();
    this.#paint();
    this.pointing.say();
  }

  #settleYear() {
    this.dom.live.textContent = `Année affichée : ${this.scene.frame.label}`;
    this.#report();
  }

  #legend() {
    drawLegend(this.dom.legend, this.scene, (code) => this.#toggle(code));
  }

  /** Keeps a class or lets it go; null shows all again. */
  #toggle(code) {
    const { scene } = this;
    if (code === null) scene.filter = [];
    else if (scene.filter.includes(code)) scene.filter = scene.filter.filter((one) => one !== code);
    else scene.filter = [...scene.filter, code].sort((a, b) => a - b);
    this.#legend();
    this.#paint();
    this.dom.live.textContent = scene.filter.length
      ? `Carte limitée à : ${scene.filter.map((one) => scene.table.get(one).label).join(", ")}`
      : "Toutes les classes sont affichées";
    this.#report();
  }

  // --- drawing ---------------------------------------------------------------------------------

  /** Colours for the theme of the page and the reader's wish for patterns. */
  #dress() {
    const { scene } = this;
    this.dom.root.style.removeProperty("--face");
    scene.theme = readTheme(this.dom.root);
    this.dom.root.style.setProperty("--face", scene.theme.background);
    scene.table = looks(scene.data, scene.theme, scene.patterned);
  }

  #resize() {
    // Without a width it is in a tab that is not shown, or has left the page.
    if (!this.scene.theme || !this.dom.stage.clientWidth) return;
    this.#size();
    this.#legend();
    this.#paint();
  }

  #size() {
    const { stage, land, over } = this.dom;
    const size = [stage.clientWidth, stage.clientHeight];
    const ratio = Math.max(1, devicePixelRatio);
    for (const canvas of [land, over])
      for (const [side, pixels] of [["width", size[0]], ["height", size[1]]])
        // Setting a side empties the canvas, even to the value it has.
        if (canvas[side] !== Math.round(pixels * ratio)) canvas[side] = Math.round(pixels * ratio);
    this.view.size = size;
    this.scene.ratio = ratio;
    this.scene.text = parseFloat(getComputedStyle(stage).fontSize);
  }

  #paint() {
    paintMap(this.dom.land.getContext("2d"), this.scene);
    this.pointing.mark();
    this.#scaleBar();
    this.painted += 1;
    Object.assign(this.dom.root.dataset, {
      painted: this.painted, year: this.scene.frame.label, zoom: this.view.k.toFixed(3),
    });
  }

  #scaleBar() {
    const { width, label } = scaleBar(this.scene);
    this.dom.scale.style.width = `${width}px`;
    this.dom.scale.firstChild.textContent = label;
    this.dom.scale.classList.toggle("aside", this.scene.geometry.insets.length > 0);
  }

  // --- the view and the group ------------------------------------------------------------------

  /** The view changed: draw at most once a frame, remember, tell the group and, at rest, Python. */
  #moved(quiet) {
    const { scene } = this;
    if (!scene.frame) return;
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = null;
      this.#paint();
    });
    views.set(this.#place(), this.view.plain);
    this.dom.card.hidden = true;
    if (!this.following) tell(this.group, this.hear, { view: this.view.plain, of: scene.geometry });
    if (!scene.data.report_view || quiet) return;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.#report(), REST_MS);
  }

  /** A view is remembered for a map and the country or region it shows. */
  #place() {
    return `${this.scene.data.key} ${this.scene.geometry.origin}`;
  }

  #join(group) {
    if (group === this.group) return;
    this.leave?.();
    this.group = group;
    this.leave = group ? join(group, this.hear) : null;
  }

  #heard(event) {
    if (!this.scene.frame) return;
    if (event.view && event.of.covers(this.scene.geometry)) {
      this.following = true; // what was heard is not told again
      this.view.land();
      this.view.set(event.view, true);
      this.following = false;
    }
    this.pointing.hear(event);
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
