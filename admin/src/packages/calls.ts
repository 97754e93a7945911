/** What a package's page asks of the house. */
import type { SeasonWindows } from '@holdfast/shared/catalog';
import type {
  AccessData,
  AccessStanding,
  ConsignedGames,
  ConsignGames,
  PackageCalendar,
  SeasonPackage,
  TakeBack,
  TakenBack,
} from '@holdfast/shared/consignment';
import { call } from '../dataProvider/index.ts';

const at = (id: string) => `/office/packages/${id}`;

export const readCalendar = (id: string) => call<PackageCalendar>(`${at(id)}/calendar`);
export const consignGames = (id: string, body: ConsignGames, idempotencyKey?: string) =>
  call<ConsignedGames>(`${at(id)}/games`, { method: 'POST', body, idempotencyKey });
export const confirmPackage = (id: string) => call<SeasonPackage>(`${at(id)}/confirm`, { method: 'POST' });
export const changeTerms = (id: string, body: object, idempotencyKey: string) =>
  call<SeasonPackage>(`${at(id)}/terms`, { method: 'PUT', body, idempotencyKey });
export const endPackage = (id: string, body: object, idempotencyKey: string) =>
  call<SeasonPackage>(`${at(id)}/end`, { method: 'POST', body, idempotencyKey });
export const setWindows = (seasonId: string, body: object, idempotencyKey: string) =>
  call<SeasonWindows>(`/office/seasons/${seasonId}/windows`, { method: 'PUT', body, idempotencyKey });
export const readStanding = (id: string) => call<AccessStanding>(`${at(id)}/access`);
export const keepAccess = (id: string, body: AccessData) =>
  call<AccessStanding>(`${at(id)}/access`, { method: 'PUT', body });
export const forgetAccess = (id: string) => call<AccessStanding>(`${at(id)}/access`, { method: 'DELETE' });
export const takeSeatsBack = (listingId: string, body: TakeBack, idempotencyKey?: string) =>
  call<TakenBack>(`/office/listings/${listingId}/take-back`, { method: 'POST', body, idempotencyKey });
export const openAccess = (id: string, reason: string) =>
  call<AccessData>(`${at(id)}/access/readings`, { method: 'POST', body: { reason } });
