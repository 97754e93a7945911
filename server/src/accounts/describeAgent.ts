/** Browsers and systems by what they call themselves, the particular before those that it also names. */
const browsers: ReadonlyArray<[RegExp, string]> = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\/|HeadlessChrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: ReadonlyArray<[RegExp, string]> = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/Linux|X11/, 'Linux'],
];

const nameIn = (names: ReadonlyArray<[RegExp, string]>, agent: string) =>
  names.find(([pattern]) => pattern.test(agent))?.[1] ?? null;

/** A browser for people, such as `Firefox on Linux`; null where it doesn't say. */
export function describeAgent(agent: string | null): string | null {
  if (agent === null) return null;
  const [browser, system] = [nameIn(browsers, agent), nameIn(systems, agent)];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? /^[\w-]+/.exec(agent)?.[0] ?? null;
}
