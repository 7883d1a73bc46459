import type { z } from 'zod'
import type { settings } from '../contract/settings.ts'
import { calloutSecret } from '../payments/callout-secret.ts'
import type { Services } from '../ports/services.ts'

/** The settings as the wire shows them: nothing left out, null where there is none. */
export function toSettingsAnswer({
  settings: currentSettings,
  secrets,
}: Pick<Services, 'settings' | 'secrets'>): z.output<typeof settings> {
  const current = currentSettings()
  return {
    ...current,
    logoUrl: current.logoUrl ?? null,
    supportEmail: current.supportEmail ?? null,
    merchantAddress: current.merchantAddress ?? null,
    merchantVatNumber: current.merchantVatNumber ?? null,
    paymentCallouts: Object.fromEntries(
      Object.entries(current.paymentCallouts).map(([name, { url }]) => [
        name,
        { url, secret: calloutSecret(secrets, name) },
      ]),
    ),
    returnHosts: [...current.returnHosts],
    paymentTypesByCountry: Object.fromEntries(
      Object.entries(current.paymentTypesByCountry).map(([country, types]) => [country, [...types]]),
    ),
  }
}
