/** Made-up people and companies for the sample portfolio. Nobody of them exists. */

/** Whole numbers below `below`, the same for the same seed. */
export type Draw = (below: number) => number;

/** A small generator (mulberry32): good enough to vary a sample, the same on every machine. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const chosen = <T>(draw: Draw, from: readonly [T, ...T[]]): T => from[draw(from.length)] ?? from[0];

const surnames = ['柏', '凌', '樊', '祁', '闵', '卞', '裘', '鄢', '逯', '戚', '羿', '舒', '宓', '牧', '阚'] as const;
const givenNames = [
  '砚秋',
  '知远',
  '若川',
  '青禾',
  '映雪',
  '长庚',
  '以宁',
  '沐言',
  '半夏',
  '行舟',
  '小满',
  '听澜',
] as const;
const cities = ['临江市', '云港市', '青原市', '白鹭市'] as const;
const streets = ['样本路', '示例街', '演示大道', '虚构巷'] as const;

export interface MadeUpPerson {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
}

/** Area codes of North America; their numbers 555-0100 to 555-0199 are reserved for fiction, so no sample reaches anybody. */
const areaCodes = [212, 305, 312, 404, 415, 503, 617, 702, 713, 808] as const;

/** The number-th person: names may repeat as in life, numbers and addresses do not. */
export function personAt(number: number, draw: Draw, role = 'borrower'): MadeUpPerson {
  const area = areaCodes[Math.floor(number / 100) % areaCodes.length] ?? areaCodes[0];
  return {
    name: `${chosen(draw, surnames)}${chosen(draw, givenNames)}`,
    phone: `+1${area}55501${String(number % 100).padStart(2, '0')}`,
    email: `${role}${number}@example.com`,
    address: `${chosen(draw, cities)}${chosen(draw, streets)}${number + 1}号`,
  };
}

export interface MadeUpPartner {
  readonly id: string;
  readonly kind: 'dealer' | 'insurer';
  readonly name: string;
}

export const partners: readonly MadeUpPartner[] = [
  { id: 'D1', kind: 'dealer', name: '样本汽车销售一部' },
  { id: 'D2', kind: 'dealer', name: '样本汽车销售二部' },
  { id: 'D3', kind: 'dealer', name: '样本汽车销售三部' },
  { id: 'I1', kind: 'insurer', name: '示例财产保险甲' },
  { id: 'I2', kind: 'insurer', name: '示例财产保险乙' },
];

export const branches = ['城东支行', '城西支行', '高新支行'] as const;
