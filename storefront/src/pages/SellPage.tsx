import { definePage } from '../router/route.ts';
import { useMarketplace } from '../shell/marketplace.ts';

function SellPage() {
  const { name } = useMarketplace();
  return (
    <>
      <div className="event-head">
        <div className="wrap">
          <h1>Leave us the games you’ll miss</h1>
          <p className="facts">
            {name} sells on consignment: the tickets stay yours until a fan has paid, and you are paid your
            share.
          </p>
        </div>
      </div>
      <section className="section">
        <div className="wrap">
          <ol className="steps">
            <li>
              <h2>Hand over</h2>
              <p>
                Tell our team the section, row and seats, and which games of the season. Brokers give us a
                file; each row is checked in a dry run before anything is taken in.
              </p>
            </li>
            <li>
              <h2>We look and price</h2>
              <p>
                Nothing goes on sale before our staff have approved it. You say how the seats may be split:
                any number, pairs only, never a single one left, or all together.
              </p>
            </li>
            <li>
              <h2>You are paid</h2>
              <p>
                Our rule is seven days after the event, unless your plan says otherwise. Until then you see
                what is sold and your share of it when you sign in.
              </p>
            </li>
          </ol>
          <p className="sell-own">
            Already consigning with us? <a href="/selling">See how your tickets sell</a>
          </p>
        </div>
      </section>
      <section className="section section-next">
        <div className="wrap pledge">
          <h2>What you can count on</h2>
          <dl>
            <div>
              <dt>Your share</dt>
              <dd>
                We agree on percentages beforehand. A sale uses the percentages in force at the moment in
                which the seats were held, and they never change afterwards.
              </dd>
            </div>
            <div>
              <dt>To the cent</dt>
              <dd>Your share and ours always add up to the price. Every cent is in double-entry books.</dd>
            </div>
            <div>
              <dt>No double sale</dt>
              <dd>Seats in one fan’s hold can’t be sold to another. Unsold ones can be withdrawn.</dd>
            </div>
            <div>
              <dt>When money waits</dt>
              <dd>Nothing is paid out while an event is postponed or a fan’s bank disputes the payment.</dd>
            </div>
          </dl>
        </div>
      </section>
    </>
  );
}

/** /sell: how consigning works. */
export const sellPage = definePage({
  load: async () => null,
  head: () => ({
    title: 'Sell your seats: how consigning works',
    description:
      'Season-ticket holders and brokers hand over the games they will miss; we sell them on consignment.',
    canonical: '/sell',
  }),
  Page: SellPage,
});
