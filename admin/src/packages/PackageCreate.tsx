import type { Season } from '@holdfast/shared/catalog';
import { newPackage, type SeasonPackage } from '@holdfast/shared/packages';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CreateBase } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { useNavigate, useSearchParams } from 'react-router';
import { SeatsInputs } from '../listings/TermsInputs.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskForm } from '../ui/forms/DeskForm.tsx';
import { RecordInput } from '../ui/forms/RecordInput.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { GameChecklist } from './GameChecklist.tsx';
import { PackageSum } from './PackageSum.tsx';
import { SeasonOpponents } from './SeasonOpponents.tsx';
import { TermsFields } from './TermsFields.tsx';
import { newTerms, priceOf, type TermsValues, termsBody, termsField } from './termsValues.ts';

type PackageValues = Partial<TermsValues> & {
  consignorId?: string | null;
  seasonId?: string | null;
  seats?: string | null;
};

/** Consigns a season's games in one go: seats, price and rules once, then the games one by one. */
export function PackageCreate() {
  useCrumbs('Consignment', 'Season packages', 'Consign games');
  const [query] = useSearchParams();
  const [games, setGames] = useState<readonly string[]>([]);
  const [own, setOwn] = useState<readonly string[]>([]);
  const opened = useOpenPackage();
  return (
    <CreateBase<SeasonPackage> mutationOptions={opened}>
      <PageHead
        title="Consign games of a season"
        facts="Each chosen game becomes one listing that waits for approval."
      />
      <div className="body">
        <DeskForm
          schema={newPackage}
          defaultValues={{
            consignorId: query.get('consignorId'),
            seasonId: null,
            section: '',
            row: '',
            seats: '',
            countsByTwo: false,
            ...newTerms,
          }}
          bodyOf={(values) => ({ ...termsBody(values, own), eventIds: [...games] })}
          fieldOf={(field) => termsField(field, own)}
          submit={
            games.length === 0
              ? 'Save as a draft'
              : `Consign ${games.length === 1 ? '1 game' : `${games.length} games`}`
          }
        >
          <PackageInputs games={games} setGames={setGames} own={own} setOwn={setOwn} />
        </DeskForm>
      </div>
    </CreateBase>
  );
}

/** A draft opens as a calendar; consigned games lead to the list, which says how many wait. */
function useOpenPackage() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return {
    onSuccess({ id, listings }: SeasonPackage) {
      if (listings === 0) navigate(`/packages/${id}/show`);
      else navigate('/packages', { state: { made: listings } });
    },
    onSettled: () => queries.invalidateQueries(),
  };
}

interface Chosen {
  games: readonly string[];
  setGames: (games: readonly string[]) => void;
  /** Opponents with a price of their own. */
  own: readonly string[];
  setOwn: (own: readonly string[]) => void;
}

function PackageInputs({ games, setGames, own, setOwn }: Chosen) {
  const values = useWatch() as PackageValues;
  const seasonId = values.seasonId || null;
  return (
    <div className="columns-2">
      <div className="sec">
        <h2>
          The seats <small>the same for every game</small>
        </h2>
        <div className="form-grid">
          <RecordInput
            className="f6"
            source="consignorId"
            label="Consignor"
            reference="consignors"
            sort="name"
          />
          <RecordInput<Season>
            className="f6"
            source="seasonId"
            label="Season"
            reference="seasons"
            sort="name"
            nameOf={seasonName}
          />
          <SeatsInputs />
          <TermsFields />
        </div>
        <SeasonOpponents seasonId={seasonId} chosen={own} onChange={setOwn} />
        <GameChecklist seasonId={seasonId} chosen={games} onChange={setGames} />
      </div>
      <PackageSum
        values={{ ...values, priceAmount: priceOf(values) }}
        games={games.length}
        ownPrices={own.length}
      />
    </div>
  );
}

const seasonName = ({ performer, name }: Season) => `${performer.name}, ${name}`;
