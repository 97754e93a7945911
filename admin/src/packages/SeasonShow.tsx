import {
  forecastWords,
  type PackageSeasonReport,
  packageCost,
  type SeasonGame,
  type SeasonPackage,
  type SeasonSeat,
  seasonSeatNames,
} from '@holdfast/shared/packages';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useGetIdentity, useNotify } from 'react-admin';
import { Link, useParams } from 'react-router';
import { mayOpen } from '../authProvider/access.ts';
import { call } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { Amount, amountOf, plural } from '../ui/figures.tsx';
import { MoneyInput } from '../ui/forms/FigureInputs.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { Movements } from '../ui/Movements.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { dayOf } from '../ui/time.ts';
import './packages.css';

/** The season of a package on one page: what each seat of each game was asked, sold for and gave, and a forecast for the rest. */
export function SeasonShow() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['packages', id, 'season'],
    queryFn: () => call<PackageSeasonReport>(`/admin/packages/${id}/season`),
    refetchInterval: 20_000,
  });
  useCrumbs('Consignment', 'Season packages', data ? placeOf(data) : id);
  if (!data && error)
    return <ErrorMessage what="This season couldn’t be loaded." error={error} retry={refetch} />;
  if (!data) return <Reading what="the season" />;
  return <Page key={data.package.id} report={data} changed={() => void refetch()} />;
}

const placeOf = ({ package: { section, row, seats } }: PackageSeasonReport) =>
  `${section} / ${row} / ${seats.length > 1 ? `${seats[0]}–${seats.at(-1)}` : seats[0]}`;

function Page({ report, changed }: { report: PackageSeasonReport; changed: () => void }) {
  const { package: found, currency, totals, games, forecast, cost } = report;
  const [isOpen, open] = useState(false);
  const { identity } = useGetIdentity();
  const mayChange = mayOpen('packages', identity?.roles ?? []);
  return (
    <div className={isOpen ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title={`The season of ${placeOf(report)}`}
          facts={`${found.season}. ${found.consignor.name}. ${plural(totals.sold, 'seat')} of ${totals.seats} sold, ${amountOf(totals.net)} ${currency} for the consignor${cost === null ? '' : `, of ${amountOf(cost)} that the package cost`}.`}
        >
          {mayChange && (
            <>
              <Link className="btn" to={`/packages/${found.id}/show`}>
                The calendar
              </Link>
              <button type="button" className="btn" onClick={() => open(true)}>
                What it cost…
              </button>
            </>
          )}
          <a className="btn" href={`/api/admin/packages/${found.id}/season.csv`}>
            CSV
          </a>
        </PageHead>
        <div className="body">
          <p>{forecastWords(forecast, currency, found.section)}</p>
          <p className="mut season-words">
            A sale is as it was agreed. A refund of named tickets takes them out; what went back for no named
            ticket is on the consignor’s statement.
            {cost === null && ' What the package cost isn’t known, so no seat has a share of it.'}
          </p>
          {games.length === 0 ? (
            <Empty because="No home game of this season is known yet." />
          ) : (
            <Games report={report} />
          )}
        </div>
      </div>
      {isOpen && (
        <CostPanel
          report={report}
          close={() => open(false)}
          done={() => {
            open(false);
            changed();
          }}
        />
      )}
    </div>
  );
}

function Games({ report: { games, totals } }: { report: PackageSeasonReport }) {
  return (
    <Movements
      label="Games"
      heads={[
        'Game',
        { figures: 'Seat' },
        'State',
        { figures: 'Asked' },
        { figures: 'Sold for' },
        { figures: 'Commission' },
        { figures: 'Service fee' },
        { figures: 'Net' },
        { figures: 'Cost share' },
      ]}
    >
      {games.flatMap((game) =>
        game.seats.map((seat, at) => (
          <tr key={`${game.eventId} ${seat.seat}`}>
            <td>{at === 0 && <GameName game={game} />}</td>
            <td className="n">{seat.seat}</td>
            <td className={seat.state === 'sold' ? '' : 'mut'}>
              {seasonSeatNames[seat.state]}
              {seat.order && ` ${seat.order}`}
            </td>
            <Figures of={[seat.asked, ...ofSale(seat), seat.cost]} />
          </tr>
        )),
      )}
      <tr>
        <td>
          <b>All games</b>
        </td>
        <td className="n">{totals.seats}</td>
        <td>{totals.sold} sold</td>
        <Figures of={[null, totals.price, totals.commission, totals.fees, totals.net, totals.cost]} />
      </tr>
    </Movements>
  );
}

const ofSale = ({ price, commission, fees, net }: SeasonSeat) => [price, commission, fees, net];

const columns = ['asked', 'price', 'commission', 'fees', 'net', 'cost'];
/** Amounts in the table's order; what isn't there stays empty. */
function Figures({ of }: { of: readonly (number | null)[] }) {
  return (
    <>
      {of.map((amount, at) => (
        <td className="n" key={columns[at]}>
          {amount !== null && <Amount minor={amount} />}
        </td>
      ))}
    </>
  );
}

const statusWords = { cancelled: ', canceled', postponed: ', postponed', scheduled: '', moved: '' } as const;

const GameName = ({ game: { name, startsAt, timeZone, status } }: { game: SeasonGame }) => (
  <>
    {name}{' '}
    <span className="mut">
      {dayOf(startsAt, timeZone)}
      {statusWords[status]}
    </span>
  </>
);

function CostPanel({
  report: { package: found, cost },
  close,
  done,
}: {
  report: PackageSeasonReport;
  close: () => void;
  done: () => void;
}) {
  const notify = useNotify();
  return (
    <LeavablePanel
      title="What the package cost"
      about="What its consignor paid for all seats and games. Each seat of each game has the same share."
      leave="Leave it as it is"
      onLeave={close}
    >
      <UpdateForm<SeasonPackage>
        resource="packageCosts"
        id={found.id}
        schema={packageCost}
        defaultValues={{ costAmount: cost }}
        bodyOf={({ costAmount }) => ({ costAmount: costAmount ?? null })}
        submit="Save what it cost"
        onDone={() => {
          notify('The shares follow it.', { type: 'success' });
          done();
        }}
      >
        <div className="form-grid stacked">
          <MoneyInput source="costAmount" label="Cost" helperText="Empty: it isn’t known." />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}
