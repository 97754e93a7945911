import type { CatalogEvent } from '@holdfast/shared/catalog';
import { useQuery } from '@tanstack/react-query';
import { useAdminProvider } from '../dataProvider/index.ts';

/** What chooses among the home games of a season. */
export interface SeasonChoice {
  seasonId: string | null;
  /** Ids. */
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

/** The season's home games ahead; undefined until they are read, and without a season. */
export function useSeasonGames(seasonId: string | null): CatalogEvent[] | undefined {
  const adminProvider = useAdminProvider();
  const { data } = useQuery({
    queryKey: ['seasonGames', seasonId],
    queryFn: () => adminProvider.seasonGames(seasonId!),
    enabled: seasonId !== null,
  });
  return data;
}
