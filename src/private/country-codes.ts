/**
 * Country codes that ITU-T has assigned, with those of networks and services, by their first digit.
 *
 * Only hints and warnings rest on them: a code that is assigned after this was written must not be refused.
 *
 * @see https://www.itu.int/pub/T-SP-E.164D
 */
const ASSIGNED_COUNTRY_CODES = [
  '1',
  '20 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 241 242 243 244 245 246 247 248 249',
  '250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 268 269 27 290 291 297 298 299',
  '30 31 32 33 34 350 351 352 353 354 355 356 357 358 359 36 370 371 372 373 374 375 376 377 378 379 380 381 382 383 385 386 387 388 389 39',
  '40 41 420 421 423 43 44 45 46 47 48 49',
  '500 501 502 503 504 505 506 507 508 509 51 52 53 54 55 56 57 58 590 591 592 593 594 595 596 597 598 599',
  '60 61 62 63 64 65 66 670 672 673 674 675 676 677 678 679 680 681 682 683 685 686 687 688 689 690 691 692',
  '7',
  '800 808 81 82 84 850 852 853 855 856 86 870 878 880 881 882 883 886 888',
  '90 91 92 93 94 95 960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 979 98 991 992 993 994 995 996 997 998',
];

const COUNTRY_CODES: ReadonlySet<string> = new Set(ASSIGNED_COUNTRY_CODES.flatMap(codes => codes.split(' ')));

/**
 * Countries in which a 0 is dialled before a number, but is not part of it, and in which no number starts with 0.
 *
 * Not all there are: those of which it is certain, and where the mistake is common.
 */
const TRUNK_ZERO_COUNTRY_CODES: ReadonlySet<string> = new Set(['27', '31', '32', '33', '40', '41', '43', '44', '46', '49', '61', '64', '353', '972']);

/** The country code with which a number in E.164 format starts; undefined where none is assigned. No code is the start of another one. */
export function countryCodeOf(e164PhoneNumber: string): string | undefined {
  return [1, 2, 3].map(length => e164PhoneNumber.slice(1, 1 + length)).find(code => COUNTRY_CODES.has(code));
}

/** Whether numbers of the country code never have a 0 behind it, though one is dialled inside the country. */
export function dropsTrunkZero(countryCode: string): boolean {
  return TRUNK_ZERO_COUNTRY_CODES.has(countryCode);
}
