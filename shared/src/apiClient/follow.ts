/** Pages that follow something live. */

interface Followed {
  /** The address of a stream of server-sent events. */
  path: string;
  /** What is done with the messages of the stream, by their name. */
  hear: Readonly<Record<string, (data: unknown) => void>>;
  /** Reads what is followed by a request of its own. */
  poll(): Promise<void>;
  /** Milliseconds between two polls. */
  pollMs: number;
}

/** Milliseconds. The server says every 15 seconds that it is there: after this silence the connection is gone. */
const longestSilenceMs = 40_000;

/** `readyState` of an EventSource. */
const states = { open: 1, closed: 2 };

/**
 * Follows a stream while the page is visible, and polls while the stream is broken. A hidden page holds no connection: browsers
 * have six of them for a site, which its tabs share.
 * @returns stops it
 */
export function follow({ path, hear, poll, pollMs }: Followed): () => void {
  let stream: EventSource | null = null;
  let nextPoll: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  /** Nothing was read yet: then nobody waits for a poll. */
  let isEmpty = true;
  const isVisible = () => document.visibilityState === 'visible';
  const isLive = () => stream?.readyState === states.open;

  const close = () => {
    stream?.close();
    stream = null;
    clearTimeout(silence);
    clearTimeout(nextPoll);
    nextPoll = undefined;
  };
  const pollSoon = (afterMs = isEmpty ? 0 : pollMs) => {
    nextPoll ??= setTimeout(async () => {
      nextPoll = undefined;
      isEmpty = false;
      // What the server refused, browsers don't ask for again.
      if (stream?.readyState === states.closed && navigator.onLine) open();
      await poll();
      if (!isOver && isVisible() && !isLive()) pollSoon();
    }, afterMs);
  };
  const watch = () => {
    clearTimeout(silence);
    silence = setTimeout(broken, longestSilenceMs);
  };
  const heard = () => {
    isEmpty = false;
    watch();
  };
  const broken = () => {
    clearTimeout(silence);
    stream?.close();
    pollSoon(0);
  };
  function open(): void {
    if (typeof EventSource === 'undefined') {
      pollSoon();
      return;
    }
    stream?.close();
    const opened = new EventSource(path);
    stream = opened;
    opened.addEventListener('alive', heard);
    opened.addEventListener('error', () => pollSoon());
    for (const [name, take] of Object.entries(hear))
      opened.addEventListener(name, (message) => {
        if (opened !== stream) return;
        heard();
        take(JSON.parse((message as MessageEvent<string>).data));
      });
    watch();
  }
  const restart = () => {
    close();
    if (!isVisible()) return;
    open();
    void poll();
  };
  open();
  document.addEventListener('visibilitychange', restart);
  addEventListener('online', restart);
  addEventListener('offline', broken);
  return () => {
    isOver = true;
    close();
    document.removeEventListener('visibilitychange', restart);
    removeEventListener('online', restart);
    removeEventListener('offline', broken);
  };
}
