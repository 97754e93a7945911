/** People who sign in, their roles and their sessions. */
import { z } from 'zod';
import { idOf, listOf, optionalPhone } from '../http/index.ts';
import { newPassword, passwordProblem } from './passwordRules.ts';

/**
 * Every role. `accessData` is a permission beside another role: it allows reading the logins of teams' ticket
 * sites. `gate` scans the codes of our own events, and opens no back office. `admin` includes both.
 */
export const roles = [
  'fan',
  'consignor',
  'staff',
  'finance',
  'support',
  'admin',
  'accessData',
  'gate',
] as const;
/** One role, validated. */
export const role = z.enum(roles).meta({ id: 'Role' });
/** One role. */
export type Role = z.infer<typeof role>;
/** The roles that may open the back office. */
export const staffRoles: readonly Role[] = ['staff', 'finance', 'support', 'admin'];

/** An account: a fan, a consignor's login or a staff member. */
export const person = z
  .object({
    id: idOf('person'),
    name: z.string(),
    email: z.string(),
    roles: z.array(role),
    consignorId: idOf('consignor').nullable(),
  })
  .meta({ id: 'Person' });
/** An account as the API returns it. */
export type Person = z.infer<typeof person>;

/** A staff member who can own records in the queues. */
export const colleague = z.object({ id: idOf('person'), name: z.string() }).meta({ id: 'Colleague' });
/** A staff member who can own records in the queues. */
export type Colleague = z.infer<typeof colleague>;
/** The answer of the list of colleagues. */
export const colleagueList = listOf(colleague);

/** Filters a list by owner: `me`, `none` or a person's id. */
export const ownerFilter = z
  .union([z.enum(['me', 'none']), idOf('person')])
  .optional()
  .meta({ description: 'Owner: me, none, or a person’s id' });
/** Sets or clears the owner of a record. */
export const ownerChoice = z.object({
  ownerId: idOf('person').nullable().meta({ description: 'The new owner; null: nobody' }),
});

/** The body of a sign-in. */
export const signIn = z.object({
  email: z.email('Give your email address.').max(200),
  password: z.string().min(1, 'Give your password.').max(200),
  code: z
    .string()
    .trim()
    .max(40)
    .optional()
    .meta({ description: 'Of the second factor; `second_factor_required` asks for it' }),
});
/** The body of a registration. */
export const signUp = z
  .object({
    name: z.string().trim().min(1, 'Give your name.').max(120),
    email: z.email('Give your email address.').max(200),
    password: newPassword,
  })
  .superRefine(({ password, ...about }, ctx) => {
    const problem = passwordProblem(password, about);
    // What is weak by itself is said of the field already.
    if (problem !== null && passwordProblem(password) === null)
      ctx.addIssue({ code: 'custom', path: ['password'], message: problem });
  });
/** Changes one's own name and email address. The password shows that it is the owner in front of the browser. */
export const accountChange = z.object({
  name: z.string().trim().min(1, 'Give your name.').max(120),
  email: z.email('Give your email address.').max(200),
  phone: optionalPhone.optional().meta({ description: 'Left out: it stays; empty: none' }),
  currentPassword: z.string().min(1, 'Give your password.').max(200),
});
/** Changes one's own password. */
export const passwordChange = z.object({
  currentPassword: z.string().min(1, 'Give your password of today.').max(200),
  newPassword,
});
/** A browser in which the person is signed in. */
export const ownSession = z
  .object({
    id: z.string().meta({ description: 'Names the session to its person; it opens nothing' }),
    agent: z
      .string()
      .nullable()
      .meta({ description: 'The browser, as it names itself', example: 'Firefox on Linux' }),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().meta({ description: 'To within ten minutes' }),
    current: z.boolean().meta({ description: 'The browser that asks' }),
  })
  .meta({ id: 'OwnSession' });
/** A browser in which the person is signed in. */
export type OwnSession = z.infer<typeof ownSession>;
/** The person's own sessions: this browser first, then the one used last. */
export const ownSessions = z.object({ data: z.array(ownSession) });

/** Who is signed in, and the demo's accounts while the demo mode is on. */
export const session = z.object({
  person: person.nullable(),
  demoAccounts: z
    .array(z.object({ role, email: z.string(), password: z.string() }))
    .meta({ description: 'Shown on the sign-in page in demo mode; else empty' }),
  lacksSecondFactor: z
    .boolean()
    .optional()
    .meta({ description: 'The back office opens once this person has set up a second factor' }),
});
/** The current session as the API returns it. */
export type Session = z.infer<typeof session>;
