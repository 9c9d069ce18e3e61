/**
 * Where the map looks: a zoom (1 shows everything) and a centre, in parts of the geometry's width and
 * height, so that a view keeps its meaning when the frame is resized, when the level changes from
 * communes to EPCI, and in a linked map of another size.
 */

const MARGIN = 22; // pixels kept free around the whole map, into which circles may reach
const FLIGHT_MS = 900;
export const STEP = 1.6; // one press of + or −

export class View {
  constructor(onChange) {
    this.k = 1;
    this.x = 0.5;
    this.y = 0.5;
    this.size = [1, 1];
    this.geometry = null;
    this.onChange = onChange;
    this.flight = 0;
  }

  get fit() {
    const [width, height] = this.size;
    const { width: gw, height: gh } = this.geometry;
    return Math.max(1e-9, Math.min((width - 2 * MARGIN) / gw, (height - 2 * MARGIN) / gh));
  }

  get scale() {
    return this.fit * this.k;
  }

  get maximum() {
    return this.geometry.count > 500 ? 48 : 16;
  }

  get offset() {
    const { width, height } = this.geometry;
    return [
      this.size[0] / 2 - this.x * width * this.scale,
      this.size[1] / 2 - this.y * height * this.scale,
    ];
  }

  toScreen(x, y) {
    const [left, top] = this.offset;
    return [x * this.scale + left, y * this.scale + top];
  }

  toPlane(x, y) {
    const [left, top] = this.offset;
    return [(x - left) / this.scale, (y - top) / this.scale];
  }

  get plain() {
    return { k: this.k, x: this.x, y: this.y };
  }

  set({ k, x, y }, quiet = false) {
    this.k = Math.max(1, Math.min(this.maximum, k));
    // At the whole map there is nothing to move; deeper in, the centre stays over the map.
    const reach = Math.min(0.5, 0.8 * (1 - 1 / this.k));
    const keep = (part) => Math.max(0.5 - reach, Math.min(0.5 + reach, part));
    this.x = keep(x);
    this.y = keep(y);
    this.onChange(quiet);
  }

  zoomAt(factor, screenX, screenY) {
    this.land();
    const [x, y] = this.toPlane(screenX, screenY);
    const k = Math.max(1, Math.min(this.maximum, this.k * factor));
    const scale = this.fit * k;
    this.set({
      k,
      x: (x - (screenX - this.size[0] / 2) / scale) / this.geometry.width,
      y: (y - (screenY - this.size[1] / 2) / scale) / this.geometry.height,
    });
  }

  panBy(dx, dy) {
    this.land();
    const { width, height } = this.geometry;
    this.set({ k: this.k, x: this.x - dx / this.scale / width, y: this.y - dy / this.scale / height });
  }

  /** Move just enough for a point of the plane to be well inside the frame. */
  reveal(x, y) {
    const [sx, sy] = this.toScreen(x, y);
    const [width, height] = this.size;
    const out = (at, size) => (at < size * 0.08 ? at - size * 0.25 : at > size * 0.92 ? at - size * 0.75 : 0);
    const dx = out(sx, width), dy = out(sy, height);
    if (dx || dy) this.panBy(-dx, -dy);
  }

  /** The view in which a territory is seen with its surroundings. */
  around(index) {
    const { boxes, width, height } = this.geometry;
    const [left, top, right, bottom] = boxes.subarray(4 * index, 4 * index + 4);
    const fill = Math.min(width / Math.max(1, right - left), height / Math.max(1, bottom - top));
    const k = Math.max(1.5, Math.min(14, this.maximum, fill / 3.5));
    return { k, x: (left + right) / 2 / width, y: (top + bottom) / 2 / height };
  }

  land() {
    cancelAnimationFrame(this.flight);
    this.flight = 0;
  }

  /** Fly to a view, or be there at once for those who asked their system for less motion. */
  fly(target, landed = () => {}) {
    this.land();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.set(target);
      return landed();
    }
    const from = this.plain;
    const started = performance.now();
    const far = Math.hypot(target.x - from.x, target.y - from.y);
    const step = (now) => {
      const part = Math.max(0, Math.min(1, (now - started) / FLIGHT_MS));
      const eased = part < 0.5 ? 4 * part ** 3 : 1 - (2 - 2 * part) ** 3 / 2;
      // Zooming is even in its logarithm; a long way rises first, so that one sees where one goes.
      const rise = 1 + Math.sin(Math.PI * eased) * far * Math.min(from.k, target.k) * 0.5;
      const k = (from.k ** (1 - eased) * target.k ** eased) / (part < 1 ? rise : 1);
      this.flight = part < 1 ? requestAnimationFrame(step) : 0;
      this.set(
        { k, x: from.x + (target.x - from.x) * eased, y: from.y + (target.y - from.y) * eased },
        part < 1,
      );
      if (part === 1) landed();
    };
    this.flight = requestAnimationFrame(step);
  }
}
