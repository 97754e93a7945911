import { idParam } from '@holdfast/shared/http';
import {
  newSavedPriceRule,
  savedPriceRule,
  savedPriceRuleChange,
  savedPriceRuleQuery,
  savedPriceRules,
} from '@holdfast/shared/listings';
import { type AnyEndpoint, command, query } from '../../platform/http/index.ts';
import {
  changePriceRule,
  deletePriceRule,
  listPriceRules,
  runPriceRuleNow,
  savePriceRule,
} from './savedPriceRules.ts';

const tag = 'Admin: price rules';
const roles = ['staff'] as const;

/** Price rules that run once a day. */
export function priceRuleRoutes(): AnyEndpoint[] {
  const params = idParam('savedPriceRule');
  return [
    query({
      path: '/admin/price-rules',
      tag,
      summary: 'Price rules that run daily, with their next and last run',
      roles,
      query: savedPriceRuleQuery,
      answer: savedPriceRules,
      run: (trx, { query, principal }) => listPriceRules(trx, query, principal),
    }),
    command({
      method: 'post',
      path: '/admin/price-rules',
      tag,
      summary: 'Save a price rule over a view; it runs daily as you',
      roles,
      idempotent: true,
      body: newSavedPriceRule,
      answer: savedPriceRule,
      status: 201,
      problems: ['validation_failed'],
      run: (trx, { body, principal }) => savePriceRule(trx, body, principal),
    }),
    command({
      method: 'put',
      path: '/admin/price-rules/:id',
      params,
      tag,
      summary: 'Change a price rule, or switch it off or on',
      roles,
      body: savedPriceRuleChange,
      answer: savedPriceRule,
      problems: ['not_found', 'validation_failed', 'version_conflict'],
      run: (trx, { params: { id }, body, principal }) => changePriceRule(trx, id, body, principal),
    }),
    command({
      method: 'delete',
      path: '/admin/price-rules/:id',
      params,
      tag,
      summary: 'Delete a price rule; its reports stay',
      roles,
      status: 204,
      problems: ['not_found'],
      run: (trx, { params: { id }, principal }) => deletePriceRule(trx, id, principal),
    }),
    command({
      method: 'post',
      path: '/admin/price-rules/:id/run',
      params,
      tag,
      summary: 'Run a price rule now, as you; its daily run stays',
      roles,
      idempotent: true,
      answer: savedPriceRule,
      problems: ['not_found'],
      run: (trx, { params: { id }, principal }) => runPriceRuleNow(trx, id, principal),
    }),
  ];
}
