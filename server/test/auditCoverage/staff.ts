/** Audit cases of staff: invitations, roles, whether they may sign in, and their sessions. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@holdfast/shared/accounts';
import { somebody } from '../people.ts';
import { type Case, changes } from './case.ts';
import type { Bench } from './testBench.ts';

const reason = 'Works elsewhere now';
const newEmail = () => `${randomUUID()}@example.com`;
const made = (bench: Bench, roles: Role[] = ['staff']) => somebody(bench.running, roles);

async function invited(bench: Bench): Promise<{ id: string; email: string }> {
  const email = newEmail();
  const invitation = { email, roles: ['staff'] };
  return { email, ...(await bench.does<{ id: string }>('admin', 'POST', '/admin/invitations', invitation)) };
}

/** The cases. */
export const staffCases: Case[] = [
  changes({ by: 'admin', route: 'POST /admin/invitations' }, async () => {
    const body = { email: newEmail(), roles: ['finance'] };
    return {
      path: '/admin/invitations',
      body,
      entries: [{ what: 'invitation.create', before: null, after: body }],
    };
  }),
  changes({ by: 'admin', route: 'POST /admin/invitations/:id/resend' }, async (bench) => {
    const { id, email } = await invited(bench);
    return {
      path: `/admin/invitations/${id}/resend`,
      entries: [
        { what: 'invitation.resend', subject: id, before: { email, sent: 1 }, after: { email, sent: 2 } },
      ],
    };
  }),
  changes({ by: 'admin', route: 'POST /admin/invitations/:id/withdraw' }, async (bench) => {
    const { id, email } = await invited(bench);
    return {
      path: `/admin/invitations/${id}/withdraw`,
      entries: [{ what: 'invitation.withdraw', subject: id, before: { email }, after: null }],
    };
  }),
  changes({ by: 'admin', route: 'PUT /admin/staff/:id/roles' }, async (bench) => {
    const { id } = await made(bench);
    return {
      path: `/admin/staff/${id}/roles`,
      body: { roles: ['support'], reason },
      entries: [
        {
          what: 'person.changeRoles',
          subject: id,
          reason,
          before: { roles: ['staff'] },
          after: { roles: ['support'] },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: 'POST /admin/staff/:id/deactivate' }, async (bench) => {
    const { id } = await made(bench);
    return {
      path: `/admin/staff/${id}/deactivate`,
      body: { handOverTo: null, reason },
      entries: [
        {
          what: 'person.deactivate',
          subject: id,
          reason,
          before: { isActive: true },
          after: { isActive: false, sessionsEnded: 1, handedOverTo: null },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: 'POST /admin/staff/:id/reactivate' }, async (bench) => {
    const { id } = await made(bench);
    await bench.does('admin', 'POST', `/admin/staff/${id}/deactivate`, { handOverTo: null, reason });
    return {
      path: `/admin/staff/${id}/reactivate`,
      body: { reason },
      entries: [
        {
          what: 'person.reactivate',
          subject: id,
          reason,
          before: { isActive: false },
          after: { isActive: true },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: 'DELETE /admin/staff/:id/sessions/:sessionId' }, async (bench) => {
    const { id } = await made(bench);
    const { openSessions } = await bench.does<{ openSessions: Array<{ id: string }> }>(
      'admin',
      'GET',
      `/admin/staff/${id}`,
    );
    const session = openSessions[0]?.id;
    return {
      path: `/admin/staff/${id}/sessions/${session}`,
      entries: [{ what: 'person.endSession', subject: id, before: { session }, after: null }],
    };
  }),
  changes({ by: 'admin', route: 'DELETE /admin/staff/:id/sessions' }, async (bench) => {
    const { id } = await made(bench);
    return {
      path: `/admin/staff/${id}/sessions`,
      entries: [{ what: 'person.endSessions', subject: id, before: { sessions: 1 }, after: null }],
    };
  }),
];
