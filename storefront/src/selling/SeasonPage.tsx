/** /selling/season: a consignor's season on one page. */
import {
  forecastWords,
  type OwnSeason,
  type PackageSeasonReport,
  type SeasonGame,
  type SeasonSeat,
  seasonSeatNames,
} from '@holdfast/shared/packages';
import { useCallback, useState } from 'react';
import { api } from '../api/api.ts';
import { definePage } from '../router/route.ts';
import { moneyText } from '../ui/money.ts';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { Price } from '../ui/Price.tsx';
import { counted } from '../ui/text.ts';
import { dayShort } from '../ui/time.ts';
import { useRead } from '../ui/useRead.ts';

function SeasonPage() {
  const [chosen, choose] = useState<string | null>(null);
  const read = useCallback(() => api.ownSeason(chosen), [chosen]);
  const { value: own, hasFailed, again } = useRead(read);
  return (
    <div className="wrap selling">
      <p className="small">
        <a href="/selling">Your tickets</a>
      </p>
      <div className="head-row">
        <h1>Your season</h1>
        {own && own.packages.length > 1 && <Choice own={own} choose={choose} />}
      </div>
      {hasFailed ? (
        <NotLoaded what="Your season" again={again} />
      ) : own === null ? (
        <p className="selling-sum muted">Loading it…</p>
      ) : own.report === null ? (
        <p className="selling-sum">
          You have no season package with us. What you sell game by game is under “Your tickets”.
        </p>
      ) : (
        <Season report={own.report} />
      )}
    </div>
  );
}

const seatsText = (seats: readonly number[]) =>
  seats.length > 1 ? `seats ${seats[0]}–${seats.at(-1)}` : `seat ${seats[0]}`;

const Choice = ({ own, choose }: { own: OwnSeason; choose: (id: string) => void }) => (
  <select
    aria-label="Package"
    className="month"
    value={own.report?.package.id}
    onChange={(event) => choose(event.target.value)}
  >
    {own.packages.map(({ id, season, section, row, seats }) => (
      <option key={id} value={id}>
        {season}, section {section}, row {row}, {seatsText(seats)}
      </option>
    ))}
  </select>
);

function Season({ report }: { report: PackageSeasonReport }) {
  const { package: found, currency, totals, cost, games, forecast } = report;
  const price = (amount: number) => <Price value={{ amount, currency }} />;
  return (
    <>
      <p className="selling-sum">
        <b>{found.season}</b>: section {found.section}, row {found.row}, {seatsText(found.seats)}.{' '}
        {counted(games.length, 'game')}.
      </p>
      <dl className="selling-money">
        <div>
          <dt>Yours so far</dt>
          <dd>
            {price(totals.net)}
            <span className="small muted">
              {totals.sold} of {counted(totals.seats, 'seat')} sold for{' '}
              {moneyText({ amount: totals.price, currency })}, less commission of{' '}
              {moneyText({ amount: totals.commission, currency })}.
            </span>
          </dd>
        </div>
        {forecast.total && (
          <div>
            <dt>Forecast for the rest</dt>
            <dd>
              {price(forecast.total.middle)}
              <span className="small muted">
                Between {moneyText({ amount: forecast.total.low, currency })} and{' '}
                {moneyText({ amount: forecast.total.high, currency })}.
              </span>
            </dd>
          </div>
        )}
        {cost !== null && (
          <div>
            <dt>The package cost</dt>
            <dd>
              {price(cost)}
              <span className="small muted">
                About {moneyText({ amount: Math.round(cost / Math.max(1, totals.seats)), currency })} for each
                seat of each game.
              </span>
            </dd>
          </div>
        )}
      </dl>
      <p className="muted">{forecastWords(forecast, currency, found.section)}</p>
      <h2>Game by game</h2>
      {games.map((game) => (
        <Game key={game.eventId} game={game} currency={currency} />
      ))}
      <p className="small">
        A refund of tickets takes them out; a part that went back for no named ticket is on your{' '}
        <a href="/selling/payouts">statement</a>. As a file:{' '}
        <a href={`/api/selling/season.csv?packageId=${found.id}`}>CSV</a>,{' '}
        <a href={`/api/selling/season.xlsx?packageId=${found.id}`}>Excel</a>
      </p>
    </>
  );
}

function Game({
  game: { eventId, name, startsAt, timeZone, status, seats },
  currency,
}: {
  game: SeasonGame;
  currency: string;
}) {
  return (
    <section aria-labelledby={eventId}>
      <h3 id={eventId} className="season-game">
        {name}{' '}
        <span className="small muted">
          {dayShort(startsAt, timeZone)}
          {status === 'cancelled' ? ', canceled' : status === 'postponed' ? ', postponed' : ''}
        </span>
      </h3>
      <ul className="money-rows">
        {alike(seats, currency).map(({ from, until, facts, seat }) => (
          <li key={from}>
            <span>
              {from === until ? `Seat ${from}` : `Seats ${from}–${until}`}:{' '}
              {seasonSeatNames[seat.state].toLowerCase()}
              {facts && from !== until && ', each'} <span className="small muted">{facts}</span>
            </span>
            <b className="fig">{seat.net === null ? '' : moneyText({ amount: seat.net, currency })}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Neighboring seats of which the same is to be said, as one line. */
function alike(seats: readonly SeasonSeat[], currency: string) {
  const lines: { from: number; until: number; facts: string; seat: SeasonSeat }[] = [];
  for (const seat of seats) {
    const facts = factsOf(seat, currency);
    const last = lines.at(-1);
    if (last && last.facts === facts && last.seat.state === seat.state && last.seat.net === seat.net)
      last.until = seat.seat;
    else lines.push({ from: seat.seat, until: seat.seat, facts, seat });
  }
  return lines;
}

/** What was asked and taken of a seat. */
function factsOf({ asked, price, commission, fees }: SeasonSeat, currency: string): string {
  const text = (amount: number) => moneyText({ amount, currency });
  if (price !== null && commission !== null && fees !== null)
    return `price ${text(price)} less commission ${text(commission)}; the fan paid ${text(fees)} on top`;
  return asked === null ? '' : `asked ${text(asked)}`;
}

/** The page of a consignor's season. */
export const seasonPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Your season' }),
  Page: SeasonPage,
});
