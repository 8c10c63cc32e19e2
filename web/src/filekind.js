/** What a file is by its first bytes, as the service tells it too. Names and declared types are not asked for that. */

const HEAD_BYTES = 64;
const STILL_BRANDS = /^(avif|avis|hei[cxms]|hev[cxms]|mif1|msf1)$/;

const text = (head, from, to) => String.fromCharCode(...head.subarray(from, to));

/** Whether the service may take it: JPEG, PNG, WebP, WAV, MP3, MP4 (sound), WebM, OGG. */
function isTaken(head) {
  const begins = (words) => text(head, 0, words.length) === words;
  if (begins('RIFF')) return ['WEBP', 'WAVE'].includes(text(head, 8, 12));
  if (text(head, 4, 8) === 'ftyp') {
    const end = Math.min(head.length, (head[2] << 8) | head[3]);
    for (let at = 8; at + 4 <= end; at += 4) if (STILL_BRANDS.test(text(head, at, at + 4))) return false;
    return true;
  }
  return (
    ['\u00ff\u00d8\u00ff', '\u0089PNG', '\u001aE\u00df\u00a3', 'OggS', 'ID3'].some(begins) ||
    (head[0] === 0xff && (head[1] & 0xe6) === 0xe2)
  );
}

/**
 * What to send of a file: all of it, or the beginning alone where that is enough to be refused. Then the answer comes
 * at once and says what the file is, while a long upload that is refused half-way is a broken connection to a browser.
 *
 * @param {File} file
 * @returns {Promise<Blob>}
 */
export async function worthSending(file) {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  return !head.length || isTaken(head) ? file : file.slice(0, HEAD_BYTES, file.type);
}

/**
 * A recording made in a browser may call itself video/webm.
 *
 * @param {Blob} file
 */
export const isVideo = (file) => file.type.startsWith('video/') && file.type !== 'video/webm';
