import { idParam } from '@holdfast/shared/http';
import { accessData, accessStatus, readAccess } from '@holdfast/shared/packages';
import type { AppContext } from '../../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../../platform/http/index.ts';
import { forgetAccess, keepAccess, openAccess, showAccess } from './access.ts';

const staff = ['staff'] as const;
const tag = 'Admin: packages';

/** None of these is idempotent by key: a stored answer would hold the login unencrypted. */
export function accessRoutes({ secret }: AppContext): AnyEndpoint[] {
  return [
    query({
      path: '/admin/packages/:id/access',
      params: idParam('package'),
      tag,
      summary: 'Whether the login of the team’s ticket site is kept, and who read it',
      roles: [...staff, 'accessData'],
      answer: accessStatus,
      problems: ['not_found'],
      run: (trx, { params }) => showAccess(trx, params.id),
    }),
    command({
      method: 'put',
      path: '/admin/packages/:id/access',
      params: idParam('package'),
      tag,
      summary: 'Keep the login of the team’s ticket site, sealed',
      roles: staff,
      body: accessData,
      answer: accessStatus,
      problems: ['not_found', 'transition_refused'],
      run: (trx, { params, body, principal }) => keepAccess(trx, secret, params.id, body, principal),
    }),
    command({
      method: 'delete',
      path: '/admin/packages/:id/access',
      params: idParam('package'),
      tag,
      summary: 'Forget the login for good',
      roles: staff,
      answer: accessStatus,
      problems: ['not_found'],
      run: (trx, { params, principal }) => forgetAccess(trx, params.id, principal),
    }),
    command({
      method: 'post',
      path: '/admin/packages/:id/access/readings',
      params: idParam('package'),
      tag,
      summary: 'Read the login, for a reason; each reading is logged',
      roles: ['accessData'],
      body: readAccess,
      answer: accessData,
      problems: ['not_found', 'transition_refused'],
      run: (trx, { params, body, principal }) => openAccess(trx, secret, params.id, body.reason, principal),
    }),
  ];
}
