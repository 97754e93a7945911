/** The secret of an alert's links. It stands after the `#`, so that no log holds it. */
import type { AppContext } from '../platform/appContext.ts';
import { Problem } from '../platform/problem.ts';
import { idOfSigned, signedId } from '../platform/signedId.ts';

/** For which ids of alerts are signed. */
const purpose = 'alert';

/** Whoever has it acts for the fan. */
export const alertToken = ({ secret }: Pick<AppContext, 'secret'>, id: string): string =>
  signedId(secret, purpose, id);

/** The address of an alert's page. @param act stops it at once, with one tap */
export const alertLink = (app: Pick<AppContext, 'publicUrl' | 'secret'>, id: string, act?: 'stop'): string =>
  `${app.publicUrl}/alerts#${alertToken(app, id)}${act === undefined ? '' : '!stop'}`;

/** @returns the alert that a link's secret opens. @throws Problem `link_ended` */
export function alertOfToken({ secret }: Pick<AppContext, 'secret'>, token: string): string {
  const id = idOfSigned(secret, purpose, token);
  if (id === null)
    throw new Problem('link_ended', 'This link opens no alert. Open the link of our newest email again.');
  return id;
}
