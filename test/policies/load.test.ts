import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { policiesFolder, policyFiles, policyForProduct, shippedPolicies } from '../../policies/index.ts';
import { loadPolicy } from '../../policies/load.ts';
import { policyJsonSchema, policySchema } from '../../policies/schema.ts';
import { basePolicy, broken } from './base.ts';

const published: unknown = JSON.parse(readFileSync(`${policiesFolder}policy.schema.json`, 'utf8'));

describe('the published JSON Schema is the shape that is checked', () => {
  it('the file is what the code generates', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
  });

  const validate = new Ajv2020({ strict: false }).compile(published as object);
  const edits: readonly [string, string, string][] = [
    ['version:', 'version: 1', 'version: 1'],
    ['version:', 'version: 1', 'version: 0'],
    ['version:', 'version: 1', 'version: 1.5'],
    ['version:', 'version: 1', 'release: 1'],
    ['format', 'policy/1', 'policy/2'],
    ['country', 'CN', 'cn'],
    ['contactTime', '10:00', '24:00'],
    ['name: M2', 'to: null', 'to: 90'],
    ['missed', 'tolerance: 0', 'tolerance: 1'],
    ['id: steady', 'paidInstalmentsAtLeast', 'paidInstalmentsAtMost'],
    ['id: final', 'any: [{ consecutiveMissedAtLeast: 3 }', 'any: [{ consecutiveMissedAtLeast: -3 }'],
    ['id: legal', 'step: final', 'rung: final'],
    ['id: legal', '{ step: final }', 'settlement'],
    ['id: legal', 'approvers: 2', 'approvers: 3'],
    ['id: second', 'do: notify', 'do: nothing'],
    ['id: second', '[letter]', '[]'],
    ['id: second', 'offsetDays: 20', 'offsetDays: 20\n    after: null'],
    ['id: second', 'offsetDays: 20', 'offsetDays: 20\n    when: null'],
  ];
  it.each(edits)('both agree: after "%s" %s → %s', (after, find, replacement) => {
    const data: unknown = parse(broken(after, find, replacement));
    expect(validate(data)).toBe(policySchema.safeParse(data).success);
  });
  it('and they do refuse something', () => {
    const verdicts = edits.map((edit) => validate(parse(broken(...edit))));
    expect(new Set(verdicts)).toEqual(new Set([true, false]));
  });
});

describe('a policy is pinned by the hash of what it says', () => {
  const hash = (text: string): string | undefined => loadPolicy(text, 'base.yaml').hash;
  it('not of its comments, layout or order', () => {
    const [first = '', ...rest] = basePolicy.split('\n');
    const reordered = `# a remark\n${rest.join('\n')}\n${first}\n`;
    expect(hash(reordered)).toBe(hash(basePolicy));
    expect(hash(basePolicy)).toMatch(/^[0-9a-f]{64}$/u);
  });
  it.each([
    ['id: second', 'offsetDays: 20', 'offsetDays: 21'],
    ['version', '1', '2'],
    ['minGapDays', '7', '6'],
  ])('but of every value: %s %s → %s', (after, find, replacement) => {
    expect(hash(broken(after, find, replacement))).not.toBe(hash(basePolicy));
  });
});

describe('problems name their place', () => {
  it('line, column and path of each, in order of the file', () => {
    const twice = broken('id: second', '[letter]', '[pigeon]', broken('minGapDays', '7', 'x'));
    const { problems = [] } = loadPolicy(twice, 'mine.yaml');
    expect(problems.map(({ file, path, rule }) => [file, path, rule])).toEqual([
      ['mine.yaml', 'minGapDays', 'SHAPE_TYPE'],
      ['mine.yaml', 'ladder[1].action.channels[0]', 'SHAPE_VALUE'],
    ]);
    const line = twice.split('\n')[(problems[1]?.line ?? 0) - 1] ?? '';
    expect(line.slice((problems[1]?.column ?? 0) - 1)).toMatch(/^pigeon/u);
  });
  it('what is used by alias is placed where it is written', () => {
    const named = broken('id: final', 'when: { any', 'when: &late { wrong: 1, any');
    const aliased = broken('id: writeOff', '{ classificationAtLeast: loss }', '*late', named);
    const line = aliased.split('\n').findIndex((text) => text.includes('wrong')) + 1;
    const { problems = [] } = loadPolicy(aliased, 'mine.yaml');
    expect(problems.map((one) => `${one.path} ${one.line}`)).toEqual([
      `ladder[3].when.wrong ${line}`,
      `ladder[5].when.wrong ${line}`,
    ]);
  });
  it.each(['', '[]', 'just words', 'a: &a [*a]', '- *nothing'])(
    'a file that is no policy at all is refused: %j',
    (text) => {
      const { problems = [] } = loadPolicy(text, 'mine.yaml');
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.every(({ line, column, remedy }) => line >= 1 && column >= 1 && remedy !== '')).toBe(true);
    },
  );
});

describe('the shipped policies', () => {
  it('are all sound, one for each file', () => {
    expect([...shippedPolicies().keys()]).toEqual(['cn-car-loan', 'cn-consumer', 'cn-working-capital', 'us-consumer']);
    expect(policyFiles()).toHaveLength(shippedPolicies().size);
  });
  it('are read once', () => {
    expect(shippedPolicies()).toBe(shippedPolicies());
  });
  it.each([
    ['auto', 'cn-car-loan'],
    ['consumer', 'cn-consumer'],
    ['working-capital', 'cn-working-capital'],
    ['us-consumer', 'us-consumer'],
    ['yacht', undefined],
  ])('serve the product %s: %s', (product, expected) => {
    expect(policyForProduct(product)?.policy.id).toBe(expected);
  });
  it.each(policyFiles())('%s satisfies the published schema', (file) => {
    const validate = new Ajv2020({ strict: false }).compile(published as object);
    validate(parse(readFileSync(`${policiesFolder}${file}`, 'utf8')));
    expect(validate.errors).toBeNull();
  });
});
