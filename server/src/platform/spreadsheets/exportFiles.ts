import type { Readable } from 'node:stream';
import type { Role } from '@holdfast/shared/accounts';
import type { z } from 'zod';
import type { Database } from '../db/index.ts';
import { sendDownload } from '../downloads.ts';
import { type AnyEndpoint, type Caller, type Ctx, endpoint } from '../http/index.ts';
import { csvType } from './csv.ts';
import { workbookType } from './workbook.ts';

/** One table that can be downloaded. */
export interface ExportedTable<Q extends z.ZodType> {
  /** Under `/api`, without the ending: `/admin/listings`. */
  path: string;
  tag: string;
  summary: string;
  roles: readonly Role[];
  query: Q;
  /** Whose table it is, as the audit log names things: `listing`. */
  noun: string;
  /** Without the ending. */
  fileName(query: z.output<Q>): string;
  csv(query: z.output<Q>, caller: Caller): Readable | Promise<Readable>;
  /** @throws Problem `too_many_rows` as `workbookOf` */
  xlsx(query: z.output<Q>, caller: Caller): Promise<Buffer>;
}

/** `.csv` and `.xlsx` of a table: the same lines under the same name. Every download is audited with its filter. */
export function exportFiles<Q extends z.ZodType>(db: Database, table: ExportedTable<Q>): AnyEndpoint[] {
  const { path, tag, roles, query } = table;
  const send = (
    ctx: Ctx,
    filter: z.output<Q>,
    ending: 'csv' | 'xlsx',
    type: string,
    body: Readable | Buffer,
  ) =>
    sendDownload(db, ctx, {
      noun: table.noun,
      file: `${table.fileName(filter)}.${ending}`,
      filter,
      type,
      body,
    });
  return [
    endpoint({
      method: 'get',
      path: `${path}.csv`,
      tag,
      roles,
      query,
      summary: `${table.summary}, as CSV`,
      handle: async (ctx, { query: filter }) =>
        send(ctx, filter, 'csv', csvType, await table.csv(filter, ctx.state.caller)),
    }),
    endpoint({
      method: 'get',
      path: `${path}.xlsx`,
      tag,
      roles,
      query,
      summary: `${table.summary}, as an Excel workbook of up to 100,000 lines`,
      problems: ['too_many_rows'],
      handle: async (ctx, { query: filter }) =>
        send(ctx, filter, 'xlsx', workbookType, await table.xlsx(filter, ctx.state.caller)),
    }),
  ];
}
