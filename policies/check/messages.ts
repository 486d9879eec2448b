import type { NoticeChannel, Policy, Step } from '../../domain/policy.ts';
import { audienceOf, type References } from '../references.ts';
import type { Tone } from '../templates.ts';
import { partyOf, placedSteps, sections, type Finding, type Placed } from './finding.ts';

const toneOrder: readonly Tone[] = ['reminder', 'demand', 'legal'];

/** Templates exist for every channel, speak to the right party, and their tone only rises along the ladder. */
export function checkMessages(policy: Policy, references: References): readonly Finding[] {
  const found = sections.flatMap((section) =>
    placedSteps(policy, section).flatMap((placed) => checkTemplate(placed, policy, references)),
  );
  return found.length > 0 ? found : checkTones(policy, references);
}

function channelsOf(step: Step): readonly (NoticeChannel | 'call')[] {
  if (step.action.do === 'call') return ['call'];
  return 'channels' in step.action ? step.action.channels : [];
}

function checkTemplate({ step, path }: Placed, policy: Policy, references: References): readonly Finding[] {
  if (!('template' in step.action)) return [];
  const { template } = step.action;
  const where = [...path, 'action', 'template'];
  if (!references.templateIds.includes(template)) {
    const remedy = `there is no template ${template}; there are ${references.templateIds.join(', ')}`;
    return [{ path: where, rule: 'UNKNOWN_TEMPLATE', remedy }];
  }
  const party = partyOf(step);
  return channelsOf(step)
    .flatMap((channel): readonly Finding[] => {
      const one = references.template(template, policy.language, channel);
      if (one === undefined) {
        const remedy = `template ${template} has no text for ${channel} in ${policy.language}; add it or drop the channel`;
        return [{ path: where, rule: 'TEMPLATE_CHANNEL', remedy }];
      }
      if (party === undefined || one.audience === audienceOf[party]) return [];
      const remedy = `template ${template} is written for a ${one.audience}, the step speaks to the ${party}`;
      return [{ path: where, rule: 'TEMPLATE_AUDIENCE', remedy }];
    })
    .slice(0, 1);
}

function checkTones(policy: Policy, references: References): readonly Finding[] {
  const toneOf = (step: Step): Tone | undefined => {
    const channel = step.action.do === 'call' ? undefined : channelsOf(step)[0];
    if (channel === undefined || !('template' in step.action)) return undefined;
    return references.template(step.action.template, policy.language, channel)?.tone;
  };
  const reached = new Map<string, { readonly tone: Tone; readonly id: string }>();
  const refuse = (placed: Placed, remedy: string): Finding => {
    return { path: [...placed.path, 'action', 'template'], rule: 'TONE', remedy };
  };
  return [
    ...placedSteps(policy, 'reminders').flatMap((placed) => {
      const tone = toneOf(placed.step);
      return tone === undefined || tone === 'reminder'
        ? []
        : [refuse(placed, `nothing is overdue yet: a ${tone} is too harsh for a reminder`)];
    }),
    ...placedSteps(policy, 'ladder').flatMap((placed) => {
      const tone = toneOf(placed.step);
      const party = partyOf(placed.step);
      if (tone === undefined || party === undefined) return [];
      if (tone === 'legal' && placed.step.anchor === 'firstMissed')
        return [
          refuse(placed, 'legal words belong to a trigger (连3/累6, days) or to what follows one, not to days alone'),
        ];
      const before = reached.get(party);
      if (before !== undefined && toneOrder.indexOf(tone) < toneOrder.indexOf(before.tone))
        return [refuse(placed, `${before.id} below it is a ${before.tone} already; what follows is not milder`)];
      reached.set(party, { tone, id: placed.step.id });
      return [];
    }),
  ];
}
