import {
  deactivation,
  invitationList,
  invitationQuery,
  newInvitation,
  reactivation,
  rolesChange,
  secondFactorReset,
  sessionParams,
  staffList,
  staffMemberShown,
  staffQuery,
  staffRules,
  staffRulesChange,
} from '@holdfast/shared/accounts';
import { idOf, idParam } from '@holdfast/shared/http';
import { z } from 'zod';
import type { AppContext } from '../../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../../platform/http/index.ts';
import { consignorSignInRoutes, type RefuseDeactivated } from '../invitations/consignorRoutes.ts';
import { invite, openInvitations, resendInvitation, withdrawInvitation } from '../invitations/invitations.ts';
import { changeRoles, deactivate, reactivate, revokeSession, revokeSessions } from './changeStaff.ts';
import type { StaffWork } from './handOver.ts';
import { listStaff, showStaffMember } from './listStaff.ts';
import { changeStaffRules, resetSecondFactor, showStaffRules } from './secondFactors.ts';

const shared = { tag: 'Admin: staff', roles: ['admin'] } as const;
const refusals = ['not_found', 'forbidden', 'four_eyes', 'validation_failed'] as const;

/** The staff, for administrators, and the sign-ins of consignors. @param refuseDeactivated see `RefuseDeactivated` */
export function staffRoutes(
  app: AppContext,
  work: StaffWork,
  refuseDeactivated: RefuseDeactivated,
): AnyEndpoint[] {
  return [
    ...readingRoutes(work),
    ...changingRoutes(work),
    ...sessionRoutes(),
    ...secondFactorRoutes(work),
    ...invitationRoutes(app),
    ...consignorSignInRoutes(app, refuseDeactivated),
  ];
}

function readingRoutes(work: StaffWork): AnyEndpoint[] {
  return [
    query({
      ...shared,
      path: '/admin/staff',
      summary: 'Everybody of the staff, with roles and last sign-in',
      query: staffQuery,
      answer: staffList,
      run: (trx, { query }) => listStaff(trx, query),
    }),
    query({
      ...shared,
      path: '/admin/staff/:id',
      params: idParam('person'),
      summary: 'One of the staff, with their sessions and what they look after',
      answer: staffMemberShown,
      problems: ['not_found'],
      run: (trx, { params }) => showStaffMember(trx, work, params.id),
    }),
  ];
}

function changingRoutes(work: StaffWork): AnyEndpoint[] {
  const person = { params: idParam('person'), answer: staffMemberShown, idempotent: true } as const;
  return [
    command({
      ...shared,
      ...person,
      method: 'put',
      path: '/admin/staff/:id/roles',
      freshProof: true,
      summary: 'Change the roles of one of the staff; nobody changes their own',
      body: rolesChange,
      problems: refusals,
      async run(trx, { params: { id }, body, principal }) {
        await changeRoles(trx, id, body, principal);
        return showStaffMember(trx, work, id);
      },
    }),
    command({
      ...shared,
      ...person,
      method: 'post',
      path: '/admin/staff/:id/deactivate',
      freshProof: true,
      summary: 'Deactivate one of the staff: every session ends, and their work is handed over',
      body: deactivation,
      problems: [...refusals, 'nothing_to_do'],
      async run(trx, { params: { id }, body, principal }) {
        await deactivate(trx, work, { id, ...body }, principal);
        return showStaffMember(trx, work, id);
      },
    }),
    command({
      ...shared,
      ...person,
      method: 'post',
      path: '/admin/staff/:id/reactivate',
      freshProof: true,
      summary: 'Let one of the staff sign in again',
      body: reactivation,
      problems: [...refusals, 'nothing_to_do'],
      async run(trx, { params: { id }, body, principal }) {
        await reactivate(trx, { id, ...body }, principal);
        return showStaffMember(trx, work, id);
      },
    }),
  ];
}

function secondFactorRoutes(work: StaffWork): AnyEndpoint[] {
  return [
    query({
      ...shared,
      path: '/admin/staff-rules',
      summary: 'What holds for everybody of the staff',
      answer: staffRules,
      run: showStaffRules,
    }),
    command({
      ...shared,
      method: 'put',
      path: '/admin/staff-rules',
      freshProof: true,
      summary: 'Require a second factor of everybody of the staff, or no longer',
      idempotent: true,
      body: staffRulesChange,
      answer: staffRules,
      problems: ['forbidden', 'nothing_to_do', 'validation_failed'],
      run: (trx, { body, principal }) => changeStaffRules(trx, body, principal),
    }),
    command({
      ...shared,
      method: 'post',
      path: '/admin/staff/:id/reset-second-factor',
      freshProof: true,
      params: idParam('person'),
      summary: 'Take the second factor of one of the staff away, who lost it; every session ends',
      idempotent: true,
      body: secondFactorReset,
      answer: staffMemberShown,
      problems: [...refusals, 'nothing_to_do'],
      async run(trx, { params: { id }, body, principal }) {
        await resetSecondFactor(trx, { id, ...body }, principal);
        return showStaffMember(trx, work, id);
      },
    }),
  ];
}

function sessionRoutes(): AnyEndpoint[] {
  return [
    command({
      ...shared,
      method: 'delete',
      path: '/admin/staff/:id/sessions/:sessionId',
      freshProof: true,
      params: sessionParams,
      summary: 'End one session of one of the staff',
      idempotent: true,
      problems: ['not_found'],
      run: (trx, { params, principal }) => revokeSession(trx, params, principal),
    }),
    command({
      ...shared,
      method: 'delete',
      path: '/admin/staff/:id/sessions',
      freshProof: true,
      params: idParam('person'),
      summary: 'Sign one of the staff out everywhere',
      idempotent: true,
      problems: ['nothing_to_do'],
      run: (trx, { params, principal }) => revokeSessions(trx, params.id, principal),
    }),
  ];
}

function invitationRoutes(app: AppContext): AnyEndpoint[] {
  const one = { params: idParam('invitation'), idempotent: true } as const;
  return [
    query({
      ...shared,
      path: '/admin/invitations',
      summary: 'Invitations to the staff that wait for an answer',
      query: invitationQuery,
      answer: invitationList,
      async run(trx, { query: { page, perPage, order } }) {
        const open = await openInvitations(trx, null);
        if (order === 'asc') open.reverse();
        return { data: open.slice((page - 1) * perPage, page * perPage), total: open.length };
      },
    }),
    command({
      ...shared,
      method: 'post',
      path: '/admin/invitations',
      reaches: 'email',
      freshProof: true,
      summary: 'Invite somebody to the staff by email',
      idempotent: true,
      body: newInvitation,
      answer: z.object({ id: idOf('invitation') }),
      status: 201,
      problems: ['validation_failed'],
      run: async (trx, { body, principal }) => ({
        id: await invite(trx, app, { ...body, consignorId: null }, principal),
      }),
    }),
    command({
      ...shared,
      ...one,
      method: 'post',
      path: '/admin/invitations/:id/resend',
      reaches: 'email',
      summary: 'Send an invitation again, with a new link for seven days',
      problems: ['not_found', 'nothing_to_do', 'validation_failed'],
      run: (trx, { params: { id }, principal }) =>
        resendInvitation(trx, app, { id, consignorId: null }, principal),
    }),
    command({
      ...shared,
      ...one,
      method: 'post',
      path: '/admin/invitations/:id/withdraw',
      summary: 'Withdraw an invitation: its link opens nothing any more',
      problems: ['not_found', 'nothing_to_do'],
      run: (trx, { params: { id }, principal }) =>
        withdrawInvitation(trx, { id, consignorId: null }, principal),
    }),
  ];
}
