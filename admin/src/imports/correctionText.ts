/** A row's cells as they are corrected. */
import type { ImportRowDetail } from '@holdfast/shared/imports';

export type Field = ImportRowDetail['fields'][number];

/** What stands in a cell now. */
export const textOf = ({ file, corrected }: Field) => corrected ?? file;

/** The columns that are read, with what stands in each. */
export const cellsOf = ({ fields }: ImportRowDetail): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap((each) => (each.field === null ? [] : [[each.column, textOf(each)] as const])),
  );

/** Problems by column. A problem names our field or the file's own column. */
export function reasonsOf({ fields, problems }: ImportRowDetail): Map<string, string> {
  return new Map(
    fields.flatMap(({ column, field }) => {
      const problem = problems.find((each) => each.field === column || each.field === field);
      return problem ? [[column, problem.message] as const] : [];
    }),
  );
}
