import { dataFields, type DataField } from './templateFields.ts';
import type { Template, TemplateChannel } from './templates.ts';

const isData = (name: string): name is DataField => Object.hasOwn(dataFields, name);

/** What the frame of a channel names of its own accord (activities/compose.ts, activities/markup.ts). */
function frameOf({ letterhead, audience, account }: Template, channel: TemplateChannel): readonly DataField[] {
  const below = account === 'required' ? (['paymentAccount'] as const) : [];
  switch (channel) {
    case 'sms':
    case 'call':
      return [];
    case 'email':
      return [
        'lenderName',
        'lenderPhone',
        'reference',
        ...below,
        ...(audience === 'partner' ? [] : (['optOut'] as const)),
      ];
    case 'letter':
      return [
        ...below,
        ...(letterhead === 'partner' ? (['partnerName'] as const) : []),
        ...([
          'lenderName',
          'lenderAddress',
          'lenderPhone',
          'recipientName',
          'letterNumber',
          'reference',
          'date',
        ] as const),
      ];
  }
}

/** Every field that has to be handed in with a message of this template; what follows from the loans is worked out. */
export function needsOf(template: Template, channel: TemplateChannel): readonly DataField[] {
  const named = [...template.fields].filter(isData);
  return [...new Set<DataField>([...named, ...frameOf(template, channel)])].sort();
}
