import { useEffect } from 'react';
import { undoableEventEmitter, useNotificationContext, useTranslate } from 'react-admin';
import { RunProgress } from '../bulkRuns/RunProgress.tsx';
import { useConnectionLost } from '../dataProvider/index.ts';
import { Caps, useAllShortcuts } from '../ui/shortcuts.tsx';
import { clockOf } from '../ui/time.ts';

/** The shortcut bar at the foot: the page's shortcuts, background work, and whether the server is reachable. */
export function ShortcutBar({ showAll }: { showAll: () => void }) {
  const sets = useAllShortcuts();
  const lostSince = useConnectionLost();
  const shown = sets.flat().filter((binding) => !binding.quiet);
  return (
    <footer className="keys">
      <div className="caps">
        {shown.map((binding) => (
          <span key={`${binding.keys} ${binding.does}`}>
            <Caps keys={binding.keys} />
            {binding.does}
          </span>
        ))}
      </div>
      <div className="r" role="status">
        <Notification />
        <RunProgress />
        <button type="button" onClick={showAll}>
          All keys
        </button>
        {lostSince ? (
          <span className="wn">
            <i className="dot lost" aria-hidden="true" />
            No answer since {clockOf(lostSince)}: figures as of then
          </span>
        ) : (
          <span>
            <i className="dot" aria-hidden="true" />
            Live
          </span>
        )}
      </div>
    </footer>
  );
}

/** react-admin's notifications, shown for a while where they cover nothing. */
function Notification() {
  const { notifications, takeNotification, setNotifications } = useNotificationContext();
  const translate = useTranslate();
  const first = notifications[0];
  useEffect(() => {
    if (!first) return;
    if (first.notificationOptions?.undoable) undoableEventEmitter.emit('end', {});
    const timer = setTimeout(() => takeNotification(), 6000);
    return () => clearTimeout(timer);
  }, [first, takeNotification]);
  if (!first) return null;
  const words =
    typeof first.message === 'string'
      ? translate(first.message, { _: first.message, ...first.notificationOptions?.messageArgs })
      : first.message;
  return (
    <span className={first.type === 'error' ? 'dn' : undefined}>
      {words}
      <button type="button" aria-label="Dismiss" onClick={() => setNotifications([])}>
        ×
      </button>
    </span>
  );
}
