// As much of TwiML as click-to-call uses: one <Dial> with one <Number>.

export type Dialled = {
  number: string;
  callerId: string | null;
  statusCallback: string | null;
  events: readonly string[];
  machineDetection: boolean;
};

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const attribute = (tag: string, name: string): string | null => {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? null : unescaped(value);
};

/** The phone that a document dials; null when it dials none. */
export const dialledBy = (twiml: string | null): Dialled | null => {
  const found = /<Dial([^>]*)>\s*<Number([^>]*)>([^<]+)<\/Number>\s*<\/Dial>/.exec(twiml ?? '');
  if (found === null) return null;
  const [, dial = '', number = '', to = ''] = found;
  const events = attribute(number, 'statusCallbackEvent')?.split(' ') ?? ['completed'];
  return {
    number: to.trim(),
    callerId: attribute(dial, 'callerId'),
    statusCallback: attribute(number, 'statusCallback'),
    events,
    machineDetection: (attribute(number, 'machineDetection') ?? '').startsWith('Enable'),
  };
};
