import { writeFileSync } from 'node:fs'
import { cadenceNames, confirmByTemporal, startDays } from './due-days.ts'
import { goldenPath, goldenText } from './golden-file.ts'

for (const startOn of startDays()) for (const name of cadenceNames) confirmByTemporal(startOn, name)
writeFileSync(goldenPath, goldenText())
