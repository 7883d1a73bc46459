import type { FilterName, Filters, ObjectType } from '../../../ports/object-store.ts'
import { conditions } from './conditions.ts'
import { relations } from './relations.ts'
import { partsOfSubscription, selects } from './selects.ts'

/** A named text. The name says everything the text depends on, so the database prepares each once. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/** The filters that are set, always in the same order. */
export function filterNames(filters: Filters): readonly FilterName[] {
  const names = Object.keys(filters) as FilterName[]
  return names.filter((name) => filters[name] !== undefined).sort()
}

const newestFirst = 'created_at desc, id desc'

/** Parameter: the id. */
export function findStatement(type: ObjectType): Statement {
  const { columns, table } = selects[type]
  const parts = type === 'subscriptions' ? `, ${Object.values(partsOfSubscription).join(', ')}` : ''
  return { name: `objects.find.${type}`, text: `select ${columns}${parts} from ${table} t where t.id = $1` }
}

/** What decides between rows of the same instant: events have an order of their own. */
const ties = { id: { column: 't.id', cast: 'text' }, seq: { column: 't.seq', cast: 'bigint' } } as const

/** Parameters: limit, with `after` the position's instant and tie, then one for each filter in the order given. */
export function listStatement(type: ObjectType, filters: readonly FilterName[], after: boolean): Statement {
  const { columns, table } = selects[type]
  const first = after ? 4 : 2
  const narrowed = filters.map((name, index) =>
    conditionOf(type, name).replace('$', () => `$${first + index}`),
  )
  const tie = type === 'events' ? ties.seq : ties.id
  const place = `(t.created_at, ${tie.column}) < ($2::timestamptz, $3::${tie.cast})`
  const where = [...(after ? [place] : []), ...narrowed]
  return {
    name: `objects.list.${type}.${filters.join('.')}${after ? '.after' : ''}`,
    text: `select ${columns}, t.created_at::text as position, ${tie.column}::text as tie from ${table} t
      ${where.length > 0 ? `where ${where.join(' and ')}` : ''}
      order by t.created_at desc, ${tie.column} desc limit $1`,
  }
}

function conditionOf(type: ObjectType, name: FilterName): string {
  const condition = conditions[type][name]
  if (condition === undefined) throw new Error(`${type} cannot be narrowed by ${name}`)
  return condition
}

/**
 * Parameters: limit, the object's id, with `after` the position's instant and id. First the keys of one page over all
 * types, each from its own index; then their rows by primary key.
 */
export function relatedStatement(type: ObjectType, after: boolean): Statement {
  const branches = relatedTypes(type).map(([other, condition]) => keysOf(other, condition, after))
  return {
    name: `objects.related.${type}${after ? '.after' : ''}`,
    text: `with self as (select * from ${selects[type].table} s where id = $2),
      page as (select * from (${branches.join(' union all ')}) keys order by ${newestFirst} limit $1)
      select p.type, p.created_at::text as position, p.id,
        case p.type ${relatedTypes(type)
          .map(([other]) => rowOf(other))
          .join(' ')} end as row
      from page p order by p.created_at desc, p.id desc`,
  }
}

function relatedTypes(type: ObjectType): readonly (readonly [ObjectType, string])[] {
  const types = Object.keys(relations[type]) as ObjectType[]
  return types.map((other) => [other, relations[type][other] ?? 'false'])
}

/** What is asked of `self` becomes a value of its own, so that the index of each type gives its rows in order. */
function keysOf(type: ObjectType, condition: string, after: boolean): string {
  const valued = condition.replace(/self\.(\w+)/g, '(select $1 from self)')
  const place = after ? 'and (t.created_at, t.id) < ($3::timestamptz, $4)' : ''
  return `(select '${type}' as type, t.id, t.created_at from ${selects[type].table} t
    where ${valued} ${place} order by t.created_at desc, t.id desc limit $1)`
}

function rowOf(type: ObjectType): string {
  const { columns, table } = selects[type]
  return `when '${type}' then (select to_jsonb(r) from (select ${columns} from ${table} t where t.id = p.id) r)`
}
