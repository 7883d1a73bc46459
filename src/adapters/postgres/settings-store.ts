import type { SettingsStore } from '../../ports/settings-store.ts'
import type { Sql } from './sql.ts'

export function settingsStore(sql: Sql): SettingsStore {
  return {
    get: async (key) =>
      (await sql.row<{ value: unknown }>('settings.get', 'select value from settings where key = $1', [key]))
        ?.value,
    put: async (key, value) => {
      await sql.run(
        'settings.put',
        `insert into settings (key, value) values ($1, $2)
         on conflict (key) do update set value = excluded.value, updated_at = now()`,
        [key, JSON.stringify(value)],
      )
    },
    merge: async (key, changes) => {
      await sql.run(
        'settings.merge',
        `insert into settings (key, value) values ($1, jsonb_strip_nulls($2::jsonb))
         on conflict (key) do update
         set value = jsonb_strip_nulls(settings.value || $2::jsonb), updated_at = now()`,
        [key, JSON.stringify(changes)],
      )
    },
    putIfMissing: async (key, value) =>
      (
        await sql.row<{ value: unknown }>(
          'settings.putIfMissing',
          // The update changes nothing; it is there so that the row of another is answered too.
          `insert into settings (key, value) values ($1, $2)
           on conflict (key) do update set value = settings.value
           returning value`,
          [key, JSON.stringify(value)],
        )
      )?.value,
  }
}
