import { firstAdministrator, setUpState } from '@holdfast/shared/accounts';
import type { Middleware } from 'koa';
import type { AppContext } from '../../platform/appContext.ts';
import { inTransaction } from '../../platform/db/index.ts';
import {
  type AnyEndpoint,
  createRateLimit,
  endpoint,
  networkOf,
  principalOf,
  query,
} from '../../platform/http/index.ts';
import { type FirstRun, refuseWrongCode, type SetUp, setUpFirst } from './setUp.ts';

/** The first run's page. */
export function setUpRoutes(app: AppContext, setUp: SetUp, first: FirstRun): AnyEndpoint[] {
  const tries = createRateLimit(app, { name: 'set_up', points: 10, seconds: 15 * 60 });
  return [
    query({
      path: '/set-up',
      tag: 'Accounts',
      summary: 'Whether the first administrator is still to be made',
      answer: setUpState,
      read: async () => ({ isOpen: await setUp.isOpen(), asksForKeys: !app.config.hasStripeKeys }),
    }),
    endpoint({
      method: 'post',
      path: '/set-up',
      tag: 'Accounts',
      summary:
        'Make the first administrator, with the code that the server printed at its start, and say what the marketplace is',
      body: firstAdministrator,
      problems: ['nothing_to_do', 'validation_failed', 'too_many_requests'],
      async handle(ctx, { body }) {
        await tries.consume(networkOf(ctx.ip));
        const { requestId } = principalOf(ctx);
        let keepKeys: Awaited<ReturnType<FirstRun['askWithKeys']>> | null = null;
        if (body.stripe) {
          // Nobody else makes this server ask Stripe.
          await refuseWrongCode(app.db, body.code);
          keepKeys = await first.askWithKeys(body.stripe);
        }
        const { keepSettings } = first;
        await inTransaction(app.db, (trx) => setUpFirst(trx, body, { requestId, keepSettings, keepKeys }));
        await first.done();
        return undefined;
      },
    }),
  ];
}

/** Files, the API and the page itself are served; every other page leads to the set-up. */
const isOtherPage = (path: string): boolean =>
  !/^\/(api|health|metrics|assets|admin\/assets|set-up)(\/|$)|\.\w+$/.test(path);

/** Leads whoever opens a page to the set-up page, while there is no administrator. */
export function leadToSetUp(setUp: SetUp): Middleware {
  return async (ctx, next) => {
    if (ctx.method !== 'GET' || !isOtherPage(ctx.path) || !(await setUp.isOpen())) return next();
    ctx.set('Cache-Control', 'no-store');
    ctx.redirect('/set-up');
  };
}
