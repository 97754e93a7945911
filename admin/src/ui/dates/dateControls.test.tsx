import { act, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { DayBox, unfinishedWords } from './DayBox.tsx';
import { WallTimeBox } from './WallTimeBox.tsx';

/** What a browser's control reports after each key: its value, and whether it shows half a date. */
function type(input: HTMLElement, value: string, isPartial = false): void {
  Object.defineProperty(input, 'validity', { configurable: true, value: { badInput: isPartial } });
  // Half a date after half a date is the same empty value; React hears of values that differ.
  fireEvent.change(input, { target: { value } });
  if (value === '') fireEvent.input(input);
}

describe('a date in a filter', () => {
  function Filter({ told }: { told: (day: string) => void }) {
    const [day, setDay] = useState('2026-11-30');
    return (
      <>
        <DayBox
          label="From"
          value={day}
          onChange={(next) => {
            told(next);
            setDay(next);
          }}
        />
        <button type="button" onClick={() => setDay('')}>
          Clear
        </button>
      </>
    );
  }
  it('is told once, when it is complete, and keeps its digits until then', () => {
    const told = vi.fn();
    render(<Filter told={told} />);
    const input = screen.getByLabelText<HTMLInputElement>('From');
    for (const text of ['0002-12-01', '0020-12-01', '0202-12-01']) {
      type(input, text);
      expect(input.value).toBe(text);
    }
    expect(told).not.toHaveBeenCalled();
    type(input, '2026-12-01');
    expect(told.mock.calls).toEqual([['2026-12-01']]);
  });
  it('says what is missing when it is left half typed, and follows the page', () => {
    const told = vi.fn();
    render(<Filter told={told} />);
    const input = screen.getByLabelText<HTMLInputElement>('From');
    type(input, '0002-12-01');
    fireEvent.blur(input);
    expect(screen.getByRole('alert').textContent).toBe(unfinishedWords);
    act(() => screen.getByText('Clear').click());
    expect(input.value).toBe('');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(told).not.toHaveBeenCalled();
  });
});

describe('a date with a time', () => {
  function Field({ told, first }: { told: (wallTime: string) => void; first: string }) {
    const [value, setValue] = useState(first);
    return (
      <>
        <label htmlFor="starts">Starts</label>
        <WallTimeBox
          id="starts"
          label="Starts"
          value={value}
          onChange={(next) => {
            told(next);
            setValue(next);
          }}
        />
      </>
    );
  }
  const parts = () => ({
    day: screen.getByLabelText<HTMLInputElement>('Starts'),
    time: screen.getByLabelText<HTMLInputElement>('Starts, time of day'),
  });

  it('means 0:00 of that day when only a day is given', () => {
    const told = vi.fn();
    render(<Field told={told} first="" />);
    for (const text of ['0002-12-05', '0020-12-05', '0202-12-05', '2026-12-05']) type(parts().day, text);
    expect(told.mock.calls).toEqual([['unfinished'], ['2026-12-05T00:00']]);
    expect(parts().time.value).toBe('00:00');
    type(parts().time, '19:30');
    expect(told).toHaveBeenLastCalledWith('2026-12-05T19:30');
  });
  it('is never now and never none while it is half typed, and keeps its other part', () => {
    const told = vi.fn();
    render(<Field told={told} first="2026-12-05T19:30" />);
    type(parts().day, '0002-12-05');
    expect(told).toHaveBeenLastCalledWith('unfinished');
    expect(parts().time.value).toBe('19:30');
    type(parts().day, '2027-12-05');
    expect(told).toHaveBeenLastCalledWith('2027-12-05T19:30');
  });
});
