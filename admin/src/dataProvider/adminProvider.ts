/** react-admin's data provider over the API, with our own verbs. Lists are `?page&perPage&sort&order&filter…`. */

import type { CatalogEvent } from '@holdfast/shared/catalog';
import type { ListingActionRequest, ListingActionResult, ListingList } from '@holdfast/shared/listings';
import type { AttentionDone, CaseAction, SupportCase } from '@holdfast/shared/support';
import { marketplaceZone } from '@holdfast/shared/time';
import type { DataProvider, GetListResult, Identifier, RaRecord } from 'react-admin';
import { daysAsInstants } from '../ui/dates/instants.ts';
import { call, Refusal } from './http.ts';
import { type PlaceAsked, placeOf, rememberNext } from './places.ts';

/** API paths of resources. Others are below /admin by their own name. */
const paths: Record<string, string> = {
  importRows: '/admin/imports',
  adminEvents: '/admin/events',
  notices: '/notices/office',
};
/** What can be changed as a whole, and how the API wants it: the address of a record and the method. */
const changes: Record<string, { at: (id: Identifier) => string; method: 'POST' | 'PUT' }> = {
  consignors: { at: (id) => `/admin/consignors/${id}`, method: 'PUT' },
  adminEvents: { at: (id) => `/admin/events/${id}`, method: 'PUT' },
  eventTicketTypes: { at: (id) => `/admin/events/${id}/ticketTypes`, method: 'POST' },
  consignorsMerges: { at: (id) => `/admin/consignors/${id}/merge`, method: 'POST' },
  consignorDeactivations: { at: (id) => `/admin/consignors/${id}/deactivate`, method: 'POST' },
  eventChangesByHand: { at: (id) => `/admin/events/${id}/changes`, method: 'POST' },
  eventCallOffRequests: { at: (id) => `/admin/events/${id}/call-off-requests`, method: 'POST' },
  gameDecisions: { at: (id) => `/admin/gameChanges/${id}/decide`, method: 'POST' },
  listings: { at: (id) => `/admin/listings/${id}`, method: 'PUT' },
  packageCosts: { at: (id) => `/admin/packages/${id}/cost`, method: 'PUT' },
  packageTerms: { at: (id) => `/admin/packages/${id}/terms`, method: 'PUT' },
  packageEnds: { at: (id) => `/admin/packages/${id}/end`, method: 'POST' },
  emailsAgain: { at: (id) => `/admin/emails/${id}/send-again`, method: 'POST' },
  deliverySends: { at: (id) => `/admin/deliveries/${id}/send`, method: 'POST' },
  deliveryReceipts: { at: (id) => `/admin/deliveries/${id}/receive`, method: 'POST' },
  deliveryFailures: { at: (id) => `/admin/deliveries/${id}/fail`, method: 'POST' },
  deliveryWays: { at: (id) => `/admin/deliveries/${id}/way`, method: 'POST' },
  deliveryReplacements: { at: (id) => `/admin/deliveries/${id}/replace`, method: 'POST' },
  deliveryRefunds: { at: (id) => `/admin/deliveries/${id}/refund`, method: 'POST' },
  deliveryOwners: { at: (id) => `/admin/deliveries/${id}/owner`, method: 'POST' },
  caseOwners: { at: (id) => `/admin/cases/${id}/owner`, method: 'POST' },
  caseSnoozes: { at: (id) => `/admin/cases/${id}/snooze`, method: 'POST' },
  caseCloses: { at: (id) => `/admin/cases/${id}/close`, method: 'POST' },
  caseAnswers: { at: (id) => `/admin/cases/${id}/answer`, method: 'POST' },
  caseComments: { at: (id) => `/admin/cases/${id}/comments`, method: 'POST' },
  'approvals.approve': { at: (id) => `/admin/approvals/${id}/approve`, method: 'POST' },
  'approvals.decline': { at: (id) => `/admin/approvals/${id}/decline`, method: 'POST' },
  'approvals.withdraw': { at: (id) => `/admin/approvals/${id}/withdraw`, method: 'POST' },
  approvalRules: { at: () => '/admin/settings/approvals', method: 'PUT' },
  paymentProofs: { at: (id) => `/admin/payments/${id}/proof`, method: 'POST' },
  blockLifts: { at: (id) => `/admin/blocks/${id}/lift`, method: 'POST' },
  waitingRemovals: { at: (id) => `/admin/waiting-list-entries/${id}/remove`, method: 'POST' },
  buyerBlocks: { at: (id) => `/admin/reservations/${id}/block`, method: 'POST' },
  emailsAside: { at: (id) => `/admin/emails/${id}/set-aside`, method: 'POST' },
  staffRoles: { at: (id) => `/admin/staff/${id}/roles`, method: 'PUT' },
  staffDeactivations: { at: (id) => `/admin/staff/${id}/deactivate`, method: 'POST' },
  staffRules: { at: () => '/admin/staff-rules', method: 'PUT' },
  balanceSettlements: { at: (id) => `/admin/balance-differences/${id}/settle`, method: 'POST' },
  payableAdjustments: { at: (id) => `/admin/payables/${id}/adjust`, method: 'POST' },
  payableLosses: { at: (id) => `/admin/payables/${id}/losses`, method: 'POST' },
  payableHolds: { at: (id) => `/admin/payables/${id}/hold`, method: 'POST' },
  payableReleases: { at: (id) => `/admin/payables/${id}/release`, method: 'POST' },
  payoutCalendars: { at: () => '/admin/payout-calendar', method: 'PUT' },
  webhookEndpointCreations: { at: () => '/admin/webhook-endpoints', method: 'POST' },
  webhookEndpointChanges: { at: (id) => `/admin/webhook-endpoints/${id}`, method: 'PUT' },
  apiKeyCreations: { at: () => '/admin/api-keys', method: 'POST' },
  scheduledReportCreations: { at: () => '/admin/scheduled-reports', method: 'POST' },
  scheduledReportChanges: { at: (id) => `/admin/scheduled-reports/${id}`, method: 'PUT' },
  journalSettings: { at: () => '/admin/journal-settings', method: 'PUT' },
  monthClosings: { at: (id) => `/admin/months/${id}/close`, method: 'POST' },
  monthReopenings: { at: (id) => `/admin/months/${id}/reopen`, method: 'POST' },
  payoutRunApprovals: { at: (id) => `/admin/payout-runs/${id}/approve`, method: 'POST' },
  payoutRunWithdrawals: { at: (id) => `/admin/payout-runs/${id}/withdraw`, method: 'POST' },
  payoutRunPayments: { at: (id) => `/admin/payout-runs/${id}/pay`, method: 'POST' },
  payoutPayments: { at: (id) => `/admin/payouts/${id}/pay`, method: 'POST' },
  payoutSettlements: { at: (id) => `/admin/payouts/${id}/settle`, method: 'POST' },
  payoutRefusals: { at: (id) => `/admin/payouts/${id}/refuse`, method: 'POST' },
  consignorBankData: { at: (id) => `/admin/consignors/${id}/bank-data`, method: 'PUT' },
  payToBank: { at: (id) => `/admin/consignors/${id}/payout-choice/bank`, method: 'PUT' },
  payoutReversals: { at: (id) => `/admin/payouts/${id}/reverse`, method: 'POST' },
  bankFileRecalls: { at: (id) => `/admin/bank-files/${id}/recall`, method: 'POST' },
  bankFileSettlements: { at: (id) => `/admin/bank-files/${id}/settle`, method: 'POST' },
  bankSettings: { at: () => '/admin/settings/bank', method: 'PUT' },
  consignorTaxData: { at: (id) => `/admin/consignors/${id}/tax-data`, method: 'PUT' },
  withholdingReturns: { at: (id) => `/admin/withholdings/${id}/return`, method: 'POST' },
  withholdingNotices: { at: (id) => `/admin/payables/${id}/withholding-notice`, method: 'POST' },
  withholdingNoticeEnds: { at: (id) => `/admin/payables/${id}/withholding-notice/end`, method: 'POST' },
  withholdingDeposits: { at: () => '/admin/withheld-tax/deposits', method: 'POST' },
  taxPayments: { at: () => '/admin/tax-payments', method: 'POST' },
  taxFilers: { at: () => '/admin/tax-filer', method: 'PUT' },
  taxFormMakings: { at: (id) => `/admin/tax-years/${id}/forms`, method: 'POST' },
  taxDataSettings: { at: () => '/admin/settings/tax-data', method: 'PUT' },
  advanceSettings: { at: () => '/admin/settings/advances', method: 'PUT' },
  payoutReturns: { at: (id) => `/admin/payouts/${id}/return`, method: 'POST' },
  payoutRetries: { at: (id) => `/admin/payouts/${id}/retry`, method: 'POST' },
  payoutCancellations: { at: (id) => `/admin/payouts/${id}/cancel`, method: 'POST' },
  disputeEvidence: { at: (id) => `/admin/disputes/${id}/evidence`, method: 'PUT' },
  disputeSubmissions: { at: (id) => `/admin/disputes/${id}/submit`, method: 'POST' },
  disputeWithdrawals: { at: (id) => `/admin/disputes/${id}/withdraw`, method: 'POST' },
  stripeEventReplays: { at: (id) => `/admin/stripe-events/${id}/replay`, method: 'POST' },
  droppedJobs: { at: (id) => `/admin/jobs/${id}/drop`, method: 'POST' },
  secondFactorResets: { at: (id) => `/admin/staff/${id}/reset-second-factor`, method: 'POST' },
  staffReactivations: { at: (id) => `/admin/staff/${id}/reactivate`, method: 'POST' },
  consignorPlans: { at: (id) => `/admin/consignors/${id}/plans`, method: 'POST' },
  consignorPlanEnds: { at: (id) => `/admin/consignor-plans/${id}/end`, method: 'PUT' },
  takenBackPlans: { at: (id) => `/admin/consignor-plans/${id}/take-back`, method: 'POST' },
  consignorSignIns: { at: (id) => `/admin/consignors/${id}/sign-ins`, method: 'POST' },
  feedSettings: { at: (id) => `/admin/feeds/${id}/settings`, method: 'PUT' },
  contentDrafts: { at: () => '/admin/content/draft', method: 'PUT' },
  contentPublications: { at: () => '/admin/content/publish', method: 'POST' },
  contentDiscards: { at: () => '/admin/content/discard', method: 'POST' },
  contentRestorations: { at: (number) => `/admin/content-versions/${number}/restore`, method: 'POST' },
  settings: { at: (id) => `/admin/settings/${id}`, method: 'PUT' },
  venues: { at: (id) => `/admin/venues/${id}`, method: 'PUT' },
  venuesRetirements: { at: (id) => `/admin/venues/${id}/retired`, method: 'PUT' },
  venuesMerges: { at: (id) => `/admin/venues/${id}/merge`, method: 'POST' },
  performers: { at: (id) => `/admin/performers/${id}`, method: 'PUT' },
  performersRetirements: { at: (id) => `/admin/performers/${id}/retired`, method: 'PUT' },
  performersMerges: { at: (id) => `/admin/performers/${id}/merge`, method: 'POST' },
  leagues: { at: (id) => `/admin/leagues/${id}`, method: 'PUT' },
  leaguesMerges: { at: (id) => `/admin/leagues/${id}/merge`, method: 'POST' },
  leaguesRetirements: { at: (id) => `/admin/leagues/${id}/retired`, method: 'PUT' },
  seasons: { at: (id) => `/admin/seasons/${id}`, method: 'PUT' },
  seasonsMerges: { at: (id) => `/admin/seasons/${id}/merge`, method: 'POST' },
  seasonsRetirements: { at: (id) => `/admin/seasons/${id}/retired`, method: 'PUT' },
  seasonWindows: { at: (id) => `/admin/seasons/${id}/windows`, method: 'PUT' },
};
const pathOf = (resource: string) => paths[resource] ?? `/admin/${resource}`;

