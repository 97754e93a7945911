import { useEffect, useRef } from 'react';
import { useAnnounce } from '../ui/announce.tsx';
import { counted } from '../ui/text.ts';
import { minutesText } from '../ui/useNow.ts';

/** Minutes at which the time left is said aloud. */
const saidAt = [10, 5, 2, 1];
const lowSeconds = 5 * 60;

/** Four plates. Silent by itself; a live region speaks at 10, 5, 2 and 1 minute and at the end. */
export function Countdown({ left }: { left: number }) {
  const announce = useAnnounce();
  const before = useRef<number | null>(null);
  useEffect(() => {
    const was = before.current;
    before.current = left;
    if (was === null || was === left) return;
    const passed = saidAt.find((minutes) => was > minutes * 60 && left <= minutes * 60);
    if (left === 0) announce('The time is over.');
    else if (passed !== undefined) announce(`${counted(passed, 'minute')} left to pay.`);
  }, [left, announce]);
  const [minutes = '', seconds = ''] = minutesText(left).split(':');
  return (
    <span
      className={left < lowSeconds ? 'count low' : 'count'}
      role="timer"
      aria-live="off"
      aria-label={left < 60 ? 'Less than a minute left' : `${counted(Math.floor(left / 60), 'minute')} left`}
    >
      <i>{minutes.slice(0, -1)}</i>
      <i>{minutes.slice(-1)}</i>
      <u>:</u>
      <i>{seconds.slice(0, 1)}</i>
      <i>{seconds.slice(1)}</i>
    </span>
  );
}
