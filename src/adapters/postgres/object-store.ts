import type { Listed, ObjectStore, ObjectType, Page } from '../../ports/object-store.ts'
import { toShown, toShownFromJson } from './object-queries/read-row.ts'
import { filterNames, findStatement, listStatement, relatedStatement } from './object-queries/statements.ts'
import type { Sql } from './sql.ts'

interface ListRow {
  readonly position: string
  readonly tie: string
}

interface RelatedRow {
  readonly id: string
  readonly position: string
  readonly type: ObjectType
  readonly row: object
}

export function objectStore(sql: Sql): ObjectStore {
  return {
    find: async (type, id) => {
      const { name, text } = findStatement(type)
      const row = await sql.row(name, text, [id])
      return row && toShown(type, row)
    },
    list: async (type, filters, page) => {
      const names = filterNames(filters)
      const { name, text } = listStatement(type, names, page.after !== undefined)
      const values = [page.limit, ...placeOf(page), ...names.map((filter) => filters[filter])]
      const rows = await sql.rows<ListRow>(name, text, values)
      return rows.map(({ position, tie, ...row }): Listed => {
        return { ...toShown(type, row), position: { at: position, id: tie } }
      })
    },
    related: async (type, id, page) => {
      const { name, text } = relatedStatement(type, page.after !== undefined)
      const rows = await sql.rows<RelatedRow>(name, text, [page.limit, id, ...placeOf(page)])
      return rows.map((found): Listed => {
        return {
          ...toShownFromJson(found.type, found.row),
          position: { at: found.position, id: found.id },
        }
      })
    },
  }
}

function placeOf({ after }: Page): readonly string[] {
  return after === undefined ? [] : [after.at, after.id]
}
