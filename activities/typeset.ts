/**
 * Letters as PDF, set by Typst, the same bytes for the same content on every run: the document's date is the letter's
 * own, fonts come from a package and never from the machine. Content goes in as JSON through `sys.inputs`, never as
 * source, so that a name such as `#panic()` is printed and not run.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler, type CompileDocArgs } from '@myriaddreamin/typst-ts-node-compiler';
import type { SetBundle } from '../policies/bundle.ts';
import { templatesFolder, type Labels, type Language } from '../policies/templates.ts';
import { RenderError, type FilledDate, type FilledRow, type Piece } from './fill.ts';

export type LetterBlock =
  | { readonly kind: 'heading'; readonly line: readonly Piece[] }
  | { readonly kind: 'paragraph'; readonly opening: boolean; readonly lines: readonly (readonly Piece[])[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Piece[])[] }
  | { readonly kind: 'loans' }
  | { readonly kind: 'schedule'; readonly dates: readonly FilledDate[] };

/** Everything a letter shows, already in words. `letter.typ` reads it under the same names. */
export interface LetterContent {
  readonly language: Language;
  readonly words: Labels['letter'];
  readonly table: Labels['table'];
  readonly sender: string;
  /** Lines under the sender: address, telephone. */
  readonly contact: readonly string[];
  readonly recipient: string;
  readonly address: string | null;
  /** Pairs of label and value: number, reference, date. */
  readonly particulars: readonly (readonly [string, string])[];
  readonly date: string;
  /** The same day in numbers, for the document's metadata. */
  readonly day: { readonly year: number; readonly month: number; readonly day: number };
  readonly subject: string;
  readonly blocks: readonly LetterBlock[];
  readonly rows: readonly FilledRow[];
  readonly totalDue: string;
  readonly totalOutstanding: string;
  readonly account: string | null;
  readonly footer: string;
}

/**
 * Sets one letter; A4, PDF. Takes some 15 ms of the calling thread. Memory stays flat as long as the caller returns to
 * the event loop now and then, for only there are the bytes of earlier letters given back.
 */
export type Typeset = (content: LetterContent) => Uint8Array;

// Typst remembers layout by content. What the last letters did not use is forgotten, so that a worker's memory stays
// flat over a million of them.
const keepForLetters = 0;

function setPdf(compiler: NodeCompiler, document: CompileDocArgs): Uint8Array {
  try {
    return compiler.pdf(document);
  } catch {
    // The typesetter's own words quote the text of the letter, so they go no further.
    throw new RenderError('TYPESETTING_FAILED', 'a letter or a file');
  }
}

/** The compiler with the fonts of the package; nothing of the machine. Make one for a process: its 50 MB are never given back. */
function compilerOf(folder: string): NodeCompiler {
  const fonts = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-sc/package.json')));
  const font = (file: string): Buffer => readFileSync(join(fonts, file));
  return NodeCompiler.create({
    workspace: folder,
    fontArgs: [{ fontBlobs: [font('400Regular/NotoSansSC_400Regular.ttf'), font('700Bold/NotoSansSC_700Bold.ttf')] }],
  });
}

/**
 * Loads fonts and layout and returns the typesetter. Make one for a process: its 50 MB are never given back.
 * @param folder where `letter.typ` lies
 */
export function createTypesetter(folder: string = templatesFolder): Typeset {
  const compiler = compilerOf(folder);
  const layout = readFileSync(join(folder, 'letter.typ'), 'utf8');
  return (content) => {
    // `compile` followed by `pdf` keeps every document for ever (half a megabyte a letter, seen); this call does not.
    const pdf = setPdf(compiler, { mainFileContent: layout, inputs: { letter: JSON.stringify(content) } });
    compiler.evictCache(keepForLetters);
    return pdf;
  };
}

/**
 * The typesetter of files of suits; fonts and layout are loaded when the first one is asked for.
 * @param folder where `bundle.typ` lies
 */
export function createBundleSetter(folder: string = templatesFolder): SetBundle {
  let compiler: NodeCompiler | undefined;
  return (content) => {
    compiler ??= compilerOf(folder);
    const layout = readFileSync(join(folder, 'bundle.typ'), 'utf8');
    const pdf = setPdf(compiler, { mainFileContent: layout, inputs: { bundle: JSON.stringify(content) } });
    compiler.evictCache(keepForLetters);
    return pdf;
  };
}
