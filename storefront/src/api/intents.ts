import { newIdempotencyKey } from '@holdfast/shared/apiClient';

/**
 * Intents make requests repeatable: the body and its idempotency key are stored in this tab before sending. A
 * double click, a reload or a lost response then repeats the same request instead of making a second one.
 */

/** A request that was not answered yet. */
export interface Intent<B> {
  key: string;
  body: B;
}

const storageKey = (name: string) => `holdfast.intent.${name}`;

/** The stored intent when its body is the same; otherwise a new one, which replaces it. */
export function ensureIntent<B>(name: string, body: B): Intent<B> {
  const kept = pendingIntent<B>(name);
  if (kept && JSON.stringify(kept.body) === JSON.stringify(body)) return kept;
  const intent: Intent<B> = { key: newIdempotencyKey(), body };
  try {
    sessionStorage.setItem(storageKey(name), JSON.stringify(intent));
  } catch {
    // Some private windows refuse storage: the request is then sent once and can't be repeated after a reload.
  }
  return intent;
}

/** The intent that was stored and not cleared: it was sent, or was about to be, and has no response yet. */
export function pendingIntent<B>(name: string): Intent<B> | null {
  try {
    const text = sessionStorage.getItem(storageKey(name));
    return text === null ? null : (JSON.parse(text) as Intent<B>);
  } catch {
    return null;
  }
}

/** Removes the intent after its response arrived; the next request is a new intent. */
export function clearIntent(name: string): void {
  try {
    sessionStorage.removeItem(storageKey(name));
  } catch {
    // Without storage nothing was stored.
  }
}
