import type { ImportRowDetail } from '@holdfast/shared/imports';
import { act, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { answeringApi, Refused } from '../../test/api.ts';
import { renderDeskHook } from '../../test/desk.tsx';
import { cellsOf, reasonsOf } from './correctionText.ts';
import { useCorrection } from './useCorrection.ts';
import { useImportRow } from './useImportRow.ts';

const field = (column: string, name: string | null, file: string, corrected: string | null = null) => ({
  column,
  field: name,
  file,
  corrected,
  readAs: null,
  from: null,
  to: null,
});
const row = {
  line: 7,
  fields: [
    field('Ask each', 'list_price', '1.204,50'),
    field('Seats', 'seats', '1-2', '3-4'),
    field('Colour', null, 'red'),
  ],
  problems: [{ field: 'Ask each', code: 'decimal_comma', message: 'Ask each has a decimal comma.' }],
} as unknown as ImportRowDetail;

describe('a row that is corrected', () => {
  it('has what stands in its columns now; those that are not read can’t be changed', () => {
    expect(cellsOf(row)).toEqual({ 'Ask each': '1.204,50', Seats: '3-4' });
  });
  it('shows a problem at its column, whichever name the problem uses', () => {
    expect([...reasonsOf(row)]).toEqual([['Ask each', 'Ask each has a decimal comma.']]);
    const byField = { ...row, problems: [{ ...row.problems[0]!, field: 'list_price' }] };
    expect([...reasonsOf(byField)]).toEqual([['Ask each', 'Ask each has a decimal comma.']]);
  });
});

describe('a correction', () => {
  const api = answeringApi();
  const path = 'POST /admin/imports/imp_1/rows/7/correct';
  it('is sent once however often it is asked for, and tells the row as it reads now', async () => {
    api.on(path, () => ({ ...row, action: 'create' }));
    const onCorrected = vi.fn();
    const { result } = renderDeskHook(() => useCorrection('imp_1', 7, onCorrected));
    act(() => {
      result.current.correct({ Seats: '5-6' });
      result.current.correct({ Seats: '5-6' });
    });
    await waitFor(() => expect(onCorrected).toHaveBeenCalledTimes(1));
    expect(api.sentTo(path)).toMatchObject([{ body: { cells: { Seats: '5-6' } } }]);
    expect(onCorrected.mock.calls[0]?.[0]).toMatchObject({ line: 7, action: 'create' });
  });
  it('keeps what was typed and says why it was refused', async () => {
    api.on(path, () => new Refused(409, { code: 'x', title: 'The file is being applied' }));
    const onCorrected = vi.fn();
    const { result } = renderDeskHook(() => useCorrection('imp_1', 7, onCorrected));
    act(() => result.current.correct({ Seats: '5-6' }));
    await waitFor(() => expect(result.current.problem).toBe('The file is being applied.'));
    expect(onCorrected).not.toHaveBeenCalled();
  });
});

describe('a row’s detail', () => {
  const api = answeringApi();
  it('is read again with each version of its import, and shows the row before meanwhile', async () => {
    let reads = 0;
    api.on('GET /admin/imports/imp_1/rows/7', () => ({ ...row, note: `read ${++reads}` }));
    let version = 1;
    const { result, rerender } = renderDeskHook(() => useImportRow({ id: 'imp_1', version }, 7));
    await waitFor(() => expect(result.current.data?.note).toBe('read 1'));
    version = 2;
    rerender();
    expect(result.current.data?.note).toBe('read 1');
    await waitFor(() => expect(result.current.data?.note).toBe('read 2'));
  });
});
