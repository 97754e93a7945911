import { useCallback, useRef } from 'react';
import { newKey } from '../../dataProvider/index.ts';

/** Name, size and date stand for a file's bytes. */
const withFiles = (_name: string, value: unknown) =>
  value instanceof File ? [value.name, value.size, value.lastModified] : value;

/**
 * The Idempotency-Key of a request: the same for the same content, so that trying again after a lost answer acts once, and
 * another one as soon as the content differs or `renew` was called.
 */
export function useSubmissionKey() {
  const last = useRef({ content: '', key: '' });
  const keyFor = useCallback((content: unknown): string => {
    const text = JSON.stringify(content, withFiles);
    if (last.current.key === '' || last.current.content !== text)
      last.current = { content: text, key: newKey() };
    return last.current.key;
  }, []);
  const renew = useCallback(() => {
    last.current = { content: '', key: '' };
  }, []);
  return { keyFor, renew };
}
