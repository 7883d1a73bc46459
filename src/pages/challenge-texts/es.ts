import type { ChallengeTexts } from './texts.ts'

export const es: ChallengeTexts = {
  bank: 'Banco de prueba',
  heading: '¿Es suyo este pago?',
  sentence: '{merchant} pide este pago con su tarjeta. Solo se cobra si usted lo aprueba.',
  checkHeading: '¿Se puede guardar su tarjeta?',
  checkSentence: '{merchant} pide guardar su tarjeta para pagos posteriores. Ahora no se cobra nada.',
  amount: 'Importe',
  nothing: 'Nada por ahora',
  merchant: 'Para',
  card: 'De su tarjeta',
  approve: 'Aprobar',
  decline: 'Rechazar',
  explanation: 'El banco de un entorno de pruebas: no se mueve dinero. Elija lo que haría su cliente.',

  back: 'Volver a {merchant}',
  passedHeading: 'Ya lo ha aprobado',
  passedSentence: 'Aquí no queda nada por hacer.',
  failedHeading: 'Este pago se rechazó',
  failedSentence: 'No se ha cobrado nada. Puede intentarlo de nuevo en la tienda.',
  endedHeading: 'Ya nadie espera este pago',
  endedSentence: 'La tienda lo retiró. No se ha cobrado nada ni se cobrará.',
  unknownHeading: 'No existe este pago',
  unknownSentence: 'Esta dirección no lleva a ningún pago que le espere. No se ha cobrado nada.',
  silentHeading: 'Su banco no responde',
  silentSentence: 'Puede que su respuesta haya llegado o no. Vuelva a la tienda: lo sabe y se lo dirá.',
}
