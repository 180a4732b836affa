/** One value of `Accept` or `Accept-Language`. */
export interface WeightedValue {
  /** In lower case. */
  readonly value: string;
  /** Between 0 and 1; 0 means «not acceptable». */
  readonly quality: number;
}

/** The values of a header with their quality, in the order of the header (RFC 9110, 12.4.2). */
export const weightedValues = (header: string | null): WeightedValue[] =>
  (header ?? '').split(',').map(part => {
    const [value = '', ...parameters] = part.split(';').map(one => one.trim().toLowerCase());
    const quality = parameters.map(one => /^q=([\d.]+)$/.exec(one)?.[1]).find(one => one !== undefined);
    return { value, quality: quality === undefined ? 1 : Number(quality) };
  });
