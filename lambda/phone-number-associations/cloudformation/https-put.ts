import { request } from 'node:https';
import { Put } from './answer';

/** The pre-signed address wants no content type at all. */
export const httpsPut: Put = (url, body, signal) => new Promise((resolve, reject) => {
  const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
  request(url, { method: 'PUT', headers, signal }, response => {
    response.resume();
    response.on('end', () => resolve(response.statusCode ?? 0));
    response.on('error', reject);
  }).on('error', reject).end(body);
});
