import { test } from 'vitest'
import { fuzz } from '../bad-input/support/fuzz.ts'
import { useStage } from '../bad-input/support/stage.ts'

const stage = useStage()

test('four thousand odd bodies are answered well, and what is accepted is whole', () => fuzz(stage(), 4_000))
