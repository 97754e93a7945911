/** The secret of a handover's links. It stands after the `#`, which browsers send to nobody, so that no log holds it. */
import type { AppContext } from '../platform/appContext.ts';
import { Problem } from '../platform/problem.ts';
import { idOfSigned, signedId } from '../platform/signedId.ts';

/** For which ids of handovers are signed. */
const purpose = 'handover';

/** Whoever has it acts for the friend, and sees the codes that the friend has. */
export const handoverToken = ({ secret }: Pick<AppContext, 'secret'>, handoverId: string): string =>
  signedId(secret, purpose, handoverId);

/** The address of the friend's page. */
export const handoverLink = (app: Pick<AppContext, 'publicUrl' | 'secret'>, handoverId: string): string =>
  `${app.publicUrl}/tickets#${handoverToken(app, handoverId)}`;

/** @returns the handover that a link's secret opens. @throws Problem `link_ended` */
export function handoverOfToken({ secret }: Pick<AppContext, 'secret'>, token: string): string {
  const id = idOfSigned(secret, purpose, token);
  if (id === null)
    throw new Problem('link_ended', 'This link opens no tickets. Open the link of our email again.');
  return id;
}
