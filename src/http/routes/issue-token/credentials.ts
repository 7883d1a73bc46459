export interface Credentials {
  readonly clientId: string
  readonly clientSecret: string
}

interface Sources {
  readonly authorization: string | undefined
  readonly form: { readonly client_id?: string | undefined; readonly client_secret?: string | undefined }
}

/**
 * Who asks, by HTTP Basic or by form fields. Answers the reason when it is neither; using both ways at once is
 * forbidden (RFC 6749 §2.3), except that the form may repeat the id.
 */
export function readCredentials({ authorization, form }: Sources): Credentials | 'missing' | 'two ways' {
  if (authorization === undefined) {
    if (form.client_id === undefined || form.client_secret === undefined) return 'missing'
    return { clientId: form.client_id, clientSecret: form.client_secret }
  }
  const basic = fromBasic(authorization)
  if (basic === undefined) return 'missing'
  const repeats = form.client_id === undefined || form.client_id === basic.clientId
  return form.client_secret === undefined && repeats ? basic : 'two ways'
}

function fromBasic(authorization: string): Credentials | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+=*) *$/i.exec(authorization)?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 0) return undefined
  const clientId = formDecoded(text.slice(0, colon))
  const clientSecret = formDecoded(text.slice(colon + 1))
  return clientId === undefined || clientSecret === undefined ? undefined : { clientId, clientSecret }
}

/** RFC 6749 §2.3.1: both halves are form-encoded before they are joined. */
function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
