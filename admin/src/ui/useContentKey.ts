import { useRef } from 'react';
import { newKey } from '../dataProvider/index.ts';

/** One Idempotency-Key for one content, so that sending the same again acts once. @returns the key of this content */
export function useContentKey(): (content: unknown) => string {
  const known = useRef({ content: '', key: '' });
  return (content) => {
    const text = JSON.stringify(content);
    if (known.current.content !== text) known.current = { content: text, key: newKey() };
    return known.current.key;
  };
}
