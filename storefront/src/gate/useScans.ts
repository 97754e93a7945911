/** Scans of one event, one after the other. A scan whose answer was lost is repeated with its key, and answered as the first time. */
import type { Scanned } from '@holdfast/shared/gate';
import { useCallback, useRef, useState } from 'react';
import { api } from '../api/api.ts';
import { failureText } from '../ui/useSubmission.ts';

/** What the last scan came to. */
export type LastScan =
  | { state: 'asking' }
  | { state: 'answered'; scanned: Scanned }
  | { state: 'failed'; why: string };

/** Milliseconds in which a code that stays before the camera counts as one scan. */
const sameForMs = 4_000;

export function useScans(eventId: string, gate: string) {
  const [last, setLast] = useState<LastScan | null>(null);
  const keys = useRef(new Map<string, string>());
  const seen = useRef({ code: '', until: 0 });
  const isAsking = useRef(false);

  const send = useCallback(
    async (code: string) => {
      if (isAsking.current) return;
      isAsking.current = true;
      setLast({ state: 'asking' });
      const key = keys.current.get(code) ?? crypto.randomUUID();
      keys.current.set(code, key);
      try {
        const scanned = await api.scanTicket(eventId, { code, gate }, key);
        keys.current.delete(code);
        setLast({ state: 'answered', scanned });
        navigator.vibrate?.(scanned.result === 'admitted' ? 80 : [120, 80, 120]);
      } catch (error) {
        setLast({
          state: 'failed',
          why: failureText(error) ?? 'That is no code of a ticket. Scan it again, or type the code below it.',
        });
      } finally {
        isAsking.current = false;
        // Of a code that was read; what is typed twice was meant twice.
        seen.current.until = Date.now() + sameForMs;
      }
    },
    [eventId, gate],
  );

  /** A code before the camera: sent once while it stays there. */
  const see = useCallback(
    (code: string) => {
      const now = Date.now();
      if (isAsking.current) return;
      if (code === seen.current.code && now < seen.current.until) {
        seen.current.until = now + sameForMs;
        return;
      }
      seen.current = { code, until: now + sameForMs };
      void send(code);
    },
    [send],
  );
  return { last, send, see };
}
