import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useAdminProvider } from '../dataProvider/index.ts';
import { OpponentPrices, opponentsOf } from './OpponentPrices.tsx';

/** Prices by opponent for a new package, from the season's home games ahead. */
export function SeasonOpponents({
  seasonId,
  chosen,
  onChange,
}: {
  seasonId: string | null;
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}) {
  const adminProvider = useAdminProvider();
  const { data: games } = useQuery({
    queryKey: ['seasonGames', seasonId],
    queryFn: () => adminProvider.seasonGames(seasonId!),
    enabled: seasonId !== null,
  });
  const opponents = useMemo(
    () => opponentsOf((games ?? []).map(({ away }) => away && { id: away.id, name: away.shortName })),
    [games],
  );
  // Another season has other opponents, so their prices are dropped.
  useEffect(() => {
    const still = chosen.filter((id) => opponents.some((each) => each.id === id));
    if (games && still.length < chosen.length) onChange(still);
  }, [games, opponents, chosen, onChange]);
  if (!games) return null;
  return <OpponentPrices opponents={opponents} chosen={chosen} onChange={onChange} />;
}
