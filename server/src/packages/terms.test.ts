import { packageTerms } from '@holdfast/shared/packages';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { packageClient } from '../../test/packageClient.ts';
import { endPackage } from './packages.ts';
import { changeTerms } from './terms.ts';

const client = packageClient();
const { act, consign, create, principal, seasonOfTwo, seats } = client;

describe('the terms of a package', () => {
  it('refuses a price beyond floor or ceiling at its own field', async () => {
    const { eventIds, ...season } = await seasonOfTwo();
    const { away_id } = await client.app.db('events').where({ id: eventIds[0] }).first();
    const error = await create({
      ...season,
      ...seats,
      faceValueAmount: 10_000,
      floorAmount: 11_500,
      ceilingAmount: 20_000,
      price: { by: 'face', bps: 1_000 },
      opponents: [{ performerId: away_id, price: { by: 'set', amount: 30_000 } }],
    }).catch((caught) => caught);
    expect(error.members.errors).toEqual([
      {
        field: 'price.bps',
        code: 'too_small',
        message: 'The price comes to 110.00, below the floor of 115.00. Change one of the two.',
      },
      {
        field: 'opponents.0.price.amount',
        code: 'too_big',
        message: 'The price comes to 300.00, above the ceiling of 200.00. Change one of the two.',
      },
    ]);
  });

  it('changes its terms for the games that follow, and keeps what is listed', async () => {
    const { eventIds, ...season } = await seasonOfTwo();
    const [first, second] = eventIds as [string, string];
    const made = await create({ ...season, ...seats, eventIds: [first] });
    const change = (input: z.input<typeof packageTerms>) =>
      act((trx) => changeTerms(trx, made.id, packageTerms.parse(input), principal));
    await expect(change({ price: { by: 'set', amount: 9_000 }, floorAmount: 10_000 })).rejects.toMatchObject({
      members: { errors: [{ field: 'price.amount', code: 'too_small' }] },
    });
    const { away_id } = await client.app.db('events').where({ id: first }).first();
    const terms = {
      price: { by: 'set' as const, amount: 15_000 },
      opponents: [{ performerId: away_id, price: { by: 'set' as const, amount: 16_000 } }],
      floorAmount: 10_000,
      splitRule: 'any' as const,
      delivery: 'Mobile, two days before',
      deliveryWay: 'file' as const,
    };
    expect((await change(terms)).terms).toMatchObject(terms);
    await consign(made.id, { eventIds: [second] });
    const rows = await client.app.db('listings').where({ package_id: made.id }).orderBy('price_amount');
    expect(rows).toMatchObject([
      { event_id: first, price_amount: 12_000, floor_amount: null, delivery_way: 'transfer' },
      { event_id: second, price_amount: 15_000, split_rule: 'any', delivery_way: 'file' },
    ]);
    const [entry] = await client.app.db('audit_entries').where({ subject: made.id, what: 'package.terms' });
    expect(entry.before).toMatchObject({ price: { by: 'set', amount: 12_000 }, floorAmount: null });
    expect(entry.after).toMatchObject(terms);
    await act((trx) => endPackage(trx, made.id, 'He moved away', principal));
    await expect(change(terms)).rejects.toThrow('This package has ended.');
  });
});
