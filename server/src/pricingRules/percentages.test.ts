import { newPercentages, percentagesQuery, plainComponents } from '@holdfast/shared/pricing';
import { describe, expect } from 'vitest';
import type { TestAppContext } from '../../test/appContext.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { fromNow, hourMs } from '../../test/factories/times.ts';
import { it } from '../../test/fixtures.ts';
import { inTransaction } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { createPercentages, listPercentages } from './percentages.ts';

const principal = { by: newId('person'), requestId: null };

let app: TestAppContext;
it.beforeAll(({ context: opened }) => {
  app = opened;
});

const of = (consignorId: string) => ({ scope: 'consignor' as const, target: consignorId });
const create = (input: Parameters<typeof newPercentages.parse>[0]) =>
  inTransaction(app.db, (trx) => createPercentages(trx, newPercentages.parse(input), principal));
const inForce = async (consignorId: string) =>
  (
    await app.db.raw('SELECT commission_bps, fee_bps FROM percentages_at(NULL, NULL, NULL, ?, now())', [
      consignorId,
    ])
  ).rows[0];

describe('percentages', () => {
  it('are the marketplace’s opening terms where nothing else was set', async () => {
    expect(await inForce(newId('consignor'))).toEqual({ commission_bps: 2_000, fee_bps: 1_200 });
  });

  it('are in force from now on, with an example that adds up', async () => {
    const consignorId = await buildConsignor(app, { name: 'Lakeshore Seats' });
    const rule = await create({
      ...of(consignorId),
      components: plainComponents(1_550, 1_000),
      reason: 'New contract',
    });
    expect(rule).toMatchObject({
      targetName: 'Lakeshore Seats',
      state: 'inForce',
      example: { price: 10_000, proceeds: 8_450, commission: 1_550, fee: 1_000, allIn: 11_000 },
    });
    expect(await inForce(consignorId)).toEqual({ commission_bps: 1_550, fee_bps: 1_000 });
  });

  it('that begin later leave those of today in force', async () => {
    const consignorId = await buildConsignor(app);
    const now = await create({
      ...of(consignorId),
      components: plainComponents(1_000, 500),
      reason: 'Today',
    });
    const effectiveFrom = fromNow(24 * hourMs);
    await create({
      ...of(consignorId),
      components: plainComponents(3_000, 500),
      reason: 'Tomorrow',
      effectiveFrom,
    });
    const { data } = await listPercentages(
      app.db,
      percentagesQuery.parse({ target: consignorId, sort: 'effectiveFrom', order: 'desc' }),
    );
    expect(data.map(({ commissionBps, state }) => [commissionBps, state])).toEqual([
      [3_000, 'later'],
      [1_000, 'inForce'],
    ]);
    expect(data[1]?.id).toBe(now.id);
    expect(await inForce(consignorId)).toEqual({ commission_bps: 1_000, fee_bps: 500 });
  });

  it('never begin in the past', async () => {
    const effectiveFrom = fromNow(-60_000);
    await expect(
      create({ components: plainComponents(100, 100), reason: 'Too late', effectiveFrom }),
    ).rejects.toMatchObject({ code: 'validation_failed', members: { errors: [{ field: 'effectiveFrom' }] } });
  });

  it('are never changed or taken back, whatever the code does', async () => {
    await expect(app.db('percentages').update({ reason: 'Changed' })).rejects.toThrow(/append-only/);
    await expect(app.db('percentages').delete()).rejects.toThrow(/append-only/);
  });

  it('of one scope have one beginning each; the other is named', async () => {
    const { consignorId } = await buildListing(app);
    const effectiveFrom = fromNow(48 * hourMs);
    const first = await create({
      ...of(consignorId),
      components: plainComponents(1_000, 500),
      reason: 'First',
      effectiveFrom,
    });
    await expect(
      create({
        ...of(consignorId),
        components: plainComponents(2_000, 500),
        reason: 'Second',
        effectiveFrom,
      }),
    ).rejects.toMatchObject({ code: 'overlapping_percentages', members: { other: { id: first.id } } });
    await create({ components: plainComponents(2_000, 500), reason: 'Another scope', effectiveFrom });
  });

  it('set by two at once for one moment are set once', async () => {
    const consignorId = await buildConsignor(app);
    const effectiveFrom = fromNow(72 * hourMs);
    const results = await Promise.allSettled(
      [1_000, 2_000, 3_000].map((commissionBps) =>
        create({
          ...of(consignorId),
          components: plainComponents(commissionBps, 500),
          reason: 'At once',
          effectiveFrom,
        }),
      ),
    );
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(refused).toEqual(['overlapping_percentages', 'overlapping_percentages']);
  });

  it('keep who set them and why', async () => {
    const { id } = await create({ components: plainComponents(2_100, 1_200), reason: 'Finance decided' });
    const [entry] = await app.db('audit_entries').where({ subject: id });
    expect(entry).toMatchObject({ what: 'percentages.create', by: principal.by, reason: 'Finance decided' });
  });
});
