import type { PayTexts } from '../../contract/pay-texts.ts'

export const de: PayTexts = {
  confirmSubject: 'Bitte bestätigen Sie Ihre Zahlung an {merchant}',
  confirmSentence:
    'Ihre Bank möchte, dass Sie die Zahlung von {amount} für {name} (Rechnung {reference}) bestätigen, bevor sie ausgeführt wird.',
  confirmAction: 'Zahlung bestätigen',
  payAction: 'Jetzt bezahlen',
  payOrChange: 'Sie können mit derselben Karte bezahlen oder eine andere verwenden:',

  title: 'Ihre Zahlung',
  heading: '{amount} bezahlen',
  forWhat: 'Für',
  invoice: 'Rechnung',
  amountDue: 'Offener Betrag',
  openSince: 'Offen seit',
  bankWants: 'Ihre Bank möchte, dass Sie diese Zahlung bestätigen.',
  failed: 'Wir konnten diesen Betrag nicht von Ihrer Karte einziehen.',
  confirmWith: 'Mit {card} bestätigen',
  payWith: 'Mit {card} bezahlen',
  useAnother: 'Andere Karte verwenden',
  replaces: 'Ihr Abonnement wird von da an über diese Karte bezahlt.',
  byCard: 'Mit Karte bezahlen',
  noCards:
    'Diese Rechnung kann hier nicht mit Karte bezahlt werden. Bitte fragen Sie uns, wie Sie sie bezahlen.',
  needsScript:
    'Zum Bezahlen ist JavaScript nötig. Bitte schalten Sie es in Ihrem Browser ein und laden Sie diese Seite neu.',

  checking: 'Wir fragen Ihre Bank…',
  bankWaits: 'Ihre Bank wartet noch auf Ihre Bestätigung.',
  toBank: 'Zu Ihrer Bank',
  slow: 'Es dauert länger als sonst. Wir arbeiten noch daran; Sie können diese Seite schließen und zahlen nie doppelt.',
  tooMany:
    'Es wurden zu viele Karten versucht. Bitte warten Sie einige Minuten und versuchen Sie es dann erneut.',

  paidHeading: 'Diese Rechnung ist bezahlt',
  paidSentence: 'Vielen Dank. Es ist nichts mehr zu tun.',
  paidOn: 'Bezahlt am',
  paidWith: 'Bezahlt mit',
  amountPaid: 'Bezahlter Betrag',

  unknownHeading: 'Wir kennen diesen Zahlungslink nicht',
  unknownSentence: 'Bitte kopieren Sie den ganzen Link aus der Nachricht, die Sie erhalten haben.',
  expiredHeading: 'Dieser Zahlungslink ist abgelaufen',
  expiredSentence:
    'Bitte verwenden Sie den Link aus unserer letzten Nachricht, oder bitten Sie uns um einen neuen.',
}
