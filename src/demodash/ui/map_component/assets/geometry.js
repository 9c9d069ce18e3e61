/**
 * Geometry: fetched once per address, decoded once, shared by every map that shows it and kept when
 * a map leaves the page. A shared border is stored once (an arc), so lines are never drawn twice and
 * the borders of départements come from the communes themselves. The file's form is described where
 * it is written, in demodash/geo/browser.py.
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

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DIGITS = new Uint8Array(128);
[...ALPHABET].forEach((char, digit) => (DIGITS[char.charCodeAt(0)] = digit));

/** Whole numbers written five bits at a time, lowest first, the sign folded into the lowest bit. */
function decode(text) {
  const numbers = [];
  let folded = 0, shift = 0;
  for (let i = 0; i < text.length; i += 1) {
    const digit = DIGITS[text.charCodeAt(i)];
    folded |= (digit & 31) << shift;
    if (digit & 32) shift += 5;
    else {
      numbers.push((folded >>> 1) ^ -(folded & 1));
      folded = shift = 0;
    }
  }
  return numbers;
}

function readArcs(lengths, steps) {
  let at = 0, x = 0, y = 0;
  return lengths.map((length) => {
    const arc = new Int32Array(2 * length);
    for (let i = 0; i < 2 * length; i += 2) {
      arc[i] = x += steps[at++];
      arc[i + 1] = y += steps[at++];
    }
    return arc;
  });
}

/** For each territory its rings, each a list of arcs; ~n is arc n walked backwards. */
function readShapes(numbers, count) {
  let at = 0, fresh = 0;
  const reference = () => {
    const back = numbers[at++];
    if (back === 0) return fresh++;
    return back > 0 ? ~(fresh - back) : fresh + back;
  };
  const list = (item) => Array.from({ length: numbers[at++] }, item);
  return Array.from({ length: count }, () => list(() => list(reference)));
}

const CELLS = 64; // columns and rows of the index that finds the territory under the pointer
const probe = document.createElement("canvas").getContext("2d");

class Geometry {
  #cells;
  #parentMeshes = new Map();

  constructor(raw) {
    const { level, attribution, origin, width, height, codes, names, population, parents, insets } = raw;
    Object.assign(this, { level, attribution, origin, width, height, codes, names, population, parents, insets });
    this.unit = raw.metres_per_unit;
    this.count = codes.length;
    this.indexOf = new Map(codes.map((code, index) => [code, index]));
    this.arcs = readArcs(decode(raw.arc_lengths), decode(raw.arc_points));
    this.shapes = readShapes(decode(raw.arc_rings), this.count);
    this.sides = new Int32Array(this.arcs.length * 2).fill(-1); // the one or two territories of an arc
    this.boxes = new Float64Array(this.count * 4);
    this.centres = new Float64Array(decode(raw.anchors)); // where a circle, a label, the focus stand
    this.paths = this.shapes.map((rings, index) => this.#shape(rings, index));
    this.inner = this.mesh((left, right) => right >= 0);
    this.outer = this.mesh((left, right) => right < 0);
    this.#cells = this.#fillCells();
  }

  #shape(rings, index) {
    const path = new Path2D();
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    rings.forEach((ring, number) => {
      for (const ref of ring) {
        const arc = ref < 0 ? ~ref : ref;
        this.sides[2 * arc + (this.sides[2 * arc] < 0 ? 0 : 1)] = index;
      }
      const points = this.ringPoints(ring);
      for (let i = 0; i < points.length; i += 2) {
        const x = points[i], y = points[i + 1];
        if (x < box[0]) box[0] = x;
        if (y < box[1]) box[1] = y;
        if (x > box[2]) box[2] = x;
        if (y > box[3]) box[3] = y;
        if (i) path.lineTo(x, y);
        else path.moveTo(x, y);
      }
      path.closePath();
      if (number === 0) {
        this.centres[2 * index] += points[0];
        this.centres[2 * index + 1] += points[1];
      }
    });
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
    if (parent && !this.#parentMeshes.has(level)) this.#parentMeshes.set(level, this.mesh(differs(parent.index)));
    return this.#parentMeshes.get(level);
  }

  /** The names of the parents of a territory, the nearest first, where there is more than one. */
  parentNames(index) {
    const levels = Object.values(this.parents).filter(({ codes }) => codes.length > 1);
    return levels.map((parent) => parent.names[parent.index[index]]);
  }

  /** How this plane lies in another's: a factor and an offset, for what is drawn below or above it. */
  placedIn(other) {
    const [x, y] = this.origin;
    return [this.unit / other.unit, (x - other.origin[0]) / other.unit, (other.origin[1] - y) / other.unit];
  }

  /** Whether a view of the other fits this one: the same country or region, whatever the level. */
  covers(other) {
    const corners = ({ origin: [x, y], unit, width, height }) => [x, y, x + width * unit, y - height * unit];
    const theirs = corners(other);
    return corners(this).every((metres, at) => Math.abs(metres - theirs[at]) < 0.05 * this.width * this.unit);
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

  /** The territory that holds a point of the plane, or −1. */
  at(x, y) {
    const [column, row] = this.#cell(x, y);
    for (const index of this.#cells[row * CELLS + column])
      if (probe.isPointInPath(this.paths[index], x, y, "evenodd")) return index;
    return -1;
  }

  nearest(x, y) {
    return this.#best((dx, dy) => dx * dx + dy * dy, x, y, -1);
  }

  /** The next territory in a direction (unit vector): near first, and rather ahead than aside. */
  beyond(from, ux, uy) {
    const score = (dx, dy) => {
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
      const value = score(this.centres[2 * index] - x, this.centres[2 * index + 1] - y);
      if (value < lowest) [best, lowest] = [index, value];
    }
    return best;
  }
}

/** For mesh: the lines where what `of` says of a territory changes. */
export function differs(of) {
  return (left, right) => right >= 0 && of[left] !== of[right];
}
