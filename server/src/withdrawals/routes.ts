import { takeBack as takeBackBody, takenBack } from '@holdfast/shared/listings';
import type { AppContext } from '../platform/appContext.ts';
import { principalOf } from '../platform/audit.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { type AnyEndpoint, endpoint, once } from '../platform/http/index.ts';
import { takeBack } from './takeBack.ts';

export function withdrawalRoutes({ db, engine }: AppContext): AnyEndpoint[] {
  return [
    endpoint({
      method: 'post',
      path: '/admin/listings/:id/take-back',
      tag: 'Admin: listings',
      summary:
        'Some seats go back to the consignor; held ones leave when they are free. With preview nothing is changed',
      roles: ['staff'],
      idempotent: true,
      body: takeBackBody,
      answer: takenBack,
      problems: ['not_found', 'validation_failed', 'transition_refused'],
      handle(ctx, { body }) {
        const act = (trx: Trx) => takeBack(trx, engine, String(ctx.params.id), body, principalOf(ctx));
        return body.preview ? inTransaction(db, act) : once(ctx, db, act);
      },
    }),
  ];
}
