/** A case as a file that people outside the marketplace may read: its machines' messages, without names, addresses, cards, texts and secrets. */
import { type ExportedCase, removed } from '@holdfast/shared/support';
import { paymentActors } from '../payments/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { type PlatformTransitionLog, queryPrepared, type Trx } from '../platform/db/index.ts';
import { findReservation, reservationActors } from '../reservations/index.ts';

/** Fields of messages that people write, or that open something. */
const personal: ReadonlySet<string> = new Set([
  'reason',
  'why',
  'words',
  'text',
  'note',
  'email',
  'name',
  'message',
  'last4',
  'clientSecret',
  'nextActionUrl',
  'confirmationTokenId',
]);
const isOwnId = (text: string) => /^(?!fan_|per_)[a-z]{3}_[0-9a-z]{26}$/.test(text);
const isInstant = (text: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text);
/** A word of ours or of Stripe's, such as `requested_by_customer`. */
const isWord = (text: string) => /^[A-Za-z][A-Za-z_.]{0,59}$/.test(text);

/** The same shape, with what may name somebody taken out: whatever isn't known to be harmless. */
export function withoutPersonal(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutPersonal(each, field));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, withoutPersonal(inner, name)]),
    );
  if (typeof value !== 'string') return value;
  if (personal.has(field)) return removed;
  return isOwnId(value) || isInstant(value) || isWord(value) ? value : removed;
}

type Step = ExportedCase['actors'][number]['steps'][number];
const kinds: Readonly<Record<string, Step['by']>> = { stripe: 'stripe', clock: 'clock', system: 'system' };

interface LogRow
  extends Pick<
    PlatformTransitionLog,
    'actor_id' | 'version' | 'message' | 'to_state' | 'machine_version' | 'at' | 'by'
  > {
  payload: Record<string, unknown>;
}

/**
 * The reservation with its payments, refunds and disputes.
 * @param idOrCode a reservation's id or order code
 * @throws Problem `not_found`
 */
export async function exportCase(trx: Trx, engine: Engine, idOrCode: string): Promise<ExportedCase> {
  const { id, fan_id: fanId } = await findReservation(trx, idOrCode);
  const actors = [...(await reservationActors(trx, id)), ...(await paymentActors(trx, id))];
  const ids = actors.map((actor) => actor.id);
  const log = await queryPrepared<LogRow>(
    trx,
    `SELECT actor_id, version, message, payload, to_state, machine_version, at, by FROM platform_transition_log
     WHERE actor_id = ANY($1::text[]) ORDER BY actor_id, version`,
    [ids],
  );
  const timers = await queryPrepared<{ actor_id: string; timer_id: string; fire_at: Date }>(
    trx,
    'SELECT actor_id, timer_id, fire_at FROM platform_armed_timers WHERE actor_id = ANY($1::text[]) ORDER BY timer_id',
    [ids],
  );
  const kindOf = (by: string): Step['by'] =>
    kinds[by] ?? (by === fanId || by.startsWith('fan_') ? 'fan' : 'staff');
  return {
    format: 'holdfast case 1',
    actors: actors.map((actor) => ({
      type: engine.definitionOf(actor.id).type,
      id: actor.id,
      state: actor.state,
      timers: timers
        .filter(({ actor_id }) => actor_id === actor.id)
        .map(({ timer_id, fire_at }) => ({ id: timer_id, fireAt: fire_at.toISOString() })),
      steps: log
        .filter(({ actor_id }) => actor_id === actor.id)
        .map(({ version, message, payload, to_state, machine_version, at, by }) => ({
          version,
          message,
          payload: withoutPersonal(payload) as Record<string, unknown>,
          to: to_state,
          machineVersion: machine_version,
          at: at.toISOString(),
          by: kindOf(by),
        })),
    })),
  };
}
