import { DefaultFailureConverter } from '@temporalio/common';

/** Messages and stack traces of failures go through the codec too: an error once held a phone number (design.md). */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
