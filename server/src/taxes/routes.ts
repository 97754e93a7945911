import { idParam } from '@holdfast/shared/http';
import { newTaxPayment, newTaxRule, taxesOwed, taxRule, taxRuleList } from '@holdfast/shared/taxes';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { payTax, showTaxesOwed } from './payTaxes.ts';
import { createTaxRule, endTaxRule, listTaxRules, showTaxRule } from './taxRules.ts';

const tag = 'Admin: taxes';

/** What is owed to the places, and that it was paid to them. */
const paymentRoutes = (): AnyEndpoint[] => [
  query({
    path: '/admin/tax-payments',
    tag,
    summary: 'Taxes within what fans paid: what is owed to each place by the books, and what was paid to it',
    roles: ['finance'],
    answer: taxesOwed,
    run: (trx) => showTaxesOwed(trx),
  }),
  command({
    method: 'post',
    path: '/admin/tax-payments',
    freshProof: true,
    tag,
    summary:
      'Say that tax was paid to the authority of a place; it is booked from the marketplace’s bank account',
    roles: ['finance'],
    idempotent: true,
    body: newTaxPayment,
    answer: taxesOwed,
    problems: ['validation_failed'],
    async run(trx, { body, principal }) {
      await payTax(trx, body, principal);
      return showTaxesOwed(trx);
    },
  }),
];

/** Finance reads taxes and pays them, administrators set them. */
export const taxRoutes = (): AnyEndpoint[] => [
  ...paymentRoutes(),
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
