import { createContext, type ReactNode, use, useCallback, useState } from 'react';

const AnnounceContext = createContext<(text: string) => void>(() => undefined);

/** Says something to screen readers, politely. */
export const useAnnounce = () => use(AnnounceContext);

/** One live region for the whole page: regions that come and go are not heard. */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', turn: 0 });
  const announce = useCallback((text: string) => setSaid(({ turn }) => ({ text, turn: turn + 1 })), []);
  return (
    <AnnounceContext value={announce}>
      {children}
      {/* The same words twice are announced twice only if the text node changes. */}
      <p className="vh" role="status" aria-live="polite">
        {said.text}
        {said.turn % 2 === 1 ? '\u00a0' : ''}
      </p>
    </AnnounceContext>
  );
}
