import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Problems } from '../../api/import/errors.ts';
import { readWorkbook } from '../../api/import/workbook.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recoup-workbook-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A ZIP file with its entries in the order given. */
function zip(entries: Readonly<Record<string, string>>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(entries)) {
    const [name, body] = [Buffer.from(path), deflateRawSync(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(text), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(Buffer.byteLength(text), 18);
    common.writeUInt16LE(name.length, 22);
    const made = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, body]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, name]));
    local.push(made);
    offset += made.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06'), end]);
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;

it('reads a workbook whose sheets are addressed from the root, before they are named', async () => {
  const path = join(folder, 'bank.xlsx');
  const declared = '<?xml version="1.0"?>';
  const rows = `<row r="1">${cell('A1', 'payment_id')}${cell('B1', 'of')}</row><row r="3">${cell('A3', 'P1')}</row>`;
  writeFileSync(
    path,
    zip({
      'xl/worksheets/sheet1.xml': `${declared}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
      'xl/workbook.xml': `${declared}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Payments" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `${declared}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>`,
    }),
  );
  const problems = new Problems();
  expect(await readWorkbook(path, problems)).toEqual([
    {
      name: 'payments',
      file: 'bank.xlsx:payments',
      encoding: 'xlsx',
      rows: [
        { row: 1, cells: ['payment_id', 'of'] },
        { row: 3, cells: ['P1', ''] },
      ],
    },
  ]);
  expect(problems.count).toBe(0);
});
