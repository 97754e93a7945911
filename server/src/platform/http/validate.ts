import type { FieldProblem } from '@holdfast/shared/http';
import type { z } from 'zod';
import { fieldsRefused } from '../problem.ts';

/**
 * Parses input by its contract.
 * @throws Problem `validation_failed` with every field that was refused
 */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) {
    const unkept = unkeptFields(parsed.data);
    if (unkept.length > 0) throw fieldsRefused(unkept);
    return parsed.data;
  }
  throw fieldsRefused(
    parsed.error.issues.map(
      (issue): FieldProblem => ({ field: issue.path.join('.'), code: issue.code, message: issue.message }),
    ),
  );
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair: what holds one is a slip or an attack, and never a failure of ours. */
export const canBeKept = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** Looks at what a contract let through, so its depth is the contract's. */
function unkeptFields(value: unknown, path: string[] = []): FieldProblem[] {
  if (typeof value === 'string')
    return canBeKept(value)
      ? []
      : [
          {
            field: path.join('.'),
            code: 'unreadable',
            message: 'This holds a character that is none. Type it anew, or save the file as UTF-8.',
          },
        ];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unkeptFields(inner, [...path, key]));
}
