/** What happened of an order beside the machines of its money: emails, deliveries, cases, the gate, and what staff did by hand. */
import { caseKindFacts } from '@holdfast/shared/cases';
import type { TimelineEntry } from '@holdfast/shared/support';
import { caseHistory, type casesOf } from '../cases/index.ts';
import { deliveryStepText } from '../deliveries/index.ts';
import { shortMessage } from '../platform/actors/index.ts';
import { query, queryPrepared, type Trx } from '../platform/db/index.ts';
import type { LogRow } from './actorView.ts';

/** One of them: `by` is still an id, null where the fan has none. */
export type Happening = Omit<TimelineEntry, 'by' | 'byKind'> & {
  by: string | null;
  /** Where it isn't told by who did it. */
  byKind?: TimelineEntry['byKind'];
};

/** Whose happenings are read. */
export interface Around {
  reservationId: string;
  /** Its machines that the case page draws, with their log. */
  actorIds: readonly string[];
  log: readonly LogRow[];
  cases: Awaited<ReturnType<typeof casesOf>>;
  /** Requests for a second person, and blocks, by their ids. */
  otherIds: readonly string[];
}

/** In no order. */
export async function happeningsOf(trx: Trx, around: Around): Promise<Happening[]> {
  const emails = await emailsOf(trx, around.reservationId);
  return [
    ...emails,
    ...(await deliveriesOf(trx, around.reservationId)),
    ...(await inCases(trx, around.cases)),
    ...(await atGate(trx, around.reservationId)),
    ...(await byHand(trx, around.log, [
      ...around.actorIds,
      ...around.otherIds,
      ...emails.map(({ actorId }) => actorId),
    ])),
  ];
}

async function emailsOf(trx: Trx, reservationId: string): Promise<Happening[]> {
  const rows = await queryPrepared<{
    id: string;
    kind: string;
    to_address: string;
    subject: string;
    state: string;
    error: string | null;
    created_at: Date;
    sent_at: Date | null;
  }>(
    trx,
    `SELECT id, kind, to_address, subject, state, error, created_at, sent_at FROM notifications_emails WHERE reservation_id = $1`,
    [reservationId],
  );
  return rows.map((email) => ({
    at: email.created_at.toISOString(),
    actorType: 'mail',
    actorId: email.id,
    version: 1,
    message: email.kind,
    from: null,
    to: email.state,
    by: 'system',
    byKind: 'email',
    reason: null,
    cause: null,
    text: `Email to ${email.to_address}: ${email.subject}${email.state === 'failed' ? '. It wasn’t delivered' : ''}.`,
    data: {
      ...(email.sent_at ? { sentAt: email.sent_at.toISOString() } : {}),
      ...(email.error === null ? {} : { error: email.error }),
    },
  }));
}

async function deliveriesOf(trx: Trx, reservationId: string): Promise<Happening[]> {
  const rows = await queryPrepared<LogRow>(
    trx,
    `SELECT t.actor_id, t.actor_type, t.version, t.message, t.payload, t.from_state, t.to_state, t.at, t.by, t.reason, t.cause
     FROM platform_transition_log t WHERE t.actor_id IN (SELECT id FROM deliveries_made WHERE reservation_id = $1 AND way <> 'gateCode')`,
    [reservationId],
  );
  return rows.flatMap((row) => {
    const text = deliveryStepText(row);
    if (text === null) return [];
    const isFan = row.message === 'refuse' || (row.message === 'receive' && row.payload.by === 'fan');
    return [
      {
        at: row.at.toISOString(),
        actorType: row.actor_type,
        actorId: row.actor_id,
        version: row.version,
        message: shortMessage(row.message),
        from: row.from_state,
        to: row.to_state,
        by: isFan ? null : row.by,
        reason: row.reason,
        cause: row.cause,
        text: `Delivery: ${text}.`,
        data: {},
      },
    ];
  });
}

