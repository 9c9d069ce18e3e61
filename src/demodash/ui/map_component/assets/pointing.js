/**
 * What the reader points at, by mouse, finger or key: the hovered, the active (keyboard) and the
 * selected territory, the card that tells of them, and what linked maps hear of it.
 */

import { sentence, showCard, showPoint } from "./card.js";
import { number } from "./format.js";
import { paintMarks } from "./paint.js";

const HINTS = {
  wheel: "Ctrl + molette pour zoomer, ou cliquez d’abord sur la carte",
  touch: "Deux doigts pour déplacer ou agrandir la carte",
};
const HINT_MS = 1600;
const POINT_REACH = 10; // pixels around a point that belong to it

export class Pointing {
  constructor(dom, scene, { tell, report }) {
    Object.assign(this, { dom, scene, tell, report, pointAt: -1 });
    dom.surface.addEventListener("blur", () => this.activate(-1));
    dom.drop.addEventListener("click", () => {
      this.select(-1);
      dom.surface.focus();
    });
  }

  get ready() {
    return Boolean(this.scene.theme);
  }

  mark() {
    paintMarks(this.dom.over.getContext("2d"), this.scene);
  }

  // --- mouse and fingers -----------------------------------------------------------------------

  hoverAt(x, y) {
    if (!this.ready || this.scene.view.flight) return;
    this.hover(this.scene.geometry.at(...this.scene.view.toPlane(x, y)), [x, y]);
    const point = this.scene.data.points.find((one) => {
      const [left, top] = this.scene.view.toScreen(one.x, one.y);
      return Math.hypot(left - x, top - y) < POINT_REACH;
    });
    if (point) showPoint(this.dom.card, this.scene, point);
  }

  hoverNothing() {
    if (this.ready) this.hover(-1);
  }

  hover(index, at = null, quiet = false) {
    const { scene } = this;
    if (index !== scene.hovered) {
      scene.hovered = index;
      this.mark();
      if (!quiet) this.tell({ hover: scene.geometry.codes[index] ?? null });
    }
    this.dom.surface.classList.toggle("on", index >= 0);
    this.#card(index, at);
  }

  #card(index, at) {
    const { scene } = this;
    if (index >= 0) showCard(this.dom.card, scene, index, at);
    else if (scene.active >= 0) showCard(this.dom.card, scene, scene.active);
    else this.dom.card.hidden = true;
  }

  clickAt(x, y, touch) {
    if (!this.ready) return;
    const index = this.scene.geometry.at(...this.scene.view.toPlane(x, y));
    this.activate(-1);
    if (touch) this.hoverAt(x, y);
    if (index !== this.scene.selected) this.select(index);
  }

  hint(kind) {
    const { hint } = this.dom;
    hint.textContent = HINTS[kind];
    hint.hidden = false;
    clearTimeout(this.hinted);
    this.hinted = setTimeout(() => (hint.hidden = true), HINT_MS);
  }

  // --- keys ------------------------------------------------------------------------------------

  /** Gives a territory the keyboard's focus; the surface keeps the real one. */
  activate(index) {
    const { scene, dom } = this;
    if (index === scene.active) return;
    scene.active = index;
    if (index < 0) {
      dom.surface.removeAttribute("aria-activedescendant");
    } else {
      // Two elements in turn: a reader speaks when the focus moves, not when a name changes under it.
      dom.spots.reverse();
      dom.spots[0].setAttribute("aria-label", sentence(scene, index));
      dom.surface.setAttribute("aria-activedescendant", dom.spots[0].id);
      const { centres } = scene.geometry;
      scene.view.reveal(centres[2 * index], centres[2 * index + 1]);
    }
    this.mark();
    this.#card(-1);
    this.tell({ hover: scene.geometry.codes[index] ?? null });
  }

  /** One step to a neighbour; the first step goes to the selection, or to the middle of the view. */
  step(dx, dy) {
    if (!this.ready) return;
    const { geometry, view, active, selected } = this.scene;
    if (active >= 0) {
      const next = geometry.beyond(active, dx, dy);
      if (next >= 0) this.activate(next);
    } else this.activate(selected >= 0 ? selected : geometry.nearest(...view.toPlane(...middle(view))));
  }

  stepPoint() {
    if (!this.ready || !this.scene.data.points.length) return;
    const { points, point_kinds: kinds } = this.scene.data;
    this.pointAt = (this.pointAt + 1) % points.length;
    const point = points[this.pointAt];
    this.scene.view.reveal(point.x, point.y);
    showPoint(this.dom.card, this.scene, point);
    this.dom.live.textContent = [point.label, kinds[point.kind].label, point.detail].filter(Boolean).join(", ");
  }

  choose() {
    if (this.scene.active >= 0) this.select(this.scene.active);
  }

  escape() {
    if (this.scene.selected >= 0) this.select(-1);
    else if (this.scene.active >= 0) this.activate(-1);
    else this.dom.surface.blur(); // gives the wheel back to the page
  }

  zoom(factor) {
    if (!this.ready) return;
    const { view, active, geometry } = this.scene;
    const { centres } = geometry;
    view.zoomAt(factor, ...(active < 0 ? middle(view) : view.toScreen(centres[2 * active], centres[2 * active + 1])));
    this.dom.live.textContent = `Zoom ${number(view.k, 1)}`;
  }

  recentre() {
    if (this.ready) this.scene.view.fly({ k: 1, x: 0.5, y: 0.5 });
  }

  // --- the selection ---------------------------------------------------------------------------

  select(index, quiet = false) {
    const { scene, dom } = this;
    scene.selected = index;
    scene.target = -1; // what was searched is found
    this.mark();
    this.say();
    if (quiet) return;
    dom.live.textContent = index < 0 ? "Sélection effacée" : `Sélection : ${scene.geometry.names[index]}`;
    this.tell({ select: scene.geometry.codes[index] ?? null });
    this.report();
  }

  /** The line under the map, always of one height so that nothing jumps. */
  say() {
    const { scene, dom } = this;
    const chosen = scene.selected >= 0;
    dom.drop.hidden = !chosen;
    dom.said.textContent = chosen
      ? sentence(scene, scene.selected)
      : "Survolez ou touchez un territoire, cliquez pour le choisir.";
    dom.status.classList.toggle("chosen", chosen);
  }

  /** What a linked map tells; none of it is told again. */
  hear({ hover, select }) {
    const find = (code) => this.scene.geometry.indexOf.get(code) ?? -1;
    if (hover !== undefined) this.hover(find(hover), null, true);
    if (select !== undefined) this.select(find(select), true);
  }
}

function middle(view) {
  return [view.size[0] / 2, view.size[1] / 2];
}
