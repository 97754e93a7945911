/** What staff ask of a file, and do with it. */
import type { ImportFile, ImportMapping, ImportRowDetail } from '@holdfast/shared/consignment';
import { call, newKey } from '../dataProvider/index.ts';

const pathOf = (id: string) => `/office/imports/${id}`;

/** One row field by field, as it stands now. */
export const readImportRow = (id: string, line: number, signal?: AbortSignal) =>
  call<ImportRowDetail>(`${pathOf(id)}/rows/${line}`, { signal });

export const readMapping = (id: string, signal?: AbortSignal) =>
  call<ImportMapping>(`${pathOf(id)}/mapping`, { signal });

/** How the first rows would read; nothing is kept. */
export const previewMapping = (id: string, fields: Record<string, string>, signal?: AbortSignal) =>
  call<ImportMapping>(`${pathOf(id)}/mapping/preview`, { method: 'POST', body: { fields }, signal });

/** Says what a refused row should read; no cells: as it stood in the file. */
export const mendImportRow = (
  id: string,
  line: number,
  cells: Record<string, string>,
  idempotencyKey: string,
) =>
  call<ImportRowDetail>(`${pathOf(id)}/rows/${line}/mend`, {
    method: 'POST',
    body: { cells },
    idempotencyKey,
  });

export type ImportDeed =
  | { deed: 'check' | 'apply'; body?: Record<string, never> }
  | { deed: 'undo'; body: { reason: string } }
  | { deed: 'mapping'; body: { fields: Record<string, string> } }
  | { deed: 'games'; body: { line: number; eventId: string } }
  | { deed: 'prices'; body: { line: number } }
  | { deed: 'owner'; body: { ownerId: string | null } };

/** @param key made once per deed, so that trying again after a lost answer does it once at most */
export const doWithImport = (id: string, { deed, body }: ImportDeed, key = newKey()) =>
  call<ImportFile>(`${pathOf(id)}/${deed}`, { method: 'POST', body: body ?? {}, idempotencyKey: key });

/** Where the browser fetches the report from. */
export const reportAddress = (id: string, format: 'csv' | 'xlsx') =>
  `/api${pathOf(id)}/report?format=${format}`;
