import { seasonWindows } from '@holdfast/shared/catalog';
import { newConsignor } from '@holdfast/shared/consignors';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { unfinishedWords } from '../dates/DayBox.tsx';
import { ofContract, problemsOf, zodResolver } from './zodResolver.ts';

const options = (...names: string[]) => ({
  fields: Object.fromEntries(names.map((name) => [name, { ref: { name }, name }])),
  shouldUseNativeValidation: false,
});

describe('a form’s problems', () => {
  it('are the schema’s own words, one for each input', () => {
    const problems = problemsOf(newConsignor, { name: '', email: 'wexler', plan: 'Standard' });
    expect(Object.fromEntries(problems)).toEqual({
      name: 'Give the name.',
      email: 'Give an email address, such as ann@example.com.',
    });
  });
  it('say plainly what is missing where the schema has no words', () => {
    const schema = z.object({ count: z.int(), name: z.string() });
    expect(Object.fromEntries(problemsOf(schema, { count: 'four', name: null }))).toEqual({
      count: 'Enter a plain number.',
      name: 'Enter a value.',
    });
  });
  it('say of half a date that it is half', () => {
    const body = { selling: { from: 'unfinished', until: '2026-09-01' }, regular: null, playoffs: null };
    expect(problemsOf(seasonWindows, body).get('selling.from')).toBe(unfinishedWords);
  });
  it('stand where react-hook-form looks for them, with the input that shows them', async () => {
    const schema = z.object({ rows: z.array(z.object({ priceAmount: z.int() })), other: z.string() });
    const resolve = zodResolver(schema, {
      fieldOf: (field) => field.replace('priceAmount', 'price'),
    });
    const found = await resolve({ rows: [{ priceAmount: null }] }, undefined, options('rows.0.price'));
    expect(found.errors).toMatchObject({
      rows: { 0: { price: { message: 'Enter a value.', ref: { name: 'rows.0.price' } } } },
    });
    expect(found.errors.other).toMatchObject({ ref: undefined });
  });
  it('aren’t made by a record’s further fields: only what the contract has is sent', () => {
    const record = { id: 'con_1', name: 'Ann', email: 'ann@example.com', counts: { live: 3 } };
    expect(ofContract(newConsignor, record)).toEqual({ name: 'Ann', email: 'ann@example.com' });
    expect(ofContract(undefined, record)).toBe(record);
  });
  it('let values that are right through unchanged', async () => {
    const values = { name: ' Ann ', email: 'ann@example.com', plan: 'Standard' };
    expect(await zodResolver(newConsignor)(values, undefined, options())).toEqual({ values, errors: {} });
  });
});
