import { useEffect, useState } from 'react';

/**
 * The current time, updated at an interval.
 * @param everyMs how often, in milliseconds
 * @param serverNow the server's clock when it last answered, so that countdowns are right on a wrong device
 */
export function useNow(everyMs: number, serverNow?: string): Date {
  const [now, setNow] = useState(() => Date.now());
  const [offsetMs, setOffsetMs] = useState(0);
  useEffect(() => {
    if (serverNow) setOffsetMs(Date.parse(serverNow) - Date.now());
  }, [serverNow]);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return new Date(now + offsetMs);
}
