import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseBody } from './validate.ts';

const card = '4242 4242 4242 4242';
const open = z.record(z.string(), z.unknown());

const refusedFields = (body: object): string[] => {
  try {
    parseBody(open, body);
    return [];
  } catch (error) {
    const { members } = error as { members: { errors: Array<{ field: string; code: string }> } };
    return members.errors.map(({ field, code }) => `${field} ${code}`);
  }
};

it('finds a card number in any text of a body, however deep', () => {
  expect(refusedFields({ reason: card })).toEqual(['reason card_number']);
  expect(refusedFields({ rows: [{ note: 'ok' }, { note: `by ${card}` }], name: card })).toEqual([
    'rows.1.note card_number',
    'name card_number',
  ]);
});

it('lets barcodes, ids and codes be what they are', () => {
  const bare = card.replaceAll(' ', '');
  expect(
    refusedFields({
      barcode: bare,
      barcodes: [bare],
      values: { barcodes: bare, inventory_id: bare },
      externalId: bare,
      ids: [bare],
      code: bare,
      password: card,
      newPassword: card,
      confirmationTokenId: bare,
    }),
  ).toEqual([]);
});
