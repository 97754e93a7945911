/**
 * What the visitor meant to do, with its idempotency key, kept in this tab before it is sent. A double click, a reload
 * or a lost answer then repeats the same request instead of making a second one.
 */
export interface Intent<B> {
  key: string;
  body: B;
}

const place = (name: string) => `holdfast.intent.${name}`;

/** The kept intent if its body is the same, else a new one, kept in its stead. */
export function intend<B>(name: string, body: B): Intent<B> {
  const kept = recall<B>(name);
  if (kept && JSON.stringify(kept.body) === JSON.stringify(body)) return kept;
  const intent: Intent<B> = { key: crypto.randomUUID(), body };
  try {
    sessionStorage.setItem(place(name), JSON.stringify(intent));
  } catch {
    // Storage is refused in some private windows: the request then goes out once, without a memory.
  }
  return intent;
}

/** What was sent, or about to be, without an answer so far. */
export function recall<B>(name: string): Intent<B> | null {
  try {
    const text = sessionStorage.getItem(place(name));
    return text === null ? null : (JSON.parse(text) as Intent<B>);
  } catch {
    return null;
  }
}

/** The answer is here: the next one is a new intent. */
export function settle(name: string): void {
  try {
    sessionStorage.removeItem(place(name));
  } catch {
    // Nothing was kept either.
  }
}
