import type { FieldProblem } from '@holdfast/shared/http';
import type { z } from 'zod';
import { fieldsRefused } from '../problem.ts';

/**
 * Parses input by its contract.
 * @throws Problem `validation_failed` with every field that was refused
 */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw fieldsRefused(
    parsed.error.issues.map(
      (issue): FieldProblem => ({ field: issue.path.join('.'), code: issue.code, message: issue.message }),
    ),
  );
}
