import { createContext, type ReactNode, use, useCallback, useState } from 'react';

const AnnounceContext = createContext<(text: string) => void>(() => undefined);

/** Announces a text to screen readers, politely. */
export const useAnnounce = () => use(AnnounceContext);

/** One live region for the whole page: screen readers miss regions that come and go. */
export function Announcer({ children }: { children: ReactNode }) {
  const [announcement, setSaid] = useState({ text: '', turn: 0 });
  const announce = useCallback((text: string) => setSaid(({ turn }) => ({ text, turn: turn + 1 })), []);
  return (
    <AnnounceContext value={announce}>
      {children}
      {/* Screen readers announce a repeated text only if the text node changes. */}
      <p className="vh" role="status" aria-live="polite">
        {announcement.text}
        {announcement.turn % 2 === 1 ? '\u00a0' : ''}
      </p>
    </AnnounceContext>
  );
}
