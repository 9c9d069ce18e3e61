/**
 * Geometry: fetched once per address, decoded once, shared by every map that shows it and kept when
 * a map leaves the page. A shared border is stored once (an arc), so lines are never drawn twice and
 * the borders of départements come from the communes themselves.
 */

const cache = new Map();

export function loadGeometry(url) {
  const address = new URL(url, document.baseURI).href;
  if (!cache.has(address)) {
    const pending = fetch(address)
      .then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status} ${address}`);
        return answer.json();
      })
      .then((raw) => new Geometry(raw));
    pending.catch(() => cache.delete(address)); // so that a failed fetch can be tried again
    cache.set(address, pending);
  }
  return cache.get(address);
}

const CELLS = 64; // columns and rows of the index that finds the territory under the pointer
const probe = document.createElement("canvas").getContext("2d");

class Geometry {
  constructor(raw) {
    Object.assign(this, {
      level: raw.level, width: raw.width, height: raw.height, insets: raw.insets ?? [],
      metresPerUnit: raw.metres_per_unit, attribution: raw.attribution ?? "",
      codes: raw.codes, names: raw.names, population: raw.population, parents: raw.parents ?? {},
      origin: raw.origin ?? null, shapes: raw.shapes, count: raw.codes.length,
    });
    this.indexOf = new Map(raw.codes.map((code, index) => [code, index]));
    this.arcs = raw.arcs.map(absolute);
    this.sides = new Int32Array(raw.arcs.length * 2).fill(-1); // the one or two territories of an arc
    this.boxes = new Float64Array(this.count * 4);
    this.centres = new Float64Array(this.count * 2);
    this.paths = raw.shapes.map((rings, index) => this.#shape(rings, index));
    this.inner = this.mesh((left, right) => right >= 0);
    this.outer = this.mesh((left, right) => right < 0);
    this.#cells = this.#fillCells();
    this.#parentMeshes = new Map();
  }

  #cells;
  #parentMeshes;

  #shape(rings, index) {
    const path = new Path2D();
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    let largest = -1;
    for (const ring of rings) {
      for (const ref of ring) {
        const arc = ref < 0 ? ~ref : ref;
        this.sides[2 * arc + (this.sides[2 * arc] < 0 ? 0 : 1)] = index;
      }
      const points = this.ringPoints(ring);
      let twiceArea = 0, sumX = 0, sumY = 0;
      for (let i = 0; i < points.length; i += 2) {
        const x = points[i], y = points[i + 1];
        const nextX = points[(i + 2) % points.length], nextY = points[(i + 3) % points.length];
        const cross = x * nextY - nextX * y;
        twiceArea += cross;
        sumX += (x + nextX) * cross;
        sumY += (y + nextY) * cross;
        if (x < box[0]) box[0] = x;
        if (y < box[1]) box[1] = y;
        if (x > box[2]) box[2] = x;
        if (y > box[3]) box[3] = y;
        if (i) path.lineTo(x, y);
        else path.moveTo(x, y);
      }
      path.closePath();
      if (Math.abs(twiceArea) > largest) {
        largest = Math.abs(twiceArea);
        // The centre of the largest part carries labels, circles and the focus.
        this.centres[2 * index] = twiceArea ? sumX / (3 * twiceArea) : points[0];
        this.centres[2 * index + 1] = twiceArea ? sumY / (3 * twiceArea) : points[1];
      }
    }
    this.boxes.set(box, index * 4);
    return path;
  }

  /** The corners of a ring as x, y, x, y…, without the closing one. */
  ringPoints(ring) {
    const points = [];
    for (const ref of ring) {
      const arc = this.arcs[ref < 0 ? ~ref : ref];
      // The last corner of an arc is the first of the next one.
      if (ref < 0) for (let i = arc.length - 2; i >= 2; i -= 2) points.push(arc[i], arc[i + 1]);
      else for (let i = 0; i < arc.length - 2; i += 2) points.push(arc[i], arc[i + 1]);
    }
    return points;
  }

  /** The lines between the territories for which wanted(left, right) holds; right is −1 outside. */
  mesh(wanted) {
    const path = new Path2D();
    this.trace(wanted, path);
    return path;
  }

  /** The same for any pen that has moveTo and lineTo. */
  trace(wanted, pen) {
    this.arcs.forEach((arc, index) => {
      if (!wanted(this.sides[2 * index], this.sides[2 * index + 1])) return;
      pen.moveTo(arc[0], arc[1]);
      for (let i = 2; i < arc.length; i += 2) pen.lineTo(arc[i], arc[i + 1]);
    });
  }

  /** The borders between the parents of a level: départements over communes. */
  parentMesh(level) {
    const parent = this.parents[level];
    if (parent && !this.#parentMeshes.has(level))
      this.#parentMeshes.set(level, this.mesh(differs(parent.index)));
    return this.#parentMeshes.get(level);
  }

  parentName(level, index) {
    const parent = this.parents[level];
    return parent?.names[parent.index[index]] ?? "";
  }

  #fillCells() {
    const cells = Array.from({ length: CELLS * CELLS }, () => []);
    for (let index = 0; index < this.count; index += 1) {
      const [left, top] = this.#cell(this.boxes[4 * index], this.boxes[4 * index + 1]);
      const [right, bottom] = this.#cell(this.boxes[4 * index + 2], this.boxes[4 * index + 3]);
      for (let row = top; row <= bottom; row += 1)
        for (let column = left; column <= right; column += 1) cells[row * CELLS + column].push(index);
    }
    return cells;
  }

  #cell(x, y) {
    const clamp = (part) => Math.max(0, Math.min(CELLS - 1, Math.floor(part * CELLS)));
    return [clamp(x / this.width), clamp(y / this.height)];
  }

  /** The territory that holds a point of the geometry's plane, or −1. */
  at(x, y) {
    const [column, row] = this.#cell(x, y);
    for (const index of this.#cells[row * CELLS + column])
      if (probe.isPointInPath(this.paths[index], x, y, "evenodd")) return index;
    return -1;
  }

  nearest(x, y) {
    return this.#best((index, dx, dy) => dx * dx + dy * dy, x, y, -1);
  }

  /** The next territory in a direction (unit vector): near first, and rather ahead than aside. */
  beyond(from, ux, uy) {
    const score = (index, dx, dy) => {
      const ahead = dx * ux + dy * uy;
      const aside = Math.abs(dx * uy - dy * ux);
      return ahead > 0 && aside <= ahead * 1.5 ? ahead + 2 * aside : Infinity;
    };
    return this.#best(score, this.centres[2 * from], this.centres[2 * from + 1], from);
  }

  #best(score, x, y, except) {
    let best = -1, lowest = Infinity;
    for (let index = 0; index < this.count; index += 1) {
      if (index === except) continue;
      const value = score(index, this.centres[2 * index] - x, this.centres[2 * index + 1] - y);
      if (value < lowest) [best, lowest] = [index, value];
    }
    return best;
  }
}

/** For mesh: the lines where what `of` says of a territory changes. */
export function differs(of) {
  return (left, right) => right >= 0 && of[left] !== of[right];
}

function absolute(deltas) {
  const points = Int32Array.from(deltas);
  for (let i = 2; i < points.length; i += 1) points[i] += points[i - 2];
  return points;
}
