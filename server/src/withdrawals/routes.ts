import { idParam } from '@holdfast/shared/http';
import { takeBack as takeBackBody, takenBack } from '@holdfast/shared/listings';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command } from '../platform/http/index.ts';
import { takeBack } from './takeBack.ts';

export function withdrawalRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    command({
      method: 'post',
      path: '/admin/listings/:id/take-back',
      params: idParam('listing'),
      tag: 'Admin: listings',
      summary:
        'Some seats go back to the consignor; held ones leave when they are free. With preview nothing is changed',
      roles: ['staff'],
      idempotent: ({ body }) => !body.preview,
      body: takeBackBody,
      answer: takenBack,
      problems: ['not_found', 'validation_failed', 'transition_refused'],
      run: (trx, { params, body, principal }) => takeBack(trx, engine, params.id, body, principal),
    }),
  ];
}
