/** Venues, teams and leagues as files: a dry run of what each line means, and applying it. */
import { z } from 'zod';

/** The largest file of venues, teams or leagues, in bytes. */
export const largestCatalogFileBytes = 4 * 1024 * 1024;

/** What becomes of a line. */
export const lineOutcome = z.enum(['created', 'changed', 'unchanged', 'refused']);
/** What becomes of a line. */
export type LineOutcome = z.infer<typeof lineOutcome>;

/** What a file means for the catalogue, line by line. */
export const catalogFilePlan = z
  .object({
    rows: z.array(
      z.object({
        line: z.int().meta({ description: 'In the file; the names of the columns are line 1' }),
        outcome: lineOutcome,
        name: z.string(),
        message: z.string().meta({ description: 'What changes, or why it is refused' }),
      }),
    ),
    counts: z.object({ created: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int() }),
    digest: z.string().meta({ description: 'Of these rows; applying the file says which dry run was seen' }),
  })
  .meta({ id: 'CatalogFilePlan' });
/** What a file means for the catalogue, line by line. */
export type CatalogFilePlan = z.infer<typeof catalogFilePlan>;

/** The dry run that a person saw before applying the file. */
export const seenPlan = z.object({ seen: z.string().max(100) });
