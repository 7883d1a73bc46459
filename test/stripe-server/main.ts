import { startStripeServer } from './server.ts'

/** The server as a process: `PORT` (0: any free one), and `NOTICES_TO`, the address that hears what happens. Prints where it is. */
const server = await startStripeServer(Number(process.env.PORT ?? 0))
if (process.env.NOTICES_TO) server.notices.subscribe(process.env.NOTICES_TO, server.webhookSecret)
const { url, scriptUrl, secretKey, publishableKey, webhookSecret } = server
process.stdout.write(`${JSON.stringify({ url, scriptUrl, secretKey, publishableKey, webhookSecret })}\n`)
process.once('SIGTERM', () => void server.close())