/** Short lists without an address for one record. */
const wholeLists: ReadonlySet<string> = new Set(['plans']);

interface ListAnswer {
  data: Record<string, unknown>[];
  total: number;
  /** Where the next page begins; lists that can't tell leave it out. */
  next?: string | null;
}

/** What a list answer holds beside its rows: counts by state, totals of the whole view. */
export interface ListFacts {
  counts?: Record<string, number>;
  totals?: NonNullable<ListingList['totals']>;
  next?: string | null;
}

function queryOf(params: {
  pagination?: { perPage: number };
  sort?: { field: string; order: string };
  filter?: object;
}): string {
  const query = new URLSearchParams();
  if (params.pagination) query.set('perPage', String(params.pagination.perPage));
  // react-admin sorts by `id` unless told otherwise; then the server's default order applies.
  if (params.sort && params.sort.field !== 'id') {
    query.set('sort', params.sort.field);
    query.set('order', params.sort.order.toLowerCase());
  }
  for (const [name, value] of Object.entries(params.filter ?? {}))
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  return query.toString();
}

/** @param list its address without page */
function addressOf(list: string, { page, after }: PlaceAsked): string {
  const place = new URLSearchParams({ page: String(page), ...(after === undefined ? {} : { after }) });
  return list.replace('?', `?${place}&`);
}

