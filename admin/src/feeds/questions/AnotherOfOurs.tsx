import type { League, Performer, Venue } from '@holdfast/shared/catalog';
import type { AskedFact } from '@holdfast/shared/feeds';
import { useId } from 'react';
import { useDataProvider } from 'react-admin';
import { Combo } from '../../ui/ComboField.tsx';
import type { Draft } from './answers.ts';

type Ours = (Performer | Venue | League) & { league?: string | null; city?: string };

const places: Record<AskedFact, { resource: string; label: string }> = {
  home: { resource: 'performers', label: 'Team of ours' },
  away: { resource: 'performers', label: 'Team of ours' },
  league: { resource: 'leagues', label: 'League of ours' },
  venue: { resource: 'venues', label: 'Venue of ours' },
};

/** Finds a team, a league or a venue of ours by a part of its name. */
export function AnotherOfOurs({ what, choose }: { what: AskedFact; choose: (draft: Draft) => void }) {
  const id = useId();
  const provider = useDataProvider();
  const { resource, label } = places[what];
  const take = async (chosen: string | null) => {
    if (chosen === null) return;
    const { data } = await provider.getOne<Ours>(resource, { id: chosen });
    choose({ choice: 'known', id: chosen, name: data.name, league: data.league ?? null });
  };
  return (
    <div className="fld">
      <label htmlFor={id}>{label}</label>
      <div className="ctl">
        <Combo<Ours>
          id={id}
          resource={resource}
          sort="name"
          nameOf={(each) => each.name}
          aside={(each) => (what === 'league' ? String(each.id) : (each.league ?? each.city ?? ''))}
          value={null}
          onChange={(chosen) => void take(chosen)}
        />
      </div>
    </div>
  );
}
