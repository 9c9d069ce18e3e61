/** Reads what Python sent: one compressed block of numbers, cut into typed arrays. */

const TYPES = { u1: Uint8Array, i2: Int16Array, i4: Int32Array };

async function inflate(base64) {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).arrayBuffer();
}

/** The numbers of one column, from their lowest bytes, then the next ones, as Python laid them out. */
function column(block, Type, at, count) {
  const size = Type.BYTES_PER_ELEMENT;
  const planes = new Uint8Array(block, at, count * size);
  const bytes = new Uint8Array(count * size);
  for (let plane = 0; plane < size; plane += 1)
    for (let row = 0; row < count; row += 1) bytes[row * size + plane] = planes[plane * count + row];
  return new Type(bytes.buffer);
}

/** Gives `array(reference)`: the numbers of one column, scaled; NaN where a value is missing. */
export async function unpack(data) {
  const block = await inflate(data.block);
  const read = new Map();
  const array = (reference) => {
    if (!reference) return null;
    if (reference.starts) return codesOf(reference, array(reference.of));
    const { type, at, scale } = reference;
    const Type = TYPES[type];
    const id = `${type}${at}`;
    if (!read.has(id)) {
      const raw = column(block, Type, at, data.count);
      if (scale) {
        const missing = -(2 ** (8 * Type.BYTES_PER_ELEMENT - 1)); // the lowest integer says missing
        read.set(id, Float64Array.from(raw, (one) => (one === missing ? NaN : one / scale)));
      } else read.set(id, raw);
    }
    return read.get(id);
  };
  return array;
}

/** The codes that values decide: each holds from its start on, up to the next one. */
function codesOf({ starts, missing }, values) {
  return Uint8Array.from(values, (value) => {
    if (Number.isNaN(value)) return missing;
    let found = starts[0][1];
    for (const [start, code] of starts) if (value >= start) found = code;
    return found;
  });
}
