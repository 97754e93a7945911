import { type FieldProblem, idNouns } from '@holdfast/shared/http';
import { z } from 'zod';
import { fieldsRefused, notFound } from '../problem.ts';

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

/**
 * Parses path parameters by their contract.
 * @throws Problem `not_found` for a value that can't be the id of any row
 */
export function parseParams<S extends z.ZodType>(schema: S, params: unknown): z.output<S> {
  const parsed = schema.safeParse(params);
  if (parsed.success && unkeptFields(parsed.data).length === 0) return parsed.data;
  const shape: Record<string, z.ZodType> = schema instanceof z.ZodObject ? schema.shape : {};
  const refused = shape[String(parsed.error?.issues[0]?.path[0])];
  throw notFound((refused && idNouns.get(refused)?.noun) ?? 'thing');
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
