/** The secret of an alert's links. It stands after the `#`, so that no log holds it. */
import { timingSafeEqual } from 'node:crypto';
import { linkToken } from '../accounts/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { Problem } from '../platform/problem.ts';

const signatureOf = (app: Pick<AppContext, 'secret'>, id: string) => linkToken(app, `fan alert ${id}`);

/** Whoever has it acts for the fan. */
export const alertToken = (app: Pick<AppContext, 'secret'>, id: string): string =>
  `${id}.${signatureOf(app, id)}`;

/** The address of an alert's page. @param act stops it at once, with one tap */
export const alertLink = (app: Pick<AppContext, 'publicUrl' | 'secret'>, id: string, act?: 'stop'): string =>
  `${app.publicUrl}/alerts#${alertToken(app, id)}${act === undefined ? '' : '!stop'}`;

/** @returns the alert that a link's secret opens. @throws Problem `link_ended` */
export function alertOfToken(app: Pick<AppContext, 'secret'>, token: string): string {
  const [id = '', given = ''] = token.split('.');
  const expected = Buffer.from(signatureOf(app, id));
  const bytes = Buffer.from(given);
  if (bytes.length !== expected.length || !timingSafeEqual(bytes, expected))
    throw new Problem('link_ended', 'This link opens no alert. Open the link of our newest email again.');
  return id;
}
