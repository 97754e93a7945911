/** The roles of staff, as people read them. */
import { type GivenRole, givenRoles, type Role } from '@holdfast/shared/accounts';
import { roleNames } from '../authProvider/index.ts';

/** What each role may do, in one sentence. */
export const roleFacts: Record<GivenRole, string> = {
  staff: 'Takes in, approves and prices tickets; adds consignors, events and feeds.',
  finance: 'Sets percentages and legal caps; reads payments and statistics.',
  support: 'Helps fans: reservations, payments, refunds and emails.',
  admin: 'Everything, and who works here.',
  accessData: 'Reads the logins of teams’ ticket sites. Beside another role.',
  gate: 'Lets fans in at our own events: scans their tickets on a phone, at /gate. Opens no back office.',
};

/** The roles of staff among these, by name. */
export const namesOf = (roles: readonly Role[]): string =>
  givenRoles
    .filter((role) => roles.includes(role))
    .map((role) => roleNames[role])
    .join(', ');
