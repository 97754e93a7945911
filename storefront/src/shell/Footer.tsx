import { Mark } from '../ui/icons.tsx';
import { ContactFacts } from './ContactFacts.tsx';
import { LegalLinks } from './LegalLinks.tsx';
import { markClass, useShell } from './marketplace.ts';

/** The footer of every page. */
export function Footer() {
  const { name, footer } = useShell();
  return (
    <footer className="site-foot">
      <div className="wrap">
        <div>
          <a className={markClass(name)} href="/">
            <Mark />
            {name}
          </a>
          <p>{footer.text}</p>
          <ContactFacts />
        </div>
        {footer.columns.map(({ heading, links }) => (
          <div key={heading}>
            <h2>{heading}</h2>
            <ul>
              {links.map(({ text, href }) => (
                <li key={text}>
                  <a href={href}>{text}</a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <div className="wrap foot-legal">
        <LegalLinks />
      </div>
    </footer>
  );
}
