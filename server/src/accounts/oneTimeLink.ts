/**
 * One-time links of emails. The token is computed from the application's secret, so that no job and no row but the email
 * holds it; the database knows its hash. It stands after the `#`, which browsers send to nobody.
 */
import { createHash, createHmac } from 'node:crypto';
import type { AppContext } from '../platform/appContext.ts';

/** @param what names the link among all: its kind, the row's id, and which sending it is */
export const linkToken = ({ secret }: Pick<AppContext, 'secret'>, what: string): string =>
  createHmac('sha256', secret).update(`one-time link ${what}`).digest('base64url');

/** SHA-256: the token has 256 bits of chance, so a slow hash would protect nothing more. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** @param page of the storefront, such as `/invitation` */
export const linkOf = ({ publicUrl }: Pick<AppContext, 'publicUrl'>, page: string, token: string): string =>
  `${publicUrl}${page}#${token}`;
