import { useEffect, useState } from 'react';

/** Seconds until `endsAt` by this device's clock, updated each second; null before hydration. */
export function useSecondsLeft(endsAt: number | null): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (endsAt === null) {
      setLeft(null);
      return;
    }
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const ms = endsAt - Date.now();
      setLeft(Math.max(0, Math.ceil(ms / 1000)));
      if (ms > 0) timer = setTimeout(tick, ms % 1000 || 1000);
    };
    tick();
    return () => clearTimeout(timer);
  }, [endsAt]);
  return left;
}

/** Seconds as "04:38". */
export function minutesText(seconds: number): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}`;
}
