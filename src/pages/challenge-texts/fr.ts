import type { ChallengeTexts } from './texts.ts'

export const fr: ChallengeTexts = {
  bank: 'Banque de test',
  heading: 'Ce paiement est-il le vôtre ?',
  sentence: '{merchant} demande ce paiement sur votre carte. Il n’est prélevé que si vous l’approuvez.',
  checkHeading: 'Votre carte peut-elle être enregistrée ?',
  checkSentence:
    '{merchant} demande à enregistrer votre carte pour des paiements ultérieurs. Rien n’est débité maintenant.',
  amount: 'Montant',
  nothing: 'Rien maintenant',
  merchant: 'À',
  card: 'De votre carte',
  approve: 'Approuver',
  decline: 'Refuser',
  explanation:
    'La banque d’un environnement de test : aucun argent ne bouge. Choisissez ce que ferait votre client.',

  back: 'Retour chez {merchant}',
  passedHeading: 'Vous avez déjà approuvé',
  passedSentence: 'Il n’y a plus rien à faire ici.',
  failedHeading: 'Ce paiement a été refusé',
  failedSentence: 'Rien n’a été débité. Vous pouvez réessayer dans la boutique.',
  endedHeading: 'Plus personne n’attend ce paiement',
  endedSentence: 'La boutique l’a retiré. Rien n’a été débité, et rien ne le sera.',
  unknownHeading: 'Ce paiement n’existe pas',
  unknownSentence: 'Cette adresse ne mène à aucun paiement qui vous attend. Rien n’a été débité.',
  silentHeading: 'Votre banque ne répond pas',
  silentSentence:
    'Votre réponse est peut-être arrivée, ou non. Retournez à la boutique : elle le sait et vous le dira.',
}
