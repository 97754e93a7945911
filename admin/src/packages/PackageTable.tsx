import { type PackageState, packageSeatText, type SeasonPackage } from '@holdfast/shared/packages';
import { DataTable } from 'react-admin';
import { Link } from 'react-router';
import { CountField } from '../ui/lists/CountField.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { Mark } from '../ui/StateMark.tsx';
import type { StateLook } from '../ui/states.ts';
import { workTime } from '../ui/time.ts';

const looks: Record<PackageState, StateLook> = {
  draft: { shape: 'ring', tone: 'neutral', word: 'Draft' },
  confirmed: { shape: 'disc', tone: 'success', word: 'Confirmed' },
  ended: { shape: 'openSquare', tone: 'neutral', word: 'Ended' },
};

/** The packages of the list around it. */
export function PackageTable({
  label,
  ofOne = false,
}: {
  label: string;
  /** All are one consignor's. */
  ofOne?: boolean;
}) {
  return (
    <DataTable<SeasonPackage> aria-label={label} rowClick="show">
      <DataTable.Col<SeasonPackage>
        source="section"
        label="Section / row / seats"
        render={(row) => (
          <OpenLink>
            {row.section} / {row.row} / {packageSeatText(row)}
          </OpenLink>
        )}
      />
      <DataTable.Col<SeasonPackage> label="State" render={({ state }) => <State state={state} />} />
      <DataTable.Col<SeasonPackage> source="season" label="Season" render={(row) => row.season.name} />
      {!ofOne && (
        <DataTable.Col<SeasonPackage>
          source="consignor"
          label="Consignor"
          render={(row) => (
            <Link to={`/consignors/${row.consignor.id}/show`} onClick={(event) => event.stopPropagation()}>
              {row.consignor.name}
            </Link>
          )}
        />
      )}
      <DataTable.Col label="Listings" className="n">
        <CountField source="listings" />
      </DataTable.Col>
      <DataTable.Col label="To approve" className="n wide-only">
        <CountField source="counts.submitted" />
      </DataTable.Col>
      <DataTable.Col label="Live" className="n">
        <CountField source="counts.live" />
      </DataTable.Col>
      <DataTable.Col source="sold" label="Tickets sold" className="n" sortByOrder="DESC">
        <CountField source="counts.sold" />
      </DataTable.Col>
      <DataTable.Col<SeasonPackage>
        source="createdAt"
        label="Consigned"
        className="n"
        sortByOrder="DESC"
        render={(row) => workTime(row.createdAt)}
      />
    </DataTable>
  );
}

function State({ state }: { state: PackageState }) {
  const { shape, tone, word } = looks[state];
  return (
    <Mark shape={shape} tone={tone} quiet={state === 'confirmed'}>
      {word}
    </Mark>
  );
}
