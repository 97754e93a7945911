import { act, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { answeringApi, Refused } from '../../test/api.ts';
import { renderDeskHook } from '../../test/desk.tsx';
import { useImportActions } from './useImportActions.ts';

describe('acting on an import', () => {
  const api = answeringApi();
  it('sends one request at a time, with a key, and reads the file again', async () => {
    const reread = vi.fn(async () => undefined);
    api.on('POST /admin/imports/imp_1/apply', () => ({ id: 'imp_1' }));
    const { result } = renderDeskHook(() => useImportActions('imp_1', reread));
    act(() => {
      result.current.act({ action: 'apply' });
      result.current.act({ action: 'apply' });
    });
    await waitFor(() => expect(reread).toHaveBeenCalled());
    await waitFor(() => expect(result.current.busy).toBe(false));
    const sent = api.sentTo('POST /admin/imports/imp_1/apply');
    expect(sent.every(({ key }) => key)).toBe(true);
    expect(result.current.problem).toBeNull();
  });
  it('says why the server refused', async () => {
    api.on(
      'POST /admin/imports/imp_1/check',
      () => new Refused(409, { code: 'x', title: 'Another check runs' }),
    );
    const { result } = renderDeskHook(() => useImportActions('imp_1', async () => undefined));
    act(() => void result.current.act({ action: 'check' }));
    await waitFor(() => expect(result.current.problem).toBe('Another check runs.'));
  });
});
