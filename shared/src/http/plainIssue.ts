/** What is wrong with a value in words, where its contract has no words of its own. */
import type { z } from 'zod';

/** What is to be given instead, by the type that the contract expects. */
const kinds: Partial<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  date: 'a date',
};

/** What a text of a format looks like. */
const formats: Partial<Record<string, string>> = {
  email: 'Give an email address, such as ann@example.com.',
  url: 'Give an address, such as https://example.com.',
  datetime: 'Give an instant in UTC, such as 2026-11-29T21:25:00.000Z.',
  date: 'Give a day, such as 2026-11-29.',
  time: 'Give a time of day, such as 19:30.',
};

const mostChoices = 30;
const list = (values: readonly unknown[]) =>
  `${values.slice(0, mostChoices).map(String).join(', ')}${values.length > mostChoices ? ', …' : ''}`;

/**
 * Names the remedy in words that people and programs can use. zod calls it for what a contract refuses without words of its own.
 * @returns undefined for a kind of refusal that it doesn't know, so that zod uses its own
 */
export function plainIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type': {
      const kind = kinds[issue.expected] ?? 'another kind of value';
      return issue.input === undefined || issue.input === null
        ? `This is missing. Give ${kind}.`
        : `Give ${kind} here.`;
    }
    case 'invalid_value':
      return issue.values.length === 1
        ? `Give ${list(issue.values)}.`
        : `Give one of: ${list(issue.values)}.`;
    case 'too_small':
      return smallest(String(issue.origin), Number(issue.minimum), issue.inclusive !== false);
    case 'too_big':
      return greatest(String(issue.origin), Number(issue.maximum), issue.inclusive !== false);
    case 'invalid_format':
      return formats[issue.format] ?? 'This isn’t written as it has to be. Its form stands in /api/docs.';
    case 'not_multiple_of':
      return `Give a multiple of ${issue.divisor}.`;
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return 'This is none of what it may be. What it may be stands in /api/docs.';
    default:
      return undefined;
  }
}

function smallest(of: string, minimum: number, isIncluded: boolean): string {
  if (of === 'string')
    return minimum === 1 ? 'This is empty. Give a text.' : `Give at least ${minimum} characters.`;
  if (of === 'array' || of === 'set') return `Give at least ${minimum}.`;
  return isIncluded ? `Give ${minimum} or more.` : `Give more than ${minimum}.`;
}

function greatest(of: string, maximum: number, isIncluded: boolean): string {
  if (of === 'string') return `Give at most ${maximum} characters.`;
  if (of === 'array' || of === 'set') return `Give at most ${maximum}.`;
  return isIncluded ? `Give ${maximum} or less.` : `Give less than ${maximum}.`;
}
