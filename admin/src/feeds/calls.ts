/** The feeds' API calls. */
import type {
  BulkDecided,
  Decided,
  EntryAnswer,
  Feed,
  FeedConnection,
  FeedRun,
  FeedSettings,
  FeedTrial,
  ManyQuestions,
  WaitingDetail,
  WaitingEvent,
} from '@holdfast/shared/feeds';
import { call } from '../dataProvider/index.ts';

interface Page<T> {
  data: T[];
  total: number;
}

export const readConnections = () => call<Page<FeedConnection>>('/admin/feeds');
export const readFeedSettings = (feed: Feed) => call<FeedSettings>(`/admin/feeds/${feed}/settings`);
/** Asks the feed's service for its first page; it takes in nothing, so that asking twice does no harm. */
export const askFeed = (feed: Feed) => call<FeedTrial>(`/admin/feeds/${feed}/try`, { method: 'POST' });
export const startRun = (feed: Feed, idempotencyKey: string) =>
  call<FeedRun>('/admin/catalogRuns', { method: 'POST', body: { feed }, idempotencyKey });

const entryAt = (id: string) => `/admin/eventsToMatch/${encodeURIComponent(id)}`;

export const readEntry = (id: string) => call<WaitingDetail>(entryAt(id));

/** Assigns an entry to a colleague, or to nobody. */
export const assignEntry = (id: string, ownerId: string | null, idempotencyKey: string) =>
  call<WaitingEvent>(`${entryAt(id)}/owner`, { method: 'POST', body: { ownerId }, idempotencyKey });

/** What a person can decide about an entry. */
export type EntryAction =
  | { action: 'link'; body: { eventId: string; takeStart: boolean } }
  | { action: 'ignore'; body: { reason: string } }
  | { action: 'create'; body: { answers: EntryAnswer[] } }
  | { action: 'reopen' };

export const decideEntry = (id: string, facts: EntryAction, idempotencyKey: string) =>
  call<Decided>(`${entryAt(id)}/${facts.action}`, {
    method: 'POST',
    body: 'body' in facts ? facts.body : undefined,
    idempotencyKey,
  });

/** What making events of these entries needs to know. */
export const askMany = (ids: string[]) =>
  call<ManyQuestions>('/admin/eventsToMatch/questions', { method: 'POST', body: { ids } });

/** Decides many entries alike. */
export const decideMany = (
  body: { ids: string[]; action: 'create' | 'ignore'; reason?: string; answers?: EntryAnswer[] },
  idempotencyKey: string,
) => call<BulkDecided>('/admin/eventsToMatch/bulk', { method: 'POST', body, idempotencyKey });
