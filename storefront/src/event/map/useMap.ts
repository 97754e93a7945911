import { type ComponentType, useEffect, useState } from 'react';
import { browserLoaders } from '../../api/api.ts';
import type { Level } from './geometry.ts';
import type { MapPanel } from './MapPanel.tsx';

/** The map of a venue, once its code and its sections are there. */
export interface LoadedMap {
  Panel: typeof MapPanel extends (props: infer P) => unknown ? ComponentType<P> : never;
  levels: readonly Level[];
}

/**
 * Fetches the map of a venue when it is wanted.
 * @returns undefined while it is fetched; null: nobody has entered the venue's sections, or it can't be fetched, and the list
 * of sections is all there is
 */
export function useMap(venue: string, isWanted: boolean): LoadedMap | null | undefined {
  const [map, setMap] = useState<LoadedMap | null>();
  useEffect(() => {
    if (!isWanted) return;
    let over = false;
    const load = async () => {
      const [{ MapPanel: Panel }, page] = await Promise.all([
        import('./MapPanel.tsx'),
        browserLoaders.getVenue(venue),
      ]);
      const levels = page?.venue.levels ?? [];
      return levels.length === 0 ? null : { Panel, levels };
    };
    load()
      .catch(() => null)
      .then((loaded) => {
        if (!over) setMap(loaded);
      });
    return () => {
      over = true;
    };
  }, [venue, isWanted]);
  return map;
}
