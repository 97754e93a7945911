import { type Random, randomFor } from './random.ts';
import type { DemoConsignor } from './types.ts';

const HOLDERS = 252;
const FAMILIES = 36;

const GIVEN =
  words(`Amara Andre Anika Arturo Aylin Beatriz Bogdan Caleb Camila Carmen Chidi Claire Connor Dalia Darius
  Denise Diego Dmitri Elena Emeka Esther Farah Felix Fatima Gabriel Grace Hana Hassan Helen Hiro Ibrahim Imani Ingrid
  Isaac Jamal Jin Joanna Jorge Kamala Keanu Kenji Kofi Kwame Laila Leilani Lars Linh Lucia Malik Marcus Margaret Mateo
  Mei Mina Mireille Nadia Nia Nikhil Noor Olga Omar Owen Pablo Patrice Priya Quinn Rafael Rania Rohan Rosa Ruth Samuel
  Sanjay Siobhan Sofia Soren Sunita Tariq Tatiana Terrence Thandiwe Tomasz Umar Valentina Victor Wanda Wei Xavier Yara
  Yusuf Zainab Zoe Dakota Winona`);
const FAMILY =
  words(`Abernathy Achterberg Adeyemi Aguilar Ahmed Alvarez Bakshi Baptiste Begay Bernstein Bianchi Boateng
  Brennan Castellanos Chaudhry Chen Cohen Contreras Dang Delacroix Desai Dubois Eriksen Farrokhzad Fitzgerald Flores
  Fournier Gallagher Garcia Ghosh Goldberg Greenwood Gutierrez Haddad Hakimi Hernandez Hoang Hoffmann Ibarra Iyer Jackson
  Johansson Kahale Kamau Kang Kaplan Kekoa Khan Kim Kowalczyk Kuznetsov Lafleur Larsen Lee Levy Lindqvist Lopez Mahmoud
  Marchetti Martinez Mbeki McAllister Mehta Mendoza Moreau Nakamura Nguyen Novak Obi Okafor Okonkwo Oliveira Ortiz Park
  Patel Pereira Petrov Popescu Quispe Ramirez Reyes Rossi Rousseau Sato Schneider Shapiro Silva Singh Stavros Sullivan
  Svensson Takahashi Tran Tsosie Usman Vargas Vasquez Volkov Walker Washington Weiss Whitehorse Williams Wojcik Yamamoto
  Yilmaz Zapata Zhang`);
const BROKERS = [
  'Lakeshore Seats',
  'Front Row Collective',
  'Harbor City Tickets',
  'Blue Line Brokers',
  'Mile Marker Ticketing',
  'Red Barn Resale',
  'Fourth & Long Seats',
  'Old Mill Ticket Desk',
  'Cedar Street Tickets',
  'North Gate Ticketing',
  'Two Bridges Seats',
];
/** RFC 2606 reserves these domains, so no email can reach anybody. */
const DOMAINS = ['example.com', 'example.net', 'example.org'];

export const MARKETPLACE: DemoConsignor = {
  kind: 'consignor',
  key: 'marketplace',
  type: 'marketplace',
  name: 'Holdfast Events',
  email: 'events@holdfast.example',
  planKey: 'marketplace',
};

/**
 * 300 consignors: season-ticket holders, families, brokers, and the marketplace. All names and addresses
 * differ.
 */
export function consignors(seed: string): DemoConsignor[] {
  const taken = new Set<string>();
  const holders = numbered(HOLDERS).map((index): DemoConsignor => {
    const random = randomFor(seed, 'holder', index);
    const [given, family] = freshPair(random, taken);
    return {
      kind: 'consignor',
      key: `holder-${index}`,
      type: 'holder',
      name: `${given} ${family}`,
      email: `${given}.${family}@${random.pick(DOMAINS)}`.toLowerCase(),
      planKey: random.chance(0.3) ? 'early' : 'standard',
    };
  });
  const families = numbered(FAMILIES).map((index): DemoConsignor => {
    // A stride coprime to the list's length uses every name before one repeats.
    const family = FAMILY[(index * 37) % FAMILY.length] ?? '';
    return {
      kind: 'consignor',
      key: `family-${index}`,
      type: 'family',
      name: `The ${family} family`,
      email: `${family.toLowerCase()}.family@${randomFor(seed, 'family', index).pick(DOMAINS)}`,
      planKey: index % 2 === 0 ? 'early' : 'standard',
    };
  });
  const brokers = BROKERS.map((name, index): DemoConsignor => {
    const domain = name.toLowerCase().replace(/[^a-z]+/g, '-');
    return {
      kind: 'consignor',
      key: `broker-${index}`,
      type: 'broker',
      name,
      email: `desk@${domain}.example`,
      planKey: 'broker',
    };
  });
  return [MARKETPLACE, ...brokers, ...families, ...holders];
}

function freshPair(random: Random, taken: Set<string>): [string, string] {
  // There are about 10,000 pairs for 252 people, so an unused one comes soon; the bound guards against a shortened list.
  for (let attempt = 0; attempt < 1000; attempt++) {
    const given = random.pick(GIVEN);
    const family = random.pick(FAMILY);
    if (taken.has(`${given} ${family}`)) continue;
    taken.add(`${given} ${family}`);
    return [given, family];
  }
  throw new RangeError('too few names for so many holders');
}

function words(text: string): string[] {
  return text.split(/\s+/);
}

function numbered(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
