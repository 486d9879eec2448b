/** What a text says that a person sent to us, as far as a machine has to know. */
import type { Said } from '../db/inboundText.ts';

// Twilio, "Advanced Opt-Out"; 退订, T, TD, N, R: what messages in China offer (domain.md §5).
const stop = 'STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT T TD N R 退订 拒收';
const start = 'START UNSTOP 恢复 恢复订阅';
const help = 'HELP INFO 帮助 客服';
const wordsOf = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const [stopWords, startWords, helpWords] = [wordsOf(stop), wordsOf(start), wordsOf(help)];

/** A text that was read in another encoding than it was written in, read again: a wish to stop must not get lost in it. */
function readAgain(text: string): readonly string[] {
  const found: string[] = [];
  if (/^(?:%[0-9a-f]{2})+$/iu.test(text)) found.push(...decoded(Buffer.from(text.replaceAll('%', ''), 'hex')));
  if (/[\u0080-\u00ff]/u.test(text) && /^[\u0000-\u00ff]*$/u.test(text))
    found.push(...decoded(Buffer.from(text, 'latin1')));
  return found;
}

/** The bytes as UTF-8 and as GB18030, where they are that. */
function decoded(bytes: Uint8Array): readonly string[] {
  return ['utf-8', 'gb18030'].flatMap((encoding) => {
    try {
      return [new TextDecoder(encoding, { fatal: true }).decode(bytes)];
    } catch {
      return [];
    }
  });
}

/** One word, whatever stands around it; 退订 also at the beginning of a sentence. */
export function saidBy(text: string): Said {
  const said = saidIn(text);
  return said === 'text' && readAgain(text).some((other) => saidIn(other) === 'stop') ? 'stop' : said;
}

function saidIn(text: string): Said {
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
