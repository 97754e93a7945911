import { expect, it } from 'vitest';
import { z } from 'zod';
import { unknownFields } from './unknownFields.ts';

const inner = z.object({ a: z.number() });
const contract = z
  .object({
    one: inner.optional().default({ a: 1 }),
    none: inner.nullable(),
    many: z.array(inner).readonly(),
    pair: z.tuple([inner, z.string()]).optional(),
    record: z.record(z.string(), inner).optional(),
    open: z.looseObject({ a: z.number() }).optional(),
    anything: z.unknown(),
    both: z.intersection(inner, z.object({ b: z.number() })).optional(),
    either: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('x'), x: z.number() }),
        z.object({ kind: z.literal('y'), y: z.number() }),
      ])
      .optional(),
    read: z.preprocess((value) => value, inner).optional(),
    written: inner.transform(({ a }) => a).optional(),
    lazy: z.lazy(() => inner).optional(),
  })
  .refine(() => true);

const a = { a: 1 };
const odd = { a: 1, odd: 1 };
const named = (value: object) =>
  unknownFields(contract, { none: null, many: [], ...value }).map(({ field }) => field);

it('names a field that the contract doesn’t know, wherever it stands', () => {
  expect(named({ odd: 1 })).toEqual(['odd']);
  expect(named({ one: odd, none: odd, many: [a, odd] })).toEqual(['none.odd', 'many.1.odd', 'one.odd']);
  expect(named({ pair: [odd, 'text'], record: { key: odd } })).toEqual(['pair.0.odd', 'record.key.odd']);
  expect(named({ both: { a: 1, b: 2, c: 3 } })).toEqual(['both.c']);
  expect(named({ either: { kind: 'x', x: 1, y: 2 } })).toEqual(['either.y']);
  expect(named({ read: odd, written: odd, lazy: odd })).toEqual(['read.odd', 'written.odd', 'lazy.odd']);
});

it('knows what the contract knows, and doesn’t look into what it leaves open', () => {
  expect(named({ one: a, none: a, many: [a], pair: [a, 'b'], record: { odd: a } })).toEqual([]);
  expect(named({ open: odd, anything: odd, both: { a: 1, b: 2 }, either: { kind: 'y', y: 2 } })).toEqual([]);
  expect(named({ read: a, written: a, lazy: a })).toEqual([]);
});

it('says nothing of a union that no form accepts: the contract’s own problems count', () => {
  expect(named({ either: { kind: 'z', odd: 1 } })).toEqual([]);
});
