import { processMain } from './boot/process-main.ts'

process.exit(await processMain(process.argv[2], process.env))
