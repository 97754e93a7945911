/** Connections to feeds of events and listings. */
import { ConfigError } from './configError.ts';

/** Connection settings of a feed. */
interface FeedConfig {
  /** Without a slash at its end. */
  apiBase: string;
  requestsPerDay: number;
  /** The fake feeds answer, on this machine. */
  fakeFeeds: boolean;
}

/** Connections to feeds. */
export interface FeedsConfig {
  /** null: not connected. */
  skybox:
    | (FeedConfig & {
        account: string;
        apiToken: string;
        applicationToken: string;
        /** The email address of the consignor who owns the account's listings; null: events only. */
        consignorEmail: string | null;
      })
    | null;
  ticketmaster: (FeedConfig & { apiKey: string; search: string }) | null;
  /** Where the services are, also of feeds that the back office connects. Without a slash at their ends. */
  apiBases: { skybox: string; ticketmaster: string };
  /** Hours between runs by the clock; 0: by hand only. */
  everyHours: number;
  /** Connects feeds without keys to the fake feeds. */
  fakeFeeds: boolean;
}

interface FeedVariables {
  NODE_ENV: string;
  SKYBOX_API_BASE: string;
  SKYBOX_ACCOUNT?: string | undefined;
  SKYBOX_API_TOKEN?: string | undefined;
  SKYBOX_APPLICATION_TOKEN?: string | undefined;
  SKYBOX_CONSIGNOR?: string | undefined;
  SKYBOX_REQUESTS_PER_DAY: number;
  TICKETMASTER_API_BASE: string;
  TICKETMASTER_API_KEY?: string | undefined;
  TICKETMASTER_SEARCH: string;
  TICKETMASTER_REQUESTS_PER_DAY: number;
  FEEDS_EVERY_HOURS: number;
  FEEDS_FAKE?: boolean | undefined;
}

const namesOf = (names: readonly string[]) => names.join(', ').replace(/, ([^,]+)$/, ' and $1');

/** @throws ConfigError where SkyBox has some of its keys only */
export function readFeeds(value: FeedVariables, demo: boolean): FeedsConfig {
  const skybox = ['SKYBOX_ACCOUNT', 'SKYBOX_API_TOKEN', 'SKYBOX_APPLICATION_TOKEN'] as const;
  const given = [...skybox, 'SKYBOX_CONSIGNOR' as const].filter((name) => value[name]);
  const lacks = skybox.filter((name) => !value[name]);
  const are = (names: readonly string[]) => `${namesOf(names)} ${names.length === 1 ? 'is' : 'are'}`;
  if (given.length > 0 && lacks.length > 0)
    throw new ConfigError(
      `${are(lacks)} not set, but ${are(given)}. SkyBox asks for an account and both tokens: set all three, or none.`,
    );
  const base = (url: string) => url.replace(/\/$/, '');
  return {
    skybox:
      value.SKYBOX_ACCOUNT && value.SKYBOX_API_TOKEN && value.SKYBOX_APPLICATION_TOKEN
        ? {
            apiBase: base(value.SKYBOX_API_BASE),
            account: value.SKYBOX_ACCOUNT,
            apiToken: value.SKYBOX_API_TOKEN,
            applicationToken: value.SKYBOX_APPLICATION_TOKEN,
            consignorEmail: value.SKYBOX_CONSIGNOR ?? null,
            requestsPerDay: value.SKYBOX_REQUESTS_PER_DAY,
            fakeFeeds: false,
          }
        : null,
    ticketmaster: value.TICKETMASTER_API_KEY
      ? {
          apiBase: base(value.TICKETMASTER_API_BASE),
          apiKey: value.TICKETMASTER_API_KEY,
          search: value.TICKETMASTER_SEARCH,
          requestsPerDay: value.TICKETMASTER_REQUESTS_PER_DAY,
          fakeFeeds: false,
        }
      : null,
    apiBases: { skybox: base(value.SKYBOX_API_BASE), ticketmaster: base(value.TICKETMASTER_API_BASE) },
    everyHours: value.NODE_ENV === 'test' ? 0 : value.FEEDS_EVERY_HOURS,
    fakeFeeds: value.FEEDS_FAKE ?? demo,
  };
}
