import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser } from 'puppeteer';
import { packagedChromium } from './packagedChromium.ts';

/** A browser that runs on this machine, and how to start it. */
export type FoundBrowser = {
  /** Which one it is and where it came from, for people. */
  name: string;
  executablePath: string;
  args: string[];
  headless: true | 'shell';
  env: NodeJS.ProcessEnv;
};

/**
 * Quiet and repeatable: no requests of its own, no GPU, no more shared memory than a container has. A page
 * lives for seconds: without optimizing compilers its scripts need a fifth less CPU.
 */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--js-flags=--no-maglev --no-turbofan',
];
const NO_SANDBOX = '--no-sandbox';

const HOW_TO_INSTALL =
  'No browser for the tests: install Chrome or Chromium (Debian and Ubuntu: "apt-get install chromium"), or set PUPPETEER_EXECUTABLE_PATH to one.';

/**
 * The first of: the browser in `PUPPETEER_EXECUTABLE_PATH`, an installed Chrome or Chromium, the Chromium
 * from npm. Each is started once as a check.
 * @throws Error with a sentence that says how to install one
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const args = isUnsandboxable() ? [...FLAGS, NO_SANDBOX] : FLAGS;
  const named = process.env.PUPPETEER_EXECUTABLE_PATH;
  if (named) {
    const version = versionOf(named);
    if (version === undefined)
      throw new Error(`PUPPETEER_EXECUTABLE_PATH is ${named}, and that doesn't run.`);
    // The headless shell doesn't support the new headless mode.
    const headless = named.includes('headless-shell') || named.includes('headless_shell') ? 'shell' : true;
    return {
      name: `${version} (PUPPETEER_EXECUTABLE_PATH)`,
      executablePath: named,
      args,
      headless,
      env: process.env,
    };
  }
  for (const executablePath of installedCandidates()) {
    const version = versionOf(executablePath);
    if (version !== undefined)
      return { name: `${version} (installed)`, executablePath, args, headless: true, env: process.env };
  }
  const packaged = packagedChromium();
  if (packaged) {
    const env = { ...process.env, ...packaged.env };
    const name = `${versionOf(packaged.executablePath, env) ?? 'Chromium'} (from npm)`;
    return { name, executablePath: packaged.executablePath, args, headless: 'shell', env };
  }
  throw new Error(HOW_TO_INSTALL);
}

/**
 * Starts it. Where the system forbids Chromium's sandbox to ordinary users (Ubuntu since 23.10, most
 * containers) it runs without: it opens only our own pages.
 */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, args, headless, env } = await findBrowser();
  const { default: puppeteer } = await import('puppeteer');
  const options = { executablePath, headless, env, protocolTimeout: 240_000 };
  try {
    return await puppeteer.launch({ ...options, args });
  } catch (error) {
    if (args.includes(NO_SANDBOX) || !/sandbox/i.test(String(error))) throw error;
    return puppeteer.launch({ ...options, args: [...args, NO_SANDBOX] });
  }
}

let shared: Promise<Browser> | undefined;

/**
 * The browser of this process for all its test files: starting one takes as long as a short test. Each caller
 * uses a new profile; the browser ends with the process.
 */
export async function sharedBrowser(): Promise<Browser> {
  if (!(await shared?.catch(() => undefined))?.connected) shared = launchBrowser();
  return shared as Promise<Browser>;
}

/** Chromium refuses its sandbox to root, and most CI containers forbid it. */
function isUnsandboxable(): boolean {
  return process.getuid?.() === 0 || Boolean(process.env.CI);
}

function installedCandidates(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium']
      .map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
      .filter(existsSync);
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    return roots
      .flatMap((root) => (root ? [join(root, 'Google/Chrome/Application/chrome.exe')] : []))
      .filter(existsSync);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter(existsSync);
}

/**
 * The version that it reports; undefined when it doesn't run (a snap's stub, a missing library, another
 * platform's file).
 */
function versionOf(executablePath: string, env = process.env): string | undefined {
  // Chrome on Windows opens a window instead of answering.
  if (process.platform === 'win32') return existsSync(executablePath) ? 'Chrome' : undefined;
  const said = spawnSync(executablePath, ['--version'], { env, encoding: 'utf8', timeout: 60_000 });
  return said.status === 0 ? said.stdout.trim() : undefined;
}

if (process.argv[1] === import.meta.filename) {
  try {
    const { name, executablePath } = await findBrowser();
    console.log(`Browser for the tests: ${name}, ${executablePath}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
