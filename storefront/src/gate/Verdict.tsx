import type { ScanResult } from '@holdfast/shared/gate';
import { ClockIcon, CrossIcon, TickIcon, WarningIcon } from '../ui/icons.tsx';
import { clock, dayShort } from '../ui/time.ts';
import type { LastScan } from './useScans.ts';

const titles: Record<ScanResult, string> = {
  admitted: 'Admitted',
  alreadyAdmitted: 'Already admitted',
  wrongEvent: 'Wrong event',
  refunded: 'Refunded',
  sentOn: 'Sent on',
  unknown: 'Unknown code',
  notOpen: 'Not now',
};
const tones: Record<ScanResult, string> = {
  admitted: 'yes',
  alreadyAdmitted: 'no',
  wrongEvent: 'no',
  refunded: 'no',
  sentOn: 'no',
  unknown: 'no',
  notOpen: 'wait',
};
const icons = { yes: TickIcon, no: CrossIcon, wait: WarningIcon };

/** What the last scan came to, large enough for an arm's length, and read out. */
export function Verdict({ last, timeZone }: { last: LastScan | null; timeZone: string }) {
  return (
    <div className="gate-verdict" role="status" aria-live="assertive">
      {last === null ? (
        <p className="gate-idle">Hold a ticket’s code before the camera, or type it.</p>
      ) : last.state === 'asking' ? (
        <p className="gate-idle">
          <ClockIcon /> Asking…
        </p>
      ) : last.state === 'failed' ? (
        <div className="gate-result wait">
          <WarningIcon />
          <b>Not known yet</b>
          <p>{last.why} Scan the same ticket again: it isn’t counted twice.</p>
        </div>
      ) : (
        <Result last={last} timeZone={timeZone} />
      )}
    </div>
  );
}

function Result({
  last: {
    scanned: { result, text, place, admission },
  },
  timeZone,
}: {
  last: Extract<LastScan, { state: 'answered' }>;
  timeZone: string;
}) {
  const tone = tones[result];
  const Icon = icons[tone as keyof typeof icons];
  return (
    <div className={`gate-result ${tone}`} data-result={result}>
      <Icon />
      <b>{titles[result]}</b>
      {place !== null && <p className="gate-place">{place}</p>}
      <p>
        {text}
        {result === 'alreadyAdmitted' && admission && (
          <>
            {' '}
            {dayShort(admission.at, timeZone)}, {clock(admission.at, timeZone)}, {admission.gate}, by{' '}
            {admission.by}.
          </>
        )}
      </p>
    </div>
  );
}
