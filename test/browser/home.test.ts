// The pages in a real Chromium, where there is one: nothing complains, and what a reader needs of a page is there.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import Fastify from 'fastify';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { script, style } from '../../api/home/assets.ts';
import { frame } from '../../api/home/frame.ts';
import { escapeHtml, html } from '../../api/home/html.ts';
import { phrases } from '../../api/home/phrases.ts';

const folders = (process.env['PATH'] ?? '').split(delimiter);
const found = ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) => folders.map((folder) => join(folder, name)))
  .find((path) => existsSync(path));
if (found === undefined) process.stdout.write('no chromium on PATH: the pages are not looked at in a browser\n');

test('what people typed is text on a page, never markup', () => {
  const name = `<img src=x onerror="alert('1')">`;
  expect(html`<b title="${name}">${[name, null, 3]}</b>`.text).toBe(
    `<b title="${escapeHtml(name)}">${escapeHtml(name)}3</b>`,
  );
  expect(escapeHtml(name)).not.toMatch(/[<>"']/);
});

test('both languages say everything', () => {
  for (const words of Object.values(phrases)) expect(Object.values(words).filter((text) => text === '')).toEqual([]);
  expect(Object.keys(phrases.en).sort()).toEqual(Object.keys(phrases['zh-CN']).sort());
});

describe.skipIf(found === undefined)('in Chromium', () => {
  const app = Fastify();
  let browser: Browser;
  let url = '';

  beforeAll(async () => {
    for (const language of ['zh-CN', 'en'] as const) {
      const parts = html`<main><h2>${phrases[language].next}</h2></main>`;
      const shell = { title: 'recoup', here: '/', from: `/parts/${language}`, parts };
      app.get(`/${language}`, (_request, reply) =>
        reply
          .type('text/html')
          .header(
            'content-security-policy',
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:",
          )
          .send(frame({ links: { sms: 'http://127.0.0.1:9/' } }, shell, language)),
      );
      app.get(`/parts/${language}`, (_request, reply) => reply.type('text/html').send('<main id="fresh"></main>'));
    }
    app.get('/assets/page.css', (_request, reply) => reply.type('text/css').send(style));
    app.get('/assets/page.js', (_request, reply) => reply.type('text/javascript').send(script));
    url = await app.listen({ host: '127.0.0.1', port: 0 });
    browser = await chromium.launch({
      executablePath: found ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  test.each(['zh-CN', 'en'] as const)(
    '%s: no complaint, a language, a title, names for links, and fresh parts',
    async (language) => {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${url}/${language}`);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await page.title()).not.toBe('');
      for (const link of await page.locator('a, button').all()) expect((await link.innerText()).trim()).not.toBe('');
      expect(await page.locator('nav').getAttribute('aria-label')).not.toBe('');
      await page.locator('#fresh').waitFor({ state: 'attached', timeout: 10_000 });
      expect(complaints).toEqual([]);
      await page.close();
    },
  );
});
