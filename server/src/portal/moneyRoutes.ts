/** A consignor's own money: what is owed and when it comes, payouts, statements. */
import { newBankAccount, ownBankData } from '@holdfast/shared/bankAccounts';
import { decimalsOf, marketplaceCurrency } from '@holdfast/shared/money';
import { ownPayouts, type Statement, statement, statementQuery } from '@holdfast/shared/payouts';
import { secondFactorOf } from '../accounts/index.ts';
import { giveBankAccount, showBankData } from '../bankAccounts/index.ts';
import { ownPayoutsOf, statementOf, statementPdf } from '../payouts/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { sendDownload } from '../platform/downloads.ts';
import { type AnyEndpoint, type Caller, command, endpoint, query } from '../platform/http/index.ts';
import { type Cell, exportedTable } from '../platform/spreadsheets/index.ts';
import { ownConsignor } from './ownConsignor.ts';
import { requireSecondFactor } from './requireSecondFactor.ts';
import { ownTaxFormRoutes, taxDataRoutes } from './taxDataRoutes.ts';

const common = { tag: 'Selling', roles: ['consignor'] } as const;

/** A consignor's bank data: read, and changed by who shows that it is them by more than a password. */
function bankDataRoutes({ secret }: Pick<AppContext, 'secret'>): AnyEndpoint[] {
  const ofBankData = { ...common, path: '/selling/bank-data', answer: ownBankData } as const;
  return [
    query({
      ...ofBankData,
      summary: 'The signed-in consignor’s bank data: the last four characters of its number',
      problems: ['sign_in_required', 'forbidden'],
      run: (trx, { caller }) => ownBankDataOf(trx, caller),
    }),
    command({
      ...ofBankData,
      method: 'put',
      reaches: 'email',
      idempotent: true,
      freshProof: true,
      summary: 'Give or change it: it is used after a waiting time, and an email tells of it',
      body: newBankAccount,
      problems: [
        'sign_in_required',
        'forbidden',
        'second_factor_missing',
        'validation_failed',
        'nothing_to_do',
      ],
      async run(trx, { body, principal, caller }) {
        const consignorId = ownConsignor(caller);
        await requireSecondFactor(trx, caller, 'Bank data is');
        await giveBankAccount(trx, { secret, consignorId, details: body, as: 'consignor' }, principal);
        return ownBankDataOf(trx, caller);
      },
    }),
  ];
}

async function ownBankDataOf(trx: Trx, caller: Caller) {
  const { current, waitingDays, kinds } = await showBankData(trx, ownConsignor(caller));
  return { current, waitingDays, kinds, secondFactor: await secondFactorOf(trx, caller.personId ?? '') };
}

export function moneyRoutes(app: AppContext): AnyEndpoint[] {
  const { db } = app;
  return [
    ...bankDataRoutes(app),
    ...taxDataRoutes(app),
    ...ownTaxFormRoutes(app),
    query({
      ...common,
      path: '/selling/payouts',
      scopes: ['payouts:read'],
      summary: 'What the signed-in consignor is owed, when it comes, why not sooner, and what was paid',
      answer: ownPayouts,
      problems: ['sign_in_required', 'forbidden'],
      run: (trx, { caller }) => ownPayoutsOf(trx, ownConsignor(caller)),
    }),
    query({
      ...common,
      path: '/selling/statement',
      scopes: ['payouts:read'],
      summary: 'The signed-in consignor’s statement of a month',
      query: statementQuery,
      answer: statement,
      problems: ['sign_in_required', 'forbidden'],
      run: (trx, { query, caller }) => statementOf(trx, ownConsignor(caller), query.month ?? null),
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/selling/statement.pdf',
      summary: 'That statement, as PDF',
      query: statementQuery,
      problems: ['sign_in_required', 'forbidden'],
      async handle(ctx, { query }) {
        const { file, body } = await inTransaction(db, (trx) =>
          statementPdf(trx, ownConsignor(ctx.state.caller), query.month ?? null),
        );
        return sendDownload(db, ctx, {
          noun: 'statement',
          file,
          filter: query,
          type: 'application/pdf',
          body,
        });
      },
    }),
  ];
}

const heads = ['When', 'What', 'Order', 'Event', 'Tickets', 'Price', 'Commission', 'Amount', 'Balance'];

function linesOf({ currency, opening, lines }: Statement): Cell[][] {
  const units = (amount: number | null) => (amount === null ? null : amount / 10 ** decimalsOf(currency));
  let balance = opening;
  return [
    [null, 'opening balance', null, null, null, null, null, null, units(opening)],
    ...lines.map((line): Cell[] => {
      balance += line.amount;
      return [
        line.at,
        line.kind,
        line.order,
        line.event ?? line.note,
        line.seats,
        units(line.price),
        units(line.commission),
        units(line.amount),
        units(balance),
      ];
    }),
  ];
}

const headsOf = () => heads.map((head, at) => (at > 4 ? `${head}, ${marketplaceCurrency}` : head));

/** A consignor's own statement as files. */
export const statementTable = exportedTable({
  ...common,
  path: '/selling/statement',
  summary: 'That statement',
  query: statementQuery,
  noun: 'statement',
  fileName: ({ month }) => `statement${month ? `-${month}` : ''}`,
  sheet: () => ({
    name: 'Statement',
    columns: headsOf().map((head, at) => ({
      head,
      width: at === 3 ? 30 : 16,
      ...(at > 4 ? { format: '#,##0.00' } : {}),
    })),
  }),
  rows: {
    few: 'One consignor’s month',
    whole: (db, { month }, caller) =>
      inTransaction(db, async (trx) => ({
        lines: linesOf(await statementOf(trx, ownConsignor(caller), month ?? null)),
      })),
  },
});
