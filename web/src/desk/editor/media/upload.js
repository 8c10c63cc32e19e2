/** Sends a file to /api/media and tells how far it is. */
import { worthSending } from '../../../filekind.js';
import { problem } from '../../api.js';

const ONCE_MORE = [0, 401, 403];

/**
 * Answers what the API says of the file. `fetch` cannot tell of progress, so this asks another way; where the session
 * has ended meanwhile, or nothing came back, the file goes once more by the desk's own way, which asks to sign in.
 */
export async function upload(file, { api, session, onProgress = () => {} }) {
  const sent = await worthSending(file);
  const { csrf } = await session.look();
  const answer = await send(sent, csrf, onProgress);
  if (answer.status === 201) return answer.body;
  if (!ONCE_MORE.includes(answer.status)) throw problem(answer, answer.body);
  return (await api.send('POST', '/api/media', sent, { type: file.type || 'application/octet-stream' })).body;
}

function send(file, csrf, onProgress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/media');
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.setRequestHeader('Accept', 'application/json');
    if (csrf) request.setRequestHeader('X-Maeul-CSRF', csrf);
    request.responseType = 'json';
    request.upload.addEventListener(
      'progress',
      (event) => event.lengthComputable && onProgress(event.loaded / event.total),
    );
    request.addEventListener('load', () => resolve({ status: request.status, body: request.response }));
    request.addEventListener('error', () => resolve({ status: 0 }));
    request.send(file);
  });
}
