import type { z } from 'zod'
import type { settings } from '../contract/settings.ts'
import type { Settings } from '../domain/settings.ts'

/** The settings as the wire shows them: nothing left out, null where there is none. */
export function toSettingsAnswer(current: Settings): z.output<typeof settings> {
  return {
    ...current,
    logoUrl: current.logoUrl ?? null,
    supportEmail: current.supportEmail ?? null,
    merchantAddress: current.merchantAddress ?? null,
    merchantVatNumber: current.merchantVatNumber ?? null,
    returnHosts: [...current.returnHosts],
    paymentTypesByCountry: Object.fromEntries(
      Object.entries(current.paymentTypesByCountry).map(([country, types]) => [country, [...types]]),
    ),
  }
}
