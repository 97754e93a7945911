/** AG Grid's data source over the rows of a list. */
import type { IDatasource, IGetRowsParams } from 'ag-grid-community';
import type { RaRecord, SortPayload } from 'react-admin';
import { changedRows, createGridRows, type RowChange } from './gridRows.ts';
import { blockSize, type ListParts } from './listParts.ts';

/** What a list says beside its rows, after rows left it. @param gone how many left */
export type FactsChange = (meta: unknown, gone: number) => unknown;

interface Watcher<T> {
  /** The order while the grid itself has none, because its column isn't shown. */
  sort: () => SortPayload;
  onRead: (rows: readonly T[], total: number) => void;
  /** Nothing could be read, and nothing is known from before. */
  onRefused: (refusal: unknown) => void;
  /** After each answer, whatever it was. */
  onAnswer: () => void;
  /** Shows again what is known: asks for each part that the grid has. @param whereNow where a row has moved to */
  show: (whereNow?: (index: number) => number) => void;
}

export interface GridSource<T extends RaRecord> extends IDatasource {
  /** Reads again what the grid has, and then shows it: the row at the top stays there, though others left above it. */
  renew(): Promise<void>;
  /** Nothing that was read is shown again. */
  forget(): void;
  /** A row as it is known to be now; the grid shows it already. */
  keep(row: T): void;
  /** Rows as an own action left them. Those that left the list make room at once; what is missing at the end follows. */
  change(change: RowChange<T>, facts?: FactsChange): void;
}

/** Rows that were read stay on screen until they are read again. */
export function createGridSource<T extends RaRecord>(
  parts: ListParts<T>,
  watcher: Watcher<T>,
): GridSource<T> {
  const rows = createGridRows<T>(parts);
  let lastSort = watcher.sort();
  return {
    async getRows({ startRow, sortModel, successCallback, failCallback }: IGetRowsParams) {
      const first = sortModel[0];
      lastSort = first
        ? { field: first.colId, order: first.sort === 'desc' ? 'DESC' : 'ASC' }
        : watcher.sort();
      try {
        const now = rows.held(startRow, lastSort);
        const part = now ?? (await rows.read(startRow, lastSort));
        successCallback([...part.rows], part.total);
        watcher.onRead(part.rows, part.total);
        if (now && now.rows.length < blockSize && now.total > startRow + now.rows.length)
          rows.read(startRow, lastSort).then(
            () => watcher.show(),
            () => {},
          );
        else if (part.isBroken) watcher.show();
      } catch (refusal) {
        watcher.onRefused(refusal);
        failCallback();
      } finally {
        watcher.onAnswer();
      }
    },
    async renew() {
      // While nothing answers, the rows stay as they were; the mark in the shortcut bar tells.
      const whereNow = await rows.renew().catch(() => null);
      if (whereNow) watcher.show(whereNow);
    },
    forget: rows.forget,
    keep: (row) => void rows.change({ rows: [row], left: [] }),
    change(change, facts) {
      const gone = rows.change(change);
      parts.change(lastSort, (answer) => ({
        ...answer,
        data: changedRows(answer.data, change),
        total: Math.max(0, (answer.total ?? 0) - gone),
        meta: facts ? facts(answer.meta, gone) : answer.meta,
      }));
      watcher.show();
    },
  };
}
