import { componentsText, percentagesComponent } from '@holdfast/shared/pricing';
import { z } from 'zod';
import { amountOf, percentOf } from '../ui/figures.tsx';

/** Shows the fields that differ between before and after; equal fields are left out. */
export function Changes({ before, after }: { before: unknown; after: unknown }) {
  const old = fieldsOf(before);
  const now = fieldsOf(after);
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (name) => show(name, old[name]) !== show(name, now[name]),
  );
  if (names.length === 0) return <span className="fnt">no field differs</span>;
  return (
    <>
      {names.slice(0, 8).map((name, at) => (
        <span key={name}>
          {at > 0 && '; '}
          <span className="mut">{fieldWords(name)}</span>{' '}
          {old[name] !== undefined && <span className="old">{show(name, old[name])}</span>}{' '}
          {show(name, now[name])}
        </span>
      ))}
      {names.length > 8 && <span className="mut"> and {names.length - 8} more</span>}
    </>
  );
}

/** Names a field on screen: `floorAmount` is "floor", `inHandOn` "in hand on". */
function fieldWords(name: string): string {
  return name
    .replace(/(Amount|Bps|Id)$/, '')
    .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined) return {};
  return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : { value };
}
/** Formats money and percentages; shows other values as they are. */
function show(name: string, value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'number' && name.endsWith('Amount')) return amountOf(value);
  if (typeof value === 'number' && name.endsWith('Bps')) return percentOf(value);
  if (name === 'parts') {
    const parts = z.array(percentagesComponent).safeParse(value);
    if (parts.success) return componentsText(parts.data);
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
