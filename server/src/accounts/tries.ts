/**
 * Limits on guessing passwords: per account and address, per address over all accounts, and per account over all
 * addresses. Only what fails counts. Source: OWASP ASVS 5.0, 6.3.1; NIST SP 800-63B-4, 3.2.2.
 */
import type { AppContext } from '../platform/appContext.ts';
import { type Ctx, createRateLimit, networkOf } from '../platform/http/index.ts';

const quarterHour = 15 * 60;
const hour = 60 * 60;

/** Wrong passwords of one account from one address. */
const perPair = { name: 'sign_in', points: 10, seconds: quarterHour };
/** Wrong passwords from one address, whatever the accounts: a list of addresses sprayed with one password. */
const perAddress = { name: 'sign_in_address', points: 40, seconds: quarterHour };
/** Wrong passwords of one account, from however many addresses. High, since strangers could lock a person out by it. */
const perAccount = { name: 'sign_in_account', points: 100, seconds: hour };
/** Wrong codes of one person, from anywhere: three of a million are right at a time. */
const perFactor = { name: 'second_factor', points: 10, seconds: quarterHour };
/** New accounts from one address. */
const newAccounts = { name: 'sign_up', points: 30, seconds: hour };

/** Counts tries at passwords, and new accounts. */
export interface Tries {
  /**
   * Counts a try before the password is compared, so that tries at once are counted too. What fails after it stays
   * counted.
   * @returns takes the try back, to call when the password was right
   * @throws Problem `too_many_requests`
   */
  guess(ctx: Ctx, email: string): Promise<() => Promise<void>>;
  /**
   * Counts a try at a code of the second factor, which only who knows the password makes.
   * @returns forgets the tries, to call when the code was right
   * @throws Problem `too_many_requests`
   */
  code(personId: string): Promise<() => Promise<void>>;
  /** @throws Problem `too_many_requests` */
  signUp(ctx: Ctx): Promise<void>;
}

export function createTries(app: AppContext): Tries {
  const pairs = createRateLimit(app, perPair);
  const addresses = createRateLimit(app, perAddress);
  const accounts = createRateLimit(app, perAccount);
  const codes = createRateLimit(app, perFactor);
  const signUps = createRateLimit(app, newAccounts);
  return {
    async guess(ctx, email) {
      const [account, address] = [email.toLowerCase(), networkOf(ctx.ip)];
      const pair = `${account} ${address}`;
      await pairs.consume(pair);
      await addresses.consume(address);
      await accounts.consume(account);
      return async () => {
        await pairs.reset(pair);
        await addresses.reward(address);
        await accounts.reward(account);
      };
    },
    async code(personId) {
      await codes.consume(personId);
      return () => codes.reset(personId);
    },
    signUp: (ctx) => signUps.consume(networkOf(ctx.ip)),
  };
}
