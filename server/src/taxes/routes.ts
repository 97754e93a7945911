import { idParam } from '@holdfast/shared/http';
import { newTaxRule, taxRule, taxRuleList } from '@holdfast/shared/taxes';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { createTaxRule, endTaxRule, listTaxRules, showTaxRule } from './taxRules.ts';

const tag = 'Admin: taxes';

/** Finance reads taxes, administrators set them. */
export const taxRoutes = (): AnyEndpoint[] => [
  query({
    path: '/admin/tax-rules',
    tag,
    summary: 'Taxes that are included in what fans pay, by the place of the venue',
    roles: ['finance'],
    answer: taxRuleList,
    run: (trx) => listTaxRules(trx),
  }),
  command({
    method: 'post',
    path: '/admin/tax-rules',
    freshProof: true,
    tag,
    summary:
      'Set a tax from now or a later day on; no price changes by it, and open holds keep the taxes of their moment',
    roles: ['admin'],
    idempotent: true,
    body: newTaxRule,
    answer: taxRule,
    status: 201,
    problems: ['validation_failed', 'tax_exists'],
    run: async (trx, { body, principal }) => showTaxRule(trx, await createTaxRule(trx, body, principal)),
  }),
  command({
    method: 'post',
    path: '/admin/tax-rules/:id/end',
    freshProof: true,
    params: idParam('taxRule'),
    tag,
    summary: 'End a tax; it stays to be read, and on what was sold',
    roles: ['admin'],
    idempotent: true,
    answer: taxRule,
    problems: ['not_found'],
    async run(trx, { params: { id }, principal }) {
      await endTaxRule(trx, id, principal);
      return showTaxRule(trx, id);
    },
  }),
];
