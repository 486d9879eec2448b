/** Lists on a terminal: flags that go to the API as they are, a table in two languages, a page at a time. */
import type { Command } from 'commander';
import { ask, pathOf } from './http.ts';
import type { Body } from './http.ts';
import { exitCodes, languageOf, list, more, reading, run, text } from './output.ts';
import type { Flags, Language } from './output.ts';
import { table } from './table.ts';

type Words = Readonly<Record<Language, string>>;

/** What stands in the rows of a table. */
export interface Rows {
  readonly titles: Readonly<Record<Language, readonly string[]>>;
  /** The field of each column, or what is made of the row. */
  readonly columns: readonly (string | ((row: Body) => string))[];
  /** Fields whose figures stand to the right. */
  readonly figures?: readonly string[];
  /** What is said when there is no row. */
  readonly none?: Words;
}

export interface Listing extends Rows {
  readonly path: readonly string[];
  /** `--flag <value>`, what it means, what it is unless given. */
  readonly options?: readonly (readonly [flag: string, what?: string, preset?: string])[];
  /** An argument that is a filter too. */
  readonly argument?: readonly [name: string, what: string];
  /** Filters that the API calls by another name than the flag or argument. */
  readonly named?: Readonly<Record<string, string>>;
  /** Filters that are always the same. */
  readonly fixed?: Readonly<Record<string, string>>;
  readonly example: string;
}

const NONE: Words = { 'zh-CN': '没有', en: 'none' };

/** Adds the flags of a page. */
export const paging = (command: Command): Command =>
  command.option('--limit <rows>', 'rows on a page', '50').option('--cursor <cursor>', 'go on after the page before');

/** The lines of a table, or that there is nothing. */
export function rowLines(
  rows: readonly Body[],
  { titles, columns, figures = [], none = NONE }: Rows,
  language: Language,
): string[] {
  if (rows.length === 0) return [none[language]];
  return table(
    titles[language].map((title, at) => ({ title, right: figures.includes(String(columns[at])) })),
    rows.map((row) => columns.map((column) => (typeof column === 'string' ? cell(row[column]) : column(row)))),
  );
}

const cell = (value: unknown): string => (Array.isArray(value) ? value.map(text).join(' ') : text(value));

/** Makes a command a paged list of the API. */
export function listing(command: Command, what: Listing): void {
  const { path, options = [], argument, named = {}, fixed = {}, example } = what;
  reading(command);
  if (argument !== undefined) command.argument(...argument);
  for (const [flag, meaning, preset] of options) command.option(flag, meaning ?? '', preset);
  paging(command).addHelpText('after', `${exitCodes}\n\nExample:\n  ${example}`);
  command.action(() => {
    const flags: Flags & Readonly<Record<string, unknown>> = command.opts();
    const { json: _json, lang: _lang, ...given } = flags;
    const language = languageOf(flags);
    const filters: Record<string, unknown> = { ...fixed, lang: language };
    for (const [name, value] of Object.entries(given)) filters[named[name] ?? name] = value === true ? 'true' : value;
    for (const { name, value } of argumentsOf(command)) filters[name] = value;
    return run(
      flags,
      () => ask('GET', pathOf(path, filters)),
      (body) => [...rowLines(list(body['rows']), what, language), ...more(body, language)],
    );
  });
}

const argumentsOf = (command: Command): { readonly name: string; readonly value: unknown }[] =>
  command.registeredArguments.map((one, at) => ({ name: one.name(), value: command.args[at] }));
