import { type FieldProblem, holdsCardNumber, idNouns, plainIssue } from '@holdfast/shared/http';
import { z } from 'zod';
import { fieldsRefused, notFound } from '../problem.ts';
import { unknownFields } from './unknownFields.ts';

/**
 * Parses input by its contract.
 * @throws Problem `validation_failed` with every field that was refused
 */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  return accept(schema.safeParse(input, { error: plainIssue }), []);
}

/**
 * Parses a body by its contract. What it may not hold besides: fields that the contract doesn't know, and the number of
 * a payment card in a text.
 * @throws Problem `validation_failed` with every field that was refused
 */
export function parseBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body, { error: plainIssue });
  return accept(parsed, [
    ...unknownFields(schema, body),
    ...(parsed.success ? cardNumbers(parsed.data) : []),
  ]);
}

/** The body of an endpoint without a contract. @throws Problem `validation_failed` that names its fields */
export const parseNoBody = (body: unknown): void => void parseBody(z.object({}), body);

function accept<T>(parsed: z.ZodSafeParseResult<T>, refused: FieldProblem[]): T {
  const problems = parsed.success
    ? [...unkeptFields(parsed.data), ...refused]
    : [
        ...parsed.error.issues.map(
          (issue): FieldProblem => ({
            field: issue.path.join('.'),
            code: issue.code,
            message: issue.message,
          }),
        ),
        ...refused,
      ];
  if (problems.length > 0 || !parsed.success) throw fieldsRefused(problems);
  return parsed.data;
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

/** A field that may hold long numbers: barcodes, ids, codes and what is kept as a hash only. */
const numbersExpected = /(barcodes?|ids?|codes?|tokens?|keys?|password)$/i;

/**
 * Refused and not masked: who typed it is told, and nothing of theirs is changed in silence. Looks at what a contract let
 * through, so its depth is the contract's.
 */
function cardNumbers(value: unknown, path: readonly string[] = []): FieldProblem[] {
  if (typeof value === 'string')
    return holdsCardNumber(value)
      ? [
          {
            field: path.join('.'),
            code: 'card_number',
            message: 'This holds what looks like a card number. Take it out: we never keep one.',
          },
        ]
      : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    numbersExpected.test(key) ? [] : cardNumbers(inner, [...path, key]),
  );
}

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
