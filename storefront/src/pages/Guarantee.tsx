/** What holds for every sale. Every sentence must be something that the software ensures. */
export function Guarantee() {
  return (
    <section className="section section-next" id="promise">
      <div className="wrap pledge">
        <h2>Never charged for seats you don’t get</h2>
        <dl>
          <div>
            <dt>Whole price</dt>
            <dd>
              The first price that you see has every mandatory fee in it. The total at the end is the same.
            </dd>
          </div>
          <div>
            <dt>Held</dt>
            <dd>
              Seats in a hold can’t be sold to anybody else, and their price stays as it is until the hold
              ends.
            </dd>
          </div>
          <div>
            <dt>Charged last</dt>
            <dd>We ask your bank first. If the seats were gone by then, the card is never charged.</dd>
          </div>
          <div>
            <dt>As described</dt>
            <dd>
              Low sun, a rail in front, a pillar: what the seller told us is on the listing before you pay.
            </dd>
          </div>
        </dl>
      </div>
    </section>
  );
}
