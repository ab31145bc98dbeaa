const REPLACEMENT = Buffer.from('\ufffd');

/** Text of bytes as Go makes it (encoding/json): every byte that is no UTF-8 becomes a U+FFFD, where Node makes one of several. */
export function goText(bytes: Buffer): string {
  const text = bytes.toString();
  return text.includes('\ufffd') ? runeByRune(bytes) : text;
}

function runeByRune(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const rune = bytes.subarray(at, at + sizeOf(bytes[at]!));
    const decoded = rune.toString();
    const isValid = !decoded.includes('\ufffd') || rune.equals(REPLACEMENT);
    text += isValid ? decoded : '\ufffd';
    at += isValid ? rune.length : 1;
  }
  return text;
}

/** Of the sequence that this byte begins, if it begins one. */
function sizeOf(first: number): number {
  return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/** How much of the bytes can be cut off without cutting through a sequence. */
export function wholeRunes(bytes: Buffer): number {
  for (let back = 1; back < 4 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const isCut = byte >= 0xc0 && byte < 0xf8 && back < sizeOf(byte);
    return isCut ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
