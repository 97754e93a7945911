import { act, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { answeringApi, Refused } from '../../test/api.ts';
import { renderDeskHook } from '../../test/desk.tsx';
import { useImportActions } from './useImportActions.ts';

describe('acting on an import', () => {
  const api = answeringApi();
  const used = (reread: () => Promise<unknown> = async () => undefined) =>
    renderDeskHook(() => useImportActions('imp_1', reread)).result;

  it('sends a key pressed twice once, then reads the file again', async () => {
    const reread = vi.fn(async () => undefined);
    api.on('POST /admin/imports/imp_1/apply', () => ({ id: 'imp_1' }));
    const result = used(reread);
    act(() => {
      result.current.act({ action: 'apply' });
      result.current.act({ action: 'apply' });
    });
    await waitFor(() => expect(reread).toHaveBeenCalledTimes(1));
    expect(api.sentTo('POST /admin/imports/imp_1/apply')).toHaveLength(1);
  });
  it('tries again after a lost answer with the same key, and acts anew with another one', async () => {
    let isLost = true;
    api.on('POST /admin/imports/imp_1/check', () => {
      if (isLost) throw new TypeError('connection lost');
      return { id: 'imp_1' };
    });
    const result = used();
    const check = async () => {
      act(() => result.current.act({ action: 'check' }));
      await waitFor(() => expect(result.current.busy).toBe(false));
    };
    await check();
    expect(result.current.problem).toMatch(/^No answer came/);
    isLost = false;
    await check();
    expect(result.current.problem).toBeNull();
    await check();
    const keys = api.sentTo('POST /admin/imports/imp_1/check').map(({ key }) => key);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });
  it('says why the server refused, and can act again', async () => {
    api.on('POST /admin/imports/imp_1/check', () => new Refused(409, { code: 'x', title: 'A check runs' }));
    const result = used();
    act(() => result.current.act({ action: 'check' }));
    await waitFor(() => expect(result.current.problem).toBe('A check runs.'));
    act(() => result.current.act({ action: 'check' }));
    await waitFor(() => expect(api.sent).toHaveLength(2));
  });
});
