// First of all: keys pressed from here on are kept for the page that answers them.
import './ui/earlyKeys.ts';
import '@fontsource-variable/archivo/standard.css';
import '@holdfast/shared/tokens.css';
import './ui/admin.css';

// The page's policy forbids code made of text. Zod, which the contracts bring, would try whether it may and be reported
// for it; this is its own switch, and it must be set before zod is loaded.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
const { mount } = await import('./app/mount.tsx');
mount(document.getElementById('root')!);
