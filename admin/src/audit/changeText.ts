/** Before and after of an audit entry in words: names for ids, money as money, times in the marketplace's zone. */
import type { AuditRow } from '@holdfast/shared/audit';
import { componentsText, percentagesComponent } from '@holdfast/shared/pricing';
import { z } from 'zod';
import { amountOf, percentOf } from '../ui/figures.tsx';
import { nounOf } from './actionText.ts';
import { logTime } from './logTime.ts';

type Names = Readonly<Record<string, string>>;

export interface Change {
  field: string;
  /** Null where nothing stood before. */
  before: string | null;
  after: string;
}

/** A list longer than this is counted. */
const mostListed = 6;

/** The fields that differ, in words; equal ones are left out. */
export function changesOf({ before, after, names }: Pick<AuditRow, 'before' | 'after' | 'names'>): Change[] {
  const old = fieldsOf(before);
  const now = fieldsOf(after);
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((name) => {
    const was = valueText(name, old[name], names);
    const is = valueText(name, now[name], names);
    if (was === is) return [];
    return [{ field: fieldText(name), before: old[name] === undefined ? null : was, after: is }];
  });
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined) return {};
  return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : { value };
}

/** `floorAmount` is "floor", `inHandOn` "in hand on". */
function fieldText(name: string): string {
  return plainWords(name.replace(/(Amount|Bps|Ids?|At)$/, ''));
}

/** `neverLeaveOne` is "never leave one". */
const plainWords = (name: string): string =>
  name.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);

function valueText(name: string, value: unknown, names: Names): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return numberText(name, value);
  if (typeof value === 'string') return wordsOf(value, names);
  if (Array.isArray(value)) return listText(name, value, names);
  return objectText(value as Record<string, unknown>, names);
}

function numberText(name: string, value: number): string {
  if (/amount$/i.test(name)) return amountOf(value);
  return /bps$/i.test(name) ? percentOf(value) : String(value);
}

function wordsOf(text: string, names: Names): string {
  if (/^[a-z]{3}_[0-9a-z]{26}$/.test(text)) return names[text] ?? nounOf(text);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return logTime(text);
  return /^[a-z]+(?:[A-Z][a-z]+)+$/.test(text) ? plainWords(text) : text;
}

function listText(name: string, values: readonly unknown[], names: Names): string {
  const components = z.array(percentagesComponent).safeParse(values);
  if (values.length > 0 && components.success) return componentsText(components.data);
  if (values.length === 0) return 'none';
  if (values.length > mostListed) return `${values.length} of them`;
  return values.map((each) => valueText(name, each, names)).join(', ');
}

/** `{ by: 'set', amount: 10000 }` reads "by set, amount 100.00". */
function objectText(value: Record<string, unknown>, names: Names): string {
  const parts = Object.entries(value).filter(
    ([, each]) => each !== null && each !== undefined && each !== '',
  );
  if (parts.length === 0) return 'nothing';
  return parts.map(([name, each]) => `${fieldText(name)} ${valueText(name, each, names)}`).join(', ');
}
