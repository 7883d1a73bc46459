import { inflateSync } from 'node:zlib'

const headerBytes = 12
const entryBytes = 16
const woffHeaderBytes = 44
const woffEntryBytes = 20

/**
 * The plain font inside a WOFF file (W3C WOFF 1.0): the same tables, unpacked once. The PDF library reads WOFF too, but unpacks a
 * whole table for every glyph.
 */
export function unpackWoff(woff: Buffer): Buffer {
  const tables = readTables(woff)
  const header = Buffer.alloc(headerBytes + tables.length * entryBytes)
  header.writeUInt32BE(woff.readUInt32BE(4), 0)
  header.writeUInt16BE(tables.length, 4)
  const parts: Buffer[] = [header]
  let offset = header.length
  tables.forEach(({ tag, checksum, data }, at) => {
    const entry = headerBytes + at * entryBytes
    header.writeUInt32BE(tag, entry)
    header.writeUInt32BE(checksum, entry + 4)
    header.writeUInt32BE(offset, entry + 8)
    header.writeUInt32BE(data.length, entry + 12)
    const padding = Buffer.alloc((4 - (data.length % 4)) % 4)
    parts.push(data, padding)
    offset += data.length + padding.length
  })
  return Buffer.concat(parts)
}

interface Table {
  readonly tag: number
  readonly checksum: number
  readonly data: Buffer
}

function readTables(woff: Buffer): readonly Table[] {
  const count = woff.readUInt16BE(12)
  return Array.from({ length: count }, (_, at) => {
    const entry = woffHeaderBytes + at * woffEntryBytes
    const [offset, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(entry + field))
    const bytes = woff.subarray(offset, (offset ?? 0) + (packed ?? 0))
    return {
      tag: woff.readUInt32BE(entry),
      checksum: woff.readUInt32BE(entry + 16),
      data: packed === length ? bytes : inflateSync(bytes),
    }
  })
}
