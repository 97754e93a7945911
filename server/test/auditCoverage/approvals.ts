/** Audit cases of money that waits for a second person. */
import type { SupportCase } from '@holdfast/shared/support';
import { expect } from 'vitest';
import { buildListing } from '../factories/listings.ts';
import { Fan } from '../fan.ts';
import { somebody } from '../people.ts';
import { type Case, changes } from './case.ts';
import type { Bench } from './testBench.ts';

const reason = 'The fan rang';

async function setLimit(bench: Bench, limitAmount: number): Promise<void> {
  const { version } = await bench.does<{ version: number }>('admin', 'GET', '/admin/settings/approvals');
  await bench.does('admin', 'PUT', '/admin/settings/approvals', { limitAmount, version });
}

/** A refund that somebody of support asked for, above the limit. The limit is off again. */
async function waiting(bench: Bench, by: 'bench' | 'somebody'): Promise<{ id: string; version: number }> {
  const order = await new Fan(bench.running).buy((await buildListing(bench.app)).id, 1);
  await bench.idle();
  const path = `/admin/reservations/${order.id}`;
  const found = await bench.does<SupportCase>('support', 'GET', path);
  const payment = found.actors.find(({ type }) => type === 'payment');
  await setLimit(bench, 1);
  const who = by === 'bench' ? bench.as('support') : (await somebody(bench.running, ['support'])).who;
  const { body } = await who.ask<SupportCase>('POST', `${path}/actions`, {
    actorId: payment?.id,
    message: 'refund',
    version: payment?.version,
    reason,
  });
  await setLimit(bench, 0);
  return { id: body.approvals[0]?.id ?? '', version: payment?.version ?? 0 };
}

const ends = (verb: string, to: string, by: 'bench' | 'somebody'): Case =>
  changes({ by: 'support', route: `POST /admin/approvals/:id/${verb}` }, async (bench) => {
    const { id, version } = await waiting(bench, by);
    return {
      path: `/admin/approvals/${id}/${verb}`,
      body: { reason, ...(verb === 'approve' ? { seenVersion: version } : {}) },
      entries: [
        { what: `approval.${verb}`, subject: id, reason, before: { state: 'waiting' }, after: { state: to } },
        ...(verb === 'approve'
          ? [
              {
                what: 'payment.refund',
                subject: expect.stringMatching(/^pay_/) as unknown as string,
                before: { version },
                after: { version: version + 1 },
              },
            ]
          : []),
      ],
    };
  });

/** The cases. */
export const approvalCases: Case[] = [
  ends('approve', 'approved', 'somebody'),
  ends('decline', 'declined', 'somebody'),
  ends('withdraw', 'withdrawn', 'bench'),
  // The limit stays as it is here: the next case sets it.
  changes({ by: 'staff', route: 'POST /admin/events/:id/call-off-requests' }, async (bench) => {
    const { id: listingId, eventId } = await buildListing(bench.app);
    await new Fan(bench.running).buy(listingId, 1);
    await bench.idle();
    await setLimit(bench, 1);
    const { startsAt } = await bench.does<{ startsAt: string }>('staff', 'GET', `/admin/events/${eventId}`);
    return {
      path: `/admin/events/${eventId}/call-off-requests`,
      body: { reason, seen: { status: 'scheduled', startsAt } },
      entries: [
        {
          what: 'approval.request',
          reason,
          before: null,
          after: { command: 'event.cancel', subject: eventId },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: 'PUT /admin/settings/approvals' }, async (bench) => {
    const { limitAmount, version } = await bench.does<{ limitAmount: number; version: number }>(
      'admin',
      'GET',
      '/admin/settings/approvals',
    );
    return {
      path: '/admin/settings/approvals',
      body: { limitAmount: 90_000_00, version },
      entries: [
        {
          what: 'approval.limit',
          subject: 'approvals',
          before: { limitAmount },
          after: { limitAmount: 90_000_00 },
        },
      ],
    };
  }),
];
