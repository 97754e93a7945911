import { useListContext } from 'react-admin';
import { Empty } from '../ErrorMessage.tsx';

/**
 * Why a list is empty.
 * @param none nothing is there at all
 * @param matching something may be there that the filters leave out
 */
export function EmptyList({ none, matching }: { none: string; matching: string }) {
  const { filterValues } = useListContext();
  return <Empty because={Object.keys(filterValues ?? {}).length > 0 ? matching : none} />;
}
