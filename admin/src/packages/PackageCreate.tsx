import type { Season } from '@holdfast/shared/catalog';
import type { Consignor, SeasonPackage } from '@holdfast/shared/consignment';
import { splitRules } from '@holdfast/shared/consignment';
import { useState } from 'react';
import { FormDataConsumer } from 'react-admin';
import { useNavigate, useSearchParams } from 'react-router';
import { splitRuleName } from '../listings/splitRules.ts';
import { ComboField } from '../ui/ComboField.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ChoiceField, MoneyField, TextField } from '../ui/fields.tsx';
import { OfficeForm } from '../ui/OfficeForm.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { AboveFaceField } from './AboveFaceField.tsx';
import { GameChecklist } from './GameChecklist.tsx';
import { PackageSum } from './PackageSum.tsx';

interface PackageValues {
  consignorId?: string | null;
  seasonId?: string | null;
  seats?: string | null;
  priceBy?: 'set' | 'face';
  priceAmount?: number | null;
  priceBps?: number | null;
  faceValueAmount?: number | null;
}

/** What a ticket would cost, as the house computes it: a percentage of the face value is rounded half up to the cent. */
function priceOf({ priceBy, priceAmount, priceBps, faceValueAmount }: PackageValues): number | null {
  if (priceBy !== 'face') return priceAmount ?? null;
  if (typeof faceValueAmount !== 'number' || typeof priceBps !== 'number') return null;
  return Math.floor((faceValueAmount * (10_000 + priceBps) + 5_000) / 10_000);
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
            seats: '',
            priceBy: 'set',
            priceAmount: null,
            priceBps: 0,
            floorAmount: null,
            ceilingAmount: null,
            faceValueAmount: null,
            splitRule: 'neverLeaveOne',
            delivery: 'Tickets ready now',
            drawback: '',
          }}
          bodyOf={({ priceBy, priceAmount, priceBps, ...values }) => ({
            ...values,
            price: priceBy === 'face' ? { by: 'face', bps: priceBps } : { by: 'set', amount: priceAmount },
            drawback: String(values.drawback ?? '').trim() || null,
            eventIds: [...games],
          })}
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
                <ChoiceField
                  source="priceBy"
                  label="The price is"
                  span={4}
                  choices={[
                    { value: 'set', name: 'An amount' },
                    { value: 'face', name: 'The face value and some percent' },
                  ]}
                />
                <FormDataConsumer<PackageValues>>
                  {({ formData }) =>
                    formData.priceBy === 'face' ? (
                      <AboveFaceField />
                    ) : (
                      <MoneyField source="priceAmount" label="Price each, before the fee" span={4} />
                    )
                  }
                </FormDataConsumer>
                <MoneyField
                  source="faceValueAmount"
                  label="Face value each"
                  span={4}
                  hint="May be left out"
                />
                <MoneyField source="floorAmount" label="Floor each" span={4} hint="May be left out" />
                <MoneyField source="ceilingAmount" label="Ceiling each" span={4} hint="May be left out" />
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
              {({ formData }) => (
                <PackageSum values={{ ...formData, priceAmount: priceOf(formData) }} games={games.length} />
              )}
            </FormDataConsumer>
          </div>
        </OfficeForm>
      </div>
    </>
  );
}
