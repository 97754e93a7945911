import { fieldsRefused } from '../platform/problem.ts';

/** @param most tickets of one type that a fan may have of an event @throws Problem `validation_failed` of `size` for more */
export function refuseAboveLimit(size: number, most: number): void {
  if (size > most)
    throw fieldsRefused([
      {
        field: 'size',
        code: 'ticket_limit',
        message: `One fan gets at most ${most} tickets of this event. Choose fewer.`,
      },
    ]);
}
