import type { PayTexts } from '../../contract/pay-texts.ts'

export const fr: PayTexts = {
  confirmSubject: 'Veuillez confirmer votre paiement à {merchant}',
  confirmSentence:
    'Votre banque souhaite que vous confirmiez le paiement de {amount} pour {name} (facture {reference}) avant de l’exécuter.',
  confirmAction: 'Confirmer le paiement',
  payAction: 'Payer maintenant',
  payOrChange: 'Vous pouvez payer avec la même carte ou en utiliser une autre :',

  title: 'Votre paiement',
  heading: 'Payer {amount}',
  forWhat: 'Pour',
  invoice: 'Facture',
  amountDue: 'Montant dû',
  openSince: 'Due depuis le',
  bankWants: 'Votre banque souhaite que vous confirmiez ce paiement.',
  failed: 'Nous n’avons pas pu encaisser ce paiement sur votre carte.',
  confirmWith: 'Confirmer avec {card}',
  payWith: 'Payer avec {card}',
  useAnother: 'Utiliser une autre carte',
  replaces: 'Votre abonnement sera ensuite prélevé sur cette carte.',
  byCard: 'Payer par carte',
  noCards: 'Cette facture ne peut pas être payée par carte ici. Veuillez nous demander comment la régler.',
  needsScript:
    'Le paiement nécessite JavaScript. Veuillez l’activer dans votre navigateur et recharger cette page.',

  checking: 'Nous interrogeons votre banque…',
  bankWaits: 'Votre banque attend encore votre confirmation.',
  toBank: 'Aller à votre banque',
  slow: 'Cela prend plus de temps que d’habitude. Nous y travaillons encore ; vous pouvez fermer cette page, vous ne serez jamais débité deux fois.',
  tooMany: 'Trop de cartes ont été essayées. Veuillez patienter quelques minutes, puis réessayer.',

  paidHeading: 'Cette facture est payée',
  paidSentence: 'Merci. Il n’y a plus rien à faire.',
  paidOn: 'Payée le',
  paidWith: 'Payée avec',
  amountPaid: 'Montant payé',

  unknownHeading: 'Nous ne connaissons pas ce lien de paiement',
  unknownSentence: 'Veuillez copier le lien entier depuis le message que vous avez reçu.',
  expiredHeading: 'Ce lien de paiement a expiré',
  expiredSentence: 'Veuillez utiliser le lien de notre dernier message, ou nous en demander un nouveau.',
}
