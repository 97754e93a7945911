/** The packages' API calls. */
import type { TakeBack, TakenBack } from '@holdfast/shared/listings';
import type {
  AccessData,
  AccessStatus,
  ConsignedGames,
  ConsignGames,
  PackageCalendar,
  SeasonPackage,
} from '@holdfast/shared/packages';
import { call } from '../dataProvider/index.ts';

const at = (id: string) => `/admin/packages/${id}`;

export const readCalendar = (id: string) => call<PackageCalendar>(`${at(id)}/calendar`);
export const consignGames = (id: string, body: ConsignGames, idempotencyKey?: string) =>
  call<ConsignedGames>(`${at(id)}/games`, { method: 'POST', body, idempotencyKey });
export const confirmPackage = (id: string) => call<SeasonPackage>(`${at(id)}/confirm`, { method: 'POST' });
export const readStanding = (id: string) => call<AccessStatus>(`${at(id)}/access`);
export const keepAccess = (id: string, body: AccessData) =>
  call<AccessStatus>(`${at(id)}/access`, { method: 'PUT', body });
export const forgetAccess = (id: string) => call<AccessStatus>(`${at(id)}/access`, { method: 'DELETE' });
export const takeSeatsBack = (listingId: string, body: TakeBack, idempotencyKey?: string) =>
  call<TakenBack>(`/admin/listings/${listingId}/take-back`, { method: 'POST', body, idempotencyKey });
export const openAccess = (id: string, reason: string) =>
  call<AccessData>(`${at(id)}/access/readings`, { method: 'POST', body: { reason } });
