/** When a season is sold, played and decided, as inputs of a form. */
import type { SeasonWindows } from '@holdfast/shared/catalog';
import { DayInput } from '../../ui/dates/DateInputs.tsx';
import './seasonDays.css';

const windows = [
  ['selling', 'On sale'],
  ['regular', 'Regular season'],
  ['playoffs', 'Play-offs'],
] as const;
type Days = Partial<Record<'from' | 'until', string>>;

/** What the inputs begin with: an unknown window is two empty days. */
export const daysOf = (known: SeasonWindows) =>
  Object.fromEntries(windows.map(([part]) => [part, known[part] ?? { from: '', until: '' }]));

/** Two empty days mean an unknown window; one is sent as is for the server to refuse. */
export function windowsBody(values: Record<string, unknown>) {
  return Object.fromEntries(
    windows.map(([part]) => {
      const { from = '', until = '' } = (values[part] ?? {}) as Days;
      return [part, from === '' && until === '' ? null : { from, until }];
    }),
  );
}

export function SeasonDays() {
  return windows.map(([part, name]) => (
    <fieldset key={part} className="window">
      <legend className="ruled">{name}</legend>
      <div className="form-grid">
        <DayInput className="f6" source={`${part}.from`} label={`${name}, first day`} />
        <DayInput className="f6" source={`${part}.until`} label={`${name}, last day`} />
      </div>
    </fieldset>
  ));
}
