/** A grid with its list in one: for pages that need nothing of the list beside its rows. */
import type { RaRecord } from 'react-admin';
import type { ResourceGridProps } from './gridProps.ts';
import { ResourceGrid } from './ResourceGrid.tsx';
import { type ListOfAddress, ResourceList } from './ResourceList.tsx';

export function ResourceListGrid<T extends RaRecord>({
  resource,
  filter,
  sort,
  ignored = [],
  ...grid
}: ListOfAddress & ResourceGridProps<T>) {
  return (
    <ResourceList<T> resource={resource} filter={filter} sort={sort} ignored={ignored}>
      <ResourceGrid<T> {...grid} />
    </ResourceList>
  );
}
