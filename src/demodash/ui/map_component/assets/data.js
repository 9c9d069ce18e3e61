/** Reads what Python sent: one compressed block of numbers, cut into typed arrays. */

const TYPES = { u1: Uint8Array, i2: Int16Array, i4: Int32Array };

async function inflate(base64) {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).arrayBuffer();
}

/** Gives `array(reference)`: the numbers of one column, scaled; NaN where a value is missing. */
export async function unpack(data) {
  const block = await inflate(data.block);
  const read = new Map();
  return (reference) => {
    if (!reference) return null;
    const { type, at, scale } = reference;
    const Type = TYPES[type];
    const id = `${type}${at}`;
    if (!read.has(id)) {
      const end = at + data.count * Type.BYTES_PER_ELEMENT;
      const raw = new Type(block.slice(at, end)); // a copy, because views must be aligned
      if (scale) {
        const missing = -(2 ** (8 * Type.BYTES_PER_ELEMENT - 1)); // the lowest integer says missing
        read.set(id, Float64Array.from(raw, (one) => (one === missing ? NaN : one / scale)));
      } else read.set(id, raw);
    }
    return read.get(id);
  };
}
