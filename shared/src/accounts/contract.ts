import { z } from 'zod';
import { idOf, listOf } from '../http/index.ts';

/** `accessData` is a permission beside another role: to read the logins of teams' ticket sites. Administrators may, too. */
export const roles = ['fan', 'consignor', 'staff', 'finance', 'support', 'admin', 'accessData'] as const;
export const role = z.enum(roles).meta({ id: 'Role' });
export type Role = z.infer<typeof role>;
/** The roles that may enter the back office. */
export const staffRoles: readonly Role[] = ['staff', 'finance', 'support', 'admin'];

export const person = z
  .object({
    id: idOf('person'),
    name: z.string(),
    email: z.string(),
    roles: z.array(role),
    consignorId: idOf('consignor').nullable(),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof person>;

/** Somebody who may look after what waits for staff. */
export const colleague = z.object({ id: idOf('person'), name: z.string() }).meta({ id: 'Colleague' });
export type Colleague = z.infer<typeof colleague>;
export const colleagueList = listOf(colleague);

export const ownerFilter = z
  .union([z.enum(['me', 'none']), idOf('person')])
  .optional()
  .meta({ description: 'Who looks after it: me, none, or a person' });
export const ownerChoice = z.object({
  ownerId: idOf('person').nullable().meta({ description: 'Who looks after it from now on; null: nobody' }),
});

export const signIn = z.object({
  email: z.email('Give your mail address.').max(200),
  password: z.string().min(1, 'Give your password.').max(200),
});
export const signUp = z.object({
  name: z.string().trim().min(1, 'Give your name.').max(120),
  email: z.email('Give your mail address.').max(200),
  password: z.string().min(10, 'Use at least 10 characters.').max(200),
});
export const session = z.object({
  person: person.nullable(),
  demoAccounts: z
    .array(z.object({ role, email: z.string(), password: z.string() }))
    .meta({ description: 'Shown on the sign-in page in demo mode; else empty' }),
});
export type Session = z.infer<typeof session>;
