import { texts } from '../page.ts'
import { type FieldSpec, idOf } from './fields.ts'

export interface FieldProps {
  readonly field: FieldSpec
  readonly value: string
  readonly mistake: string | undefined
  readonly last: boolean
  readonly onInput: (value: string) => void
  readonly onLeave: () => void
}

/** One field: label above, what is wrong with it below. */
export function Field({ field, value, mistake, last, onInput, onLeave }: FieldProps) {
  const id = idOf(field.path)
  const common = {
    id,
    name: field.path,
    autocomplete: field.autocomplete,
    required: field.required,
    value,
    'aria-invalid': mistake !== undefined,
    'aria-describedby': describedBy(field, mistake),
    onBlur: onLeave,
  }
  return (
    <div class={field.half ? 'field half' : 'field'}>
      <label for={id}>
        {field.label}
        {!field.required && <span class="note"> ({texts.optional})</span>}
      </label>
      {field.options ? (
        <select {...common} onChange={(event) => onInput(event.currentTarget.value)}>
          {!field.options.some(([code]) => code === value) && <option value="">{texts.choose}</option>}
          {field.options.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      ) : (
        <Input field={field} common={common} last={last} onInput={onInput} />
      )}
      {mistake === undefined && field.hint && (
        <p id={`${id}-hint`} class="note">
          {field.hint}
        </p>
      )}
      {mistake && (
        <p id={`${id}-mistake`} class="mistake">
          {mistake}
        </p>
      )}
    </div>
  )
}

function describedBy({ path, hint }: FieldSpec, mistake: string | undefined): string | undefined {
  if (mistake !== undefined) return `${idOf(path)}-mistake`
  return hint === undefined ? undefined : `${idOf(path)}-hint`
}

interface InputProps {
  readonly field: FieldSpec
  readonly common: Readonly<Record<string, unknown>>
  readonly last: boolean
  readonly onInput: (value: string) => void
}

function Input({ field, common, last, onInput }: InputProps) {
  const typing = {
    ...common,
    inputMode: field.inputMode,
    enterkeyhint: last ? ('done' as const) : ('next' as const),
    maxLength: field.maxLength,
    onInput: (event: InputEvent) => {
      const { currentTarget } = event
      if (currentTarget instanceof HTMLInputElement || currentTarget instanceof HTMLTextAreaElement)
        onInput(currentTarget.value)
    },
  }
  if (field.rows !== undefined) return <textarea rows={field.rows} {...typing} />
  if (field.type === 'date') return <input type="date" {...typing} />
  return field.type === 'email' ? <input type="email" {...typing} /> : <input type="text" {...typing} />
}
