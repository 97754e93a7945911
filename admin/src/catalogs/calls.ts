/** What the catalogues' pages ask of the house. */
import type {
  CatalogConnection,
  CatalogRun,
  Catalogue,
  Decided,
  Finding,
  WaitingDetail,
  WaitingEvent,
} from '@holdfast/shared/catalogs';
import { call } from '../dataProvider/index.ts';

interface Page<T> {
  data: T[];
  total: number;
}

export const readConnections = () => call<Page<CatalogConnection>>('/office/catalogues');
export const startRun = (catalogue: Catalogue, idempotencyKey: string) =>
  call<CatalogRun>('/office/catalogRuns', { method: 'POST', body: { catalogue }, idempotencyKey });
export const readRun = (id: string) => call<CatalogRun>(`/office/catalogRuns/${id}`);
export const readFindings = (id: string, kind: string, page: number) =>
  call<Page<Finding>>(
    `/office/catalogRuns/${id}/findings?page=${page}${kind === 'all' ? '' : `&kind=${kind}`}`,
  );

const entryAt = (id: string) => `/office/eventsToMatch/${encodeURIComponent(id)}`;

/** The one that waits longest, and how many wait. */
export const readOldestWaiting = () =>
  call<Page<WaitingEvent>>('/office/eventsToMatch?perPage=1&sort=since&order=asc');
export const readEntry = (id: string) => call<WaitingDetail>(entryAt(id));

/** Gives an entry to somebody, or to nobody. */
export const assignEntry = (id: string, ownerId: string | null, idempotencyKey: string) =>
  call<WaitingEvent>(`${entryAt(id)}/owner`, { method: 'POST', body: { ownerId }, idempotencyKey });

/** What a person may say of an entry. */
export type EntryDeed =
  | { deed: 'link'; body: { eventId: string; takeStart: boolean } }
  | { deed: 'ignore'; body: { reason: string } }
  | { deed: 'create' | 'reopen' };

export const decideEntry = (id: string, said: EntryDeed, idempotencyKey: string) =>
  call<Decided>(`${entryAt(id)}/${said.deed}`, {
    method: 'POST',
    body: 'body' in said ? said.body : undefined,
    idempotencyKey,
  });
