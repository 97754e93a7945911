import { idParam } from '@holdfast/shared/http';
import {
  answerWaitingOffer,
  changeWaitingEntry,
  joinedWaitingList,
  joinWaitingList,
  openWaitingEntry,
  takenOffer,
  waitingEntry,
  waitingListState,
} from '@holdfast/shared/waitingLists';
import { z } from 'zod';
import { fanOf, ownedBy, writtenTo } from '../accounts/index.ts';
import { readMarketplace } from '../marketplace/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  command,
  createRateLimit,
  endpoint,
  networkOf,
  openingSecrets,
  query,
} from '../platform/http/index.ts';
import { changeEntry, confirmEntry, declineOffer, leaveList, stayInLine, takeOffer } from './answers.ts';
import { joinList } from './join.ts';
import { entriesOf, isListOn, readEntry } from './readEntries.ts';
import { waitingStaffRoutes } from './staffRoutes.ts';
import { entryOfToken } from './token.ts';

const tag = 'Waiting lists';

/** @returns the entry that a link's secret opens. @throws Problem `link_ended`, `too_many_requests` */
type OpenedBy = ReturnType<typeof openingSecrets>;

/** Waiting lists: fans join, answer offers and leave; staff see the line and the order of service. */
export function waitingListRoutes(app: AppContext): AnyEndpoint[] {
  const opened = openingSecrets(app, 'waiting_open', (token) => entryOfToken(app, token));
  return [
    query({
      path: '/events/:id/waiting-list',
      params: idParam('event'),
      tag,
      summary: 'Whether an event’s waiting list takes fans now, and how many are in line',
      answer: waitingListState,
      async run(trx, { params: { id } }) {
        const [line] = await queryPrepared<{ waiting: number }>(
          trx,
          'SELECT count(*)::int AS waiting FROM waiting_entries WHERE event_id = $1 AND waiting_is_placed(state)',
          [id],
        );
        return {
          isOpen: await isListOn(trx, id),
          waiting: line?.waiting ?? 0,
          windowMinutes: (await readMarketplace(trx)).waitingOfferMinutes,
        };
      },
    }),
    joinRoute(app),
    query({
      path: '/waiting-list',
      tag,
      signedIn: true,
      summary: 'One’s own entries: of the account, and of its confirmed address',
      answer: z.object({ data: z.array(waitingEntry) }),
      async run(trx, { caller }) {
        return { data: await entriesOf(trx, app, await ownedBy(trx, caller.personId ?? '')) };
      },
    }),
    endpoint({
      method: 'post',
      path: '/waiting-list/open',
      tag,
      summary: 'An entry, by the secret of its links',
      body: openWaitingEntry,
      answer: waitingEntry,
      problems: ['link_ended', 'not_found', 'too_many_requests'],
      async handle(ctx, { body }) {
        const entryId = await opened(ctx, body.token);
        return inTransaction(app.db, (trx) => readEntry(trx, app, entryId));
      },
    }),
    ...answerRoutes(app, opened),
    ...waitingStaffRoutes(app),
  ];
}

function joinRoute(app: AppContext): AnyEndpoint {
  const ofNetwork = createRateLimit(app, { name: 'waiting_join', points: 20, seconds: 60 * 60 });
  const ofAddress = createRateLimit(app, { name: 'waiting_join_email', points: 10, seconds: 60 * 60 });
  return endpoint({
    method: 'post',
    path: '/events/:id/waiting-list',
    params: idParam('event'),
    tag,
    summary:
      'Join the waiting list of an event. A guest is told by email alone what became of it, so that nobody learns who waits',
    body: joinWaitingList,
    answer: joinedWaitingList,
    status: 201,
    problems: ['not_found', 'not_on_sale', 'validation_failed', 'too_many_requests'],
    async handle(ctx, { params: { id }, body }) {
      // Who signs in is counted alone, not with all of a network.
      await ofNetwork.consume(ctx.state.caller.personId ?? networkOf(ctx.ip));
      return inTransaction(app.db, async (trx) => {
        const { personId } = ctx.state.caller;
        const joining = {
          fanId: fanOf(ctx, app),
          ...(await writtenTo(trx, personId, body.email, 'Give the email address that offers go to.')),
        };
        await ofAddress.consume(joining.email.toLowerCase());
        const entryId = await joinList(trx, app, id, body, joining);
        return {
          entry: joining.isConfirmed ? await readEntry(trx, app, entryId) : null,
          windowMinutes: (await readMarketplace(trx)).waitingOfferMinutes,
        };
      });
    },
  });
}

function answerRoutes(app: AppContext, opened: OpenedBy): AnyEndpoint[] {
  /** An answer to an entry, by the secret of its links; the entry as it is then. */
  const answer = <B extends typeof openWaitingEntry>(
    name: string,
    summary: string,
    body: B,
    act: (trx: Trx, entryId: string, body: z.output<B>) => Promise<void>,
  ): AnyEndpoint =>
    command({
      method: 'post',
      path: `/waiting-list/${name}`,
      tag,
      summary,
      body,
      answer: waitingEntry,
      problems: [
        'link_ended',
        'not_found',
        'transition_refused',
        'hold_expired',
        'validation_failed',
        'too_many_requests',
      ],
      async run(trx, { body, ctx }) {
        const entryId = await opened(ctx, (body as { token: string }).token);
        await act(trx, entryId, body);
        return readEntry(trx, app, entryId);
      },
    });
  return [
    answer('confirm', 'Confirm the address: the place in line counts from now', openWaitingEntry, (trx, id) =>
      confirmEntry(trx, app, id),
    ),
    answer(
      'change',
      'Wait for another number, or at another price; the place stays',
      changeWaitingEntry,
      (trx, id, body) => changeEntry(trx, app, id, body),
    ),
    answer(
      'stay',
      'Be offered tickets again at once, after one that was declined or missed',
      openWaitingEntry,
      (trx, id) => stayInLine(trx, app, id),
    ),
    answer('leave', 'Leave the line; what is held goes to the next', openWaitingEntry, (trx, id) =>
      leaveList(trx, app, id),
    ),
    answer('decline', 'Let an offer go and keep the place', answerWaitingOffer, (trx, id, body) =>
      declineOffer(trx, app, id, body.offerId),
    ),
    takeRoute(app, opened),
  ];
}

const takeRoute = (app: AppContext, opened: OpenedBy): AnyEndpoint =>
  command({
    method: 'post',
    path: '/waiting-list/take',
    tag,
    summary: 'Take an offer: its hold is this browser’s, which opens its checkout',
    body: answerWaitingOffer,
    answer: takenOffer,
    problems: [
      'link_ended',
      'not_found',
      'hold_expired',
      'hold_open',
      'ticket_limit',
      'payment_under_way',
      'too_many_requests',
    ],
    async run(trx, { body, ctx }) {
      const entryId = await opened(ctx, body.token);
      return { reservationId: await takeOffer(trx, entryId, body.offerId, fanOf(ctx, app)) };
    },
  });
