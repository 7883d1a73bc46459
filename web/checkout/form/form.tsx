import { BankReminder } from '../bank/bank-panel.tsx'
import type { Draft } from '../draft.ts'
import { texts } from '../page.ts'
import type { GatewayElement } from '../payment/gateway-element.ts'
import { PayButton } from '../payment/pay-button.tsx'
import { Payment } from '../payment/payment.tsx'
import type { Totals } from '../totals.ts'
import type { Basket } from '../wire.ts'
import { ErrorSummary } from './error-summary.tsx'
import { type Notice, NoticeLine } from './notice-line.tsx'
import { SectionView } from './section-view.tsx'
import type { Section } from './sections.ts'
import type { FormMistakes } from './use-mistakes.ts'

export interface FormProps {
  readonly basket: Basket
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  readonly sections: readonly Section[]
  readonly folded: ReadonlySet<Section['id']>
  readonly onUnfold: (id: Section['id']) => void
  readonly mistakes: FormMistakes
  readonly totals: Totals
  readonly element: GatewayElement
  readonly busy: boolean
  /** What came of the last press, in words. */
  readonly notice: Notice | undefined
  /** Where the buyer's bank waits meanwhile, when it does. */
  readonly bankUrl: string | undefined
  readonly onPress: () => void
}

/** Contact, addresses, payment, and the one button. */
export function Form(props: FormProps) {
  const { basket, draft, onDraft, mistakes, totals, onPress } = props
  const setValue = (path: string, value: string) => {
    mistakes.forget(path)
    onDraft({ ...draft, values: { ...draft.values, [path]: value } })
  }
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onPress()
      }}
    >
      <h2 class="visually-hidden" id="form-heading" tabIndex={-1}>
        {texts.checkoutTitle}
      </h2>
      {props.bankUrl !== undefined && <BankReminder url={props.bankUrl} />}
      <ErrorSummary mistakes={mistakes.listed} />
      {props.sections.map((section) => (
        <>
          <SectionView
            key={section.id}
            section={section}
            draft={draft}
            folded={props.folded.has(section.id)}
            onUnfold={() => props.onUnfold(section.id)}
            mistakes={mistakes.shown}
            onInput={setValue}
            onLeave={mistakes.leave}
          />
          {section.id === 'billing' && basket.hasDelivery && <DeliverToBilling {...props} />}
        </>
      ))}
      <Payment
        types={basket.paymentTypes}
        chosen={draft.paymentType}
        onChoose={(paymentType) => onDraft({ ...draft, paymentType })}
        element={props.element}
        onEnter={onPress}
      />
      <NoticeLine notice={props.notice} />
      <PayButton
        preview={totals.preview}
        currency={basket.orderItems[0]?.price.currency ?? ''}
        paymentType={draft.paymentType}
        busy={props.busy}
        waiting={totals.state === 'loading'}
      />
    </form>
  )
}

function DeliverToBilling({ draft, onDraft }: FormProps) {
  return (
    <label class="choice-line">
      <input
        type="checkbox"
        checked={draft.deliverToBilling}
        onChange={(event) => onDraft({ ...draft, deliverToBilling: event.currentTarget.checked })}
      />
      <span>{texts.deliverToBilling}</span>
    </label>
  )
}
