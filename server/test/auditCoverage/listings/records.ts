/** Audit cases of listings that are taken in by hand, corrected, or given back seat by seat. */
import { buildEvent } from '../../factories/catalog.ts';
import { buildConsignor } from '../../factories/consignors.ts';
import { buildListing } from '../../factories/listings.ts';
import { type Case, changes, previews } from '../case.ts';
import { price, reason } from './common.ts';

const takenIn = { section: '12', row: 'C', seats: '1–4', splitRule: 'pairs' };
const takeBack = 'POST /admin/listings/:id/take-back';

export const recordCases: Case[] = [
  changes({ by: 'staff', route: 'POST /admin/listings' }, async ({ app }) => ({
    path: '/admin/listings',
    body: {
      kind: 'seated',
      consignorId: await buildConsignor(app),
      eventId: await buildEvent(app),
      priceAmount: price,
      ...takenIn,
    },
    entries: [
      {
        what: 'listing.takeIn',
        before: null,
        after: { ...takenIn, seats: [1, 2, 3, 4], priceAmount: price, state: 'submitted' },
      },
    ],
  })),
  changes({ by: 'staff', route: 'PUT /admin/listings/:id' }, async ({ app }) => {
    const { id } = await buildListing(app, { section: '12' });
    const { version } = await app.db('listings').where({ id }).first('version');
    return {
      path: `/admin/listings/${id}`,
      body: { section: '13', version, reason },
      entries: [
        { what: 'listing.correct', subject: id, reason, before: { section: '12' }, after: { section: '13' } },
      ],
    };
  }),
  changes({ by: 'staff', route: takeBack, action: 'of some seats' }, async ({ app }) => {
    const { id } = await buildListing(app, { seats: [1, 2, 3, 4] });
    return {
      path: `/admin/listings/${id}/take-back`,
      body: { seats: [3, 4], reason },
      entries: [
        {
          what: 'listing.takeBack',
          subject: id,
          reason,
          before: { state: 'live', available: 4, withdrawn: 0 },
          after: { state: 'live', available: 2, withdrawn: 2, leftAtOnce: [3, 4] },
        },
      ],
    };
  }),
  changes({ by: 'staff', route: takeBack, action: 'of all, against no rule' }, async ({ app }) => {
    const { id } = await buildListing(app, { quantity: 10 });
    return {
      path: `/admin/listings/${id}/take-back`,
      body: { quantity: 10, reason },
      entries: [
        {
          what: 'listing.takeBack',
          subject: id,
          reason,
          before: { state: 'live', available: 10, withdrawn: 0 },
          after: { state: 'withdrawn', available: 0, withdrawn: 10 },
        },
      ],
    };
  }),
  changes({ by: 'staff', route: takeBack, action: 'against the split rule' }, async ({ app }) => {
    const { id } = await buildListing(app, { seats: [1, 2, 3, 4], splitRule: 'pairs' });
    return {
      path: `/admin/listings/${id}/take-back`,
      body: { seats: [2], reason, override: true },
      entries: [
        {
          what: 'listing.takeBackAgainstSplitRule',
          subject: id,
          reason,
          before: { available: 4, withdrawn: 0 },
          after: { available: 3, withdrawn: 1, againstSplitRule: 'pairs' },
        },
      ],
    };
  }),
  previews({ by: 'staff', route: takeBack, action: 'with preview' }, async ({ app }) => {
    const { id } = await buildListing(app, { seats: [1, 2, 3, 4] });
    return {
      path: `/admin/listings/${id}/take-back`,
      body: { seats: [3, 4], reason, preview: true },
    };
  }),
];
