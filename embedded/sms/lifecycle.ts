// A text's way after it was accepted: queued → sent → delivered or undelivered, each change told by a callback.
import type { Behaviour } from './behaviour.ts';
import { fateOf } from './behaviour.ts';
import type { Poster } from './callbacks.ts';
import type { Ledger } from './ledger.ts';
import { apiVersion, type Status, type Text } from './shapes.ts';

export type Lifecycle = {
  /** Carries a text on from wherever it stands. */
  readonly advance: (text: Text) => void;
  readonly stop: () => void;
};

export const startLifecycle = (
  accountSid: string,
  ledger: Ledger,
  poster: Poster,
  behaviour: () => Behaviour,
): Lifecycle => {
  const timers = new Set<NodeJS.Timeout>();

  const later = (delayMs: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, delayMs);
    timer.unref();
    timers.add(timer);
  };

  const callbackParams = (text: Text, status: Status, errorCode: number | null): Record<string, string> => ({
    AccountSid: accountSid,
    ApiVersion: apiVersion,
    From: text.from,
    To: text.to,
    MessageSid: text.sid,
    SmsSid: text.sid,
    MessageStatus: status,
    SmsStatus: status,
    ...(errorCode === null ? {} : { ErrorCode: String(errorCode) }),
  });

  const tell = (text: Text, status: Status, errorCode: number | null): void => {
    const { statusCallback } = text;
    if (statusCallback === null) return;
    const { callbackCopies, callbackDelayMs } = behaviour();
    const params = callbackParams(text, status, errorCode);
    for (let copy = 0; copy < callbackCopies; copy += 1) {
      if (callbackDelayMs === 0) poster.post({ url: statusCallback, params });
      else later(callbackDelayMs, () => poster.post({ url: statusCallback, params }));
    }
  };

  const finish = (text: Text, tellFirst: boolean): void => {
    const errorCode = fateOf(text.to).undeliveredWith ?? null;
    const status = errorCode === null ? 'delivered' : 'undelivered';
    ledger.update(text, { status, errorCode, sentAt: text.sentAt ?? new Date().toISOString() });
    tell(text, status, errorCode);
    if (tellFirst) tell(text, 'sent', null);
  };

  const advance = (text: Text): void => {
    if (text.status === 'sent') later(0, () => finish(text, false));
    if (text.status !== 'queued') return;
    later(0, () => {
      const reversed = behaviour().callbacksReversed;
      ledger.update(text, { status: 'sent', sentAt: new Date().toISOString() });
      if (!reversed) tell(text, 'sent', null);
      later(0, () => finish(text, reversed));
    });
  };

  return {
    advance,
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
};
