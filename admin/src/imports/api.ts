/** The imports' API calls. */
import type { ImportFile, ImportMapping, ImportRowDetail } from '@holdfast/shared/imports';
import { call, newKey } from '../dataProvider/index.ts';

const pathOf = (id: string) => `/admin/imports/${id}`;

/** One row field by field, as it stands now. */
export const readImportRow = (id: string, line: number, signal?: AbortSignal) =>
  call<ImportRowDetail>(`${pathOf(id)}/rows/${line}`, { signal });

export const readMapping = (id: string, signal?: AbortSignal) =>
  call<ImportMapping>(`${pathOf(id)}/mapping`, { signal });

/** Previews a mapping on the first rows; nothing is stored. */
export const previewMapping = (id: string, fields: Record<string, string>, signal?: AbortSignal) =>
  call<ImportMapping>(`${pathOf(id)}/mapping/preview`, { method: 'POST', body: { fields }, signal });

/** Corrects a refused row; without cells, restores the file's own text. */
export const correctImportRow = (
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

export type ImportAction =
  | { action: 'check' | 'apply'; body?: Record<string, never> }
  | { action: 'undo'; body: { reason: string } }
  | { action: 'mapping'; body: { fields: Record<string, string> } }
  | { action: 'games'; body: { line: number; eventId: string } }
  | { action: 'prices'; body: { line: number } }
  | { action: 'owner'; body: { ownerId: string | null } };

/** @param key made once per action, so that trying again after a lost answer does it once at most */
export const doWithImport = (id: string, { action, body }: ImportAction, key = newKey()) =>
  call<ImportFile>(`${pathOf(id)}/${action}`, { method: 'POST', body: body ?? {}, idempotencyKey: key });

/** URL of the report file. */
export const reportAddress = (id: string, format: 'csv' | 'xlsx') =>
  `/api${pathOf(id)}/report?format=${format}`;
