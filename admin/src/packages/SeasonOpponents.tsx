import { useEffect, useMemo } from 'react';
import { OpponentPrices, opponentsOf } from './OpponentPrices.tsx';
import { type SeasonChoice, useSeasonGames } from './useSeasonGames.ts';

/** Prices by opponent for a new package, from the season's home games ahead. */
export function SeasonOpponents({ seasonId, chosen, onChange }: SeasonChoice) {
  const games = useSeasonGames(seasonId);
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
