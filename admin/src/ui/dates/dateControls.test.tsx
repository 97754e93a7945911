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
  function Filter({ onChange }: { onChange: (day: string) => void }) {
    const [day, setDay] = useState('2026-11-30');
    return (
      <>
        <DayBox
          label="From"
          value={day}
          onChange={(next) => {
            onChange(next);
            setDay(next);
          }}
        />
        <button type="button" onClick={() => setDay('')}>
          Clear
        </button>
      </>
    );
  }
  it('is onChange once, when it is complete, and keeps its digits until then', () => {
    const onChange = vi.fn();
    render(<Filter onChange={onChange} />);
    const input = screen.getByLabelText<HTMLInputElement>('From');
    for (const text of ['0002-12-01', '0020-12-01', '0202-12-01']) {
      type(input, text);
      expect(input.value).toBe(text);
    }
    expect(onChange).not.toHaveBeenCalled();
    type(input, '2026-12-01');
    expect(onChange.mock.calls).toEqual([['2026-12-01']]);
  });
  it('says what is missing when it is left half typed, and follows the page', () => {
    const onChange = vi.fn();
    render(<Filter onChange={onChange} />);
    const input = screen.getByLabelText<HTMLInputElement>('From');
    type(input, '0002-12-01');
    fireEvent.blur(input);
    expect(screen.getByRole('alert').textContent).toBe(unfinishedWords);
    act(() => screen.getByText('Clear').click());
    expect(input.value).toBe('');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(onChange).not.toHaveBeenCalled();
  });
});

describe('a date with a time', () => {
  function Field({
    onChange,
    first,
    zone,
  }: {
    onChange: (wallTime: string) => void;
    first: string;
    zone?: string;
  }) {
    const [value, setValue] = useState(first);
    return (
      <>
        <label htmlFor="starts">Starts</label>
        <WallTimeBox
          id="starts"
          label="Starts"
          zone={zone}
          value={value}
          onChange={(next) => {
            onChange(next);
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
    const onChange = vi.fn();
    render(<Field onChange={onChange} first="" />);
    for (const text of ['0002-12-05', '0020-12-05', '0202-12-05', '2026-12-05']) type(parts().day, text);
    expect(onChange.mock.calls).toEqual([['unfinished'], ['2026-12-05T00:00']]);
    expect(parts().time.value).toBe('00:00');
    type(parts().time, '19:30');
    expect(onChange).toHaveBeenLastCalledWith('2026-12-05T19:30');
  });
  it('is never now and never none while it is half typed, and keeps its other part', () => {
    const onChange = vi.fn();
    render(<Field onChange={onChange} first="2026-12-05T19:30" />);
    type(parts().day, '0002-12-05');
    expect(onChange).toHaveBeenLastCalledWith('unfinished');
    expect(parts().time.value).toBe('19:30');
    type(parts().day, '2027-12-05');
    expect(onChange).toHaveBeenLastCalledWith('2027-12-05T19:30');
  });
  it('asks which one is meant of a time that the clocks show twice, and refuses one that they skip', () => {
    const onChange = vi.fn();
    render(<Field onChange={onChange} first="2026-11-01T03:00" zone="America/New_York" />);
    type(parts().time, '01:30');
    expect(onChange).toHaveBeenLastCalledWith('unfinished');
    screen.getByText('The clocks show 01:30 twice that day. Which one?');
    fireEvent.click(screen.getByLabelText('The second, after they are set back'));
    expect(onChange).toHaveBeenLastCalledWith('2026-11-01T01:30-05:00');
    expect([parts().day.value, parts().time.value]).toEqual(['2026-11-01', '01:30']);
    type(parts().day, '2027-03-14');
    expect(onChange).toHaveBeenLastCalledWith('2027-03-14T01:30');
    type(parts().time, '02:30');
    expect(onChange).toHaveBeenLastCalledWith('unfinished');
    expect(screen.getByRole('alert').textContent).toBe('The clocks skip 02:30 that day. Give another time.');
  });
});
