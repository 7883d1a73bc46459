import type { ChallengeTexts } from './texts.ts'

export const de: ChallengeTexts = {
  bank: 'Testbank',
  heading: 'Ist das Ihre Zahlung?',
  sentence:
    '{merchant} bittet um diese Zahlung von Ihrer Karte. Sie wird nur ausgeführt, wenn Sie zustimmen.',
  checkHeading: 'Darf Ihre Karte gespeichert werden?',
  checkSentence: '{merchant} möchte Ihre Karte für spätere Zahlungen speichern. Jetzt wird nichts abgebucht.',
  amount: 'Betrag',
  nothing: 'Jetzt nichts',
  merchant: 'An',
  card: 'Von Ihrer Karte',
  approve: 'Zustimmen',
  decline: 'Ablehnen',
  explanation: 'Die Bank einer Testumgebung: Es fließt kein Geld. Wählen Sie, was Ihr Kunde tun würde.',

  back: 'Zurück zu {merchant}',
  passedHeading: 'Sie haben schon zugestimmt',
  passedSentence: 'Hier ist nichts mehr zu tun.',
  failedHeading: 'Diese Zahlung wurde abgelehnt',
  failedSentence: 'Es wurde nichts abgebucht. Im Shop können Sie es noch einmal versuchen.',
  endedHeading: 'Auf diese Zahlung wartet niemand mehr',
  endedSentence: 'Der Shop hat sie zurückgezogen. Es wurde und wird nichts abgebucht.',
  unknownHeading: 'Diese Zahlung gibt es nicht',
  unknownSentence: 'Diese Adresse führt zu keiner Zahlung, die auf Sie wartet. Es wurde nichts abgebucht.',
  silentHeading: 'Ihre Bank antwortet nicht',
  silentSentence:
    'Ihre Antwort ist vielleicht angekommen, vielleicht nicht. Gehen Sie zurück zum Shop: Er weiß es und sagt es Ihnen.',
}
