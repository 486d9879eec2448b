/** What was signed about a campaign, for the loans that it asks. */
import type { SignedCommand } from './signature.ts';
import type { Instant } from '../domain/instant.ts';
import type { Queries } from './pool.ts';

export interface SignedWord {
  readonly command: SignedCommand;
  readonly receivedAt: Instant;
}

/** Commands that the campaign took, in their order, as far as they were signed for it. */
export async function signedWords(
  q: Queries,
  caseId: string,
  verify: (command: SignedCommand) => boolean,
): Promise<SignedWord[]> {
  const rows = await q.rows<SignedWord & { readonly id: string; readonly type: string }>(
    `select event_id as id, type, content->'command' as command, received_at as "receivedAt" from inbox
      where case_id = $1 and kind = 'command' and type in ('propose', 'approve', 'refuse') and (answer->>'ok')::boolean
      order by applied_seq, n`,
    [caseId],
  );
  return rows.filter(
    ({ id, type, command }) =>
      command.caseId === caseId && command.id === id && command.type === type && verify(command),
  );
}
