import { useShell } from './marketplace.ts';

/** The pages that every page leads to, whatever the footer's columns say. */
export function LegalLinks() {
  const { hasImprint } = useShell();
  return (
    <ul className="legal">
      <li>
        <a href="/help">Help</a>
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
      {hasImprint && (
        <li>
          <a href="/imprint">Imprint</a>
        </li>
      )}
    </ul>
  );
}
