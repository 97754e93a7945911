/** The imports' API calls. */
import type {
  ImportFile,
  ImportMapping,
  ImportRowDetail,
  ImportUndo,
  newMapping,
} from '@holdfast/shared/imports';
import type { z } from 'zod';
import { call, newKey } from '../dataProvider/index.ts';

/** What a person says of how a file is read. */
export type NewMapping = z.input<typeof newMapping>;

const pathOf = (id: string) => `/admin/imports/${id}`;

/** One row field by field, as it stands now. */
export const readImportRow = (id: string, line: number, signal?: AbortSignal) =>
  call<ImportRowDetail>(`${pathOf(id)}/rows/${line}`, { signal });

/** What taking the file back would do now. */
export const readUndo = (id: string) => call<ImportUndo>(`${pathOf(id)}/undo`);

export const readMapping = (id: string, signal?: AbortSignal) =>
  call<ImportMapping>(`${pathOf(id)}/mapping`, { signal });

/** Previews a mapping on the first rows; nothing is stored. */
export const previewMapping = (id: string, body: NewMapping, signal?: AbortSignal) =>
  call<ImportMapping>(`${pathOf(id)}/mapping/preview`, { method: 'POST', body: { ...body }, signal });

/** Corrects a refused row; without cells, restores the file's own text. */
export const correctImportRow = (
  id: string,
  line: number,
  cells: Record<string, string>,
  idempotencyKey: string,
) =>
  call<ImportRowDetail>(`${pathOf(id)}/rows/${line}/correct`, {
    method: 'POST',
    body: { cells },
    idempotencyKey,
  });

export type ImportAction =
  | { action: 'check' | 'apply'; body?: Record<string, never> }
  | { action: 'undo'; body: { reason: string } }
  | { action: 'mapping'; body: NewMapping }
  | { action: 'columns'; body: { column: string; from: string; to: string } }
  | { action: 'games'; body: { line: number; eventId: string } }
  | { action: 'prices'; body: { line: number } | { all: true } }
  | { action: 'owner'; body: { ownerId: string | null } };

/** @param key made once per action, so that trying again after a lost answer does it once at most */
export const doWithImport = (id: string, { action, body }: ImportAction, key = newKey()) =>
  call<ImportFile>(`${pathOf(id)}/${action}`, { method: 'POST', body: body ?? {}, idempotencyKey: key });

/** URL of the report file. */
export const reportAddress = (id: string, format: 'csv' | 'xlsx') =>
  `/api${pathOf(id)}/report?format=${format}`;
