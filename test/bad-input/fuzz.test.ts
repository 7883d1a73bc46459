import { test } from 'vitest'
import { fuzz } from './support/fuzz.ts'
import { useStage } from './support/stage.ts'

const stage = useStage()

test('any body on any route is answered well, and what is accepted is whole', () => fuzz(stage(), 300))
