import type { Mailer } from '../../ports/mailer.ts'

/** The sandbox's mailer keeps every mail where it is, in the outbox, to be read through `GET /api/admin/mails`. */
export const mailSink: Mailer = { send: async () => undefined }
