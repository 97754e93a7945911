import type { AuditRow } from '@holdfast/shared/audit';
import { changesOf } from './changeText.ts';

/** More fields than these are counted, not listed. */
const mostShown = 8;

/** Shows in words the fields that differ between before and after. */
export function Changes({ entry }: { entry: Pick<AuditRow, 'before' | 'after' | 'names'> }) {
  const changes = changesOf(entry);
  if (changes.length === 0) return <span className="fnt">no field differs</span>;
  return (
    <>
      {changes.slice(0, mostShown).map(({ field, before, after }, at) => (
        <span key={field}>
          {at > 0 && '; '}
          <span className="mut">{field}</span> {before !== null && <span className="old">{before}</span>}{' '}
          {after}
        </span>
      ))}
      {changes.length > mostShown && <span className="mut"> and {changes.length - mostShown} more</span>}
    </>
  );
}
