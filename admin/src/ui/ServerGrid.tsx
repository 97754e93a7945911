/** A grid with its list in one: for pages that need nothing of the list beside its rows. */
import type { RaRecord } from 'react-admin';
import type { ResourceGridProps } from './grid/gridProps.ts';
import { ResourceGrid } from './grid/ResourceGrid.tsx';
import { type ListOfAddress, ResourceList } from './grid/ResourceList.tsx';

export function ServerGrid<T extends RaRecord>({
  resource,
  filter,
  sort,
  ...grid
}: ListOfAddress & ResourceGridProps<T>) {
  return (
    <ResourceList<T> resource={resource} filter={filter} sort={sort}>
      <ResourceGrid<T> {...grid} />
    </ResourceList>
  );
}
