// Reports about mails that were taken and could not be delivered after all (RFC 3464), sent by SMTP as a server does it.
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';

export type LateReport = {
  /** Whom it is about. */
  recipient: RegExp;
  action: 'failed' | 'delayed' | 'delivered' | 'relayed';
  /** RFC 3463, such as 5.1.1. */
  status: string;
  delayMs: number;
  /** How often the very same report is sent. Default 1. */
  copies?: number;
};

type Sending = LateReport & { reportTo: string; sender: string; to: string; raw: Buffer };

const headersOf = (raw: Buffer): string => raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? '';

/** The report as it goes over the wire. */
export const reportMail = ({
  action,
  status,
  sender,
  to,
  raw,
}: Omit<Sending, 'reportTo' | 'recipient' | 'delayMs'>) => {
  const boundary = 'recoup-report';
  const smtpCode = status.startsWith('5') ? '550' : status.startsWith('4') ? '450' : '250';
  const lines = [
    ...['From: Mail Delivery System <MAILER-DAEMON@mailbox.invalid>', `To: <${sender}>`],
    ...['Subject: Delivery Status Notification', 'Auto-Submitted: auto-replied', 'MIME-Version: 1.0'],
    ...[`Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`, ''],
    ...[`--${boundary}`, 'Content-Type: text/plain; charset=gb18030', 'Content-Transfer-Encoding: base64', ''],
    // 退信, as servers in China write it.
    ...['zcvQxQ==', `--${boundary}`, 'Content-Type: message/delivery-status', ''],
    ...['Reporting-MTA: dns; mailbox.invalid', '', `Final-Recipient: rfc822; ${to}`, `Action: ${action}`],
    ...[`Status: ${status}`, `Diagnostic-Code: smtp; ${smtpCode} ${status}`, '   said so', ''],
    ...[`--${boundary}`, 'Content-Type: text/rfc822-headers', '', headersOf(raw), '', `--${boundary}--`, ''],
  ];
  return lines.join('\r\n');
};

/** Waits its time and sends the report to the envelope's sender. */
export const sendReport = async ({ reportTo, delayMs, copies = 1, ...about }: Sending): Promise<void> => {
  await sleep(delayMs);
  const transport = createTransport(reportTo);
  try {
    for (let copy = 0; copy < copies; copy += 1)
      await transport.sendMail({ envelope: { from: '', to: [about.sender] }, raw: reportMail(about) });
  } finally {
    transport.close();
  }
};
