/** One-time links of emails: in the sent text only, never on a screen of the back office. */
import type { Email } from './Email.ts';

/** Kinds whose links open an account. */
const kindsWithSecrets: ReadonlySet<string> = new Set(['invitation', 'passwordReset']);

export const hasSecret = ({ kind }: Pick<Email, 'kind'>): boolean => kindsWithSecrets.has(kind);

const token = /(\/[a-z-]+#)[\w-]{43}/g;

/** The text without its links' tokens. */
export const masked = (text: string): string => text.replaceAll(token, '$1••••••');
