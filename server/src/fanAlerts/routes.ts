import {
  askedAlert,
  fanAlert,
  newPriceAlert,
  newSearchAlert,
  openFanAlert,
} from '@holdfast/shared/fanAlerts';
import { idParam } from '@holdfast/shared/http';
import { z } from 'zod';
import { ownedBy, type WrittenTo, writtenTo } from '../accounts/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  type Ctx,
  command,
  createRateLimit,
  endpoint,
  networkOf,
  openingSecrets,
  query,
} from '../platform/http/index.ts';
import {
  alertsOf,
  askPrice,
  askSearch,
  confirmAlert,
  findAll,
  normalSearch,
  readAlert,
  stopAlert,
} from './alerts.ts';
import { alertOfToken } from './token.ts';

const tag = 'Alerts';

/** Alerts by email: fans ask for them, confirm and stop them. */
export function fanAlertRoutes(app: AppContext): AnyEndpoint[] {
  const hour = 60 * 60;
  const ofNetwork = createRateLimit(app, { name: 'alert_ask', points: 20, seconds: hour });
  const ofAddress = createRateLimit(app, { name: 'alert_ask_email', points: 10, seconds: hour });
  const opened = openingSecrets(app, 'alert_open', (token) => alertOfToken(app, token));
  /** Counts the request, whatever comes of it. */
  const counted = (ctx: Ctx) => ofNetwork.consume(ctx.state.caller.personId ?? networkOf(ctx.ip));
  /** Asks in one transaction. */
  const asked = (
    ctx: Ctx,
    given: string | undefined,
    ask: (trx: Trx, asking: WrittenTo) => Promise<string>,
  ) =>
    inTransaction(app.db, async (trx) => {
      const asking = await writtenTo(
        trx,
        ctx.state.caller.personId,
        given,
        'Give the email address that we write to.',
      );
      await ofAddress.consume(asking.email.toLowerCase());
      const id = await ask(trx, asking);
      return { alert: asking.isConfirmed ? await readAlert(trx, app, id) : null };
    });
  return [
    endpoint({
      method: 'post',
      path: '/events/:id/price-alerts',
      params: idParam('event'),
      tag,
      summary: 'Be emailed when tickets of an event cost no more, at most once a day',
      body: newPriceAlert,
      answer: askedAlert,
      status: 201,
      problems: ['not_found', 'not_on_sale', 'validation_failed', 'too_many_requests'],
      async handle(ctx, { params: { id }, body }) {
        await counted(ctx);
        return asked(ctx, body.email, (trx, asking) => askPrice(trx, app, id, body, asking));
      },
    }),
    endpoint({
      method: 'post',
      path: '/search-alerts',
      tag,
      summary: 'Be emailed when a search finds events that it didn’t find before, at most once a day',
      body: newSearchAlert,
      answer: askedAlert,
      status: 201,
      problems: ['validation_failed', 'too_many_requests'],
      async handle(ctx, { body }) {
        await counted(ctx);
        const search = normalSearch(body.search);
        const found = await findAll(app.db, search);
        return asked(ctx, body.email, (trx, asking) => askSearch(trx, app, search, found, asking));
      },
    }),
    query({
      path: '/fan-alerts',
      tag,
      signedIn: true,
      summary: 'One’s own alerts: of the account, and of its confirmed address',
      answer: z.object({ data: z.array(fanAlert) }),
      async run(trx, { caller }) {
        return { data: await alertsOf(trx, app, await ownedBy(trx, caller.personId ?? '')) };
      },
    }),
    ...answerRoutes(app, opened),
  ];
}

/** What is done with an alert by the secret of its links. */
const answerRoutes = (app: AppContext, opened: (ctx: Ctx, token: string) => Promise<string>): AnyEndpoint[] =>
  (
    [
      ['open', 'An alert, by the secret of its links', async () => {}],
      ['confirm', 'Confirm the address: the alert is on', confirmAlert],
      ['stop', 'Stop an alert: no email of it follows', stopAlert],
    ] as const
  ).map(([verb, summary, act]) =>
    command({
      method: 'post',
      path: `/fan-alerts/${verb}`,
      tag,
      summary,
      body: openFanAlert,
      answer: fanAlert,
      problems: ['link_ended', 'not_found', 'transition_refused', 'too_many_requests'],
      async run(trx, { body, ctx }) {
        const id = await opened(ctx, body.token);
        await act(trx, id);
        return readAlert(trx, app, id);
      },
    }),
  );
