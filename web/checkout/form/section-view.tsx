import type { Draft } from '../draft.ts'
import { fill, texts } from '../page.ts'
import { Field } from './field.tsx'
import { idOf } from './fields.ts'
import { type Section, sectionLines } from './sections.ts'

export interface SectionViewProps {
  readonly section: Section
  readonly draft: Pick<Draft, 'values'>
  /** Shown as text with "Change". */
  readonly folded: boolean
  readonly onUnfold: () => void
  readonly mistakes: Readonly<Record<string, string | undefined>>
  readonly onInput: (path: string, value: string) => void
  readonly onLeave: (path: string) => void
}

export function SectionView(props: SectionViewProps) {
  return (
    <fieldset class="section" id={props.section.id}>
      <legend>{props.section.title}</legend>
      {props.folded ? <AsText {...props} /> : <AsFields {...props} />}
    </fieldset>
  )
}

function AsText({ section, draft, onUnfold }: SectionViewProps) {
  return (
    <div class="as-text">
      <p>
        {sectionLines(section, draft.values).map((line) => (
          <span key={line}>{line}</span>
        ))}
      </p>
      <button
        type="button"
        class="plain"
        aria-label={fill(texts.changeOf, { section: section.title })}
        onClick={onUnfold}
      >
        {texts.change}
      </button>
    </div>
  )
}

function AsFields({ section, draft, mistakes, onInput, onLeave }: SectionViewProps) {
  const secondLine = section.fields.find(({ path }) => path.endsWith('.address1'))?.path.replace('1', '2')
  const lacksSecondLine = secondLine !== undefined && draft.values[secondLine] === undefined
  return (
    <div class="fields">
      {section.fields.map((field, at) => (
        <>
          <Field
            key={field.path}
            field={field}
            value={draft.values[field.path] ?? ''}
            mistake={mistakes[field.path]}
            last={at === section.fields.length - 1}
            onInput={(value) => onInput(field.path, value)}
            onLeave={() => onLeave(field.path)}
          />
          {lacksSecondLine && field.path.endsWith('.address1') && (
            <button type="button" class="plain add-line" onClick={() => addLine(secondLine, onInput)}>
              {texts.addAddress2}
            </button>
          )}
        </>
      ))}
    </div>
  )
}

function addLine(path: string, onInput: (path: string, value: string) => void): void {
  onInput(path, '')
  requestAnimationFrame(() => document.getElementById(idOf(path))?.focus())
}
