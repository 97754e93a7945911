/** The login of a team's ticket site, kept for a package: sealed in the database, read with a reason, each time logged. */
import { z } from 'zod';
import { instant, reason } from '../http/index.ts';

export const accessData = z
  .object({
    login: z.string().trim().min(1, 'Give the login.').max(200, 'At most 200 characters.'),
    password: z.string().min(1, 'Give the password.').max(200, 'At most 200 characters.'),
    note: z.string().trim().max(1_000, 'At most 1,000 characters.').default(''),
  })
  .meta({ id: 'AccessData' });
export type AccessData = z.output<typeof accessData>;

export const readAccess = z.object({
  reason,
});

/** What everybody at staff sees of it: never the data. */
export const accessStanding = z
  .object({
    kept: z.boolean(),
    keptAt: instant.nullable(),
    keptBy: z.string().nullable(),
    readings: z
      .array(z.object({ at: instant, by: z.string(), reason: z.string() }))
      .meta({ description: 'Newest first; the last fifty' }),
  })
  .meta({ id: 'AccessStanding' });
export type AccessStanding = z.infer<typeof accessStanding>;
