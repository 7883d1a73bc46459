import type { PayTexts } from '../../contract/pay-texts.ts'

export const es: PayTexts = {
  confirmSubject: 'Confirme su pago a {merchant}',
  confirmSentence:
    'Su banco quiere que confirme el pago de {amount} por {name} (factura {reference}) antes de realizarlo.',
  confirmAction: 'Confirmar el pago',
  payAction: 'Pagar ahora',
  payOrChange: 'Puede pagar con la misma tarjeta o usar otra:',

  title: 'Su pago',
  heading: 'Pagar {amount}',
  forWhat: 'Por',
  invoice: 'Factura',
  amountDue: 'Importe pendiente',
  openSince: 'Pendiente desde el',
  bankWants: 'Su banco quiere que confirme este pago.',
  failed: 'No hemos podido cobrar este pago en su tarjeta.',
  confirmWith: 'Confirmar con {card}',
  payWith: 'Pagar con {card}',
  useAnother: 'Usar otra tarjeta',
  replaces: 'A partir de entonces su suscripción se cobra en esta tarjeta.',
  byCard: 'Pagar con tarjeta',
  noCards: 'Esta factura no se puede pagar aquí con tarjeta. Pregúntenos cómo pagarla.',
  needsScript: 'Para pagar se necesita JavaScript. Actívelo en su navegador y vuelva a cargar esta página.',

  checking: 'Preguntando a su banco…',
  bankWaits: 'Su banco todavía espera su confirmación.',
  toBank: 'Ir a su banco',
  slow: 'Tarda más de lo normal. Seguimos en ello; puede cerrar esta página y nunca se le cobrará dos veces.',
  tooMany: 'Se han probado demasiadas tarjetas. Espere unos minutos e inténtelo de nuevo.',

  paidHeading: 'Esta factura está pagada',
  paidSentence: 'Gracias. No queda nada por hacer.',
  paidOn: 'Pagada el',
  paidWith: 'Pagada con',
  amountPaid: 'Importe pagado',

  unknownHeading: 'No conocemos este enlace de pago',
  unknownSentence: 'Copie el enlace completo del mensaje que ha recibido.',
  expiredHeading: 'Este enlace de pago ha caducado',
  expiredSentence: 'Use el enlace de nuestro último mensaje o pídanos uno nuevo.',
}
