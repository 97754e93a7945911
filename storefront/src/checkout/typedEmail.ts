/**
 * The email address as the visitor typed it, kept in this tab: it survives a reload, Back, the bank's page and a second hold.
 */
const key = 'holdfast.email';

/** What was typed; null: nothing. */
export function typedEmail(): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null; // Some private windows refuse storage.
  }
}

/** Keeps what was typed; null forgets it. */
export function keepTypedEmail(email: string | null): void {
  try {
    if (email === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, email);
  } catch {
    // Without storage the address lives as long as the form.
  }
}

/** Whether a text can be an email address; the server decides. */
export const looksLikeEmail = (text: string): boolean => /^\S+@\S+\.\S+$/.test(text);
