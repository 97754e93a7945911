import { launchBrowser } from './browser.ts';
const [,, url, out, w, h, dark] = process.argv;
const b = await launchBrowser(); const p = await b.newPage();
await p.setViewport({ width: Number(w), height: Number(h) });
if (dark) await p.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
await p.goto(url, { waitUntil: 'load' }); await new Promise((r) => setTimeout(r, 2500));
await p.screenshot({ path: out, fullPage: true }); console.log(await p.title()); await b.close();
