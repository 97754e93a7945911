/** The pages that an email's link leads to. */
import { linkOpened } from '@holdfast/shared/accounts';
import type { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  createRateLimit,
  endpoint,
  networkOf,
  type RateLimit,
} from '../platform/http/index.ts';

/** How often links of a kind may be tried from one address: nobody finds one by guessing. */
export const linkTries = (app: AppContext, name: string): RateLimit =>
  createRateLimit(app, { name, points: 30, seconds: 15 * 60 });

interface Shown<A extends z.ZodType> {
  path: string;
  summary: string;
  answer: A;
  tries: RateLimit;
  /** @throws Problem `link_ended` */
  show(trx: Trx, token: string): Promise<z.input<A>>;
}

/** What a link opens. Opening uses nothing up: mail programs open links by themselves. */
export const linkShown = <A extends z.ZodType>(
  app: AppContext,
  { path, summary, answer, tries, show }: Shown<A>,
): AnyEndpoint =>
  endpoint({
    method: 'post',
    path,
    tag: 'Accounts',
    summary,
    body: linkOpened,
    answer,
    problems: ['link_ended', 'too_many_requests'],
    async handle(ctx, { body }) {
      await tries.consume(networkOf(ctx.ip));
      return inTransaction(app.db, (trx) => show(trx, body.token));
    },
  });
