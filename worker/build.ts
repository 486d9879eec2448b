/** Which code decided: written beside every journal row for the auditor, and by the engine beside every task. */
export const BUILD = process.env['RECOUP_BUILD'] ?? '0.1.0';
