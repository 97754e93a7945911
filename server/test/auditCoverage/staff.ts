/** Audit cases of staff: invitations, roles, whether they may sign in, and their sessions. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@holdfast/shared/accounts';
import { buildConsignor } from '../factories/consignors.ts';
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

/** As people have it who confirmed their app. */
const withFactor = (bench: Bench, ...ids: string[]) =>
  bench.app
    .db('second_factors')
    .insert(
      ids.map((person_id) => ({ person_id, key_id: 'test', sealed: Buffer.of(0), confirmed_at: new Date() })),
    )
    .onConflict('person_id')
    .ignore();

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
  changes({ by: 'admin', route: 'PUT /admin/staff-rules' }, async (bench) => {
    // Whoever requires it has one. Taking it back is the change, so that the other cases aren't locked out.
    await bench.app.db('staff_rules').update({ requires_second_factor: true });
    await withFactor(
      bench,
      ...(['staff', 'finance', 'support', 'admin'] as const).map((role) => bench.personId(role)),
    );
    return {
      path: '/admin/staff-rules',
      body: { requiresSecondFactor: false, reason },
      entries: [
        {
          what: 'staff.changeRules',
          subject: 'staff',
          reason,
          before: { requiresSecondFactor: true },
          after: { requiresSecondFactor: false },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: 'POST /admin/staff/:id/reset-second-factor' }, async (bench) => {
    const { id } = await made(bench);
    await withFactor(bench, id);
    return {
      path: `/admin/staff/${id}/reset-second-factor`,
      body: { reason },
      entries: [
        {
          what: 'person.resetSecondFactor',
          subject: id,
          reason,
          before: { isOn: true },
          after: { isOn: false },
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
  ...signInCases(),
];

interface OfConsignor {
  subject: string;
  path: string;
  email: string;
}

async function signedInFor(bench: Bench): Promise<OfConsignor> {
  const subject = await buildConsignor(bench.app);
  const { id } = await somebody(bench.running, ['consignor'], { consignorId: subject });
  const { email } = await bench.app.db('people').where({ id }).first();
  return { subject, email, path: `/admin/consignors/${subject}/sign-ins/${id}` };
}

async function invitedFor(bench: Bench): Promise<OfConsignor> {
  const subject = await buildConsignor(bench.app);
  const email = newEmail();
  const at = `/admin/consignors/${subject}`;
  const { id } = await bench.does<{ id: string }>('staff', 'POST', `${at}/sign-ins`, { email });
  return { subject, email, path: `${at}/invitations/${id}` };
}

function signInCases(): Case[] {
  const ofSignIn = 'POST /admin/consignors/:id/sign-ins/:personId';
  const ofInvitation = 'POST /admin/consignors/:id/invitations/:invitationId';
  return [
    changes({ by: 'staff', route: 'POST /admin/consignors/:id/sign-ins' }, async ({ app }) => {
      const subject = await buildConsignor(app);
      const body = { email: newEmail() };
      return {
        path: `/admin/consignors/${subject}/sign-ins`,
        body,
        entries: [{ what: 'consignor.inviteSignIn', subject, before: null, after: body }],
      };
    }),
    changes({ by: 'staff', route: `${ofSignIn}/deactivate` }, async (bench) => {
      const { subject, path, email } = await signedInFor(bench);
      const [before, after] = [
        { email, isActive: true },
        { email, isActive: false },
      ];
      return {
        path: `${path}/deactivate`,
        entries: [{ what: 'consignor.deactivateSignIn', subject, before, after }],
      };
    }),
    changes({ by: 'staff', route: `${ofSignIn}/reactivate` }, async (bench) => {
      const { subject, path, email } = await signedInFor(bench);
      await bench.does('staff', 'POST', `${path}/deactivate`);
      const [before, after] = [
        { email, isActive: false },
        { email, isActive: true },
      ];
      return {
        path: `${path}/reactivate`,
        entries: [{ what: 'consignor.reactivateSignIn', subject, before, after }],
      };
    }),
    changes({ by: 'staff', route: `${ofInvitation}/resend` }, async (bench) => {
      const { subject, path, email } = await invitedFor(bench);
      const [before, after] = [
        { email, sent: 1 },
        { email, sent: 2 },
      ];
      return {
        path: `${path}/resend`,
        entries: [{ what: 'consignor.resendInvitation', subject, before, after }],
      };
    }),
    changes({ by: 'staff', route: `${ofInvitation}/withdraw` }, async (bench) => {
      const { subject, path, email } = await invitedFor(bench);
      return {
        path: `${path}/withdraw`,
        entries: [{ what: 'consignor.withdrawInvitation', subject, before: { email }, after: null }],
      };
    }),
  ];
}
