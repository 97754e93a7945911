import { describe, expect, it } from 'vitest';
import { createKeptKeys } from './keptKeys.ts';

/** Kept keys whose clock and whose "later" the test moves. */
function tried() {
  const planned: Array<() => void> = [];
  const clock = { ms: 1_000 };
  const kept = createKeptKeys(
    (work) => planned.push(work),
    () => clock.ms,
  );
  const pressed: string[] = [];
  const answer = (name: string) => void pressed.push(name);
  const drawn = () => {
    for (let work = planned.shift(); work; work = planned.shift()) work();
  };
  return { kept, clock, pressed, answer, drawn };
}

describe('keys pressed too early', () => {
  it('are pressed again, in order, when somebody answers', () => {
    const { kept, pressed, answer, drawn } = tried();
    expect(['g', 'n', 'k', 'Enter'].map((name) => kept.keep(name, 1_000))).toEqual([true, true, true, true]);
    kept.answerWith(answer);
    expect(pressed).toEqual([]);
    drawn();
    expect(pressed).toEqual(['g', 'n', 'k', 'Enter']);
    expect(kept.hasKeys).toBe(false);
  });

  it('wait for all that is being read, and again for what one of them opens', () => {
    const { kept, pressed, drawn } = tried();
    let rowsAreRead = () => {};
    kept.answerWith((name) => {
      pressed.push(name);
      if (name === 'n') rowsAreRead = kept.wait();
    });
    const [one, other] = [kept.wait(), kept.wait()];
    for (const name of ['n', 'k']) kept.keep(name, 1_000);
    one();
    one();
    drawn();
    expect(pressed).toEqual([]);
    other();
    drawn();
    expect(pressed).toEqual(['n']);
    expect(kept.hasKeys).toBe(true);
    rowsAreRead();
    drawn();
    expect(pressed).toEqual(['n', 'k']);
  });

  it('queue behind those that are kept, also when nothing is awaited any more', () => {
    const { kept, pressed, answer, drawn } = tried();
    kept.keep('j', 1_000);
    kept.answerWith(answer);
    expect(kept.isWaiting).toBe(false);
    expect(kept.keep('x', 1_000)).toBe(true);
    drawn();
    expect(pressed).toEqual(['j', 'x']);
  });

  it('are forgotten after a while, and when somebody has moved on', () => {
    const { kept, clock, pressed, answer, drawn } = tried();
    kept.keep('a', 1_000);
    clock.ms = 17_000;
    kept.keep('j', 16_500);
    kept.answerWith(answer);
    drawn();
    expect(pressed).toEqual(['j']);
    kept.answerWith(null);
    kept.keep('a', 17_000);
    kept.clear();
    kept.answerWith(answer);
    drawn();
    expect(pressed).toEqual(['j']);
  });

  it('aren’t kept when the page is ready, nor where they are the browser’s', () => {
    const { kept, answer } = tried();
    for (const name of ['Tab', 'ArrowDown', 'F5', 'Ctrl+r', 'Ctrl+c', 'Escape'])
      expect(kept.keep(name, 1_000)).toBe(false);
    for (const name of ['Shift+j', '?', 'Space', 'Ctrl+Enter', 'Ctrl+a'])
      expect(kept.keep(name, 1_000)).toBe(true);
    kept.clear();
    kept.answerWith(answer);
    expect(kept.keep('a', 1_000)).toBe(false);
  });
});
