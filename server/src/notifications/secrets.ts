/** What only an email's reader may have: one-time links, and of an order its link and the gate codes of its tickets. */
import type { Role } from '@holdfast/shared/accounts';
import { mayReadTickets } from '../accounts/index.ts';
import { codesIn } from '../emailTemplates/index.ts';
import type { Columns } from '../platform/db/index.ts';
import type { Email } from './Email.ts';

type Row = Pick<Columns<Email>, 'kind' | 'state'>;

/** Kinds whose links open an account. */
const kindsWithSecrets: ReadonlySet<string> = new Set(['invitation', 'passwordReset', 'emailConfirmation']);

export const hasSecret = ({ kind }: Pick<Email, 'kind'>): boolean => kindsWithSecrets.has(kind);

/** Of these, kinds whose links open no account that is there. */
const toHandOver: ReadonlySet<string> = new Set(['invitation', 'emailConfirmation']);

const hidden = '••••••';
const token = /(\/[a-z-]+#)[\w-]{43}/g;

/** The text without its links' tokens. */
export const masked = (text: string): string => text.replaceAll(token, `$1${hidden}`);

/** Links of waiting lists, alerts and tickets that were sent: whoever has one acts for the fan. */
const waitingLink = /(\/(?:waiting|alerts|tickets)#)[\w.!-]+/g;

const orderLink = /(\/api\/reservations\/\w+\/open\/)[\w-]+/g;
const picture = /<img\b[^>]*\bsrc="cid:[^>]*>/g;

/** The text without the secrets of such links. */
const withoutWaiting = (text: string): string => text.replaceAll(waitingLink, `$1${hidden}`);

/** The text of an order's email without the order's link, the codes of its tickets and their pictures. */
export function withoutTickets(text: string, codes: readonly string[]): string {
  const open = text.replaceAll(orderLink, `$1${hidden}`).replaceAll(picture, '');
  return codes.reduce((rest, code) => rest.replaceAll(code, hidden), open);
}

/**
 * An email's text and HTML as somebody of the back office may read them. Links that open an account are masked for
 * everybody. Without a mail server an administrator passes on by hand those that open no account that is there: an
 * invitation's, and one that confirms an address.
 */
export function readableBy(
  roles: readonly Role[],
  row: Row & Pick<Columns<Email>, 'text_body' | 'html_body'>,
): { text: string; html: string } {
  const isToHandOver = toHandOver.has(row.kind) && row.state === 'kept' && roles.includes('admin');
  const codes = codesIn(row.html_body);
  const [text, html] = [row.text_body, row.html_body].map((body) => {
    const shown = withoutWaiting(hasSecret(row) && !isToHandOver ? masked(body) : body);
    return mayReadTickets(roles) ? shown : withoutTickets(shown, codes);
  }) as [string, string];
  return { text, html };
}
