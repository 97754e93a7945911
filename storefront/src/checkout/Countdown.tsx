import { useEffect, useRef } from 'react';
import { useAnnounce } from '../ui/announce.tsx';
import { counted } from '../ui/text.ts';
import { minutesText } from '../ui/useNow.ts';

/** Minutes left at which screen readers are told the time left. */
const announceAtMinutes = [10, 5, 2, 1];
const lowSeconds = 5 * 60;

/**
 * The time left on four plates. Screen readers get it only at 10, 5, 2 and 1 minutes and at the end, from a
 * live region.
 */
export function Countdown({ left }: { left: number }) {
  const announce = useAnnounce();
  const before = useRef<number | null>(null);
  useEffect(() => {
    const was = before.current;
    before.current = left;
    if (was === null || was === left) return;
    const passed = announceAtMinutes.find((minutes) => was > minutes * 60 && left <= minutes * 60);
    if (left === 0) announce('The time is up.');
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
