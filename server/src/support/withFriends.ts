import type { HandoverActor } from '../handovers/index.ts';
import type { LogRow } from './actorView.ts';

/** The log of handovers doesn't name the friends, so that their names can be erased. */
export const withFriends = (log: LogRow[], handovers: readonly HandoverActor[]): LogRow[] =>
  log.map((line) => {
    const handover = handovers.find(({ id }) => id === line.actor_id);
    if (!handover) return line;
    const { to_name: toName, to_email: toEmail } = handover;
    return { ...line, payload: { ...line.payload, toName, toEmail } };
  });
