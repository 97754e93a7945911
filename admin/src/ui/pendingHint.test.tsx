import { act, renderHook } from '@testing-library/react';
import { useLayoutEffect } from 'react';
import { expect, test } from 'vitest';
import { usePendingHint } from './pendingHint.tsx';

test('a key that comes as soon as another subject is drawn is answered', () => {
  const { result, rerender } = renderHook(
    ({ subject }) => {
      const hint = usePendingHint('Say which column.', 'It is here.', subject);
      // Before the effects of what was just drawn, as a key of somebody quick is.
      // biome-ignore lint/correctness/useExhaustiveDependencies: one press per subject
      useLayoutEffect(() => {
        if (subject === 'second') hint.tryTo(() => {});
      }, [subject]);
      return hint;
    },
    { initialProps: { subject: 'first' } },
  );
  expect(result.current.text).toBe('');
  rerender({ subject: 'second' });
  expect(result.current.text).toBe('Say which column.');
});

test('what was asked for belongs to its subject', () => {
  const { result, rerender } = renderHook(
    ({ subject, why }: { subject: string; why: string | null }) =>
      usePendingHint(why, 'It is here.', subject),
    { initialProps: { subject: 'first', why: 'Not yet.' as string | null } },
  );
  act(() => result.current.tryTo(() => {}));
  expect(result.current.text).toBe('Not yet.');
  rerender({ subject: 'first', why: null });
  expect(result.current.text).toBe('It is here.');
  rerender({ subject: 'second', why: 'Not yet.' });
  expect(result.current.text).toBe('');
});
