/** What a template may say: checked on loading, so that no edited file can threaten, hide or lose a message. */
import { RELIEF_TEMPLATES } from '../domain/reliefTold.ts';
import { legalTemplates, noSharper } from '../domain/tone.ts';
import type { Language, Template, TemplateProblem } from './templates.ts';
import type { FieldName } from './templateFields.ts';
import type { LineProblem } from './templateText.ts';

/** Before the due date and in the first days nothing is demanded. */
export const reminderTemplates: readonly string[] = [
  'preDue',
  'dueToday',
  'interestReminder',
  'maturityNotice',
  'overdue1',
  'overdueFriendly',
  'overdueHelp',
  'callScript',
  'promiseReminder',
  'disputeUpheld',
  'disputePartlyUpheld',
  'disputeRejected',
  'disputeWithdrawn',
  'estateClaim',
  'claimRefund',
  'guarantorRefund',
  'collateralSurplus',
  'subrogationNotice',
  ...RELIEF_TEMPLATES,
];

/** What these tell is that nothing is to be paid now, or not to us: an account under them would mislead. */
const asksForNothing: readonly string[] = [
  'accelerationLiftedGuarantor',
  'claimRefund',
  'collateralSurplus',
  'disputeUpheld',
  'disputePartlyUpheld',
  'disputeRejected',
  'disputeWithdrawn',
  'estateClaim',
  'guarantorRefund',
  'reliefDeferment',
  'reliefRefused',
  'reliefTemporaryLoan',
  'reliefWaiver',
  'securityRequest',
  'securityReminder',
  'subrogationNotice',
];

/** A text that sends its reader to the account printed under it. */
const refersToAccount = /本函所列(?:还款)?账户|account named/iu;

const legalWords =
  /诉讼|起诉|法院|律师|仲裁|强制执行|财产保全|失信|lawsuit|litigat|legal (?:action|proceedings|step)|court|attorney|solicitor|\bsue\b|enforcement|seiz/iu;

/** Third parties and borrowers alike are asked, never insulted or threatened. */
const forbiddenWords = /坐牢|抓捕|报警抓|公安机关|曝光|arrest|jail|prison|police|expose you/iu;

/** A message of this channel must carry these, or a lost answer cannot be looked up, or a wish to stop not be voiced. */
const mustName: Readonly<Record<'sms', readonly FieldName[]>> = { sms: ['reference', 'lenderName'] };

function lineOf(source: string, pattern: RegExp): number | undefined {
  const index = source.search(pattern);
  return index < 0 ? undefined : source.slice(0, index).split('\n').length;
}

/** The rules for one file. `source` is its whole text, for line numbers. */
export function checkTemplate(template: Template, source: string): readonly LineProblem[] {
  const problems: LineProblem[] = [];
  const add = (line: number, rule: string, remedy: string): void => void problems.push({ line, rule, remedy });
  const sms = template.channels.includes('sms');

  const legal = lineOf(source, legalWords);
  if (legal !== undefined && template.tone !== 'legal') {
    add(legal, 'LEGAL_THREAT', 'speak of courts only in a template with `tone: legal`');
  }
  if (template.tone === 'legal' && !legalTemplates.includes(template.id)) {
    add(1, 'TONE_TOO_HIGH', `tone legal belongs to ${legalTemplates.join(', ')}`);
  }
  if (!noSharper(template.tone, 'reminder') && reminderTemplates.includes(template.id)) {
    add(1, 'TONE_TOO_HIGH', `${template.id} is a reminder`);
  }
  const forbidden = lineOf(source, forbiddenWords);
  if (forbidden !== undefined) add(forbidden, 'FORBIDDEN_WORD', 'no threat of police, prison or exposure, at any rung');

  problems.push(...checkAccount(template, source));

  if (sms !== template.file.endsWith('.sms.txt'))
    add(1, 'WRONG_FILE', 'SMS texts live in <id>.sms.txt, others in <id>.md');
  if (sms && template.channels.length > 1) add(1, 'SMS_ALONE', 'an SMS text serves no other channel');
  if (sms) {
    for (const field of mustName.sms) {
      if (!template.fields.has(field)) add(1, 'FIELD_REQUIRED', `an SMS text names {{${field}}}`);
    }
    if (template.audience !== 'partner' && !template.fields.has('optOut')) {
      add(1, 'FIELD_REQUIRED', 'an SMS to a person names {{optOut}}');
    }
    if (template.blocks.some((block) => block.kind !== 'paragraph' && block.kind !== 'loans')) {
      add(1, 'SMS_PLAIN', 'no headings or lists in an SMS');
    }
  } else {
    if (template.subject.length === 0 && !template.channels.includes('call')) add(1, 'NO_SUBJECT', 'add `subject:`');
    const inside = lineOf(source, /^.*(?:\S[ \t]*\{\{loans\}\}|\{\{loans\}\}[ \t]*\S).*$/mu);
    if (inside !== undefined) add(inside, 'TABLE_INSIDE_TEXT', 'put {{loans}} on a line of its own');
  }
  if (template.blocks.length === 0) add(1, 'EMPTY', 'the file has no text');
  return problems;
}

/** Who has nothing to pay is shown no account, and who is sent to one finds it. */
function checkAccount(template: Template, source: string): readonly LineProblem[] {
  const { id, account, channels, fields } = template;
  if (!channels.some((channel) => channel === 'letter' || channel === 'email')) return [];
  const nothingToPay = asksForNothing.includes(id);
  if (nothingToPay && account !== 'none') {
    return [{ line: 1, rule: 'ACCOUNT_MISLEADS', remedy: `${id} asks for no money: write \`account: none\`` }];
  }
  const named = lineOf(source, /\{\{paymentAccount\}\}/u);
  if (account === 'none' && named !== undefined) {
    return [{ line: named, rule: 'ACCOUNT_MISLEADS', remedy: 'the head says `account: none` and the text names one' }];
  }
  const referred = lineOf(source, refersToAccount);
  if (referred === undefined || account === 'required' || fields.has('paymentAccount')) return [];
  const remedy = 'the text refers to the account below it: write `account: required`';
  return [{ line: referred, rule: 'ACCOUNT_MAY_LACK', remedy }];
}

/** The rules across files: what exists in one language exists in the other, with the same tone and audience. */
export function checkSet(all: readonly Template[], languages: readonly Language[]): readonly TemplateProblem[] {
  const byFile = new Map(all.map((template) => [template.file, template]));
  return all.flatMap((template) => {
    const name = template.file.slice(template.language.length + 1);
    return languages.flatMap((language): TemplateProblem[] => {
      const other = byFile.get(`${language}/${name}`);
      const same =
        other?.tone === template.tone && other.audience === template.audience && other.account === template.account;
      if (same && other.channels.join() === template.channels.join()) return [];
      const rule = other === undefined ? 'NOT_TRANSLATED' : 'LANGUAGES_DIFFER';
      const remedy = `give ${language}/${name} the same channels, tone, audience and account`;
      return [{ file: template.file, line: 1, rule, remedy }];
    });
  });
}
