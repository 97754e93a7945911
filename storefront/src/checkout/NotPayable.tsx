import type { Words } from '@holdfast/shared/orders';
import { useState } from 'react';
import { WarningIcon } from '../ui/icons.tsx';

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
