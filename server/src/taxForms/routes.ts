import {
  makeTaxForms,
  taxFile,
  taxFilerInput,
  taxFilerShown,
  taxFormParams,
  taxPayeeList,
  taxPayeeQuery,
  taxYearList,
  taxYearParams,
  taxYearQuery,
  taxYearShown,
} from '@holdfast/shared/taxForms';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { sendDownload } from '../platform/downloads.ts';
import { type AnyEndpoint, command, endpoint, principalOf, query } from '../platform/http/index.ts';
import { changeFiler, showFiler } from './filer.ts';
import { makeForms } from './makeForms.ts';
import { copyOf } from './readForms.ts';
import { listPayees, listYears, showYear } from './readYears.ts';
import { yearFile } from './yearFile.ts';

const common = { tag: 'Admin: payouts', roles: ['finance'] } as const;
const ofYear = { ...common, params: taxYearParams } as const;

/** Forms 1099-K as finance makes them. */
export function taxFormRoutes(app: AppContext): AnyEndpoint[] {
  return [...readingRoutes(app), ...actionRoutes(app)];
}

function readingRoutes({ db }: AppContext): AnyEndpoint[] {
  return [
    query({
      ...common,
      path: '/admin/tax-years',
      summary: 'Calendar years with payments for consignors’ tickets, newest first',
      query: taxYearQuery,
      answer: taxYearList,
      run: (trx, { query: asked }) => listYears(trx, asked),
    }),
    query({
      ...ofYear,
      path: '/admin/tax-years/:id',
      summary:
        'A year: how many consignors are reported on Form 1099-K, whose data is missing, and what is made',
      answer: taxYearShown,
      problems: ['not_found'],
      run: (trx, { params }) => showYear(trx, params.id),
    }),
    query({
      ...ofYear,
      path: '/admin/tax-years/:id/payees',
      summary: 'The consignors of a year: what they were paid, and whether and why it is reported',
      query: taxPayeeQuery,
      answer: taxPayeeList,
      problems: ['not_found'],
      run: (trx, { params, query: asked }) => listPayees(trx, params.id, asked),
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/admin/tax-forms/:id/copy',
      params: taxFormParams,
      summary: 'The recipient’s copy of a form, as PDF',
      problems: ['not_found'],
      async handle(ctx, { params }) {
        const { file, body } = await inTransaction(db, (trx) => copyOf(trx, params.id, null));
        return sendDownload(db, ctx, {
          noun: 'taxForm',
          file,
          filter: params,
          type: 'application/pdf',
          body,
        });
      },
    }),
  ];
}

function actionRoutes({ db, secret }: AppContext): AnyEndpoint[] {
  return [
    command({
      ...common,
      method: 'put',
      path: '/admin/tax-filer',
      idempotent: true,
      freshProof: true,
      summary: 'Say who files Forms 1099-K; forms that were made stay as they are',
      body: taxFilerInput,
      answer: taxFilerShown,
      problems: ['validation_failed', 'version_conflict'],
      async run(trx, { body, principal }) {
        await changeFiler(trx, body, principal);
        return showFiler(trx);
      },
    }),
    command({
      ...ofYear,
      method: 'post',
      path: '/admin/tax-years/:id/forms',
      idempotent: true,
      freshProof: true,
      summary: 'Make the forms of a year that is over, and corrections of those that aren’t as it is now',
      body: makeTaxForms,
      answer: taxYearShown,
      problems: ['not_found', 'transition_refused', 'nothing_to_do', 'validation_failed'],
      async run(trx, { params, body, principal }) {
        await makeForms(trx, params.id, body, principal);
        return showYear(trx, params.id);
      },
    }),
    // No command: an answer with whole taxpayer numbers isn't stored under a key.
    endpoint({
      ...ofYear,
      method: 'post',
      path: '/admin/tax-years/:id/file',
      freshProof: true,
      summary:
        'The forms of a year as CSV, for the IRS: it has whole taxpayer numbers, and each taking is logged',
      answer: taxFile,
      problems: ['transition_refused', 'nothing_to_do'],
      handle: (ctx, { params }) =>
        inTransaction(db, (trx) => yearFile(trx, secret, params.id, principalOf(ctx))),
    }),
  ];
}
