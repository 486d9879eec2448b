import { en } from './en.ts';
import type { Language, Words } from './words.ts';
import { zhCN } from './zhCN.ts';

/** Both dictionaries; a test compares their keys. */
export const wordsOf: Readonly<Record<Language, Words>> = { 'zh-CN': zhCN, en };
