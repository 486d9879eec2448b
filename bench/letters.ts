// Letters a second through the real path (claim, permission, number, setting, seal, document, hand-in, settlement) against
// bare Typst setting the same pages, interleaved in one run, so that other work on the machine hits both.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { createFolderPost, createLetterAdapter } from '../activities/letter.ts';
import { createRenderMessage } from '../activities/render.ts';
import { drainOnce, hostClocks } from '../activities/send.ts';
import type { SendDeps } from '../activities/send.ts';
import { createTypesetter } from '../activities/typeset.ts';
import type { LetterContent } from '../activities/typeset.ts';
import { migrate } from '../db/migrate.ts';
import { savePersons } from '../db/person.ts';
import { openDb } from '../db/pool.ts';
import { createSealer } from '../db/seal.ts';
import { startPostgres } from '../embedded/postgres.ts';
import { loadTemplates, templatesFolder } from '../policies/templates.ts';
import { lenderFacts } from '../worker/lender.ts';

const RATIO_LIMIT = 0.7;
const letters = Number(process.env['BENCH_LETTERS'] ?? '300');
const rounds = Number(process.env['BENCH_ROUNDS'] ?? '5');
const NOW = '2025-04-05T04:00:00.000Z';

const home = mkdtempSync(join(tmpdir(), 'recoup-letters-'));
const postgres = await startPostgres();
const owner = openDb({ url: postgres.url, as: 'owner', poolSize: 1 });
await migrate(owner);
await owner.run(`insert into deployment (mode) values ('live')`);
await owner.close();
const db = openDb({ url: postgres.url, poolSize: 12 });
const sealer = createSealer(randomBytes(32).toString('base64'));
const typeset = createTypesetter();
/** What the real path set in this round: the bare arm sets the very same. */
const pages: LetterContent[] = [];
const deps: SendDeps = {
  ...{ db, sealer, clocks: hostClocks, now: () => Promise.resolve(NOW), signalCases: () => Promise.resolve() },
  adapters: { letter: createLetterAdapter(await createFolderPost({ folder: join(home, 'letters'), now: () => NOW })) },
  message: {
    renderMessage: createRenderMessage(loadTemplates(), (content) => {
      pages.push(content);
      return typeset(content);
    }),
    lender: lenderFacts({}),
    timeZone: 'Asia/Shanghai',
  },
  permitted: () => ({ answer: 'allowed' }),
};

const line = (loanId: string): object => ({
  ...{ loanId, currency: 'CNY', asOf: '2025-04-05', about: 'arrears', overdueMinor: 120_050, overdueDays: 4 },
  ...{ oldestDueOn: '2025-04-01', overdueInstalments: [3], dueOn: '2025-05-01', dueMinor: 120_050, dueInstalment: 4 },
  outstandingMinor: 1_000_000,
});

async function queueRound(round: number): Promise<void> {
  const ids = Array.from({ length: letters }, (_, at) => `R${round}-${at}`);
  await db.tx((q) =>
    savePersons(
      q,
      sealer,
      ids.map((id, at) => ({
        ...{ id, kind: 'person' as const, language: at % 2 === 0 ? 'zh-CN' : 'en', timeZone: 'Asia/Shanghai' },
        ...{ name: `客户 ${id}`, address: `上海市徐汇区示例路${at}号` },
      })),
    ),
  );
  await db.run(
    `insert into outbox (reference, person_id, channel, template, rank, not_before)
     select id, id, 'letter', 'collectionLetter', 1, $2 from unnest($1::text[]) as id`,
    [ids, NOW],
  );
  await db.run(
    `insert into notice (key, case_id, step, outbox_id, template, rank, line)
     select o.reference || '/1', 'loan/' || o.reference, 's', o.id, o.template, 1, r.line
       from jsonb_to_recordset($1) as r(id text, line jsonb) join outbox o on o.reference = r.id`,
    [JSON.stringify(ids.map((id) => ({ id, line: line(id) })))],
  );
}

const fonts = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-sc/package.json')));
const font = (file: string): Buffer => readFileSync(join(fonts, file));
const bareCompiler = NodeCompiler.create({
  workspace: templatesFolder,
  fontArgs: [{ fontBlobs: [font('400Regular/NotoSansSC_400Regular.ttf'), font('700Bold/NotoSansSC_700Bold.ttf')] }],
});
const layout = readFileSync(join(templatesFolder, 'letter.typ'), 'utf8');

/** Nothing but Typst; what earlier letters left in its memory is forgotten, as every long-lived process has to. */
async function bare(): Promise<void> {
  for (const content of pages) {
    bareCompiler.pdf({ mainFileContent: layout, inputs: { letter: JSON.stringify(content) } });
    bareCompiler.evictCache(0);
    await breathe();
  }
}

async function perSecond(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (letters / (performance.now() - began)) * 1_000;
}

const real = async (): Promise<void> => {
  const counts = await drainOnce(deps, 'letter');
  if (counts['accepted'] !== letters) throw new Error(`of ${letters} letters: ${JSON.stringify(counts)}`);
};

const ratios: number[] = [];
try {
  // The first round warms both up and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    await queueRound(round);
    pages.length = 0;
    const speed = { real: await perSecond(real), bare: await perSecond(bare) };
    if (round === 0) continue;
    ratios.push(speed.real / speed.bare);
    console.log(`  letters a second: ${speed.real.toFixed(1)} real, ${speed.bare.toFixed(1)} bare`);
  }
} finally {
  await db.close();
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}
const median = ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? 0;
const rssMb = process.memoryUsage.rss() / 1_048_576;
console.log(
  `letters: ${median.toFixed(2)} × bare Typst (median of ${rounds} paired rounds of ${letters} letters; limit ${RATIO_LIMIT}); rss ${rssMb.toFixed(0)} MB`,
);
if (median < RATIO_LIMIT) process.exitCode = 1;
