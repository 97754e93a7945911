import { marketplaceCurrency } from '@holdfast/shared/money';
import type { Colleague, NextGame } from '@holdfast/shared/today';
import { Link } from 'react-router';
import { Amount, countOf } from '../ui/figures.tsx';
import { RuledTable } from '../ui/RuledList.tsx';
import { ageOf, clockOf, dayOf, zoneOf } from '../ui/time.ts';

/** The games of the next two days that still have seats to sell. */
export function NextGames({ games }: { games: readonly NextGame[] }) {
  return (
    <section className="sec">
      <h2>
        Next 48 hours <small>games with unsold seats, in the venue’s time</small>
        <span className="r">
          <Link to="/soon-unsold">All of them</Link>
        </span>
      </h2>
      {games.length === 0 ? (
        <p className="mut">No game of the next two days has unsold seats.</p>
      ) : (
        <RuledTable
          label="Games of the next 48 hours"
          rows={games.map((game) => ({ ...game, id: game.eventId }))}
          to={(game) => `/pricing?eventId=${game.eventId}`}
          columns={[
            { head: 'Game', cell: (game) => <b className="bold">{game.name}</b> },
            {
              head: 'Starts',
              cell: (game) =>
                `${dayOf(game.startsAt, game.timeZone)}, ${clockOf(game.startsAt, game.timeZone)} ${zoneOf(game.startsAt, game.timeZone)}`,
            },
            { head: 'Listed', cell: (game) => countOf(game.listed), numeric: true },
            { head: 'Held', cell: (game) => faintZero(game.held), numeric: true, wideOnly: true },
            { head: 'Sold', cell: (game) => faintZero(game.sold), numeric: true },
            { head: 'Sell-through', cell: (game) => <Through {...game} />, wideOnly: true },
            {
              head: `Average, ${marketplaceCurrency}`,
              cell: (game) =>
                game.averagePrice === null ? (
                  <span className="fnt">none sold</span>
                ) : (
                  <Amount minor={game.averagePrice} />
                ),
              numeric: true,
              wideOnly: true,
            },
            {
              head: `Unsold, ${marketplaceCurrency}`,
              cell: (game) => <Amount minor={game.unsold} />,
              numeric: true,
            },
          ]}
        />
      )}
    </section>
  );
}

function Through({ sold, listed }: { sold: number; listed: number }) {
  const share = listed === 0 ? 0 : sold / listed;
  return (
    <>
      <span className={share < 0.6 ? 'through slow' : 'through'} aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </span>
      {Math.round(share * 100)}%
    </>
  );
}

/** Who did what today, and what each still has. */
export function Colleagues({ colleagues }: { colleagues: readonly Colleague[] }) {
  return (
    <section className="sec">
      <h2>
        Staff today <small>done by each, and what each still has to approve</small>
      </h2>
      <RuledTable
        label="Staff today"
        rows={colleagues}
        columns={[
          {
            head: 'Who',
            cell: (person) => (
              <>
                <b className="bold">{person.name}</b>
                {person.isMe && <span className="mut"> you</span>}
              </>
            ),
          },
          { head: 'Approved', cell: (person) => faintZero(person.approved), numeric: true },
          { head: 'Sent back', cell: (person) => faintZero(person.sentBack), numeric: true },
          { head: 'Priced', cell: (person) => faintZero(person.priced), numeric: true },
          {
            head: 'Still has',
            cell: (person) =>
              person.stillHas === 0 ? (
                faintZero(0)
              ) : (
                <Link to={`/to-approve?owner=${person.id}`}>{countOf(person.stillHas)}</Link>
              ),
            numeric: true,
          },
          {
            head: 'Oldest',
            cell: (person) =>
              person.since === null ? (
                <span className="fnt">–</span>
              ) : (
                ageOf(Date.now() - Date.parse(person.since))
              ),
            numeric: true,
          },
        ]}
      />
    </section>
  );
}

const faintZero = (count: number) => (count === 0 ? <span className="fnt">0</span> : countOf(count));
