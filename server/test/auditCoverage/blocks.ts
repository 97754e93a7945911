/** Audit cases of blocked buyers. */
import { expect } from 'vitest';
import { buildListing } from '../factories/listings.ts';
import { Fan } from '../fan.ts';
import { type Case, changes } from './case.ts';

const reason = 'The bank reported stolen cards';
const address = (name: string) => ({ email: `${name}@example.com`, until: null, reason });

/** The cases. */
export const blockCases: Case[] = [
  changes({ by: 'support', route: 'POST /admin/blocks' }, async () => ({
    path: '/admin/blocks',
    body: address('audit.block'),
    entries: [
      {
        what: 'block.create',
        reason,
        before: null,
        after: { kind: 'email', shown: 'audit.block@example.com', until: null },
      },
    ],
  })),
  changes({ by: 'support', route: 'POST /admin/blocks/:id/lift' }, async (bench) => {
    const { id } = await bench.does<{ id: string }>(
      'support',
      'POST',
      '/admin/blocks',
      address('audit.lift'),
    );
    return {
      path: `/admin/blocks/${id}/lift`,
      body: { reason },
      entries: [
        {
          what: 'block.lift',
          subject: id,
          reason,
          before: { liftedAt: null },
          after: { liftedAt: expect.any(String) },
        },
      ],
    };
  }),
  changes({ by: 'support', route: 'POST /admin/reservations/:id/block' }, async ({ app, running }) => {
    const { body } = await new Fan(running).hold((await buildListing(app)).id, 2, {});
    await app.db('reservations').where({ id: body.id }).update({ email: 'audit.order@example.com' });
    return {
      path: `/admin/reservations/${body.id}/block`,
      body: { by: ['email'], until: null, reason },
      entries: [
        {
          what: 'block.create',
          subject: expect.stringMatching(/^bbl_/) as unknown as string,
          reason,
          before: null,
          after: { kind: 'email', shown: 'audit.order@example.com', reservationId: body.id },
        },
      ],
    };
  }),
];
