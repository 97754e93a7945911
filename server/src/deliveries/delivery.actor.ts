/** The delivery's machine, tied to its rows: what each of its actions does. */

import { notScheduled } from '@holdfast/shared/deliveries';
import { deliveryContext, deliveryMachine } from '@holdfast/shared/deliveries/machines';
import { type ActionCall, defineActor } from '../platform/actors/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { dueByOf } from './createDeliveries.ts';
import { notifyConsignor } from './notifyConsignor.ts';

type Calls<Name extends string> = ActionCall<typeof deliveryMachine, Name>[];

/** The last of several calls in one batch is the one that stays on the row. */
async function keepDates(trx: Trx, calls: Calls<'keepDates'>): Promise<void> {
  const last = [...new Map(calls.map((call) => [call.actorId, call])).values()];
  const { from, value } = records(
    last.map(({ actorId: id, context }) => ({
      id,
      way: context.way,
      dueBy: dueByOf(context),
      inHandAt: context.inHandAt,
      sentAt: context.sentAt,
      receivedAt: context.receivedAt,
    })),
    {
      id: 'text',
      way: 'text',
      dueBy: 'timestamptz',
      inHandAt: 'timestamptz',
      sentAt: 'timestamptz',
      receivedAt: 'timestamptz',
    },
  );
  await queryPrepared(
    trx,
    `UPDATE deliveries d SET way = n.way, due_by = n.due_by, in_hand_at = n.in_hand_at, sent_at = n.sent_at, received_at = n.received_at
     FROM ${from} WHERE d.id = n.id`,
    [value],
  );
}

/** What the consignor's file gave is sent by a job, once the sale is committed. */
async function deliverKnown(trx: Trx, calls: Calls<'deliverKnown'>): Promise<void> {
  const known = calls.filter(({ context }) => context.way === 'barcode');
  if (known.length === 0) return;
  await jobs.add(
    trx,
    known.map(({ actorId: deliveryId }) => ({
      task: 'fulfillment.deliverKnown',
      payload: { deliveryId },
      key: `deliverKnown/${deliveryId}`,
    })),
  );
}

/** How long the alarms of an event are collected before the email, milliseconds. */
const collectMs = 60_000;

/** Staff get one email for all late tickets of an event. */
async function alarm(trx: Trx, calls: Calls<'alarm'>): Promise<void> {
  const rows = await queryPrepared<{ id: string; event_id: string }>(
    trx,
    'SELECT id, event_id FROM deliveries WHERE id = ANY($1::text[])',
    [calls.map(({ actorId }) => actorId)],
  );
  const eventOf = new Map(rows.map(({ id, event_id }) => [id, event_id]));
  const alarms = new Map(
    calls
      .filter(({ context }) => context.startsAt !== notScheduled)
      .map(({ actorId, at, params }) => {
        const eventId = eventOf.get(actorId) as string;
        const window = Math.floor(Date.parse(at) / collectMs) + 1;
        const key = `deliveryAlarm/${eventId}/${params.isLastCall ? 'last' : 'first'}/${window}`;
        return [
          key,
          { eventId, isLastCall: params.isLastCall, key, runAt: new Date(window * collectMs).toISOString() },
        ];
      }),
  );
  if (alarms.size === 0) return;
  await jobs.add(
    trx,
    [...alarms.values()].map(({ key, runAt, ...payload }) => ({
      task: 'notifications.mailDeliveryAlarm',
      payload: { ...payload, cause: key },
      key,
      runAt,
    })),
  );
}

const mail =
  (kind: 'sent' | 'reminder' | 'refused' | 'way') => (call: ActionCall<typeof deliveryMachine>) => ({
    task: 'notifications.mailDelivery',
    payload: { deliveryId: call.actorId, version: call.version, kind },
  });

export const deliveryActor = defineActor(deliveryMachine, {
  prefix: 'dlv',
  table: 'deliveries',
  context: deliveryContext,
  messages: {
    reschedule: null,
    send: null,
    receive: null,
    refuse: null,
    fail: null,
    changeWay: null,
    replace: null,
    orderRefunded: null,
  },
  inTransaction: { keepDates, notifyConsignor, deliverKnown, alarm },
  jobs: {
    mailSent: mail('sent'),
    mailReminder: mail('reminder'),
    mailRefused: mail('refused'),
    mailWay: mail('way'),
  },
});
