// First of all: keys pressed from here on are kept for the page that answers them.
import './ui/earlyKeys.ts';
import '@fontsource-variable/archivo/standard.css';
import '@holdfast/shared/tokens.css';
import './ui/admin.css';
import { beginEarly } from './app/early.ts';

// The page's policy forbids code made of text. Zod, which the contracts bring, would try whether it may and be reported
// for it; this is its own switch, and it must be set before zod is loaded.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
const application = import('./app/mount.tsx');
beginEarly(window.location.hash);
const { mount } = await application;
mount(document.getElementById('root')!);
