import type { SeasonPackage } from '@holdfast/shared/packages';
import { useEffect, useRef } from 'react';
import type { RaRecord } from 'react-admin';
import { Combo } from '../../ui/ComboField.tsx';
import { startOf } from '../../ui/time.ts';
import type { FilterKind } from './filterKinds.ts';
import { packageName } from './packageName.ts';

/** How a record reads in the list. */
const names: Record<string, { nameOf: (record: RaRecord) => string; aside?: (record: RaRecord) => string }> =
  {
    events: { nameOf: (event) => String(event.name), aside: (event) => startOf(event as never) },
    consignors: { nameOf: (consignor) => String(consignor.name) },
    packages: { nameOf: (record) => packageName(record as unknown as SeasonPackage) },
  };

/** A filter by a record that is found by a part of its name. */
export function RecordFilter({
  kind,
  set,
  leave,
}: {
  kind: Extract<FilterKind, { by: 'record' }>;
  set: (changes: Record<string, string | null>) => void;
  leave: () => void;
}) {
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.querySelector('input')?.focus(), []);
  return (
    <div
      className="fld"
      ref={field}
      onKeyDownCapture={(event) => {
        if (event.key === 'Escape') leave();
      }}
    >
      <label htmlFor="filter-record">{kind.name}</label>
      <div className="ctl">
        <Combo
          id="filter-record"
          resource={kind.resource}
          sort={kind.sort}
          {...names[kind.resource]!}
          value={null}
          onChange={(id) => id && set({ [kind.params[0]!]: id })}
        />
      </div>
    </div>
  );
}
