/**
 * A journal as a DATEV Buchungsstapel: EXTF 510, category 21, format version 7, Windows-1252, decimal commas. A booking has two
 * accounts there, so that each line is booked against one clearing account, which is even at the end of each day.
 * Source: https://developer.datev.de/en/file-format/details/datev-format (header and Buchungsstapel)
 */
import {
  type AccountId,
  chartOfAccounts,
  type JournalSettings,
  postingNames,
} from '@holdfast/shared/accounting';
import { decimalsOf, marketplaceCurrency } from '@holdfast/shared/money';
import { Problem } from '../../platform/problem.ts';
import type { JournalLine } from './readJournal.ts';

/** The columns of format version 7, of which we fill ten. */
const columns = [
  'Umsatz (ohne Soll/Haben-Kz)',
  'Soll/Haben-Kennzeichen',
  'WKZ Umsatz',
  'Kurs',
  'Basis-Umsatz',
  'WKZ Basis-Umsatz',
  'Konto',
  'Gegenkonto (ohne BU-Schlüssel)',
  'BU-Schlüssel',
  'Belegdatum',
  'Belegfeld 1',
  'Belegfeld 2',
  'Skonto',
  'Buchungstext',
  'Postensperre',
  'Diverse Adressnummer',
  'Geschäftspartnerbank',
  'Sachverhalt',
  'Zinssperre',
  'Beleglink',
  ...numbered(8, (n) => [`Beleginfo - Art ${n}`, `Beleginfo - Inhalt ${n}`]),
  'KOST1 - Kostenstelle',
  'KOST2 - Kostenstelle',
  'Kost-Menge',
  'EU-Land u. UStID',
  'EU-Steuersatz',
  'Abw. Versteuerungsart',
  'Sachverhalt L+L',
  'Funktionsergänzung L+L',
  'BU 49 Hauptfunktionstyp',
  'BU 49 Hauptfunktionsnummer',
  'BU 49 Funktionsergänzung',
  ...numbered(20, (n) => [`Zusatzinformation - Art ${n}`, `Zusatzinformation- Inhalt ${n}`]),
  'Stück',
  'Gewicht',
  'Zahlweise',
  'Forderungsart',
  'Veranlagungsjahr',
  'Zugeordnete Fälligkeit',
  'Skontotyp',
  'Auftragsnummer',
  'Buchungstyp',
  'USt-Schlüssel (Anzahlungen)',
  'EU-Land (Anzahlungen)',
  'Sachverhalt L+L (Anzahlungen)',
  'EU-Steuersatz (Anzahlungen)',
  'Erlöskonto (Anzahlungen)',
  'Herkunft-Kz',
  'Buchungs GUID',
  'KOST-Datum',
  'SEPA-Mandatsreferenz',
  'Skontosperre',
  'Gesellschaftername',
  'Beteiligtennummer',
  'Identifikationsnummer',
  'Zeichnernummer',
  'Postensperre bis',
  'Bezeichnung SoBil-Sachverhalt',
  'Kennzeichen SoBil-Buchung',
  'Festschreibung',
  'Leistungsdatum',
  'Datum Zuord. Steuerperiode',
] as const;

function numbered(count: number, names: (n: number) => string[]): string[] {
  return Array.from({ length: count }, (_, i) => names(i + 1)).flat();
}

const compact = (day: string) => day.replaceAll('-', '');
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/**
 * @param numberOf the number of an account in DATEV
 * @throws Problem `transition_refused` for what is missing, and for a period across two fiscal years
 */
export function datevJournal(
  lines: readonly JournalLine[],
  { datev }: JournalSettings,
  numberOf: (account: AccountId) => string,
  madeAt = new Date(),
): Buffer {
  const { consultant, client, clearing, accountLength, yearBegins } = datev;
  if (!consultant || !client || !clearing)
    throw new Problem(
      'transition_refused',
      'DATEV needs the numbers of consultant and client, and a clearing account. Give them under Books, Journals.',
    );
  const days = lines.map(({ day }) => day);
  const [first, last] = [days[0] ?? '', days.at(-1) ?? ''];
  const year = fiscalYearOf(first, yearBegins);
  if (year !== fiscalYearOf(last, yearBegins))
    throw new Problem(
      'transition_refused',
      'A file for DATEV is of one fiscal year. Choose a shorter period.',
    );
  const header = [
    '"EXTF"',
    510,
    21,
    '"Buchungsstapel"',
    7,
    madeAt.toISOString().replaceAll(/\D/g, ''),
    '',
    '"HF"',
    '"Holdfast"',
    '""',
    consultant,
    client,
    compact(year),
    accountLength,
    compact(first),
    compact(last),
    '"Holdfast"',
    '""',
    1,
    0,
    '',
    quoted(marketplaceCurrency),
    ...Array<string>(9).fill(''),
  ];
  const account = (number: string) => number.padStart(accountLength, '0');
  const decimals = decimalsOf(marketplaceCurrency);
  const rows = lines.map((line) => {
    const amount = (Math.abs(line.amount) / 10 ** decimals).toFixed(2).replace('.', ',');
    const [, month, day] = line.day.split('-');
    const text = `${postingNames[line.kind]}: ${chartOfAccounts[line.account].name}`;
    const cells: Record<string, string> = {
      'Umsatz (ohne Soll/Haben-Kz)': amount,
      'Soll/Haben-Kennzeichen': quoted(line.amount > 0 ? 'S' : 'H'),
      'WKZ Umsatz': quoted(marketplaceCurrency),
      Konto: account(numberOf(line.account)),
      'Gegenkonto (ohne BU-Schlüssel)': account(clearing),
      Belegdatum: `${day}${month}`,
      'Belegfeld 1': quoted(`HF${compact(line.day)}`),
      Buchungstext: quoted(text.slice(0, 60)),
      Festschreibung: '0',
    };
    return columns.map((name) => cells[name] ?? '').join(';');
  });
  return windows1252([header.join(';'), columns.join(';'), ...rows, ''].join('\r\n'));
}

/** The first day of the fiscal year of a day. */
function fiscalYearOf(day: string, begins: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return `${month >= begins ? year : year - 1}-${String(begins).padStart(2, '0')}-01`;
}

/** Our own words need of Windows-1252 only what Latin-1 has, and the apostrophe. */
const windows1252 = (text: string) => Buffer.from(text.replaceAll('’', "'"), 'latin1');
