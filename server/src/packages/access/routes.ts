import { accessData, accessStatus, readAccess } from '@holdfast/shared/packages';
import type { AppContext } from '../../platform/appContext.ts';
import { principalOf } from '../../platform/audit.ts';
import { inTransaction } from '../../platform/db/index.ts';
import { type AnyEndpoint, endpoint } from '../../platform/http/index.ts';
import { forgetAccess, keepAccess, openAccess, showAccess } from './access.ts';

const staff = ['staff'] as const;
const tag = 'Admin: packages';

/** None of these stores its answer under an Idempotency-Key, which would keep the login in plain text. */
export function accessRoutes({ db, secret }: AppContext): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/admin/packages/:id/access',
      tag,
      summary: 'Whether the login of the team’s ticket site is kept, and who read it',
      roles: [...staff, 'accessData'],
      answer: accessStatus,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => showAccess(trx, String(ctx.params.id))),
    }),
    endpoint({
      method: 'put',
      path: '/admin/packages/:id/access',
      tag,
      summary: 'Keep the login of the team’s ticket site, sealed',
      roles: staff,
      body: accessData,
      answer: accessStatus,
      problems: ['not_found', 'transition_refused'],
      handle: (ctx, { body }) =>
        inTransaction(db, (trx) => keepAccess(trx, secret, String(ctx.params.id), body, principalOf(ctx))),
    }),
    endpoint({
      method: 'delete',
      path: '/admin/packages/:id/access',
      tag,
      summary: 'Forget the login for good',
      roles: staff,
      answer: accessStatus,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => forgetAccess(trx, String(ctx.params.id), principalOf(ctx))),
    }),
    endpoint({
      method: 'post',
      path: '/admin/packages/:id/access/readings',
      tag,
      summary: 'Read the login, for a reason; each reading is logged',
      roles: ['accessData'],
      body: readAccess,
      answer: accessData,
      problems: ['not_found', 'transition_refused'],
      handle(ctx, { body }) {
        ctx.set('Cache-Control', 'no-store');
        return inTransaction(db, (trx) =>
          openAccess(trx, secret, String(ctx.params.id), body.reason, principalOf(ctx)),
        );
      },
    }),
  ];
}
