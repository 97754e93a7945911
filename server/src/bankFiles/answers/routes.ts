import { bankAnswerPlan, largestAnswerBytes, seenAnswer } from '@holdfast/shared/bankFiles';
import type { AppContext } from '../../platform/appContext.ts';
import { inTransaction } from '../../platform/db/index.ts';
import {
  type AnyEndpoint,
  endpoint,
  principalOf,
  readFileOf,
  requireKey,
  runOnce,
} from '../../platform/http/index.ts';
import { bookAnswer } from './bookAnswer.ts';
import { planAnswer } from './planAnswer.ts';
import { readAnswer } from './readAnswer.ts';

const common = {
  tag: 'Admin: bank files',
  roles: ['finance'],
  method: 'post',
  bodyComesAs: 'stream',
  answer: bankAnswerPlan,
} as const;
const problems = ['file_not_recognized', 'body_too_large'] as const;

/** What the bank answered, as a file: tried, then booked once. */
export function answerRoutes({ db, engine, secret }: AppContext): AnyEndpoint[] {
  return [
    endpoint({
      ...common,
      path: '/admin/bank-answers/preview',
      summary:
        'The dry run of a bank’s answer, pain.002, camt.053 or ACH returns: what each line does. Nothing is booked',
      problems,
      async handle(ctx) {
        const file = await readAnswer(await readFileOf(ctx, largestAnswerBytes, 'An answer'));
        return inTransaction(db, async (trx) => (await planAnswer(trx, file)).plan);
      },
    }),
    endpoint({
      ...common,
      path: '/admin/bank-answers',
      idempotent: true,
      freshProof: true,
      summary: 'Book a bank’s answer as its dry run showed it: all of it, or nothing; the same file once',
      query: seenAnswer,
      problems: [...problems, 'version_conflict', 'nothing_to_do'],
      async handle(ctx, { query: { seen, name } }) {
        const bytes = await readFileOf(ctx, largestAnswerBytes, 'An answer');
        const file = await readAnswer(bytes);
        ctx.state.rawBody = `${seen}\n${file.sha256}`;
        return inTransaction(db, (trx) =>
          runOnce(trx, requireKey(ctx), () =>
            bookAnswer(trx, engine, { secret, file, name, seen }, principalOf(ctx)),
          ),
        );
      },
    }),
  ];
}
