import { useState } from 'preact/hooks'
import type { Draft } from '../draft.ts'
import { mistakeInQuantity } from '../quantities.ts'
import type { Basket, Problem } from '../wire.ts'
import type { Mistake } from './error-summary.tsx'
import { idOf, mistakeIn } from './fields.ts'
import type { Section } from './sections.ts'

export interface FormMistakes {
  /** By path, for the fields that were left or sent. */
  readonly shown: Readonly<Record<string, string | undefined>>
  /** Those of the last press, for the summary above the form. */
  readonly listed: readonly Mistake[]
  readonly leave: (path: string) => void
  readonly forget: (path: string) => void
  /** Checks everything; answers and lists what is wrong. */
  readonly check: () => readonly Mistake[]
  readonly list: (mistakes: readonly Mistake[]) => void
  /** Takes over what the server said about single fields; answers whether it was about any. */
  readonly takeFrom: (problem: Problem) => boolean
}

export interface Checked {
  readonly basket: Pick<Basket, 'orderItems'>
  readonly draft: Pick<Draft, 'values' | 'quantities'>
  readonly sections: readonly Section[]
}

/** Which fields are wrong, and of which it is already said: a field is told off only after it was left. */
export function useMistakes(checked: Checked): FormMistakes {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({})
  const [listed, setListed] = useState<readonly Mistake[]>([])
  const fields = checked.sections.flatMap((section) => section.fields)
  const now = fields.map(({ path }, at) => {
    const field = fields[at]
    return [path, said[path] ?? (field && mistakeIn(field, checked.draft.values[path]))] as const
  })
  // What has been mended since the last press leaves the summary; what stands elsewhere waits for the next press.
  const isMended = (id: string) => now.some(([path, mistake]) => idOf(path) === id && mistake === undefined)
  return {
    shown: Object.fromEntries(now.filter(([path]) => left.has(path) || said[path] !== undefined)),
    listed: listed.filter(({ id }) => !isMended(id)),
    leave: (path) => {
      // Passing through an empty field by keyboard is not a mistake yet.
      if (checked.draft.values[path]) setLeft((before) => new Set(before).add(path))
    },
    forget: (path) => setSaid(({ [path]: _, ...rest }) => rest),
    check: () => {
      setLeft(new Set(fields.map(({ path }) => path)))
      const found = [...quantityMistakes(checked), ...fieldMistakes(now)]
      setListed(found)
      return found
    },
    list: setListed,
    takeFrom: (problem) => {
      const mine = saidBy(problem).filter(([path]) => fields.some((field) => field.path === path))
      setSaid(Object.fromEntries(mine))
      setListed(fieldMistakes(mine))
      return mine.length > 0
    },
  }
}

function fieldMistakes(entries: readonly (readonly [string, string | undefined])[]): Mistake[] {
  return entries.flatMap(([path, text]) => (text === undefined ? [] : [mistakeAt(idOf(path), text)]))
}

function quantityMistakes({ basket, draft }: Checked): Mistake[] {
  return basket.orderItems.flatMap((item) => {
    const typed = draft.quantities[item.id]
    const text = typed === undefined ? undefined : mistakeInQuantity(item, typed)
    return text === undefined ? [] : [mistakeAt(`quantity-${item.id}`, text)]
  })
}

function mistakeAt(id: string, text: string): Mistake {
  return { id, text, focus: () => focusOn(id) }
}

/** The order may be folded away, and so may its quantity field. */
function focusOn(id: string): void {
  const field = document.getElementById(id)
  const fold = field?.closest('details')
  if (fold) fold.open = true
  field?.focus()
}

function saidBy(problem: Problem): (readonly [string, string])[] {
  return (problem.errors ?? []).map(({ pointer, message }) => [
    pointer.replace(/^\//, '').replaceAll('/', '.'),
    message,
  ])
}
