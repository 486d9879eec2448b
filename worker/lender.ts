import type { LenderFacts } from '../activities/send.ts';

const optOut = {
  'zh-CN': { sms: '拒收请回复R', email: '如不愿再收到邮件，请点击退订', letter: '' },
  en: { sms: 'Reply STOP to opt out', email: 'Unsubscribe to stop these e-mails', letter: '' },
} as const;

/** What the lender says of itself in messages, by language; each value can be set in the environment. */
export function lenderFacts(env: NodeJS.ProcessEnv = process.env): Readonly<Record<'zh-CN' | 'en', LenderFacts>> {
  const of = (language: 'zh-CN' | 'en', name: string, address: string): LenderFacts => {
    const suffix = language === 'en' ? '_EN' : '';
    return {
      lenderName: env[`RECOUP_LENDER_NAME${suffix}`] ?? name,
      lenderAddress: env[`RECOUP_LENDER_ADDRESS${suffix}`] ?? address,
      lenderPhone: env['RECOUP_LENDER_PHONE'] ?? '400-555-0100',
      officerName: env[`RECOUP_OFFICER_NAME${suffix}`] ?? (language === 'en' ? 'Collections desk' : '贷后管理部'),
      partnerName: env[`RECOUP_LAW_FIRM${suffix}`] ?? (language === 'en' ? 'Example Law Firm' : '示例律师事务所'),
      paymentAccount: env['RECOUP_PAYMENT_ACCOUNT'] ?? '6200 0000 0000 0100',
      optOut: optOut[language],
    };
  };
  return { 'zh-CN': of('zh-CN', '示例银行', '示例市示例路1号'), en: of('en', 'Example Bank', '1 Example Road') };
}
