/** A guest of a network that made many holds shows that they are a person, on the page of the event. */
import { demoDatabase } from '@holdfast/server/test/demoDatabase';
import {
  captchaNames,
  captchas,
  type FakeCaptcha,
  startFakeCaptcha,
} from '@holdfast/server/test/fakeCaptcha';
import { eventually } from '@holdfast/server/test/fan';
import { startTestApp, type TestApp } from '@holdfast/server/test/runningApp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBrowser } from '../browser.ts';
import { sees } from '../page.ts';
import { open, press } from './journey.ts';
import { createMarket, otherFanHolds } from './others.ts';
import { inspect, visitor, widths } from './watch.ts';

/** What the page may load of each widget: nothing of it before the check. */
const loads = {
  turnstile: ['/frame.html', captchas.turnstile.paths.script],
  hcaptcha: [captchas.hcaptcha.paths.script, '/frame.html', '/getcaptcha', '/widget.css'],
};

describe.each(captchaNames)('by %s', (name) => {
  let captcha: FakeCaptcha;
  let app: TestApp;
  beforeAll(async () => {
    captcha = await startFakeCaptcha(name);
    app = await startTestApp({ ...captcha.env, HOLDS_PER_NETWORK: '1' }, await demoDatabase('complete'));
  });
  afterAll(async () => {
    try {
      await app?.verify();
    } finally {
      await app?.close();
      await captcha?.close();
    }
  });

  test('the check comes instead of a refusal, its script only then, and the seats are held by it', async () => {
    const { slug, listing } = await createMarket(app.url)((_, all) => all.length > 3);
    await otherFanHolds(app.url, listing, 2);
    const { page, complaints, close } = await visitor(await sharedBrowser(), widths.phone);
    const scripts = () =>
      page.$$eval('script[src]', (all) => all.map((each) => each.getAttribute('src') ?? ''));
    await open(page, `${app.url}/games/${slug}`);
    expect((await scripts()).filter((src) => src.startsWith(captcha.url))).toEqual([]);
    await press(page, /^Hold 2 seat/);
    await sees(page, 'One quick check');
    await sees(page, 'Show that you are a person, and we hold your seats, or sign in.');
    await sees(page, `I am a person for ${captchas[name].siteKey}`);
    expect(await inspect(page, `person-check-${name}`)).toEqual([]);
    await eventually('the widget is drawn', async () => captcha.loaded.length >= loads[name].length);
    expect(captcha.loaded.toSorted()).toEqual(loads[name]);
    await press(page, /^I am a person/);
    await sees(page, 'Held for you until');
    expect(captcha.asked).toHaveLength(1);
    expect(complaints).toEqual([]);
    await close();
  });
});
