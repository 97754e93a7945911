import { type FieldProblem, type ProblemCode, problems } from '@holdfast/shared/http';

/**
 * An expected refusal, thrown anywhere below a route and answered as RFC 9457 problem details with its stable code.
 * @example throw new Problem('sold_out', 'Somebody else just took those two.', { items })
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly members: Record<string, unknown>;

  /**
   * @param detail what happened and the remedy, in words for a person
   * @param members further members of the answer, such as `errors`, `accepts` or `items`
   */
  constructor(code: ProblemCode, detail: string, members: Record<string, unknown> = {}) {
    super(detail);
    this.name = 'Problem';
    this.code = code;
    this.status = problems[code].status;
    this.members = members;
  }
}

/** Every refused field at once. */
export function fieldsRefused(errors: FieldProblem[]): Problem {
  const first = errors[0];
  return new Problem(
    'validation_failed',
    errors.length === 1 && first ? first.message : `${errors.length} fields need another look.`,
    { errors },
  );
}

/** Something that doesn't exist or that this person may not see. */
export function notFound(what: string): Problem {
  return new Problem('not_found', `There is no such ${what}, or it isn't yours to see.`);
}
