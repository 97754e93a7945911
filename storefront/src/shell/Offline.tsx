import { useEffect, useState } from 'react';
import { WarningIcon } from '../ui/icons.tsx';

/** Shown while the device is offline: what stays valid and what may be old. */
export function Offline() {
  const [offline, setOffline] = useState(false);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    look();
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return (
    <div role="status" className={offline ? 'offline' : 'vh'}>
      {offline && (
        <p className="wrap">
          <WarningIcon />
          You’re offline. What you see may be old. Seats that you hold stay held until their time.
        </p>
      )}
    </div>
  );
}
