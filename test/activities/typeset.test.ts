import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createRenderMessage } from '../../activities/render.ts';
import { createTypesetter } from '../../activities/typeset.ts';
import { loadTemplates } from '../../policies/templates.ts';
import { chinese, english } from './facts.ts';

const templates = loadTemplates();
const render = createRenderMessage(templates, createTypesetter());
const folder = mkdtempSync(join(tmpdir(), 'letters-'));
afterAll(() => rmSync(folder, { recursive: true }));

const canRasterise = spawnSync('pdftoppm', ['-v']).error === undefined;
if (!canRasterise) console.log('pdftoppm is absent: letters are not looked at as pictures');

interface Picture {
  readonly pages: number;
  readonly width: number;
  readonly height: number;
  /** Share of dark points in a box given in parts of the page. */
  dark(left: number, top: number, right: number, bottom: number): number;
}

/** Draws the first page in grey at 60 dots an inch. */
function look(pdf: Uint8Array): Picture {
  const file = join(folder, 'letter.pdf');
  writeFileSync(file, pdf);
  const drawn = spawnSync('pdftoppm', ['-r', '60', '-gray', '-f', '1', '-l', '1', file, join(folder, 'page')]);
  expect(drawn.stderr.toString()).toBe('');
  const pgm = readFileSync(join(folder, 'page-1.pgm'));
  const header = /^P5\s(\d+)\s(\d+)\s255\s/u.exec(pgm.subarray(0, 40).toString('latin1'));
  const [width, height] = [Number(header?.[1]), Number(header?.[2])];
  const points = pgm.subarray(header?.[0].length);
  const info = spawnSync('pdfinfo', [file]).stdout.toString();
  return {
    pages: Number(/Pages:\s+(\d+)/u.exec(info)?.[1]),
    width,
    height,
    dark(left, top, right, bottom) {
      let dark = 0;
      let all = 0;
      for (let y = Math.floor(top * height); y < bottom * height; y += 1) {
        for (let x = Math.floor(left * width); x < right * width; x += 1) {
          all += 1;
          if ((points[y * width + x] ?? 255) < 128) dark += 1;
        }
      }
      return dark / all;
    },
  };
}

const letters = templates.all.filter((t) => t.channels.includes('letter')).map((t) => [t.id, t.language] as const);

describe('every letter that ships', () => {
  test.each(letters)('%s in %s is the same bytes twice', (id, language) => {
    const data = language === 'en' ? english : chinese;
    const first = render('letter', id, language, data);
    const again = render('letter', id, language, data);
    expect(Buffer.compare(Buffer.from(first.pdf), Buffer.from(again.pdf))).toBe(0);
  });

  test.skipIf(!canRasterise).each(letters)(
    '%s in %s is one A4 page with letterhead, title, text and table',
    (id, language) => {
      const page = look(render('letter', id, language, language === 'en' ? english : chinese).pdf);
      expect([page.pages, page.width, page.height]).toEqual([1, 497, 702]);
      expect(page.dark(0.12, 0.075, 0.5, 0.105), 'letterhead').toBeGreaterThan(0.03);
      expect(page.dark(0.12, 0.14, 0.5, 0.2), 'recipient').toBeGreaterThan(0.01);
      expect(page.dark(0.12, 0.21, 0.88, 0.27), 'title').toBeGreaterThan(0.008);
      expect(page.dark(0.12, 0.28, 0.88, 0.5), 'text and table').toBeGreaterThan(0.03);
      expect(page.dark(0.12, 0.94, 0.88, 0.96), 'footer').toBeGreaterThan(0.005);
      expect(page.dark(0, 0, 0.1, 1), 'left margin').toBe(0);
      expect(page.dark(0.92, 0, 1, 1), 'right margin').toBe(0);
    },
  );
});

test("a PDF's own date is the letter's, not the machine's", () => {
  const source = Buffer.from(render('letter', 'collectionLetter', 'en', english).pdf).toString('latin1');
  const dates = [...source.matchAll(/(?:CreationDate|ModDate) \(D:(\d{8})/gu)].map((found) => found[1]);
  expect(new Set(dates)).toEqual(new Set(['20250708']));
});

test('a second typesetter makes the same bytes', () => {
  const other = createRenderMessage(templates, createTypesetter());
  const pdf = (make: typeof render): Uint8Array => make('letter', 'collectionLetter', 'zh-CN', chinese).pdf;
  expect(Buffer.compare(pdf(other), pdf(render))).toBe(0);
});

test.skipIf(!canRasterise)('Chinese characters are drawn, not left blank', () => {
  const dark = (recipientName: string): number =>
    look(render('letter', 'collectionLetter', 'zh-CN', { ...chinese, recipientName }).pdf).dark(0.12, 0.15, 0.6, 0.18);
  // 60 dots an inch leave little of a character, but a name of twelve differs much from one of two.
  expect(dark('懿曦鑫淼龘靐囍嘉慧颖霏馨')).toBeGreaterThan(dark('一') * 3);
});

test.skipIf(!canRasterise)('a name that looks like Typst is printed, not run', () => {
  const recipientName = '#panic("x") $x^2$ *bold* @ref #{1/0} </text> "quote" \\';
  const { pdf } = render('letter', 'collectionLetter', 'en', {
    ...english,
    recipientName,
    borrowerName: recipientName,
  });
  writeFileSync(join(folder, 'words.pdf'), pdf);
  const words = spawnSync('pdftotext', ['-layout', join(folder, 'words.pdf'), '-']).stdout.toString();
  expect(words).toContain('#panic("x") $x^2$ *bold* @ref #{1/0}');
});

test.skipIf(!canRasterise)('sixty loans flow over pages', () => {
  const [row] = english.loans;
  if (row === undefined) throw new Error('a loan is given');
  const loans = Array.from({ length: 60 }, (_, index) => ({ ...row, loanId: `L${index}` }));
  expect(look(render('letter', 'collectionLetter', 'en', { ...english, loans }).pdf).pages).toBe(3);
});
