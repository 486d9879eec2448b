/** Facts of a case for a terminal: nested members a line each, amounts in decimal, named in two languages. */
import { formatAmount } from '../domain/money.ts';
import { object, text } from './output.ts';
import type { Body } from './http.ts';
import type { Language } from './output.ts';
import { pairs, table } from './table.ts';

/** Chinese and English name of a member; one that is not here stands as it is. */
const NAMES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  asOf: ['截至', 'as of'],
  overdueDays: ['逾期天数', 'days overdue'],
  delinquentDays: ['计算逾期天数', 'days that count'],
  overdueMinor: ['逾期金额', 'overdue'],
  outstandingMinor: ['未偿余额', 'outstanding'],
  consecutiveMissed: ['连', 'missed in a row'],
  cumulativeMissed: ['累', 'missed in all'],
  lastDueOn: ['最后到期日', 'last due day'],
  classification: ['分类', 'class'],
  effect: ['影响', 'effect'],
  documents: ['材料', 'documents'],
  status: ['状态', 'status'],
  item: ['抵押物', 'item'],
  kind: ['种类', 'kind'],
  valuations: ['评估', 'valuation'],
  value: ['价值', 'value'],
  valueMinor: ['价值', 'value'],
  ownerId: ['抵押人', 'owner'],
  titleDocument: ['权属文件', 'title document'],
  validUntil: ['有效至', 'valid until'],
  insuredUntil: ['保险至', 'insured until'],
  registeredUntil: ['登记至', 'registered until'],
  opensOn: ['开始', 'opens'],
  reserve: ['保留价', 'reserve'],
  result: ['结果', 'result'],
  suspended: ['中止', 'stands still'],
  task: ['内容', 'what'],
  escalated: ['已上报', 'escalated'],
  disposal: ['处置', 'disposal'],
  way: ['方式', 'way'],
  least: ['最低价', 'at least'],
  leastMinor: ['最低价', 'at least'],
  seizedOn: ['取得日', 'taken on'],
  costs: ['费用', 'costs'],
  rounds: ['拍卖', 'round'],
  realised: ['变现', 'realised'],
  price: ['价款', 'price'],
  applied: ['抵债', 'to the debt'],
  surplus: ['余款', 'surplus'],
  shortfall: ['不足', 'still owed'],
  tasks: ['待办', 'task'],
  dueOn: ['期限', 'by'],
  ended: ['结束', 'ended'],
  as: ['结果', 'as'],
  on: ['日期', 'on'],
  by: ['由', 'by'],
  because: ['原因', 'because'],
};

const nameOf = (member: string, language: Language): string => NAMES[member]?.[language === 'en' ? 1 : 0] ?? member;

/** Minor units where the name says so. */
const said = (member: string, value: unknown, currency: string): string =>
  member.endsWith('Minor') && typeof value === 'number' ? formatAmount(value, currency) : text(value);

/** Words in place of codes, at every depth: where `statusText` stands beside `status`, it is what is shown. */
export function withWords(value: Body): Body {
  return Object.fromEntries(
    Object.entries(value).flatMap(([member, inner]): [string, unknown][] => {
      if (member.endsWith('Text') && member.slice(0, -'Text'.length) in value) return [];
      const said = value[`${member}Text`] ?? inner;
      if (Array.isArray(said))
        return [[member, said.map((one) => (typeof one === 'object' ? withWords(object(one)) : (one as unknown)))]];
      return [[member, typeof said === 'object' && said !== null ? withWords(object(said)) : said]];
    }),
  );
}

/** A row for each fact below a value; what there is not is left out. */
function rowsOf(value: Body, currency: string, language: Language, above = ''): [string, string][] {
  return Object.entries(value).flatMap(([member, inner]): [string, string][] => {
    const name = `${above}${nameOf(member, language)}`;
    if (inner === null || inner === undefined || inner === '') return [];
    if (typeof inner !== 'object') return [[name, said(member, inner, currency)]];
    if (Array.isArray(inner))
      return inner.flatMap((one) =>
        typeof one === 'object'
          ? rowsOf(object(one), currency, language, `${name} · `)
          : [[name, text(one)] as [string, string]],
      );
    return rowsOf(object(inner), currency, language, `${name} · `);
  });
}

/** Lines of names and values. */
export const factLines = (value: Body, currency: string, language: Language): string[] =>
  pairs(rowsOf(value, currency, language));

/** What changes, side by side; `on` a day that is to come. */
export function changeLines(effect: Body, currency: string, language: Language, on = ''): string[] {
  const [before, after] = [object(effect['before']), object(effect['after'])];
  const heads = language === 'en' ? [on, 'Before', 'After'] : [on, '之前', '之后'];
  return table(
    heads.map((title, at) => ({ title, right: at > 0 })),
    Object.keys(after).map((member) => [
      nameOf(member, language),
      said(member, before[member], currency),
      said(member, after[member], currency),
    ]),
  );
}
