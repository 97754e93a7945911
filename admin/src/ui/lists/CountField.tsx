import { useFieldValue } from 'react-admin';
import { countOf } from '../figures.tsx';

/** A whole number with its thousands separated; zero is written faintly. */
export function Count({ count }: { count: number }) {
  return <span className={count === 0 ? 'num fnt' : 'num'}>{countOf(count)}</span>;
}

/** A count of the record. */
export function CountField({ source }: { source: string }) {
  return <Count count={Number(useFieldValue({ source }) ?? 0)} />;
}
