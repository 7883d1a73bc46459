import type { AccessStore, Client, ClientWithSecrets, SigningKeyRecord } from '../../ports/access-store.ts'
import { idempotencyRows } from './idempotency-rows.ts'
import { fromRow } from './rows.ts'
import type { Sql } from './sql.ts'

export function accessStore(sql: Sql): AccessStore {
  return { ...clientRows(sql), ...signingKeyRows(sql), ...idempotencyRows(sql) }
}

const clientColumns = 'id, name, scopes, created_at, rotated_at, previous_until'

type ClientRows = Pick<
  AccessStore,
  'insertClient' | 'findClient' | 'listClients' | 'rotateClient' | 'deleteClient' | 'clientsDeletedSince'
>

function clientRows(sql: Sql): ClientRows {
  return {
    insertClient: async ({ id, name, scopes, secretHash, createdAt }) =>
      (await sql.run(
        'clients.insert',
        `insert into clients (id, name, scopes, secret_hash, created_at) values ($1, $2, $3, $4, $5)
         on conflict (id) do nothing`,
        [id, name, scopes, secretHash, createdAt],
      )) === 1,
    findClient: async (id) => {
      const row = await sql.row(
        'clients.find',
        `select ${clientColumns}, secret_hash, previous_secret_hash from clients
         where id = $1 and deleted_at is null`,
        [id],
      )
      return row && fromRow<ClientWithSecrets>(row)
    },
    listClients: async ({ limit, after }) => {
      const rows = await sql.rows(
        'clients.list',
        `select ${clientColumns} from clients
         where deleted_at is null and ($2::timestamptz is null or (created_at, id) < ($2, $3))
         order by created_at desc, id desc limit $1`,
        [limit, after?.at, after?.id],
      )
      return rows.map((row) => fromRow<Client>(row))
    },
    rotateClient: async ({ id, secretHash, previousUntil, at }) => {
      const row = await sql.row(
        'clients.rotate',
        `update clients set previous_secret_hash = secret_hash, secret_hash = $2, previous_until = $3, rotated_at = $4
         where id = $1 and deleted_at is null returning ${clientColumns}`,
        [id, secretHash, previousUntil, at],
      )
      return row && fromRow<Client>(row)
    },
    deleteClient: async (id, at) =>
      (await sql.run(
        'clients.delete',
        'update clients set deleted_at = $2 where id = $1 and deleted_at is null',
        [id, at],
      )) === 1,
    clientsDeletedSince: async (at) =>
      (
        await sql.rows<{ id: string }>(
          'clients.deleted-since',
          'select id from clients where deleted_at >= $1',
          [at],
        )
      ).map((row) => row.id),
  }
}

type SigningKeyRows = Pick<AccessStore, 'signingKeysAt' | 'lockSigningKeys' | 'insertSigningKey'>

function signingKeyRows(sql: Sql): SigningKeyRows {
  return {
    signingKeysAt: async (at) => {
      const rows = await sql.rows(
        'signing-keys.at',
        `select kid, public_jwk, private_key_sealed, created_at, signs_until, verifies_until
         from signing_keys where verifies_until > $1 order by created_at desc, kid`,
        [at],
      )
      return rows.map((row) => fromRow<SigningKeyRecord>(row))
    },
    lockSigningKeys: async () => {
      await sql.run('signing-keys.lock', 'lock table signing_keys in share row exclusive mode')
    },
    insertSigningKey: async (key) => {
      await sql.run(
        'signing-keys.insert',
        `insert into signing_keys (kid, public_jwk, private_key_sealed, created_at, signs_until, verifies_until)
         values ($1, $2, $3, $4, $5, $6)`,
        [
          key.kid,
          JSON.stringify(key.publicJwk),
          key.privateKeySealed,
          key.createdAt,
          key.signsUntil,
          key.verifiesUntil,
        ],
      )
    },
  }
}
