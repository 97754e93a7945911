/** Staff as administrators see and change them. */
import { z } from 'zod';
import { idOf, instant, listOf, listQuery, reason } from '../http/index.ts';
import { type Role, role } from './contract.ts';

/** The roles that an invitation or an administrator can give to somebody of the staff. */
export const givenRoles = [
  'staff',
  'finance',
  'support',
  'admin',
  'accessData',
  'gate',
] as const satisfies Role[];
/** One of them. */
export type GivenRole = (typeof givenRoles)[number];

/** The roles of somebody of the staff: at least one besides reading access data. */
export const chosenRoles = z
  .array(z.enum(givenRoles))
  .max(givenRoles.length)
  .transform((chosen) => givenRoles.filter((each) => chosen.includes(each)))
  .refine((chosen) => chosen.some((each) => each !== 'accessData'), {
    message: 'Choose at least one role: reading access data is a permission beside another one.',
  })
  .meta({ description: 'Reading access data is a permission beside another role' });

/** Somebody of the staff, or who was. */
export const staffMember = z
  .object({
    id: idOf('person'),
    name: z.string(),
    email: z.string(),
    roles: z.array(role),
    createdAt: instant,
    lastSignInAt: instant.nullable().meta({ description: 'null: not since this is recorded' }),
    deactivatedAt: instant.nullable().meta({ description: 'Since when they can’t sign in; null: they can' }),
    secondFactor: z.boolean().meta({ description: 'They give a code at sign-in' }),
    sessions: z.int().meta({ description: 'In how many browsers they are signed in' }),
  })
  .meta({ id: 'StaffMember' });
/** Somebody of the staff, or who was. */
export type StaffMember = z.infer<typeof staffMember>;

/** A browser in which somebody is signed in. */
export const openSession = z
  .object({
    id: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .meta({ description: 'Names the session; it opens nothing' }),
    createdAt: instant,
    expiresAt: instant,
  })
  .meta({ id: 'OpenSession' });
/** A browser in which somebody is signed in. */
export type OpenSession = z.infer<typeof openSession>;

/** What is open and somebody looks after. */
export const openWork = z
  .object({
    listings: z.int(),
    imports: z.int(),
    deliveries: z.int().meta({ description: 'Sold tickets that aren’t with their fans yet' }),
    feedEntries: z.int().meta({ description: 'Feeds’ events that wait for a match' }),
    priceRules: z.int().meta({ description: 'Daily price rules that run as them' }),
    cases: z.int().meta({ description: 'Cases that aren’t closed' }),
  })
  .meta({ id: 'OpenWork' });
/** What is open and somebody looks after. */
export type OpenWork = z.infer<typeof openWork>;

/** One of the staff with their sessions and what they look after. */
export const staffMemberShown = staffMember
  .extend({ openSessions: z.array(openSession), work: openWork })
  .meta({ id: 'StaffMemberShown' });
/** One of the staff with their sessions and what they look after. */
export type StaffMemberShown = z.infer<typeof staffMemberShown>;

/** The query of the staff. */
export const staffQuery = listQuery(
  ['name', 'lastSignInAt', 'createdAt'],
  {
    q: z.string().trim().max(100).optional(),
    state: z.enum(['active', 'deactivated']).optional(),
  },
  { perPage: 50 },
);
/** One page of the staff. */
export const staffList = listOf(staffMember);

/** Changes the roles of one of the staff. */
export const rolesChange = z.object({ roles: chosenRoles, reason });
/** Deactivates one of the staff. */
export const deactivation = z.object({
  handOverTo: idOf('person', 'Say who gets what they look after: a colleague’s id, or null for nobody.')
    .nullable()
    .meta({ description: 'Who gets what they look after; null: nobody, it waits without an owner' }),
  reason,
});
/** Lets one of the staff sign in again. */
export const reactivation = z.object({ reason });
/** Path parameters of one session of one person. */
export const sessionParams = z.object({ id: idOf('person'), sessionId: openSession.shape.id });
