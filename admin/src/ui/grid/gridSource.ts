/** AG Grid's data source over the parts of a list. */
import type { IDatasource, IGetRowsParams } from 'ag-grid-community';
import type { RaRecord, SortPayload } from 'react-admin';
import type { ListPart, ListParts } from './listParts.ts';

interface Watcher<T> {
  /** The order while the grid itself has none, because its column isn't shown. */
  sort: () => SortPayload;
  onRead: (rows: readonly T[], total: number) => void;
  /** Nothing could be read, and nothing is known from before. */
  onRefused: (refusal: unknown) => void;
  /** After each answer, whatever it was. */
  onAnswer: () => void;
}

/** A part that can't be read keeps the rows that it had. */
export function createGridSource<T extends RaRecord>(parts: ListParts<T>, watcher: Watcher<T>): IDatasource {
  const asked = new Set<string>();
  return {
    async getRows({ startRow, sortModel, successCallback, failCallback }: IGetRowsParams) {
      const first = sortModel[0];
      const sort = first
        ? { field: first.colId, order: first.sort === 'desc' ? 'DESC' : 'ASC' }
        : watcher.sort();
      const part = { startRow, sort } as ListPart;
      const name = `${startRow} ${sort.field} ${sort.order}`;
      const again = asked.has(name);
      asked.add(name);
      try {
        const { data, total = 0 } = await parts.read(part, again);
        successCallback(data, total);
        watcher.onRead(data, total);
      } catch (refusal) {
        const before = parts.known(part);
        if (before) successCallback(before.data, before.total);
        else {
          watcher.onRefused(refusal);
          failCallback();
        }
      } finally {
        watcher.onAnswer();
      }
    },
  };
}
