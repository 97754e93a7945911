/** What is said of a file that is written in the background. */
import { type ExportRow, sizeText } from '@holdfast/shared/exports';
import { countOf } from '../ui/figures.tsx';

/** Whether it is still being written. */
export const isWaiting = ({ state }: Pick<ExportRow, 'state'>): boolean =>
  state === 'requested' || state === 'working';

/** How far it is: `120,000 of 1,000,000 rows`. */
export const farText = ({ done, rows }: Pick<ExportRow, 'done' | 'rows'>): string =>
  `${countOf(done)} of ${countOf(rows)} rows`;

/** How many rows are written: `120,000 rows`. */
export const rowsText = ({ done }: Pick<ExportRow, 'done'>): string => `${countOf(done)} rows`;

/** Of the file: `CSV, 84 MB`. */
export const fileText = ({ format, bytes }: Pick<ExportRow, 'format' | 'bytes'>): string =>
  `${format.toUpperCase()}, ${sizeText(bytes)}`;

/** Where the browser downloads it. */
export const fileAddress = ({ id }: Pick<ExportRow, 'id'>): string => `/api/admin/exports/${id}/file`;
