/**
 * Counts what an SMS costs: characters of the GSM 7-bit alphabet (3GPP TS 23.038) go 160 to a message or 153 to a
 * part; one character outside it turns the whole text into UCS-2, 70 or 67 units.
 */
export interface SmsSize {
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly segments: number;
  /** Septets or 16-bit units of the text. */
  readonly units: number;
}

/** Septets of each UTF-16 unit in the GSM alphabet; 0: it has none. */
const septets = new Uint8Array(0x10000);
for (const character of '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà')
  septets[character.charCodeAt(0)] = 1;
/** Written as an escape and a second septet. */
for (const character of '\f^{}\\[~]|€') septets[character.charCodeAt(0)] = 2;

const GSM = { whole: 160, part: 153 };
const UCS = { whole: 70, part: 67 };

/** Sizes a text as a network would. A character is never split over two parts. */
export function smsSize(text: string): SmsSize {
  const gsm = isGsm(text);
  const { whole, part } = gsm ? GSM : UCS;
  let [units, segments, used] = [0, 1, 0];
  for (let at = 0; at < text.length; at += 1) {
    // Two units of one character outside the basic plane go together.
    const pair = !gsm && (text.codePointAt(at) ?? 0) > 0xffff;
    const width = gsm ? (septets[text.charCodeAt(at)] ?? 0) : pair ? 2 : 1;
    if (pair) at += 1;
    units += width;
    used += width;
    if (used > part) [segments, used] = [segments + 1, width];
  }
  const encoding = gsm ? 'GSM-7' : 'UCS-2';
  return { encoding, segments: units > whole ? segments : Math.min(units, 1), units };
}

function isGsm(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (septets[text.charCodeAt(at)] === 0) return false;
  return true;
}
