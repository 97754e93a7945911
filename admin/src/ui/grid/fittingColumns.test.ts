import { expect, test } from 'vitest';
import { fittingColumns, type GridColumn } from './fittingColumns.ts';

const columns: GridColumn<unknown>[] = [
  { colId: 'game', width: 156 },
  { colId: 'seats', width: 122 },
  { colId: 'starts', width: 90, context: { leaves: 8 } },
  { colId: 'consignor', flex: 1, minWidth: 84, context: { leaves: 3 } },
  { colId: 'price', flex: 0.6, minWidth: 84 },
];
const namesAt = (width: number) => fittingColumns(columns, width).map(({ colId }) => colId);

test('secondary columns leave first, one by one; the others keep their width', () => {
  expect(namesAt(600)).toEqual(['game', 'seats', 'starts', 'consignor', 'price']);
  expect(namesAt(549)).toEqual(['game', 'seats', 'consignor', 'price']);
  expect(namesAt(440)).toEqual(['game', 'seats', 'price']);
});

test('columns without a rank stay, however narrow it is; before it is measured all do', () => {
  expect(namesAt(100)).toEqual(['game', 'seats', 'price']);
  expect(namesAt(0)).toHaveLength(5);
});
