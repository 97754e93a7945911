import type { Season } from '@holdfast/shared/catalog';
import type { Consignor } from '@holdfast/shared/consignors';
import type { SeasonPackage } from '@holdfast/shared/packages';
import { useState } from 'react';
import { FormDataConsumer } from 'react-admin';
import { useNavigate, useSearchParams } from 'react-router';
import { AdminForm } from '../ui/AdminForm.tsx';
import { ComboField } from '../ui/ComboField.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { TextField } from '../ui/fields.tsx';
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

/** Consign a season's games in one go: seats, price and rules once, then the games one by one. */
export function PackageCreate() {
  useCrumbs('Consignment', 'Season packages', 'Consign games');
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const [games, setGames] = useState<readonly string[]>([]);
  const [own, setOwn] = useState<readonly string[]>([]);
  return (
    <>
      <PageHead
        title="Consign games of a season"
        facts="Each chosen game becomes one listing that waits for approval."
      />
      <div className="body">
        <AdminForm<SeasonPackage>
          resource="packages"
          defaults={{
            consignorId: query.get('consignorId'),
            seasonId: null,
            section: '',
            row: '',
            seats: '',
            ...newTerms,
          }}
          bodyOf={(values) => ({
            ...termsBody(values, own),
            eventIds: [...games],
          })}
          fieldOf={(field) => termsField(field, own)}
          submit={
            games.length === 0
              ? 'Take it in as a draft'
              : `Consign ${games.length === 1 ? '1 game' : `${games.length} games`}`
          }
          onDone={(made) =>
            navigate(made.listings === 0 ? `/packages/${made.id}/show` : `/packages?made=${made.listings}`)
          }
        >
          <div className="columns-2">
            <div className="sec">
              <h2>
                The seats <small>the same for every game</small>
              </h2>
              <div className="form-grid">
                <ComboField<Consignor>
                  source="consignorId"
                  label="Consignor"
                  resource="consignors"
                  sort="name"
                  nameOf={(record) => record.name}
                  aside={(record) => record.plan}
                  span={6}
                />
                <ComboField<Season>
                  source="seasonId"
                  label="Season"
                  resource="seasons"
                  sort="name"
                  nameOf={(record) => `${record.performer.name}, ${record.name}`}
                  aside={(record) => `${record.upcomingHomeGames} home games ahead`}
                  span={6}
                />
                <TextField source="section" label="Section" span={3} maxLength={20} />
                <TextField source="row" label="Row" span={3} maxLength={10} />
                <TextField
                  source="seats"
                  label="Seats"
                  span={6}
                  maxLength={300}
                  hint="A range such as 5–8, or a list such as 2, 4, 6"
                />
                <TermsFields />
              </div>
              <FormDataConsumer<PackageValues>>
                {({ formData }) => (
                  <SeasonOpponents seasonId={formData.seasonId || null} chosen={own} onChange={setOwn} />
                )}
              </FormDataConsumer>
              <FormDataConsumer<PackageValues>>
                {({ formData }) => (
                  <GameChecklist seasonId={formData.seasonId || null} chosen={games} onChange={setGames} />
                )}
              </FormDataConsumer>
            </div>
            <FormDataConsumer<PackageValues>>
              {({ formData }) => (
                <PackageSum
                  values={{ ...formData, priceAmount: priceOf(formData) }}
                  games={games.length}
                  ownPrices={own.length}
                />
              )}
            </FormDataConsumer>
          </div>
        </AdminForm>
      </div>
    </>
  );
}
