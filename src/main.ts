import { processMain } from './boot/process-main.ts'

process.exit(await processMain(process.argv.slice(2), process.env))
