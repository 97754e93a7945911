import { plainComponents } from '@holdfast/shared/pricing';
import { describe, expect, it } from 'vitest';
import { actionText, nounOf, pageOf } from './actionText.ts';
import { changesOf } from './changeText.ts';

const consignor = 'con_01kz8m3qj4w0d9s7r6t5y2x1c0';
const nobody = 'per_01kz8m3qj4w0d9s7r6t5y2x1c1';
const read = (before: unknown, after: unknown, names = {}) => changesOf({ before, after, names });

describe('what an audit entry changed', () => {
  it('is only what differs, in words', () => {
    expect(
      read({ priceAmount: 11_100, state: 'live' }, { priceAmount: 12_350, state: 'live', note: null }),
    ).toEqual([{ field: 'price', before: '111.00', after: '123.50' }]);
  });
  it('has names for ids, and says what an id without a name is of', () => {
    const names = { [consignor]: 'Ada Lovelace' };
    expect(read(null, { consignorId: consignor, ownerId: nobody }, names)).toEqual([
      { field: 'consignor', before: null, after: 'Ada Lovelace' },
      { field: 'owner', before: null, after: 'a person' },
    ]);
  });
  it('has times to the second in the marketplace’s zone, plain words, and no JSON', () => {
    const after = {
      delistRequestedAt: '2026-11-29T21:25:07.000Z',
      splitRule: 'neverLeaveOne',
      inHand: true,
      price: { by: 'set', amount: 10_000 },
      seats: [5, 6],
      opponents: [],
      games: Array.from({ length: 12 }, () => 1),
      components: plainComponents(2_000, 1_200),
      floorAmount: null,
    };
    const changes = read({}, after);
    const text = changes.map(({ field, after: words }) => `${field} ${words}`).join('; ');
    expect(text).not.toMatch(/[{}[\]"]/);
    expect(text).toContain('delist requested Sun Nov 29 2026, 16:25:07 ET');
    expect(text).toContain(
      'split rule never leave one; in hand yes; price by set, amount 100.00; seats 5, 6',
    );
    expect(text).toContain('opponents none; games 12 of them; components commission 20% by the consignor');
    expect(text).not.toContain('floor');
  });
});

describe('an entry’s action and subject', () => {
  it('read as words and lead to their page', () => {
    expect(actionText('listing.approve')).toBe('approve listing');
    // Not by the labels of a reservation's diagram, where `move` is "other seats".
    expect(actionText('event.move')).toBe('move event');
    expect(actionText('case.close')).toBe('close case');
    expect(actionText('person.close')).toBe('close the account of person');
    expect(actionText('ledger.export')).toBe('export ledger');
    expect(actionText('month.closeBooks')).toBe('close the books of month');
    expect(actionText('gameChange.restore')).toBe('restore game change');
    expect(nounOf('blk_01kz8m3qj4w0d9s7r6t5y2x1c0')).toBe('a bulk run');
    expect(nounOf('imp_01kz8m3qj4w0d9s7r6t5y2x1c0')).toBe('an import');
    expect(pageOf(consignor)).toBe(`/consignors/${consignor}/show`);
    expect(pageOf('cap_01kz8m3qj4w0d9s7r6t5y2x1c0')).toBeNull();
  });
});
