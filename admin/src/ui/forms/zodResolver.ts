/** Validates react-admin's forms with the schemas that the API validates with, so that both say the same. */
import { plainIssue } from '@holdfast/shared/http';
import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form';
import { z } from 'zod';
import { unfinishedWords } from '../dates/DayBox.tsx';
import { unfinished } from '../dates/typedDay.ts';

type Values = Record<string, unknown>;

export interface ResolverOptions {
  /** The request's body, from what the form holds; the same by default. */
  bodyOf?: (values: Values) => unknown;
  /** The input that shows the problem of a field of the body; the same by default. */
  fieldOf?: (field: string) => string;
}

/** Says what is missing or mistyped where the schema has no words of its own. */
function plainly(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'invalid_type') return plainIssue(issue);
  if (issue.input === undefined || issue.input === null || Number.isNaN(issue.input)) return 'Enter a value.';
  return ['int', 'number'].includes(issue.expected) ? 'Enter a plain number.' : plainIssue(issue);
}

/** The first problem of each field of the body. */
export function problemsOf(schema: z.ZodType, body: unknown): Map<string, string> {
  const checked = schema.safeParse(body, { error: plainly });
  const problems = new Map<string, string>();
  for (const { path, message } of checked.error?.issues ?? []) {
    const field = path.join('.');
    if (!problems.has(field)) problems.set(field, isUnfinished(body, path) ? unfinishedWords : message);
  }
  return problems;
}

/**
 * What of a form's values is the body's: react-admin fills a form within a record with all of its fields, and the server
 * refuses those that the contract doesn't have.
 */
export function ofContract(schema: z.ZodType | undefined, values: Values): Values {
  if (!(schema instanceof z.ZodObject)) return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(schema.shape, name)));
}

function isUnfinished(body: unknown, path: readonly PropertyKey[]): boolean {
  let at = body;
  for (const part of path) at = (at as Record<PropertyKey, unknown> | null | undefined)?.[part];
  return at === unfinished;
}

/** The values pass through unchanged: the server parses the same body with the same schema. */
export function zodResolver(schema: z.ZodType, options: ResolverOptions = {}): Resolver<FieldValues> {
  const { bodyOf = (values) => values, fieldOf = (field) => field } = options;
  return (values, _context, { fields }) => {
    const problems = problemsOf(schema, bodyOf(values));
    if (problems.size === 0) return { values, errors: {} };
    const errors: FieldErrors = {};
    for (const [field, message] of problems) {
      const input = fieldOf(field);
      // A problem without an input is shown above the button.
      put(errors, input, { type: 'schema', message, ref: fields[input]?.ref });
    }
    return { values: {}, errors };
  };
}

/** `a.0.b` becomes `{ a: { 0: { b } } }`, as react-hook-form looks errors up. */
function put(errors: Record<string, unknown>, field: string, error: object): void {
  const parts = field.split('.');
  const last = parts.pop() as string;
  let at = errors;
  for (const part of parts) {
    at[part] ??= {};
    at = at[part] as Record<string, unknown>;
  }
  at[last] ??= error;
}
