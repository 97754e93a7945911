import type { Season } from '@holdfast/shared/catalog';
import type { Consignor, SeasonPackage } from '@holdfast/shared/consignment';
import { splitRules } from '@holdfast/shared/consignment';
import { useState } from 'react';
import { FormDataConsumer } from 'react-admin';
import { useNavigate, useSearchParams } from 'react-router';
import { splitRuleName } from '../listings/splitRules.ts';
import { ComboField } from '../ui/ComboField.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ChoiceField, MoneyField, NumberField, TextField } from '../ui/fields.tsx';
import { OfficeForm } from '../ui/OfficeForm.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { GameChecklist } from './GameChecklist.tsx';
import { PackageSum } from './PackageSum.tsx';

interface PackageValues {
  consignorId?: string | null;
  seasonId?: string | null;
  lowSeat?: number | null;
  highSeat?: number | null;
  priceAmount?: number | null;
}

/** Consign a season's games in one go: seats, price and rules once, then the games one by one. */
export function PackageCreate() {
  useCrumbs('Consignment', 'Season packages', 'Consign games');
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const [games, setGames] = useState<readonly string[]>([]);
  return (
    <>
      <PageHead
        title="Consign games of a season"
        facts="Each chosen game becomes one listing that waits for approval."
      />
      <div className="body">
        <OfficeForm<SeasonPackage>
          resource="packages"
          defaults={{
            consignorId: query.get('consignorId'),
            seasonId: null,
            section: '',
            row: '',
            lowSeat: null,
            highSeat: null,
            priceAmount: null,
            faceValueAmount: null,
            splitRule: 'neverLeaveOne',
            delivery: 'Tickets ready now',
            drawback: '',
          }}
          bodyOf={(values) => ({
            ...values,
            drawback: String(values.drawback ?? '').trim() || null,
            eventIds: [...games],
          })}
          submit={`Consign ${games.length === 1 ? '1 game' : `${games.length} games`}`}
          onDone={(made) => navigate(`/packages?made=${made.listings}`)}
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
                <NumberField source="lowSeat" label="First seat" span={3} />
                <NumberField source="highSeat" label="Last seat" span={3} />
                <MoneyField source="priceAmount" label="Price each, before the fee" span={4} />
                <MoneyField
                  source="faceValueAmount"
                  label="Face value each"
                  span={4}
                  hint="May be left out"
                />
                <ChoiceField
                  source="splitRule"
                  label="Split rule"
                  span={4}
                  choices={splitRules.map((value) => ({ value, name: splitRuleName(value) }))}
                />
                <TextField source="delivery" label="Delivery" span={6} maxLength={120} />
                <TextField
                  source="drawback"
                  label="Drawback"
                  span={6}
                  maxLength={200}
                  hint="What a fan should know, such as a pillar in view"
                />
              </div>
              <FormDataConsumer<PackageValues>>
                {({ formData }) => (
                  <GameChecklist seasonId={formData.seasonId || null} chosen={games} onChange={setGames} />
                )}
              </FormDataConsumer>
            </div>
            <FormDataConsumer<PackageValues>>
              {({ formData }) => <PackageSum values={formData} games={games.length} />}
            </FormDataConsumer>
          </div>
        </OfficeForm>
      </div>
    </>
  );
}
