let known: ReadonlyMap<string, Buffer> | undefined

/** Text in GBK, as some senders write it under a header that says UTF-8; what GBK has not becomes a question mark. */
export function encodeGbk(text: string): Buffer {
  known ??= tableOf()
  const table = known
  return Buffer.concat(
    [...text].map((character) =>
      character < '\u0080' ? Buffer.from(character) : (table.get(character) ?? Buffer.from('?')),
    ),
  )
}

function tableOf(): ReadonlyMap<string, Buffer> {
  const decoder = new TextDecoder('gbk')
  const table = new Map<string, Buffer>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue
      const bytes = Buffer.from([lead, trail])
      const text = decoder.decode(bytes)
      if (text.length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, bytes)
    }
  return table
}
