/**
 * The compact form of static/geo (described in demodash/geo/browser.py): whole numbers as text, five
 * bits a character. Gives the arcs as absolute points (x, y, x, y…), the rings of each territory as
 * references to arcs (~n for arc n walked backwards), and the point where its circle or label stands.
 */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DIGITS = new Uint8Array(128);
for (let digit = 0; digit < 64; digit += 1) DIGITS[ALPHABET.charCodeAt(digit)] = digit;

export function decodeArcs(raw) {
  const lengths = integers(raw.arc_lengths);
  const points = integers(raw.arc_points);
  for (let i = 2; i < points.length; i += 1) points[i] += points[i - 2];
  const arcs = new Array(lengths.length);
  for (let arc = 0, from = 0; arc < lengths.length; arc += 1) {
    arcs[arc] = points.subarray(from, from + 2 * lengths[arc]);
    from += 2 * lengths[arc];
  }
  const shapes = references(integers(raw.arc_rings), raw.codes.length);
  return { arcs, shapes, anchors: anchors(integers(raw.anchors), arcs, shapes) };
}

function references(numbers, count) {
  let at = 0, fresh = 0;
  const arc = () => {
    const step = numbers[at++];
    if (step === 0) return fresh++;
    return step > 0 ? ~(fresh - step) : fresh + step;
  };
  const list = (entry) => Array.from({ length: numbers[at++] }, entry);
  return Array.from({ length: count }, () => list(() => list(arc)));
}

function anchors(offsets, arcs, shapes) {
  shapes.forEach(([[first]], index) => {
    const arc = arcs[first < 0 ? ~first : first];
    const start = first < 0 ? arc.length - 2 : 0;
    offsets[2 * index] += arc[start];
    offsets[2 * index + 1] += arc[start + 1];
  });
  return offsets;
}

function integers(text) {
  const numbers = new Int32Array(text.length);
  let count = 0, folded = 0, shift = 0;
  for (let i = 0; i < text.length; i += 1) {
    const digit = DIGITS[text.charCodeAt(i)];
    folded |= (digit & 31) << shift;
    if (digit & 32) {
      shift += 5;
    } else {
      numbers[count++] = folded & 1 ? -((folded + 1) / 2) : folded / 2;
      folded = shift = 0;
    }
  }
  return numbers.subarray(0, count);
}
