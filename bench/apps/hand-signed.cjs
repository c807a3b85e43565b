// The least that any program can do: one request, signed by hand, without an SDK.
const { createHash, createHmac } = require('node:crypto');
const { request } = require('node:https');

const { AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL_CHIME_SDK_VOICE, AWS_REGION, AWS_SECRET_ACCESS_KEY } = process.env;
const url = new URL('/voice-connectors/abcdef1ghij2klmno3pqr4?operation=associate-phone-numbers', AWS_ENDPOINT_URL_CHIME_SDK_VOICE);
const body = JSON.stringify({ E164PhoneNumbers: ['+12065550000'], ForceAssociate: false });

const digest = (text) => createHash('sha256').update(text).digest('hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
const scope = `${time.slice(0, 8)}/${AWS_REGION}/chime/aws4_request`;
const headers = { 'host': url.host, 'x-amz-date': time };
const signedHeaders = Object.keys(headers).join(';');
const canonicalHeaders = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`).join('');
const canonicalRequest = ['POST', url.pathname, 'operation=associate-phone-numbers', canonicalHeaders, signedHeaders, digest(body)].join('\n');
const key = scope.split('/').reduce(hmac, `AWS4${AWS_SECRET_ACCESS_KEY}`);
const signature = createHmac('sha256', key).update(['AWS4-HMAC-SHA256', time, scope, digest(canonicalRequest)].join('\n')).digest('hex');
const authorization = `AWS4-HMAC-SHA256 Credential=${AWS_ACCESS_KEY_ID}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;

request(url, { method: 'POST', headers: { ...headers, authorization, 'content-type': 'application/json' } }).end(body);
