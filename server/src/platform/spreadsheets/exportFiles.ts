import { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Database } from '../db/index.ts';
import { sendDownload } from '../downloads.ts';
import { type AnyEndpoint, endpoint } from '../http/index.ts';
import { type ExportedTable, piecesOf, typeOfFormat } from './exportedTable.ts';
import type { FileFormat } from './sheet.ts';

const formNames: Record<FileFormat, string> = {
  csv: 'as CSV',
  xlsx: 'as an Excel workbook of up to 100,000 lines',
};

/**
 * `.csv` and `.xlsx` of a table: the same lines under the same name; CSV of any size and with flat memory. Every download is audited with
 * its filter. People are offered a large one in the background instead (the room exports).
 */
export const exportFiles = <Q extends z.ZodType>(db: Database, table: ExportedTable<Q>): AnyEndpoint[] =>
  (['csv', 'xlsx'] as const).map((format) =>
    endpoint({
      method: 'get',
      path: `${table.path}.${format}`,
      tag: table.tag,
      roles: table.roles,
      query: table.query,
      summary: `${table.summary}, ${formNames[format]}`,
      ...(format === 'xlsx' ? { problems: ['too_many_rows'] } : {}),
      async handle(ctx, { query }) {
        const { caller } = ctx.state;
        return sendDownload(db, ctx, {
          noun: table.noun,
          file: `${table.fileName(query)}.${format}`,
          filter: query,
          type: typeOfFormat[format],
          body: Readable.from(await piecesOf(db, table, { query, format, caller }), { objectMode: false }),
        });
      },
    }),
  );