async function inCases(trx: Trx, cases: Around['cases']): Promise<Happening[]> {
  const history = await caseHistory(
    trx,
    cases.map(({ id }) => id),
  );
  const words = { comment: 'Comment', fromFan: 'The fan writes', toFan: 'Answer to the fan' };
  return history.flatMap(({ caseId, at, by, what, text, step }) => {
    const of = cases.find(({ id }) => id === caseId);
    if (!of) return [];
    const name = caseKindFacts[of.kind].name;
    return [
      {
        at: at.toISOString(),
        actorType: 'case',
        actorId: caseId,
        version: step?.version ?? 1,
        message: step === null ? what : shortMessage(step.message),
        from: step === null ? of.state : step.from,
        to: step === null ? of.state : step.to,
        by,
        reason: step?.reason ?? null,
        cause: null,
        text: what === 'step' ? `Case “${name}”: ${text}` : `${words[what]}: ${text}`,
        data: { kind: of.kind },
      },
    ];
  });
}

async function atGate(trx: Trx, reservationId: string): Promise<Happening[]> {
  const rows = await queryPrepared<{
    id: string;
    gate: string;
    admitted_at: Date;
    admitted_by: string;
    place: string;
  }>(
    trx,
    `SELECT a.id, a.gate, a.admitted_at, a.admitted_by,
       CASE WHEN t.seat IS NULL THEN l.ticket_type ELSE format('%s / %s / %s', t.section, t."row", t.seat) END AS place
     FROM gate_admitted a JOIN tickets_admissions t ON t.id = a.ticket_id JOIN listings_offered l ON l.id = t.listing_id
     WHERE a.reservation_id = $1 AND a.undone_at IS NULL`,
    [reservationId],
  );
  return rows.map((row) => ({
    at: row.admitted_at.toISOString(),
    actorType: 'gate',
    actorId: row.id,
    version: 1,
    message: 'admitted',
    from: null,
    to: 'admitted',
    by: row.admitted_by,
    byKind: 'staff',
    reason: null,
    cause: null,
    text: `Let in at the gate “${row.gate}”: ${row.place}.`,
    data: {},
  }));
}

/** What staff did that is no message of a machine: the log of those has it already. */
const byHandTexts: Record<string, string> = {
  'reservation.attentionDone': 'Said that what needed attention is done.',
  'reservation.asFan': 'Looked at the fan’s page.',
  'payment.proof': 'Confirmed the payment by its id at Stripe.',
  'email.sendAgain': 'Sent an email again.',
  'email.setAside': 'Set an email aside.',
  'block.create': 'Blocked the buyer.',
  'block.lift': 'Lifted a block of the buyer.',
  'approval.request': 'Asked for a second person.',
  'approval.approve': 'Approved what was asked for.',
  'approval.decline': 'Declined what was asked for.',
  'approval.withdraw': 'Withdrew what was asked for.',
};

async function byHand(trx: Trx, log: Around['log'], subjects: string[]): Promise<Happening[]> {
  // Not prepared: it is planned for the few subjects.
  const rows = await query<{
    id: string;
    at: Date;
    by: string;
    what: string;
    subject: string;
    reason: string | null;
    before: Record<string, unknown> | null;
    after: Record<string, unknown> | null;
  }>(
    trx,
    `SELECT id, at, by, what, subject, reason, before, after FROM platform_changes
     WHERE subject = ANY($1::text[])`,
    [subjects],
  );
  const told = new Set(log.map(({ actor_id, message }) => `${actor_id} ${shortMessage(message)}`));
  return rows.flatMap(({ id, at, by, what, subject, reason, before, after }) => {
    if (told.has(`${subject} ${what.split('.')[1]}`)) return [];
    return [
      {
        at: at.toISOString(),
        actorType: 'byHand',
        actorId: id,
        version: 1,
        message: what,
        from: null,
        to: 'done',
        by,
        byKind: 'staff',
        reason,
        cause: null,
        text: byHandTexts[what] ?? `${what}.`,
        data: { ...(before ? { before } : {}), ...(after ? { after } : {}) },
      },
    ];
  });
}
