import {
  consignor,
  consignorCorrection,
  consignorList,
  consignorQuery,
  duplicateList,
  duplicateQuery,
  newConsignor,
} from '@holdfast/shared/consignors';
import { idParam } from '@holdfast/shared/http';
import { correctConsignor, createConsignor, findDuplicates } from '../consignors/index.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { listConsignors, showConsignor } from './consignorsWithListings.ts';

const staff = ['staff'] as const;
/** Finance chooses a consignor when it sets percentages. */
const staffAndFinance = ['staff', 'finance'] as const;

export function consignorRoutes(): AnyEndpoint[] {
  return [
    query({
      path: '/admin/consignors',
      scopes: ['people:read'],
      tag: 'Admin: consignors',
      summary: 'Consignors with their counts and the percentages in force',
      roles: staffAndFinance,
      query: consignorQuery,
      answer: consignorList,
      read: (db, { query }) => listConsignors(db, query),
    }),
    query({
      path: '/admin/consignor-duplicates',
      tag: 'Admin: consignors',
      summary: 'Consignors with the same email address, or with the same name and address',
      roles: staff,
      query: duplicateQuery,
      answer: duplicateList,
      run: async (trx, { query }) => ({ data: await findDuplicates(trx, query) }),
    }),
    query({
      path: '/admin/consignors/:id',
      scopes: ['people:read'],
      params: idParam('consignor'),
      tag: 'Admin: consignors',
      summary: 'One consignor',
      roles: staffAndFinance,
      answer: consignor,
      problems: ['not_found'],
      run: (trx, { params }) => showConsignor(trx, params.id),
    }),
    command({
      method: 'post',
      path: '/admin/consignors',
      tag: 'Admin: consignors',
      summary: 'Add a consignor',
      roles: staff,
      idempotent: true,
      body: newConsignor,
      answer: consignor,
      status: 201,
      problems: ['validation_failed'],
      run: async (trx, { body, principal }) =>
        showConsignor(trx, await createConsignor(trx, body, principal)),
    }),
    command({
      method: 'put',
      path: '/admin/consignors/:id',
      params: idParam('consignor'),
      tag: 'Admin: consignors',
      summary: 'Correct what is known of a consignor; sales that were made keep their percentages',
      roles: staff,
      idempotent: true,
      body: consignorCorrection,
      answer: consignor,
      problems: ['not_found', 'validation_failed', 'already_decided'],
      async run(trx, { params, body, principal }) {
        await correctConsignor(trx, params.id, body, principal);
        return showConsignor(trx, params.id);
      },
    }),
  ];
}
