/** What a text says that a person sent to us, as far as a machine has to know. */
import type { Said } from '../db/inboundText.ts';

// Twilio, "Advanced Opt-Out"; 退订, T, TD, N, R: what messages in China offer (domain.md §5).
const stop = 'STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT T TD N R 退订 拒收';
const start = 'START UNSTOP 恢复 恢复订阅';
const help = 'HELP INFO 帮助 客服';
const wordsOf = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const [stopWords, startWords, helpWords] = [wordsOf(stop), wordsOf(start), wordsOf(help)];

/** One word, whatever stands around it; 退订 also at the beginning of a sentence. */
export function saidBy(text: string): Said {
  const word = text
    .normalize('NFKC')
    .replace(/[\p{P}\p{Z}\p{C}]/gu, '')
    .toUpperCase();
  if (stopWords.has(word) || word.startsWith('退订')) return 'stop';
  if (startWords.has(word)) return 'start';
  return helpWords.has(word) ? 'help' : 'text';
}

/** Does the text ask us to stop? */
export const saysStop = (text: string): boolean => saidBy(text) === 'stop';
