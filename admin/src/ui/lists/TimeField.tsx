import { useFieldValue } from 'react-admin';
import { workTime } from '../time.ts';

/** When work was done, in the marketplace's zone. */
export function TimeField({ source, none }: { source: string; none?: string }) {
  const at = useFieldValue({ source }) as string | null | undefined;
  return at ? workTime(at) : <span className="fnt">{none}</span>;
}
