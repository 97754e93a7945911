import { Mark } from '../ui/icons.tsx';
import { markClass, useMarketplace } from './marketplace.ts';

/** The footer of every page. */
export function Footer() {
  const { name, contactEmail, postalAddress } = useMarketplace();
  return (
    <footer className="site-foot">
      <div className="wrap">
        <div>
          <a className={markClass(name)} href="/">
            <Mark />
            {name}
          </a>
          <p>
            Tickets on consignment, from season-ticket holders to other fans. Every price is the whole price.
          </p>
          <address>
            {postalAddress && <span>{postalAddress}</span>}
            {contactEmail && <a href={`mailto:${contactEmail}`}>{contactEmail}</a>}
          </address>
        </div>
        <div>
          <h2>Buy</h2>
          <ul>
            <li>
              <a href="/games">All events</a>
            </li>
            <li>
              <a href="/orders">Find my order</a>
            </li>
            <li>
              <a href="/#promise">What we promise</a>
            </li>
          </ul>
        </div>
        <div>
          <h2>Sell</h2>
          <ul>
            <li>
              <a href="/sell">How consigning works</a>
            </li>
            <li>
              <a href="/selling">Your tickets on sale</a>
            </li>
            <li>
              <a href="/sign-in">Sign in</a>
            </li>
          </ul>
        </div>
        <div>
          <h2>Help</h2>
          <ul>
            <li>
              <a href="/help">Help and refund rules</a>
            </li>
            <li>
              <a href="/contact">Contact</a>
            </li>
            <li>
              <a href="/terms">Terms</a>
            </li>
            <li>
              <a href="/privacy">Privacy</a>
            </li>
          </ul>
        </div>
        <div>
          <h2>Build on it</h2>
          <ul>
            <li>
              <a href="/api/docs">API reference</a>
            </li>
          </ul>
        </div>
      </div>
    </footer>
  );
}
