/** French numbers: decimal comma, narrow no-break space in thousands, a real minus sign. */

const writers = new Map();

export function number(value, decimals = 0, signed = false) {
  const id = `${decimals}${signed}`;
  if (!writers.has(id)) {
    writers.set(
      id,
      new Intl.NumberFormat("fr-FR", {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        signDisplay: signed ? "exceptZero" : "negative",
      }),
    );
  }
  return writers.get(id).format(value).replace("-", "\u2212");
}

/** A value with its unit, as the format sent by Python says: "plus de 12,4 pour 100 000". */
export function quantity(value, format, qualifier = "") {
  // French counts as plural from two on: 1,5 point, 2 points.
  const unit = Math.abs(value) < 2 ? format.singular : format.plural;
  const digits = format.prefix + number(value, format.decimals, format.signed);
  return [qualifier, unit ? `${digits}${format.glue}${unit}` : digits].filter(Boolean).join(" ");
}

/** The largest of 1, 2, 5, 10, 20 … that is not above a value. */
export function rounded(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [5, 2, 1].map((one) => one * power).find((one) => one <= value) ?? value;
}

const LEVELS = {
  commune: ["commune", "communes"],
  epci: ["EPCI", "EPCI"],
  departement: ["département", "départements"],
  region: ["région", "régions"],
};

/** "1 commune", "750 communes". */
export function counted(count, level) {
  const words = LEVELS[level] ?? ["territoire", "territoires"];
  return `${number(count)} ${words[count < 2 ? 0 : 1]}`;
}
