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

const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Written as an escape and a second septet. */
const extended = new Set('\f^{}\\[~]|€');

/** Sizes a text as a network would. A character is never split over two parts. */
export function smsSize(text: string): SmsSize {
  const characters = Array.from(text);
  const gsm = characters.every((c) => basic.has(c) || extended.has(c));
  const widths = characters.map((c) => (gsm ? (extended.has(c) ? 2 : 1) : c.length));
  const units = widths.reduce((sum, width) => sum + width, 0);
  const encoding = gsm ? 'GSM-7' : 'UCS-2';
  if (units <= (gsm ? 160 : 70)) return { encoding, segments: units === 0 ? 0 : 1, units };
  const part = gsm ? 153 : 67;
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > part) {
      segments += 1;
      used = 0;
    }
    used += width;
  }
  return { encoding, segments, units };
}
