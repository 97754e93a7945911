import type { League } from '@holdfast/shared/catalog';
import { useGetList } from 'react-admin';

/** Bound: more leagues than one marketplace sells. */
const mostLeagues = 200;

/** The leagues that aren't retired, by name. */
export function useLeagues(): readonly League[] {
  const { data } = useGetList<League>(
    'leagues',
    { pagination: { page: 1, perPage: mostLeagues }, sort: { field: 'name', order: 'ASC' } },
    { staleTime: 300_000 },
  );
  return data ?? [];
}
