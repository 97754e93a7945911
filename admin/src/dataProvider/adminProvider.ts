/** react-admin's data provider over the API, with our own verbs. Lists are `?page&perPage&sort&order&filter…`. */

import type { CatalogEvent } from '@holdfast/shared/catalog';
import type { ListingActionRequest, ListingActionResult, ListingList } from '@holdfast/shared/listings';
import type { CaseAction, SidebarCounts, SupportCase } from '@holdfast/shared/support';
import type { DataProvider, GetListResult, RaRecord } from 'react-admin';
import { call, Refusal } from './http.ts';

/** API paths of resources. Others are below /admin by their own name. */
const paths: Record<string, string> = { importRows: '/admin/imports' };
const pathOf = (resource: string) => paths[resource] ?? `/admin/${resource}`;

interface ListAnswer {
  data: Record<string, unknown>[];
  total: number;
}

/** What a list answer holds beside its rows: counts by state, totals of the whole view. */
export interface ListFacts {
  counts?: Record<string, number>;
  totals?: NonNullable<ListingList['totals']>;
}

function queryOf(params: {
  pagination?: { page: number; perPage: number };
  sort?: { field: string; order: string };
  filter?: Record<string, unknown>;
}): string {
  const query = new URLSearchParams();
  if (params.pagination) {
    query.set('page', String(params.pagination.page));
    query.set('perPage', String(params.pagination.perPage));
  }
  // react-admin sorts by `id` unless told otherwise; then the server's default order applies.
  if (params.sort && params.sort.field !== 'id') {
    query.set('sort', params.sort.field);
    query.set('order', params.sort.order.toLowerCase());
  }
  for (const [name, value] of Object.entries(params.filter ?? {}))
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  return query.toString();
}

function refuseVerb(verb: string) {
  return async (resource: string): Promise<never> => {
    throw new Refusal(`${resource} can’t be changed by ${verb}: use one of their own actions.`, 405, null);
  };
}

export interface AdminProvider extends DataProvider {
  sidebar(): Promise<SidebarCounts>;
  listingAction(action: ListingActionRequest, idempotencyKey: string): Promise<ListingActionResult>;
  seasonGames(seasonId: string): Promise<CatalogEvent[]>;
  caseAction(id: string, action: CaseAction, idempotencyKey: string): Promise<SupportCase>;
}

export const adminProvider: AdminProvider = {
  async getList<R extends RaRecord>(
    resource: string,
    params: Parameters<DataProvider['getList']>[1],
  ): Promise<GetListResult<R>> {
    const { importId, ...filter } = (params.filter ?? {}) as Record<string, unknown>;
    const path = resource === 'importRows' ? `/admin/imports/${importId}/rows` : pathOf(resource);
    const own = resource === 'importRows' ? filter : { ...filter, ...(importId ? { importId } : {}) };
    const answer = await call<ListAnswer>(`${path}?${queryOf({ ...params, filter: own })}`, {
      signal: params.signal,
    });
    const { data, total, ...facts } = answer;
    const rows = resource === 'importRows' ? data.map((row) => ({ id: row.line, ...row })) : data;
    return { data: rows as unknown as R[], total, meta: facts };
  },
  async getOne(resource, params) {
    const path = resource === 'events' ? `/events/${params.id}` : `${pathOf(resource)}/${params.id}`;
    const data = await call<RaRecord>(path, { signal: params.signal });
    // A support case has its reservation's id.
    return { data: (data.id === undefined ? { ...data, id: params.id } : data) as never };
  },
  async getMany(resource, params) {
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
  update: refuseVerb('update'),
  updateMany: refuseVerb('update'),
  delete: refuseVerb('delete'),
  deleteMany: refuseVerb('delete'),

  sidebar: () => call<SidebarCounts>('/admin/rail'),
  listingAction: (action, idempotencyKey) =>
    call<ListingActionResult>('/admin/listings/actions', { method: 'POST', body: action, idempotencyKey }),
  seasonGames: async (seasonId) =>
    (await call<{ data: CatalogEvent[] }>(`/admin/seasons/${seasonId}/games`)).data,
  caseAction: (id, action, idempotencyKey) =>
    call<SupportCase>(`/admin/reservations/${id}/actions`, { method: 'POST', body: action, idempotencyKey }),
};
