/**
 * Keys pressed before what answers them is there: they wait in order and are pressed again when the page is ready, so
 * that nobody has to guess when that is. Kept are only keys of pages, never text of fields.
 */

/** After so long a key is forgotten: whoever pressed it no longer expects it to act. Milliseconds. */
const longestMs = 15_000;
const most = 30;
/** What pages use. Keys that move the focus, scroll or belong to the browser stay with the browser. */
const ofPages = /^(?:(?:Shift\+)?.|Space|Enter|Ctrl\+Enter|Ctrl\+a)$/u;

interface KeptKey {
  name: string;
  /** Milliseconds, as `performance.now()` counts them. */
  at: number;
}
/** Presses a kept key again. */
type Answer = (name: string, at: number) => void;

export interface KeptKeys {
  /** Whether something is still being read or drawn that may answer keys. */
  readonly isWaiting: boolean;
  /** Whether keys are kept, so that later ones must queue behind them. */
  readonly hasKeys: boolean;
  /** @returns whether it was kept: pages don't answer all keys, and nothing is kept while nothing is awaited */
  keep(name: string, at: number): boolean;
  /** Forgets all: whoever types or clicks elsewhere has moved on. */
  clear(): void;
  /** Keys wait until the returned function is called; calling it again does nothing. */
  wait(): () => void;
  /** Who answers from now on; null: nobody is there yet. */
  answerWith(answer: Answer | null): void;
}

/** @param later runs something when what was just drawn listens */
export function createKeptKeys(
  later: (work: () => void) => void = (work) => void setTimeout(work, 0),
  now: () => number = () => performance.now(),
): KeptKeys {
  let keys: KeptKey[] = [];
  let waits = 0;
  let answer: Answer | null = null;
  let isPlanned = false;

  const isWaiting = () => answer === null || waits > 0;
  /** One key at a time: what it opens may have to be read before the next one makes sense. */
  function plan(): void {
    if (isPlanned || keys.length === 0 || isWaiting()) return;
    isPlanned = true;
    later(() => {
      isPlanned = false;
      if (isWaiting()) return;
      const oldest = now() - longestMs;
      keys = keys.filter(({ at }) => at >= oldest);
      const next = keys.shift();
      if (next) answer?.(next.name, next.at);
      plan();
    });
  }

  return {
    get isWaiting() {
      return isWaiting();
    },
    get hasKeys() {
      return keys.length > 0;
    },
    keep(name, at) {
      if ((!isWaiting() && keys.length === 0) || !ofPages.test(name) || keys.length >= most) return false;
      keys.push({ name, at });
      return true;
    },
    clear() {
      keys = [];
    },
    wait() {
      waits++;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        waits--;
        plan();
      };
    },
    answerWith(next) {
      answer = next;
      plan();
    },
  };
}

/** `Ctrl+a`, `Shift+j`, `?`, `Space` */
export function keyName(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'Space' : event.key;
  const ctrl = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  if (key.length > 1) return `${ctrl}${event.shiftKey ? 'Shift+' : ''}${key}`;
  const isLetter = key.toLowerCase() !== key.toUpperCase();
  return `${ctrl}${event.shiftKey && isLetter ? 'Shift+' : ''}${key.toLowerCase()}`;
}

export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target.isContentEditable || target.matches('textarea, select, [role="combobox"], [role="slider"]');
}
