/** An actor for the case page: its drawing, its path, the messages it accepts and those support may send. */
import { formatMoney } from '@holdfast/shared/money';
import { paymentMachine, refundableAmount, refundMachine } from '@holdfast/shared/payments/machines';
import { type ActorView, staffMessages } from '@holdfast/shared/support';
import {
  type AcceptedMessage,
  drawMachine,
  type Engine,
  hasTag,
  type Snapshot,
  shortMessage,
} from '../platform/actors/index.ts';
import type { PlatformArmedTimers, PlatformTransitionLog } from '../platform/db/index.ts';

export interface ActorRow {
  id: string;
  state: string;
  version: number;
  snapshot: Snapshot;
  machine_version: number;
}
export interface LogRow
  extends Pick<
    PlatformTransitionLog,
    | 'actor_id'
    | 'actor_type'
    | 'version'
    | 'message'
    | 'from_state'
    | 'to_state'
    | 'at'
    | 'by'
    | 'reason'
    | 'cause'
  > {
  payload: Record<string, unknown>;
}
export type TimerRow = Pick<PlatformArmedTimers, 'actor_id' | 'timer_id' | 'fire_at'>;

interface Facts {
  /** The order code. */
  code: string;
  tickets: number;
  amount: number;
  currency: string;
}

export function viewActor(
  engine: Engine,
  row: ActorRow,
  {
    log,
    accepts,
    timers,
    facts,
  }: { log: LogRow[]; accepts: AcceptedMessage[]; timers: TimerRow[]; facts: Facts },
): ActorView {
  const definition = engine.definitionOf(row.id);
  const { machine } = definition;
  const possible = accepts.filter((each) => each.possible !== 'no');
  const words = {
    tickets: facts.tickets === 1 ? '1 ticket' : `${facts.tickets} tickets`,
    amount: formatMoney({ amount: amountOf(engine, row) ?? facts.amount, currency: facts.currency }),
    state: row.state,
  };
  return {
    type: definition.type as ActorView['type'],
    id: row.id,
    state: row.state,
    version: row.version,
    context: withoutSecrets(engine.contextOf(machine, row)),
    drawing: drawMachine(machine),
    visited: log
      .filter((line) => line.from_state !== line.to_state)
      .map((line) => ({ from: line.from_state, to: line.to_state, message: shortMessage(line.message) })),
    accepts: possible.map(({ message }) => message),
    // In the order in which a person would try them.
    actions: Object.entries(staffMessages[definition.type] ?? {}).flatMap(([message, known]) => {
      const found = possible.find((each) => each.message === message);
      if (!found || found.label === null) return [];
      return [
        {
          message,
          label: found.label,
          effect: known.effect(words),
          danger: known.danger,
          needsReason: found.needsReason,
          confirmWith: known.confirmedTwice ? facts.code : null,
        },
      ];
    }),
    refused: Object.keys(staffMessages[definition.type] ?? {}).flatMap((message) => {
      const found = accepts.find((each) => each.message === message);
      if (found?.possible !== 'no' || found.label === null) return [];
      return [{ message, label: found.label, because: found.refusedBy }];
    }),
    timers: timers.map((timer) => ({
      id: shortMessage(timer.timer_id),
      fireAt: timer.fire_at.toISOString(),
    })),
  };
}

/** What a message of the actor moves, minor units; null where that is all of the order. */
function amountOf(engine: Engine, row: ActorRow): number | null {
  switch (engine.definitionOf(row.id).type) {
    case 'refund':
      return engine.contextOf(refundMachine, row).amount;
    case 'payment': {
      const context = engine.contextOf(paymentMachine, row);
      return hasTag(paymentMachine, row.state, 'captured') ? refundableAmount(context) : context.amount;
    }
    default:
      return null;
  }
}

/** A client secret lets its holder confirm a payment: it is for the fan's browser alone. */
export function withoutSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  const { clientSecret: _, nextActionUrl: __, confirmationTokenId: ___, ...rest } = fields;
  return rest;
}