function refuseVerb(verb: string) {
  return async (resource: string): Promise<never> => {
    throw new Refusal(`${resource} can’t be changed by ${verb}: use one of their own actions.`, 405, null);
  };
}

/** Nested resources: their parent's id stands in the filter. */
function listPath(resource: string, filter: Record<string, unknown>): [path: string, filter: object] {
  const { parentId, ...own } = filter;
  if (resource === 'importRows') {
    const { importId, ...rest } = own;
    return [`/admin/imports/${importId}/rows`, rest];
  }
  const nested = nestedLists[resource];
  return nested ? [nested(String(parentId)), own] : [pathOf(resource), filter];
}
const nestedLists: Record<string, (parentId: string) => string> = {
  changedOrders: (id) => `/admin/eventChanges/${id}/orders`,
  taxPayees: (id) => `/admin/tax-years/${id}/payees`,
  bulkRunRows: (id) => `/admin/bulk-runs/${id}/rows`,
  runPayouts: (id) => `/admin/payout-runs/${id}/payouts`,
  findings: (id) => `/admin/catalogRuns/${id}/findings`,
};
/** Rows that have no id of their own get one: their line, their listing, or what they tell of. */
const idOfRow: Record<string, (row: Record<string, unknown>) => Identifier> = {
  importRows: ({ line }) => line as number,
  bulkRunRows: ({ listingId }) => listingId as string,
  findings: ({ kind, feedId }) => `${kind} ${feedId}`,
};

