import type { TaxRate } from '../../domain/tax.ts'
import type { SettingsStore } from '../../ports/settings-store.ts'
import type { TaxTable } from '../../ports/tax.ts'
import type { LiveSettings } from './live-settings.ts'

const key = 'tax_rates'

const none: readonly TaxRate[] = []

/** A table of rates, kept as one setting: empty until somebody fills it. */
export function taxTable(live: Pick<LiveSettings, 'get' | 'refresh'>, settings: SettingsStore): TaxTable {
  return {
    rates: () => {
      const kept = live.get(key)
      return Array.isArray(kept) ? kept : none
    },
    replace: async (rates) => {
      await settings.put(key, rates)
      await live.refresh()
    },
  }
}
