import type { Reservation } from '@holdfast/shared/reservations';
import { useState } from 'react';
import { eventPhase } from '../ui/eventPhase.ts';
import { WarningIcon } from '../ui/icons.tsx';

interface Words {
  title: string;
  text: string;
}

/** Why a hold can't be paid any more although it lasts; null: it can. */
export function notPayable({ event, serverNow }: Reservation): Words | null {
  const nothing = 'Nothing was charged, and nothing will be.';
  switch (eventPhase(event, Date.parse(serverNow))) {
    case 'canceled':
      return {
        title: 'This event was canceled',
        text: `These tickets can’t be paid for any more. ${nothing}`,
      };
    case 'postponed':
      return {
        title: 'This event was postponed',
        text: `Its tickets are sold again when the new date is known. ${nothing}`,
      };
    case 'today':
      return { title: 'This event is today', text: `Its sale is over. ${nothing}` };
    case 'started':
    case 'over':
      return { title: 'This event has started', text: `Its sale is over. ${nothing}` };
    case 'ahead':
      return null;
  }
}

/** Shown instead of the payment form. */
export function NotPayable({ title, text, letGo }: Words & { letGo(): Promise<void> }) {
  const [isBusy, setBusy] = useState(false);
  const end = async () => {
    if (isBusy) return;
    setBusy(true);
    await letGo();
    setBusy(false);
  };
  return (
    <div className="alert" role="alert">
      <WarningIcon />
      <div>
        <h2>{title}</h2>
        <p>{text}</p>
        <div className="acts">
          <button type="button" className="btn btn-go" aria-disabled={isBusy || undefined} onClick={end}>
            End this hold
          </button>
        </div>
      </div>
    </div>
  );
}
