import { onlineManager, useMutation } from '@tanstack/react-query';
import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderDeskHook } from '../../test/desk.tsx';

test('what is sent without a network fails at once, instead of being sent later unasked', async () => {
  onlineManager.setOnline(false);
  try {
    const sent = { mutationFn: () => Promise.reject(new Error('There is no connection.')) };
    const { result } = renderDeskHook(() => useMutation(sent));
    act(() => result.current.mutate());
    await waitFor(() => expect(result.current.error?.message).toBe('There is no connection.'));
  } finally {
    onlineManager.setOnline(true);
  }
});
