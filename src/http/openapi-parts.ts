import { scopes } from '../domain/caller.ts'
import { problemKinds } from './problems.ts'

export const tags = [
  ['Access', 'API clients, their tokens, and what a token is checked with.'],
  ['Catalogue', 'What is for sale: offers, products, add-ons.'],
  ['Checkout', 'Links that open a basket.'],
  ['Checkout page', 'The calls of the page behind a link; they need its cookie, not a token.'],
  ['Orders', 'Preview what an order would do, or do it.'],
  ['Objects', 'Read everything that orders made.'],
  ['Settings', 'What an operator can set while the server runs.'],
  ['Clock', 'The movable clock of a sandbox.'],
  ['Gateways', 'Where gateways tell what happened to money.'],
  ['Sandbox', 'A gateway that misbehaves when it is told to.'],
  ['Mails', 'The mails that a sandbox keeps instead of sending them.'],
  ['Operations', 'Health, readiness, metrics and this document.'],
] as const

export const problem = {
  type: 'object',
  description: 'A problem document (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'message', 'code', 'errors', 'requestId'],
  properties: {
    type: field(
      'string',
      'Where the code is explained, relative to this server.',
      '/docs/errors/invalid_request',
    ),
    title: field('string', 'The code in words; the same for every occurrence.', 'The request is malformed'),
    status: field('integer', 'The HTTP status.', 400),
    detail: field('string', 'What is wrong this time, and what to do.', '/order/source: is required'),
    message: field('string', 'Repeats `detail`.', '/order/source: is required'),
    code: {
      ...field('string', 'Stable code to branch on.', 'invalid_request'),
      enum: Object.keys(problemKinds),
    },
    errors: {
      type: 'array',
      description: 'Each mistake with its place; empty when the problem has none.',
      examples: [[{ pointer: '/order/source', code: 'invalid_type', message: 'is required' }]],
      items: {
        type: 'object',
        description: 'One mistake.',
        properties: {
          pointer: field(
            'string',
            'JSON Pointer into the body, `?name` of a query or `{name}` of a path parameter.',
            '/order/source',
          ),
          code: field('string', 'What kind of mistake.', 'invalid_type'),
          message: field('string', 'What is expected there.', 'is required'),
        },
      },
    },
    requestId: field('string', 'Names this request in our logs.', 'req-1f'),
  },
} as const

function field(type: string, description: string, example: unknown) {
  return { type, description, examples: [example] }
}

export const securitySchemes = {
  oauth2: {
    type: 'oauth2',
    description: 'Client credentials; send the token as `Authorization: Bearer <token>`.',
    flows: {
      clientCredentials: {
        tokenUrl: '/oauth2/token',
        scopes: Object.fromEntries(scopes.map((scope) => [scope, `The scope ${scope}.`])),
      },
    },
  },
  checkoutCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'co-<basket>',
    description:
      "The cookie of a checkout page: a token on behalf of the basket's owner, for 15 minutes and one basket.",
  },
} as const