export interface AdminProvider extends DataProvider {
  listingAction(action: ListingActionRequest, idempotencyKey: string): Promise<ListingActionResult>;
  seasonGames(seasonId: string): Promise<CatalogEvent[]>;
  caseAction(id: string, action: CaseAction, idempotencyKey: string): Promise<SupportCase>;
  attentionDone(id: string, done: AttentionDone, idempotencyKey: string): Promise<SupportCase>;
}

export const adminProvider: AdminProvider = {
  async getList<R extends RaRecord>(
    resource: string,
    params: Parameters<DataProvider['getList']>[1],
  ): Promise<GetListResult<R>> {
    const [path, asked] = listPath(resource, (params.filter ?? {}) as Record<string, unknown>);
    const filter = resource === 'audit' ? daysAsInstants(asked, marketplaceZone) : asked;
    const list = `${path}?${queryOf({ ...params, filter })}`;
    const { page = 1 } = params.pagination ?? {};
    // A reader that keeps its own places says where it goes on.
    const { after }: { after?: string } = params.meta ?? {};
    const place = after ? { page: 1, after } : placeOf(list, page);
    const answer = await call<ListAnswer>(params.pagination ? addressOf(list, place) : list, {
      signal: params.signal,
    });
    if (!after) rememberNext(list, page, answer.next);
    const { data, total, ...facts } = answer;
    const idOf = idOfRow[resource];
    const rows = idOf ? data.map((row) => ({ id: idOf(row), ...row })) : data;
    return { data: rows as unknown as R[], total, meta: facts };
  },
  async getOne(resource, params) {
    const path = resource === 'events' ? `/events/${params.id}` : `${pathOf(resource)}/${params.id}`;
    const data = await call<RaRecord>(path, { signal: params.signal });
    // A support case has its reservation's id.
    return { data: (data.id === undefined ? { ...data, id: params.id } : data) as never };
  },
  async getMany(resource, params) {
    if (wholeLists.has(resource)) {
      const { data } = await call<ListAnswer>(pathOf(resource));
      return { data: data.filter(({ id }) => params.ids.includes(id as Identifier)) as never };
    }
    const data = await Promise.all(
      params.ids.map((id) => adminProvider.getOne(resource, { id }).then((answer) => answer.data)),
    );
    return { data: data as never };
  },
  getManyReference: (resource, params) =>
    adminProvider.getList(resource, {
      ...params,
      filter: { ...params.filter, [params.target]: params.id },
    }),
  async create(resource, params) {
    const { file, ...facts } = params.data as { file?: unknown } & Record<string, unknown>;
    if (file instanceof Blob) {
      const made = await call<RaRecord>(`${pathOf(resource)}?${queryOf({ filter: facts })}`, {
        method: 'POST',
        file,
        idempotencyKey: params.meta?.idempotencyKey,
      });
      return { data: made as never };
    }
    const data = await call<RaRecord>(pathOf(resource), {
      method: 'POST',
      body: params.data,
      idempotencyKey: params.meta?.idempotencyKey,
    });
    return { data: data as never };
  },
  async update(resource, params) {
    const change = changes[resource];
    if (!change) return refuseVerb('update')(resource);
    const data = await call<RaRecord>(change.at(params.id), {
      method: change.method,
      body: params.data,
      idempotencyKey: params.meta?.idempotencyKey,
    });
    // react-admin wants the id that it asked for; what was made keeps its own beside it.
    return { data: { ...data, id: params.id, madeId: data.id } as never };
  },
  updateMany: refuseVerb('update'),
  delete: refuseVerb('delete'),
  deleteMany: refuseVerb('delete'),

  listingAction: (action, idempotencyKey) =>
    call<ListingActionResult>('/admin/listings/actions', { method: 'POST', body: action, idempotencyKey }),
  seasonGames: async (seasonId) =>
    (await call<{ data: CatalogEvent[] }>(`/admin/seasons/${seasonId}/games`)).data,
  caseAction: (id, action, idempotencyKey) =>
    call<SupportCase>(`/admin/reservations/${id}/actions`, { method: 'POST', body: action, idempotencyKey }),
  attentionDone: (id, done, idempotencyKey) =>
    call<SupportCase>(`/admin/reservations/${id}/attention`, { method: 'POST', body: done, idempotencyKey }),
};
