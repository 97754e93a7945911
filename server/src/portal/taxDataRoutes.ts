/** A consignor's own tax data: read, and changed by who shows that it is them by more than a password. */
import { ownTaxForms, taxFormParams } from '@holdfast/shared/taxForms';
import { ownTaxData, ownTaxInput } from '@holdfast/shared/taxpayers';
import { secondFactorOf } from '../accounts/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { sendDownload } from '../platform/downloads.ts';
import { type AnyEndpoint, type Caller, command, endpoint, query } from '../platform/http/index.ts';
import { copyOf, formsOf } from '../taxForms/index.ts';
import { giveTaxData, showTaxData } from '../taxpayers/index.ts';
import { ownConsignor } from './ownConsignor.ts';
import { requireSecondFactor } from './requireSecondFactor.ts';

const common = {
  tag: 'Selling',
  roles: ['consignor'],
  path: '/selling/tax-data',
  answer: ownTaxData,
} as const;

/** A consignor's own Forms 1099-K. */
export function ownTaxFormRoutes({ db }: Pick<AppContext, 'db'>): AnyEndpoint[] {
  const ofOwn = { tag: 'Selling', roles: ['consignor'] } as const;
  return [
    query({
      ...ofOwn,
      path: '/selling/tax-forms',
      summary: 'The signed-in consignor’s Forms 1099-K, newest first, corrections too',
      answer: ownTaxForms,
      problems: ['sign_in_required', 'forbidden'],
      run: async (trx, { caller }) => ({ data: await formsOf(trx, ownConsignor(caller)) }),
    }),
    endpoint({
      ...ofOwn,
      method: 'get',
      path: '/selling/tax-forms/:id/copy',
      params: taxFormParams,
      summary: 'The copy of one of them, as PDF',
      problems: ['sign_in_required', 'forbidden', 'not_found'],
      async handle(ctx, { params }) {
        const { file, body } = await inTransaction(db, (trx) =>
          copyOf(trx, params.id, ownConsignor(ctx.state.caller)),
        );
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

export function taxDataRoutes({ secret }: Pick<AppContext, 'secret'>): AnyEndpoint[] {
  return [
    query({
      ...common,
      summary: 'The signed-in consignor’s tax data: the last four digits of its number',
      problems: ['sign_in_required', 'forbidden'],
      run: (trx, { caller }) => ownTaxDataOf(trx, caller),
    }),
    command({
      ...common,
      method: 'put',
      reaches: 'email',
      idempotent: true,
      freshProof: true,
      summary: 'Give a Form W-9, or say that one isn’t a US person; an email tells of it',
      body: ownTaxInput,
      problems: [
        'sign_in_required',
        'forbidden',
        'second_factor_missing',
        'validation_failed',
        'nothing_to_do',
      ],
      async run(trx, { body, principal, caller }) {
        const consignorId = ownConsignor(caller);
        await requireSecondFactor(trx, caller, 'Tax data is');
        // Signed here and now, whatever day a client sends.
        const details = body.kind === 'w9' ? { ...body, signedOn: null } : body;
        await giveTaxData(trx, { secret, consignorId, details, as: 'consignor' }, principal);
        return ownTaxDataOf(trx, caller);
      },
    }),
  ];
}

async function ownTaxDataOf(trx: Trx, caller: Caller) {
  const { past: _, ...own } = await showTaxData(trx, ownConsignor(caller));
  return { ...own, secondFactor: await secondFactorOf(trx, caller.personId ?? '') };
}
