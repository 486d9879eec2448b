// What is done about one suit, as commands of one shape.

export interface SuitCommand {
  readonly name: string;
  readonly what: string;
  /** Arguments after the legal action, in order: name in the body. */
  readonly args?: readonly string[];
  /** `--flag <value>` → member of the body. */
  readonly options?: readonly (readonly [flags: string, what: string, member: string])[];
  readonly path: (given: Readonly<Record<string, string>>) => readonly string[];
  readonly example: string;
}

const REASON = ['--reason <reason>', 'why, in a word or a sentence', 'reason'] as const;

const ON = ['--on <day>', 'the day on which it happened; default: today', 'on'] as const;

export const DOCUMENTS = ['--document <id...>', 'documents that were handed in, by id', 'documents'] as const;

export const COMMANDS: readonly SuitCommand[] = [
  {
    name: 'stage',
    what: 'record a stage: filed, served, judged, judgmentServed, appealed, effective, enforcement, terminated, settled',
    args: ['stage'],
    options: [
      ...[ON, REASON, DOCUMENTS],
      ['--court <name>', 'of filed', 'court'],
      ['--case-number <number>', 'of filed, as the court has it', 'caseNumber'],
      ['--result <result>', 'of judged: for, part, against', 'result'],
      ['--amount <amount>', 'of judged: what the debtor has to pay', 'amount'],
      ['--costs <amount>', 'of judged: costs that the debtor has to bear', 'costs'],
      ['--perform-by <day>', 'of effective: last day to perform', 'performBy'],
      ['--abroad', 'of judgmentServed: served abroad', 'abroad'],
    ],
    path: () => ['stage'],
    example:
      'recoup legal stage legalAction/L1/1 filed --court 天河区人民法院 --case-number （2025）粤0106民初1号 --as zhao:legalCounsel',
  },
  {
    name: 'documents',
    what: 'put documents into the file of the suit',
    options: [DOCUMENTS],
    path: () => ['documents'],
    example:
      'recoup legal documents legalAction/L1/1 --document evidence/L1/contract/0123456789abcdef --as zhao:legalCounsel',
  },
  {
    name: 'preserve',
    what: 'request preservation: bankDeposit, movable, realEstate, otherRight',
    args: ['asset', 'amount'],
    options: [REASON, DOCUMENTS],
    path: () => ['preservations'],
    example:
      'recoup legal preserve legalAction/L1/1 bankDeposit 50000.00 --reason "he empties his accounts" --document evidence/L1/lead/0123456789abcdef --as li:collector',
  },
  {
    name: 'approve-preservation',
    what: 'approve a preservation; two different people',
    args: ['preservation'],
    path: ({ preservation = '' }) => ['preservations', preservation, 'approve'],
    example: 'recoup legal approve-preservation legalAction/L1/1 P1 --as wang:creditHead',
  },
  {
    name: 'reject-preservation',
    what: 'reject a preservation; needs --reason',
    args: ['preservation'],
    options: [REASON],
    path: ({ preservation = '' }) => ['preservations', preservation, 'reject'],
    example:
      'recoup legal reject-preservation legalAction/L1/1 P1 --reason "nothing shows that it is his" --as wang:creditHead',
  },
  {
    name: 'record-preservation',
    what: 'what the court did: ordered, denied, renewed, lifted',
    args: ['preservation', 'what'],
    options: [ON, REASON, ['--expires <day>', 'as the court says; default: by the policy', 'expiresOn']],
    path: ({ preservation = '' }) => ['preservations', preservation, 'record'],
    example: 'recoup legal record-preservation legalAction/L1/1 P1 ordered --on 2025-04-02 --as zhao:legalCounsel',
  },
  {
    name: 'hearing',
    what: 'put a hearing into the calendar',
    args: ['on'],
    path: () => ['hearings'],
    example: 'recoup legal hearing legalAction/L1/1 2025-05-20 --as zhao:legalCounsel',
  },
  {
    name: 'done',
    what: 'what had to be done by a deadline was done',
    args: ['deadline'],
    options: [REASON],
    path: () => ['deadlines'],
    example: 'recoup legal done legalAction/L1/1 courtFee/1 --reason "paid, receipt 12" --as zhao:legalCounsel',
  },
  {
    name: 'file',
    what: 'prepare filing at once, without a letter or its answer; needs --reason',
    options: [REASON],
    path: () => ['filing'],
    example: 'recoup legal file legalAction/L1/1 --reason "30 days after the preservation" --as zhao:legalCounsel',
  },
  {
    name: 'suit',
    what: 'after preservation alone: propose the suit; needs --reason',
    options: [REASON],
    path: () => ['suit'],
    example: 'recoup legal suit legalAction/L1/1 --reason "no answer" --as zhao:legalCounsel',
  },
  {
    name: 'cost',
    what: 'record a cost: courtFee, preservationFee, guarantee, lawyer, appraisal, announcement, other',
    args: ['kind', 'amount'],
    options: [ON, ['--borne-by <who>', 'lender or debtor', 'bornBy']],
    path: () => ['costs'],
    example: 'recoup legal cost legalAction/L1/1 courtFee 1250.00 --as zhao:legalCounsel',
  },
  {
    name: 'charge',
    what: 'charge to the loan what an effective judgment awards of the costs',
    options: [['--amount <amount>', 'default: all that is left', 'amount']],
    path: () => ['charge'],
    example: 'recoup legal charge legalAction/L1/1 --as zhao:legalCounsel',
  },
  {
    name: 'owner',
    what: 'name who leads it',
    args: ['ownerId'],
    path: () => ['owner'],
    example: 'recoup legal owner legalAction/L1/1 zhao --as wang:creditHead',
  },
];
