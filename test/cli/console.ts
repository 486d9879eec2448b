// The command line on a running API, in this process: what is typed, what is said, and with which code it ends.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { listen } from '../../api/server.ts';
import type { ApiDeps } from '../../api/server.ts';
import { commandLine } from '../../cli/program.ts';
import { tell } from '../../db/inbox.ts';
import { reported } from '../../db/outbox/facts.ts';
import { startApiWorld, type ApiWorld } from '../api/world.ts';
import { Left, leavesIn, programIn, wordsOf } from './tree.ts';

interface Ran {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

export interface Console {
  readonly world: ApiWorld;
  /**
   * Types what stands behind each `$` and gives back the whole with what was said: to standard output as it is, to
   * standard error behind the exit code. `# 2025-05-01` lets it be noon of that day first. A document is written
   * `<kind>` after it was handed in; a file `contract.pdf` is there when it is asked for.
   */
  play(script: string): Promise<string>;
  /** What the reads that were typed say in Chinese, by command line. */
  readonly inChinese: ReadonlyMap<string, readonly string[]>;
  /** Types one command line and reads its JSON. */
  json(line: string): Promise<Record<string, unknown>>;
  /** Commands of a group that were never done in this file. */
  neverDone(...groups: string[]): Promise<string[]>;
  clear(): Promise<void>;
  stop(): Promise<void>;
}

const DOCUMENT = /evidence\/[^/\s]+\/([a-zA-Z]+)\/[0-9a-f]{16}/gu;

/** Without what is another one each time: hashes, generated ids, the version of the policy. */
const steady = (told: string): string =>
  told
    .replace(DOCUMENT, '<$1>')
    .replace(/[0-9a-f]{64}/gu, '<sha256>')
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu, '<uuid>')
    .replace(/\b(cn-[a-z-]+ v)\d+/gu, '$1<version>');

/** The exit code that a command left behind, which is not that of the tests. */
function codeLeft(): number {
  const { exitCode } = process;
  process.exitCode = undefined;
  return Number(exitCode ?? 0);
}

/** Lists, and pages of one thing; documents are named by kinds of their own. */
const isRead = ([group = '', word = '']: readonly string[]): boolean =>
  group !== 'document' &&
  (['tasks', 'unmatched', 'list'].includes(group) || ['list', 'calendar', 'show'].includes(word));
const isLanguage = (words: readonly string[], at: number): boolean =>
  words[at] === '--lang' || words[at - 1] === '--lang';

export async function startConsole(more: Partial<ApiDeps> = {}): Promise<Console> {
  const world = await startApiWorld('live', more);
  const folder = mkdtempSync(join(tmpdir(), 'recoup-console-'));
  const [environment, home] = [{ ...process.env }, process.cwd()];
  process.chdir(folder);
  const RECOUP_API = await listen(world.app, 0);
  Object.assign(process.env, { RECOUP_API, RECOUP_AS: 'li:collector', LC_ALL: 'en_US.UTF-8' });
  const done = new Set<string>();
  let now = '';
  const documents = new Map<string, string>();
  const inChinese = new Map<string, readonly string[]>();

  const decideAll = async (): Promise<void> => {
    for (const { id } of await world.db.rows<{ id: string }>('select id from case_file order by id'))
      await world.deps.cases.poke(id);
  };
  // What the engine and the senders would do meanwhile: cases hear of one another, and what is due leaves.
  const turn = async (): Promise<void> => {
    for (let round = 0; round < 2; round += 1) {
      await decideAll();
      const left = await world.db.rows<{ key: string; caseId: string }>(
        `select key, case_id as "caseId" from notice where not cancelled`,
      );
      const lines = left.map((one) => ({ ...one, mustReach: false }));
      await tell(world.db, reported(lines, 'accepted', now), now);
    }
    await decideAll();
  };

  const run = async (words: readonly string[]): Promise<Ran> => {
    const [out, err]: string[][] = [[], []];
    const spies = [
      vi.spyOn(console, 'log').mockImplementation((text: string) => void out?.push(...text.split('\n'))),
      vi.spyOn(console, 'error').mockImplementation((text: string) => void err?.push(...text.split('\n'))),
      vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
        err?.push(...String(text).trimEnd().split('\n'));
        return true;
      }),
    ];
    let left: number | undefined;
    codeLeft();
    try {
      await commandLine(words, (code) => {
        throw new Left(code);
      });
    } catch (error) {
      if (!(error instanceof Left)) throw error;
      left = error.code;
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
    const code = left ?? codeLeft();
    if (code === 0) done.add(words.slice(0, 2).join(' '));
    return { code, out: out ?? [], err: err ?? [] };
  };

  const typed = async (line: string): Promise<string[]> => {
    const words = wordsOf(line).map((word) =>
      word.replace(/^<(\w+)>$/u, (all, kind: string) => documents.get(kind) ?? all),
    );
    for (const word of words) if (/^\w+\.pdf$/u.test(word)) writeFileSync(word, `%PDF-1.7 ${word}`);
    const { code, out, err } = await run(words);
    if (code === 0 && !['show', 'list', 'add', 'calendar', 'figures'].includes(words[1] ?? '')) await turn();
    if (code === 0 && isRead(words)) {
      const heard = inChinese.get(line) ?? [];
      const { out: said } = await run([...words.filter((_, at) => !isLanguage(words, at)), '--lang', 'zh-CN']);
      inChinese.set(line, [...heard, ...said]);
    }
    const told = [...out, ...err.map((text, at) => (at === 0 ? `[${code}] ${text}` : text))].join('\n');
    if (words[0] === 'document' && words[1] === 'add')
      for (const [id, kind] of told.matchAll(DOCUMENT)) documents.set(kind ?? '', id);
    return told === '' ? [] : steady(told).split('\n');
  };

  return {
    world,
    inChinese,
    play: async (script) => {
      const lines: string[] = [];
      for (const line of script.split('\n').map((one) => one.trim())) {
        if (line.startsWith('; ')) lines.push(line);
        else if (line.startsWith('# ')) {
          lines.push('', line);
          now = `${line.slice(2, 12)}T04:00:00.000Z`;
          world.setNow(now);
          await turn();
        } else if (line.startsWith('$ ')) lines.push(line, ...(await typed(line.slice(2))));
      }
      return lines.join('\n').trim();
    },
    json: async (line) =>
      JSON.parse((await run([...wordsOf(line), '--json'])).out.join('\n')) as Record<string, unknown>,
    neverDone: async (...groups) =>
      leavesIn(await programIn())
        .map(({ name }) => name)
        .filter((name) => groups.includes(name.split(' ')[0] ?? '') && !done.has(name)),
    clear: async () => {
      documents.clear();
      await world.clear();
    },
    stop: async () => {
      process.env = environment;
      process.chdir(home);
      rmSync(folder, { recursive: true });
      await world.stop();
    },
  };
}
