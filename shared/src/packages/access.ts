/**
 * The login of a team's ticket site, stored encrypted for a package. Each reading needs a reason and is
 * logged.
 */
import { z } from 'zod';
import { instant, reason } from '../http/index.ts';

/** The login itself. */
export const accessData = z
  .object({
    login: z.string().trim().min(1, 'Give the login.').max(200, 'At most 200 characters.'),
    password: z.string().min(1, 'Give the password.').max(200, 'At most 200 characters.'),
    note: z.string().trim().max(1_000, 'At most 1,000 characters.').default(''),
  })
  .meta({ id: 'AccessData' });
/** The login itself. */
export type AccessData = z.output<typeof accessData>;

/** Reads the login, with a reason. */
export const readAccess = z.object({
  reason,
});

/** What all staff see of a package's login: whether one is stored and who read it, never the login. */
export const accessStatus = z
  .object({
    kept: z.boolean(),
    keptAt: instant.nullable(),
    keptBy: z.string().nullable(),
    readings: z
      .array(z.object({ at: instant, by: z.string(), reason: z.string() }))
      .meta({ description: 'Newest first, at most fifty' }),
  })
  .meta({ id: 'AccessStanding' });
/** What all staff see of a package's login. */
export type AccessStatus = z.infer<typeof accessStatus>;
