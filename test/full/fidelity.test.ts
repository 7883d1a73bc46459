import { test } from 'vitest'
import { expectFaithfulOverHttp } from '../fidelity/http.ts'
import { expectFaithful } from '../fidelity/pure.ts'
import { useApp } from '../support/app.ts'

const app = useApp()

test('20,000 states and orders of every type: the preview renders what the fold holds', () =>
  expectFaithful(20_000))

test('2,000 orders of every type over HTTP: previewed, submitted and read back', () =>
  expectFaithfulOverHttp(app(), 2_000))
