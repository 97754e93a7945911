/** How the marketplace is reached, and the footer of every page. */
import type { AdminContent } from '@holdfast/shared/content';
import { Link } from 'react-router';
import { LinkInputs, Words } from './inputs.tsx';
import { ListInputs } from './ListInputs.tsx';

export const ContactInputs = ({ contact }: { contact: AdminContent['contact'] }) => (
  <>
    <section className="sec">
      <h2>Contact</h2>
      <p className="mut">
        Email and postal address are those of the <Link to="/settings">settings</Link>, which emails and
        receipts share: {contact.email}
        {contact.address ? `; ${contact.address.replaceAll('\n', ', ')}` : '; no postal address'}. Phone and
        hours stand beside them on every page and at the foot of emails.
      </p>
      <div className="form-grid">
        <Words className="f6" source="contact.phone" label="Phone, or nothing" />
        <Words className="f6" source="contact.hours" label="When somebody answers, or nothing" />
        <Words className="f4" source="contact.heading" label="Heading on the landing page" />
        <Words className="f8" source="contact.text" label="Text on the landing page" rows={2} />
      </div>
    </section>
    <section className="sec">
      <h2>
        Footer <small>help, contact, terms, privacy and an imprint are linked below it by themselves</small>
      </h2>
      <div className="form-grid">
        <Words source="footer.text" label="Sentence below the name" rows={2} />
      </div>
      <ListInputs
        source="footer.columns"
        title="Columns"
        noun="column"
        item={{ heading: '', links: [{ text: '', href: '' }] }}
      >
        {(at) => (
          <>
            <Words className="f6" source={`${at}.heading`} label="Heading" />
            <div className="f12">
              <LinkInputs source={`${at}.links`} title="Links" />
            </div>
          </>
        )}
      </ListInputs>
    </section>
  </>
);
