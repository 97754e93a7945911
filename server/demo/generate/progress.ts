/** How far long work is: a bar on a terminal, a line for each tenth elsewhere. */

/** The progress of long work: a bar on a terminal, otherwise a line for each tenth. */
export interface Progress {
  /** @param done of the total */
  to(done: number): void;
}

/** Shows the progress of work with this total. */
export function progressOf(
  what: string,
  total: number,
  { write, isTerminal }: { write: (text: string) => void; isTerminal: boolean },
): Progress {
  const startedAt = performance.now();
  let tenth = -1;
  return {
    to(done) {
      const part = total === 0 ? 1 : Math.min(1, done / total);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      if (isTerminal) {
        const filled = Math.round(part * 30);
        const bar = `${'█'.repeat(filled)}${'░'.repeat(30 - filled)}`;
        write(
          `\r${what.padEnd(10)} ${bar} ${String(Math.floor(part * 100)).padStart(3)}%  ${seconds} s${part === 1 ? '\n' : ''}`,
        );
      } else if (Math.floor(part * 10) > tenth) {
        tenth = Math.floor(part * 10);
        write(`${what} ${tenth * 10}%, ${seconds} s\n`);
      }
    },
  };
}
