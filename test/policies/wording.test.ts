import { describe, expect, test } from 'vitest';
import { createRenderMessage } from '../../activities/render.ts';
import { exampleData, exampleLoans } from '../../policies/templateExample.ts';
import { languages, loadTemplates } from '../../policies/templates.ts';
import { wordingOf } from '../../policies/wording.ts';
import { lenderFacts } from '../../worker/lender.ts';

const templates = loadTemplates();
const lender = lenderFacts({});
const { needs, given } = wordingOf(templates, lender);
const render = createRenderMessage(templates, () => new Uint8Array());

const sent = templates.all.flatMap(({ id, language, channels }) =>
  channels.flatMap((channel) => (channel === 'call' ? [] : [[channel, id, language] as const])),
);

describe('what a decision takes a message to need is what the sender needs', () => {
  test.each(sent)('%s %s %s', (channel, id, language) => {
    const asked = new Set(needs[`${channel}/${id}/${language}`]);
    const whole: Record<string, string> = { ...exampleData[language] };
    for (const field of Object.keys(whole)) {
      const without = { ...whole, [field]: '', loans: exampleLoans };
      const made = (): unknown => render(channel, id, language, without);
      if (asked.has(field)) expect(made, field).toThrow(`MISSING_FIELD ${field}`);
      // A currency is asked for with the first amount; every message has one.
      else if (field !== 'currency') expect(made, field).not.toThrow();
    }
  });
});

test('the example lender gives everything that a lender gives, on every channel', () => {
  const ofOthers = ['recipientName', 'recipientAddress', 'borrowerName', 'guarantorName', 'claimAmount', 'claimOn'];
  const ofPromises = ['promisedAmount', 'promisedOn', 'wholeAmount', 'noticeDays', 'ground'];
  const ofClaims = ['receivedAmount', 'remainingAmount', 'refundAmount', 'partnerName'];
  const ofRelief = ['reliefAmount', 'reliefUntil', 'schedule'];
  const ofSales = ['saleAmount', 'saleOn'];
  for (const [channel, id, language] of sent) {
    const missing = (needs[`${channel}/${id}/${language}`] ?? []).filter(
      (field) => given[`${channel}/${language}`]?.includes(field) !== true,
    );
    const known = [...ofOthers, ...ofPromises, ...ofClaims, ...ofRelief, ...ofSales];
    expect(known, `${channel} ${id}`).toEqual(expect.arrayContaining(missing));
  }
});

test('what the lender leaves empty is not given', () => {
  const silent = { ...lender.en, officerName: ' ', optOut: { ...lender.en.optOut, sms: '' } };
  const said = wordingOf(templates, { ...lender, en: silent }).given;
  expect(said['email/en']).toContain('optOut');
  expect(said['sms/en']).not.toContain('optOut');
  for (const language of languages) expect(said[`sms/${language}`]?.includes('officerName')).toBe(language !== 'en');
});
