import { blockBuyer as blockBody } from '@holdfast/shared/blocks';
import { anyId } from '@holdfast/shared/http';
import { reservation } from '@holdfast/shared/reservations';
import {
  actorRows,
  actorsThenQuery,
  attentionDone,
  caseAction,
  caseThen,
  caseTry,
  exportedCase,
  holdMoves as holdMovesAnswer,
  machineKinds,
  momentQuery,
  paymentQuery,
  paymentRows,
  reservationQuery,
  reservationRows,
  searchFound,
  searchQuery,
  supportCase,
  triedAction,
} from '@holdfast/shared/support';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { findActorsThen, kindsOf } from './actorsThen.ts';
import { readAsFan } from './asFan.ts';
import { closeAttention } from './attention.ts';
import { blockBuyer } from './blockBuyer.ts';
import { readCaseThen } from './caseThen.ts';
import { exportCase } from './exportCase.ts';
import { holdMoves } from './holdMoves.ts';
import { listPayments, listReservations } from './queries.ts';
import { search } from './search.ts';
import { actOrAsk } from './secondPerson.ts';
import { caseFor, readCase } from './supportCase.ts';
import { tryAction } from './tryAction.ts';

export function supportRoutes(app: AppContext): AnyEndpoint[] {
  return [
    query({
      path: '/admin/search',
      tag: 'Admin',
      summary: 'The one search box: orders and consignors by whatever is known of them',
      roles: ['support', 'finance', 'staff'],
      query: searchQuery,
      answer: searchFound,
      read: (db, { query, caller }) => search(db, query.q, caller.roles),
    }),
    query({
      path: '/admin/reservations',
      scopes: ['orders:read', 'people:read'],
      tag: 'Admin',
      summary: 'Find reservations by code, email address, id or Stripe id',
      roles: ['support', 'finance', 'staff'],
      query: reservationQuery,
      answer: reservationRows,
      read: (db, { query }) => listReservations(db, query),
    }),
    query({
      path: '/admin/reservations/:id',
      scopes: ['orders:read', 'people:read'],
      params: anyId,
      tag: 'Admin',
      summary: 'Everything about one reservation, by id or order code',
      roles: ['support', 'finance', 'staff'],
      answer: supportCase,
      problems: ['not_found'],
      run: async (trx, { params, caller }) =>
        caseFor(caller.roles, await readCase(trx, app.engine, params.id)),
    }),
    query({
      path: '/admin/reservations/:id/then',
      params: anyId,
      query: momentQuery,
      tag: 'Admin',
      summary:
        'One reservation as it stood at a moment: machines, seats, money and the fan’s page, replayed from the logs',
      roles: ['support', 'finance', 'staff'],
      answer: caseThen,
      problems: ['not_found'],
      run: (trx, { params, query }) => readCaseThen(trx, app.engine, params.id, query.at),
    }),
    query({
      path: '/admin/reservations/:id/export',
      params: anyId,
      tag: 'Admin',
      summary: 'The case as a file without personal data, which `npm run replay` plays through the machines',
      roles: ['support', 'finance'],
      answer: exportedCase,
      problems: ['not_found'],
      run: (trx, { params }) => exportCase(trx, app.engine, params.id),
    }),
    query({
      path: '/admin/machines',
      tag: 'Admin',
      summary: 'The types of machines, with the states and tags that can be asked for at a moment',
      roles: ['support', 'finance'],
      answer: machineKinds,
      run: async () => ({ data: kindsOf(app.engine) }),
    }),
    query({
      path: '/admin/machines/then',
      tag: 'Admin',
      summary: 'Which of all were in a state at a moment, and since when',
      roles: ['support', 'finance'],
      query: actorsThenQuery,
      answer: actorRows,
      problems: ['validation_failed'],
      run: (trx, { query }) => findActorsThen(trx, app.engine, query),
    }),
    command({
      method: 'post',
      path: '/admin/reservations/:id/actions',
      freshProof: true,
      params: anyId,
      tag: 'Admin',
      summary:
        'Send an accepted message, with a reason; audited. Money above the limit waits for a second person',
      roles: ['support'],
      idempotent: true,
      body: caseAction,
      answer: supportCase,
      problems: [
        'validation_failed',
        'version_conflict',
        'transition_refused',
        'approval_waits',
        'sold_out',
        'price_changed',
        'not_found',
      ],
      async run(trx, { params, body, principal, caller }) {
        await actOrAsk(trx, app.engine, params.id, body, principal);
        return caseFor(caller.roles, await readCase(trx, app.engine, params.id));
      },
    }),
    command({
      method: 'post',
      path: '/admin/reservations/:id/actions/try',
      params: anyId,
      tag: 'Admin',
      summary: 'What an action would do now: it is done, looked at, and rolled back',
      roles: ['support'],
      body: caseTry,
      answer: triedAction,
      problems: ['not_found'],
      run: (trx, { params, body, principal }) => tryAction(trx, app.engine, params.id, body, principal),
    }),
    command({
      method: 'post',
      path: '/admin/reservations/:id/as-fan',
      params: anyId,
      tag: 'Admin',
      summary:
        'What the fan’s page shows, to be read only; each opening is logged, and codes are for who may read tickets',
      roles: ['support', 'finance', 'staff'],
      answer: reservation,
      problems: ['not_found'],
      run: (trx, { params, caller: { roles }, principal }) =>
        readAsFan(trx, app.engine, params.id, { roles, principal }),
    }),
    query({
      path: '/admin/reservations/:id/moves',
      params: anyId,
      tag: 'Admin',
      summary: 'Seats on sale that a hold could go over to, each with its price and the difference',
      roles: ['support'],
      answer: holdMovesAnswer,
      problems: ['not_found', 'transition_refused'],
      run: (trx, { params }) => holdMoves(trx, params.id),
    }),
    command({
      method: 'post',
      path: '/admin/reservations/:id/attention',
      params: anyId,
      tag: 'Admin',
      summary: 'Say that what needed attention is done, with a reason; audited',
      roles: ['support'],
      idempotent: true,
      body: attentionDone,
      answer: supportCase,
      problems: ['validation_failed', 'transition_refused', 'not_found'],
      async run(trx, { params, body, principal, caller }) {
        await closeAttention(trx, params.id, body, principal);
        return caseFor(caller.roles, await readCase(trx, app.engine, params.id));
      },
    }),
    command({
      method: 'post',
      path: '/admin/reservations/:id/block',
      params: anyId,
      tag: 'Admin: blocked buyers',
      summary: 'Block whoever made this order, by address, account or card; what is paid stays',
      roles: ['support'],
      idempotent: true,
      body: blockBody,
      answer: supportCase,
      problems: ['validation_failed', 'already_blocked', 'not_found'],
      async run(trx, { params, body, principal, caller }) {
        await blockBuyer(trx, app.engine, params.id, body, principal);
        return caseFor(caller.roles, await readCase(trx, app.engine, params.id));
      },
    }),
    query({
      path: '/admin/payments',
      scopes: ['orders:read', 'people:read'],
      tag: 'Admin',
      summary: 'Find payments by code, email address or Stripe id',
      roles: ['support', 'finance'],
      query: paymentQuery,
      answer: paymentRows,
      read: (_db, { query }) => listPayments(app, query),
    }),
  ];
}
