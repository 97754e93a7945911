/** What of an address can't be read: it is left out, and named. */

/** Whether a parameter's text means something; a zod schema is one. */
export interface Readable {
  safeParse(text: string): { success: boolean };
}

/** A parameter that reads as one of these. */
export const oneOf = (values: readonly string[]): Readable => ({
  safeParse: (text) => ({ success: values.includes(text) }),
});
export const matching = (pattern: RegExp): Readable => ({
  safeParse: (text) => ({ success: pattern.test(text) }),
});

/** @returns the readable rest, and the parameters that were left out, as they stood: `priceFrom=abc` */
export function readableOf(
  query: URLSearchParams,
  fields: Readonly<Record<string, Readable>>,
): { query: URLSearchParams; ignored: string[] } {
  const rest = new URLSearchParams(query);
  const ignored: string[] = [];
  for (const [name, value] of query) {
    if (value === '' || fields[name] === undefined || fields[name].safeParse(value).success) continue;
    rest.delete(name);
    ignored.push(`${name}=${value}`);
  }
  return { query: rest, ignored };
}
