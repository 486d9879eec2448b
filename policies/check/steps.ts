import type { Anchor, Policy } from '../../domain/policy.ts';
import type { ApprovalRule } from '../../domain/approvalRules.ts';
import { checkApproval } from './approval.ts';
import { compatible, satisfiable } from './facts.ts';
import { placedSteps, sections, type Finding, type Placed, type Section } from './finding.ts';
import { repeated } from './settings.ts';

const anchorsOf: Readonly<Record<Section, readonly string[]>> = {
  reminders: ['due', 'maturity', 'settlement', 'monthEnd'],
  ladder: ['firstMissed', 'trigger', '{ step: … }'],
  recovery: ['writeOff'],
};

const anchorName = (anchor: Anchor): string => (typeof anchor === 'string' ? anchor : '{ step: … }');

/** Each step by itself: does it fit its section, and does what it names exist? */
export function checkSteps(policy: Policy): readonly Finding[] {
  const all = sections.flatMap((section) => placedSteps(policy, section));
  const twice = repeated(all.map(({ step }) => step.id)).flatMap((index): readonly Finding[] => {
    const placed = all[index];
    if (placed === undefined) return [];
    const remedy = `${placed.step.id} is the id of another step; the journal and the notice key need one each`;
    return [{ path: [...placed.path, 'id'], rule: 'STEP_TWICE', remedy }];
  });
  return [
    ...twice,
    ...all.flatMap((placed) => [...checkKind(placed), ...checkDay(placed, policy), ...checkWho(placed, policy)]),
  ];
}

/** What only the ladder knows: claims, legal action, write-off, the rung below and proof of delivery. */
function checkKind({ step, section, path }: Placed): readonly Finding[] {
  const found: Finding[] = [];
  const action = step.action.do;
  if (section !== 'ladder' && action !== 'notify' && action !== 'call')
    found.push({
      path: [...path, 'action'],
      rule: 'ACTION_NOT_HERE',
      remedy: `${action} belongs on the ladder; ${section} only notify or call`,
    });
  if (section !== 'ladder' && step.after !== undefined)
    found.push({
      path: [...path, 'after'],
      rule: 'AFTER_NOT_HERE',
      remedy: 'only rungs of the ladder name the rung below',
    });
  if (step.mustReach !== undefined && (section !== 'ladder' || action !== 'notify'))
    found.push({
      path: [...path, 'mustReach'],
      rule: 'MUST_REACH_NOT_HERE',
      remedy: 'proof of delivery is asked of notices on the ladder only; remove it',
    });
  if (step.action.do === 'notify' && step.action.attach !== undefined && !step.action.channels.includes('email'))
    found.push({
      path: [...path, 'action', 'attach'],
      rule: 'ATTACH_CHANNEL',
      remedy: 'a letter goes along with an e-mail; add email to the channels, or remove attach',
    });
  if ((step.action.do === 'legal' || step.action.do === 'writeOff') && !takesTwo(step.action.approval))
    found.push({
      path: [...path, 'action', 'approval', 'approvers'],
      rule: 'APPROVAL_TWO',
      remedy: 'legal action and write-off need two people (domain.md §7); write 2, at every level',
    });
  if ('approval' in step.action) found.push(...checkApproval(step.action.approval, [...path, 'action', 'approval']));
  return found;
}

const takesTwo = ({ approvers, levels = [] }: ApprovalRule): boolean =>
  [approvers, ...levels.map((level) => level.approvers)].every((count) => count === 2);

/** Anchor, offset and what happens on a day off. */
function checkDay({ step, section, path }: Placed, policy: Policy): readonly Finding[] {
  const found: Finding[] = [];
  const offset = [...path, 'offsetDays'];
  if (!anchorsOf[section].includes(anchorName(step.anchor)))
    return [
      {
        path: [...path, 'anchor'],
        rule: 'ANCHOR_NOT_HERE',
        remedy: `${section} hang on ${anchorsOf[section].join(', ')}; move the step or change the anchor`,
      },
    ];
  if (section === 'reminders' && step.offsetDays > 0)
    found.push({ path: offset, rule: 'REMINDER_OFFSET', remedy: 'a reminder comes before the day; write 0 or less' });
  if (section !== 'reminders' && step.offsetDays < 0)
    found.push({ path: offset, rule: 'RUNG_OFFSET', remedy: 'nothing here comes before its anchor; write 0 or more' });
  if (section === 'reminders' && step.onNonWorkingDay === 'next')
    found.push({
      path: [...path, 'onNonWorkingDay'],
      rule: 'REMINDER_NEXT',
      remedy: 'a reminder that moves later may come after the day it reminds of; write previous or same',
    });
  if (section !== 'reminders' && step.onNonWorkingDay === 'previous')
    found.push({
      path: [...path, 'onNonWorkingDay'],
      rule: 'RUNG_PREVIOUS',
      remedy: 'nothing happens before its day has come; write next or same',
    });
  if (step.anchor === 'settlement' && policy.settlementDay === undefined)
    found.push({
      path: [...path, 'anchor'],
      rule: 'SETTLEMENT_DAY',
      remedy: 'the policy has no settlementDay; add it, 1 to 31',
    });
  if (step.anchor === 'trigger' && step.when === undefined)
    found.push({ path: [...path, 'anchor'], rule: 'TRIGGER_WHEN', remedy: 'say with `when` what triggers it' });
  if (step.anchor === 'trigger' && step.offsetDays > 0)
    found.push({
      path: offset,
      rule: 'TRIGGER_OFFSET',
      remedy: 'a trigger fires on the day its condition holds; write 0, or anchor the step to a rung',
    });
  return found;
}

/** Segments and conditions: they exist and can hold. */
function checkWho({ step, section, path }: Placed, policy: Policy): readonly Finding[] {
  const known = policy.segments.map(({ id }) => id);
  const found = (step.segments ?? []).flatMap((id, index): readonly Finding[] => {
    const remedy = `there is no segment ${id}; the policy has ${known.join(', ')}`;
    return known.includes(id) ? [] : [{ path: [...path, 'segments', index], rule: 'UNKNOWN_SEGMENT', remedy }];
  });
  if (step.when === undefined) return found;
  const where = [...path, 'when'];
  const remedy = 'no loan can fulfil all of this at once; loosen or remove a member';
  if (!satisfiable(step.when)) return [...found, { path: where, rule: 'CONDITION_CONTRADICTION', remedy }];
  if (section === 'ladder' && !compatible(step.when, { pastDue: true }))
    return [
      ...found,
      {
        path: where,
        rule: 'RUNG_UNREACHABLE',
        remedy: 'the ladder is for what is past due; this asks for the opposite',
      },
    ];
  return found;
}
