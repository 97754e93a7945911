import type { Country } from '@holdfast/shared/catalog';
import type { Consignor } from '@holdfast/shared/consignors';
import { useGetList } from 'react-admin';
import { plural } from '../ui/figures.tsx';
import { clockOf, zoneOf } from '../ui/time.ts';
import { languageName } from './ConsignorInputs.tsx';
import './consignors.css';

/** How to reach a consignor, and what staff noted. */
export function ConsignorFacts({ record }: { record: Consignor }) {
  const { email, otherEmails, legalName, phone, timeZone, language, tags, notes, payoutDays } = record;
  return (
    <section className="sec">
      <h2>Profile</h2>
      <dl className="kv facts" style={{ maxWidth: 760 }}>
        {legalName && <Fact name="Legal name">{legalName}</Fact>}
        <Fact name="Email">
          <a href={`mailto:${email}`}>{email}</a>
        </Fact>
        {otherEmails.length > 0 && <Fact name="Other emails">{otherEmails.join(', ')}</Fact>}
        <Fact name="Phone">
          {phone ? <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a> : 'Not given'}
        </Fact>
        <Fact name="Address">
          <Address record={record} />
        </Fact>
        <Fact name="Time there">
          {timeZone
            ? `${clockOf(new Date(), timeZone)} ${zoneOf(new Date(), timeZone)}, also in emails’ deadlines`
            : 'Zone not given: emails tell deadlines by the venue’s clocks'}
        </Fact>
        <Fact name="Language to talk in">{language ? languageName(language) : 'Not given'}</Fact>
        <Fact name="Payout agreed">{plural(payoutDays, 'day')} after the event</Fact>
        <Fact name="Tags">{tags.join(', ') || 'None'}</Fact>
      </dl>
      {notes && <p className="consignor-notes">{notes}</p>}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Address({ record: { address, city, region, postalCode, country } }: { record: Consignor }) {
  const { data = [] } = useGetList<Country>('countries', undefined, { enabled: country !== null });
  const name = data.find(({ id }) => id === country)?.name ?? country;
  const place = [city, [region, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return <span>{[address, place, name].filter(Boolean).join(', ') || 'Not given'}</span>;
}
