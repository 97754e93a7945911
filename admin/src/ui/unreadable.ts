/** What of an address can't be read: it is left out, and named. */

/** Whether a parameter's text means something; a zod schema is one. */
export interface Readable {
  safeParse(text: string): { success: boolean };
}
export type Fields = Readonly<Record<string, Readable>>;

/** The contract of a list's query: how the API reads each parameter. */
export interface ListContract {
  shape: Fields;
}

/** A parameter that reads as one of these. */
export const oneOf = (values: readonly string[]): Readable => ({
  safeParse: (text) => ({ success: values.includes(text) }),
});
export const matching = (pattern: RegExp): Readable => ({
  safeParse: (text) => ({ success: pattern.test(text) }),
});
/** Reads as one value, or several separated by commas, that `isOne` accepts. */
export const eachOf = (isOne: (value: string) => boolean): Readable => ({
  safeParse: (text) => ({ success: text.split(',').every(isOne) }),
});

/** Addresses write `asc`; react-admin writes `ASC`. */
const order = oneOf(['asc', 'desc', 'ASC', 'DESC']);
/** As a filter, `all` is none. */
const orAll = (readable: Readable): Readable => ({
  safeParse: (text) => (text === 'all' ? { success: true } : readable.safeParse(text)),
});

/**
 * How the parameters of a list's address read: as its contract does.
 * @param filters the names of its filters
 * @param reads filters that an address writes otherwise than the API, such as days
 */
export function listFields({ shape }: ListContract, filters: readonly string[], reads: Fields = {}): Fields {
  const known = (names: readonly string[]) =>
    names.flatMap((name) => {
      const readable = reads[name] ?? shape[name];
      return readable ? [[name, readable] as const] : [];
    });
  return {
    ...Object.fromEntries(known(filters).map(([name, readable]) => [name, orAll(readable)])),
    ...Object.fromEntries(known(['page', 'perPage', 'sort'])),
    order,
  };
}

/** @returns the readable rest, and the parameters that were left out, as they stood: `priceFrom=abc` */
export function readableOf(
  query: URLSearchParams,
  fields: Fields,
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
