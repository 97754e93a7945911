import {
  consignorInvitationParams,
  consignorSignInParams,
  consignorSignIns,
  newConsignorSignIn,
} from '@holdfast/shared/accounts';
import { idOf, idParam } from '@holdfast/shared/http';
import { z } from 'zod';
import type { AppContext } from '../../platform/appContext.ts';
import type { Trx } from '../../platform/db/index.ts';
import { type AnyEndpoint, command, query } from '../../platform/http/index.ts';
import { deactivateSignIn, reactivateSignIn, showSignIns } from './consignorSignIns.ts';
import { invite, resendInvitation, withdrawInvitation } from './invitations.ts';

const shared = { tag: 'Admin: consignors', roles: ['staff'] } as const;

/** Refuses a deactivated consignor (`already_decided`), which a higher room knows. */
export type RefuseDeactivated = (trx: Trx, consignorId: string) => Promise<void>;

/** The sign-ins of consignors, for staff. */
export function consignorSignInRoutes(app: AppContext, refuseDeactivated: RefuseDeactivated): AnyEndpoint[] {
  return [
    query({
      ...shared,
      path: '/admin/consignors/:id/sign-ins',
      params: idParam('consignor'),
      summary: 'Who signs in for a consignor, and who is invited to',
      answer: consignorSignIns,
      run: (trx, { params }) => showSignIns(trx, params.id),
    }),
    command({
      ...shared,
      method: 'post',
      path: '/admin/consignors/:id/sign-ins',
      reaches: 'email',
      params: idParam('consignor'),
      summary: 'Invite somebody to sign in for a consignor',
      idempotent: true,
      body: newConsignorSignIn,
      answer: z.object({ id: idOf('invitation') }),
      status: 201,
      problems: ['not_found', 'validation_failed', 'already_decided'],
      async run(trx, { params, body, principal }) {
        await refuseDeactivated(trx, params.id);
        return {
          id: await invite(trx, app, { ...body, roles: ['consignor'], consignorId: params.id }, principal),
        };
      },
    }),
    ...signInRoutes(refuseDeactivated),
    ...invitationRoutes(app),
  ];
}

function signInRoutes(refuseDeactivated: RefuseDeactivated): AnyEndpoint[] {
  const one = {
    ...shared,
    method: 'post',
    params: consignorSignInParams,
    idempotent: true,
    problems: ['not_found', 'forbidden', 'nothing_to_do', 'already_decided'],
  } as const;
  return [
    command({
      ...one,
      path: '/admin/consignors/:id/sign-ins/:personId/deactivate',
      summary: 'Deactivate a consignor’s sign-in: every session ends',
      run: (trx, { params, principal }) => deactivateSignIn(trx, params, principal),
    }),
    command({
      ...one,
      path: '/admin/consignors/:id/sign-ins/:personId/reactivate',
      summary: 'Let a consignor’s sign-in in again',
      async run(trx, { params, principal }) {
        await refuseDeactivated(trx, params.id);
        await reactivateSignIn(trx, params, principal);
      },
    }),
  ];
}

function invitationRoutes(app: AppContext): AnyEndpoint[] {
  const one = {
    ...shared,
    method: 'post',
    params: consignorInvitationParams,
    idempotent: true,
    problems: ['not_found', 'nothing_to_do', 'validation_failed'],
  } as const;
  return [
    command({
      ...one,
      path: '/admin/consignors/:id/invitations/:invitationId/resend',
      reaches: 'email',
      summary: 'Send an invitation to sign in for a consignor again',
      run: (trx, { params: { id, invitationId }, principal }) =>
        resendInvitation(trx, app, { id: invitationId, consignorId: id }, principal),
    }),
    command({
      ...one,
      path: '/admin/consignors/:id/invitations/:invitationId/withdraw',
      summary: 'Withdraw an invitation to sign in for a consignor',
      run: (trx, { params: { id, invitationId }, principal }) =>
        withdrawInvitation(trx, { id: invitationId, consignorId: id }, principal),
    }),
  ];
}
