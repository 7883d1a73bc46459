import { useBrowser } from './support/browser.ts'
import { typeCard } from './support/buyer.ts'
import { tellPaymentStories } from './support/payment-stories.ts'
import { useSite } from './support/site.ts'

tellPaymentStories({
  site: useSite(),
  open: useBrowser(),
  typeCard,
  atBank: (page) => page.getByRole('heading', { name: 'Is this payment yours?' }).waitFor(),
  answerBank: (page, answer) =>
    page.getByRole('button', { name: answer === 'pass' ? 'Approve' : 'Decline' }).click(),
})
