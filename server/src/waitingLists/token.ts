/** The secret of an entry's links. It stands after the `#`, which browsers send to nobody, so that no log holds it. */
import type { AppContext } from '../platform/appContext.ts';
import { Problem } from '../platform/problem.ts';
import { idOfSigned, signedId } from '../platform/signedId.ts';

/** For which ids of entries are signed. */
const purpose = 'waiting';

/** Whoever has it acts for the fan. */
export const waitingToken = ({ secret }: Pick<AppContext, 'secret'>, entryId: string): string =>
  signedId(secret, purpose, entryId);

/**
 * The address of an entry's page.
 * @param act what opening it does at once, with one tap: let an offer go, or leave the line
 */
export const waitingLink = (
  app: Pick<AppContext, 'publicUrl' | 'secret'>,
  entryId: string,
  act?: { decline: string } | 'leave',
): string => {
  const then = act === undefined ? '' : act === 'leave' ? '!leave' : `!decline!${act.decline}`;
  return `${app.publicUrl}/waiting#${waitingToken(app, entryId)}${then}`;
};

/** @returns the entry that a link's secret opens. @throws Problem `link_ended` */
export function entryOfToken({ secret }: Pick<AppContext, 'secret'>, token: string): string {
  const entryId = idOfSigned(secret, purpose, token);
  if (entryId === null)
    throw new Problem(
      'link_ended',
      'This link opens no waiting list. Open the link of our newest email again.',
    );
  return entryId;
}
