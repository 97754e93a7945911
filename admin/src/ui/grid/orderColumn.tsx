import type { ColDef } from 'ag-grid-community';

/**
 * The column with a row's order code, as a link to its case.
 * @param reservationOf the id of the row's reservation
 * @param width pixels
 */
export const orderColumn = <Row extends { code: string }>(
  reservationOf: (row: Row) => string,
  width: number,
): ColDef<Row> => ({
  colId: 'code',
  headerName: 'Order',
  width,
  cellRenderer: ({ data }: { data: Row | undefined }) =>
    data ? (
      <a href={`#/reservations/${reservationOf(data)}/show`} tabIndex={-1}>
        {data.code}
      </a>
    ) : null,
});
