import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRenderMessage, type MessageData } from '../../activities/render.ts';
import { createTypesetter } from '../../activities/typeset.ts';
import { loadTemplates } from '../../policies/templates.ts';
import { canRasterise, difference, drawPages, fromPng, toPng, type Picture } from '../support/picture.ts';
import { chinese, english } from './facts.ts';

// Look at what changed, then keep it: RECOUP_KEEP_PICTURES=1 npx vitest run test/activities/pictures.test.ts
const keep = process.env['RECOUP_KEEP_PICTURES'] === '1';
const kept = join(import.meta.dirname, 'pictures');
if (!canRasterise) console.log('pdftoppm is absent: letters are not compared with their kept pictures');

const templates = loadTemplates();
const render = createRenderMessage(templates, createTypesetter());
const letters = templates.all.filter((t) => t.channels.includes('letter')).map((t) => [t.language, t.id] as const);
const dataOf = (language: string): MessageData => (language === 'en' ? english : chinese);
/** Share of squares of a page that may differ: what another version of the rasteriser makes of the same letter. */
const mayDiffer = 0.001;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pictures-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.skipIf(!canRasterise)('every letter that ships looks as it was kept', () => {
  test.each(letters)('%s %s', (language, id) => {
    const [page, ...more] = drawPages(folder, render('letter', id, language, dataOf(language)).pdf);
    if (page === undefined) throw new Error('a letter has a page');
    expect(more).toEqual([]);
    const file = join(kept, `${language}-${id}.png`);
    if (keep) {
      mkdirSync(kept, { recursive: true });
      if (!existsSync(file) || difference(fromPng(readFileSync(file)), page) > 0) writeFileSync(file, toPng(page));
    }
    expect(existsSync(file), `no kept picture of ${id}: look at it, then RECOUP_KEEP_PICTURES=1`).toBe(true);
    expect(difference(fromPng(readFileSync(file)), page), `${id} looks other than ${file}`).toBeLessThanOrEqual(
      mayDiffer,
    );
  });
});

describe.skipIf(!canRasterise)('the comparison sees', () => {
  const drawn = (language: 'en' | 'zh-CN', change: Partial<MessageData>): Picture => {
    const [page] = drawPages(
      folder,
      render('letter', 'collectionLetter', language, { ...dataOf(language), ...change }).pdf,
    );
    if (page === undefined) throw new Error('a letter has a page');
    return page;
  };
  test.each([
    ['an address that is gone', { recipientAddress: '' }],
    ['another name', { borrowerName: '欧阳懿曦', recipientName: '欧阳懿曦 女士' }],
    [
      'characters that a font lacks',
      { recipientName: '\u{1f600}\u{1f600}\u{1f600}', borrowerName: '\u{1f600}\u{1f600}\u{1f600}' },
    ],
    ['a loan less', { loans: chinese.loans.slice(1) }],
  ])('%s', (_, change) => {
    expect(difference(drawn('zh-CN', {}), drawn('zh-CN', change))).toBeGreaterThan(mayDiffer);
  });

  test('no difference between a letter and itself', () => {
    expect(difference(drawn('en', {}), drawn('en', {}))).toBe(0);
  });
});
