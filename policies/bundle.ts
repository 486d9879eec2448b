/** The file of a suit as it is set: everything in words already. `bundle.typ` reads it under the same names. */
import type { Language } from './templates.ts';

export interface BundleTable {
  readonly head: readonly string[];
  /** Figures stand to the right. */
  readonly right: readonly boolean[];
  /** Share of the width, one for each column; 0: as wide as its text. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

export interface BundleSection {
  readonly title: string;
  readonly note: string | null;
  /** Names and values. */
  readonly facts: readonly (readonly [string, string])[];
  readonly table: BundleTable | null;
  /** Said where there is nothing. */
  readonly empty: string;
}

export interface BundleContent {
  readonly language: Language;
  readonly sender: string;
  readonly title: string;
  readonly particulars: readonly (readonly [string, string])[];
  /** For the document's metadata, and nowhere read from a clock. */
  readonly day: { readonly year: number; readonly month: number; readonly day: number };
  readonly contents: string;
  readonly sections: readonly BundleSection[];
  /** `{{page}}` and `{{pages}}` are filled in. */
  readonly page: string;
  readonly footer: string;
}

/** Sets the file of a suit: A4, PDF, the same bytes for the same content. */
export type SetBundle = (content: BundleContent) => Uint8Array;
