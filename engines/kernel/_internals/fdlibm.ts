import { uncurryThis } from './primordials';

/**
 * The transcendental functions of `Math`, after FreeBSD's msun (fdlibm 5.3, (C) 1993 Sun Microsystems, freely granted),
 * so that every engine gives the same bits: all but `sqrt` were seen to differ between engines. Only `+ - * /`, `sqrt` and
 * the bits of a double are used, which IEEE 754 fixes. Errors are below one unit in the last place.
 */
const bits = new DataView(new ArrayBuffer(8));
const getHigh = bits.getInt32.bind(bits, 0);
const getLow = bits.getUint32.bind(bits, 4);
const setDouble = bits.setFloat64.bind(bits, 0);
const getDouble = bits.getFloat64.bind(bits, 0);
const setHigh = bits.setInt32.bind(bits, 0);
const setLow = bits.setUint32.bind(bits, 4);
const sqrt = Math.sqrt;
const abs = Math.abs;
const round = Math.floor;
const bigintToText = uncurryThis(BigInt.prototype.toString) as (value: bigint, radix: number) => string;

function high(x: number): number {
  setDouble(x);
  return getHigh();
}

function withHigh(x: number, word: number): number {
  setDouble(x);
  setHigh(word);
  return getDouble();
}

function withoutLow(x: number): number {
  setDouble(x);
  setLow(0);
  return getDouble();
}

/** `x * 2^n`, correctly rounded also where the result is subnormal. */
function scale(x: number, n: number): number {
  let y = x;
  let k = n;
  while (k > 1023) {
    y *= 8.98846567431158e307;
    k -= 1023;
    if (k > 4000) return y * Infinity;
  }
  while (k < -969) {
    y *= 2.2250738585072014e-308 * 9007199254740992;
    k += 969;
    if (k < -4000) return y * 0;
  }
  setHigh((k + 1023) << 20);
  setLow(0);
  return y * getDouble();
}

const LN2_HI = 0.6931471803691238;
const LN2_LO = 1.9082149292705877e-10;
const INV_LN2 = 1.4426950408889634;

function exp(x: number): number {
  if (x !== x) return NaN;
  // The computation below is one unit off there, and `Math.exp(1) === Math.E` is what everybody expects.
  if (x === 1) return 2.718281828459045;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  const magnitude = abs(x);
  let hi = x;
  let lo = 0;
  let k = 0;
  if (magnitude > 0.34657359027997264) {
    k = magnitude < 1.0397207708399179 ? (x < 0 ? -1 : 1) : (INV_LN2 * x + (x < 0 ? -0.5 : 0.5)) | 0;
    hi = x - k * LN2_HI;
    lo = k * LN2_LO;
  } else if (magnitude < 3.725290298461914e-9) return 1 + x;
  const r = hi - lo;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  const y = 1 - (lo - (r * c) / (2 - c) - hi);
  return scale(y, k);
}

const LG1 = 0.6666666666666735;
const LG2 = 0.3999999999940942;
const LG3 = 0.2857142874366239;
const LG4 = 0.22222198432149784;
const LG5 = 0.1818357216161805;
const LG6 = 0.15313837699209373;
const LG7 = 0.14798198605116586;

function log(value: number): number {
  let x = value;
  if (x !== x || x < 0) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  let k = 0;
  if (x < 2.2250738585072014e-308) {
    k -= 54;
    x *= 18014398509481984;
  }
  let hx = high(x);
  k += (hx >> 20) - 1023;
  hx &= 0x000fffff;
  let i = (hx + 0x95f64) & 0x100000;
  x = withHigh(x, hx | (i ^ 0x3ff00000));
  k += i >> 20;
  const f = x - 1;
  if ((0x000fffff & (2 + hx)) < 3) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HI + k * LN2_LO;
    const r = f * f * (0.5 - 0.3333333333333333 * f);
    return k === 0 ? f - r : k * LN2_HI - (r - k * LN2_LO - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  i = hx - 0x6147a;
  const w = z * z;
  const j = 0x6b851 - hx;
  const t1 = w * (LG2 + w * (LG4 + w * LG6));
  const t2 = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)));
  const r = t2 + t1;
  if ((i | j) > 0) {
    const hfsq = 0.5 * f * f;
    return k === 0 ? f - (hfsq - s * (hfsq + r)) : k * LN2_HI - (hfsq - (s * (hfsq + r) + k * LN2_LO) - f);
  }
  return k === 0 ? f - s * (f - r) : k * LN2_HI - (s * (f - r) - k * LN2_LO - f);
}

function log1p(x: number): number {
  if (x !== x || x < -1) return NaN;
  if (x === -1) return -Infinity;
  if (x === Infinity || x === 0) return x;
  if (abs(x) < 1.862645149230957e-9) return abs(x) < 5.551115123125783e-17 ? x : x - x * x * 0.5;
  let k = 0;
  let f = x;
  let c = 0;
  let hu = 1;
  if (!(x > -0.2928932188134525 && x < 0.41421356237309503)) {
    let u = x;
    if (x < 9007199254740992) {
      u = 1 + x;
      hu = high(u);
      k = (hu >> 20) - 1023;
      c = (k > 0 ? 1 - (u - x) : x - (u - 1)) / u;
    } else {
      hu = high(u);
      k = (hu >> 20) - 1023;
    }
    hu &= 0x000fffff;
    if (hu < 0x6a09e) u = withHigh(u, hu | 0x3ff00000);
    else {
      k += 1;
      u = withHigh(u, hu | 0x3fe00000);
      hu = (0x00100000 - hu) >> 2;
    }
    f = u - 1;
  }
  const hfsq = 0.5 * f * f;
  if (hu === 0) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HI + (c + k * LN2_LO);
    const r = hfsq * (1 - 0.6666666666666666 * f);
    return k === 0 ? f - r : k * LN2_HI - (r - (k * LN2_LO + c) - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const r = z * (LG1 + z * (LG2 + z * (LG3 + z * (LG4 + z * (LG5 + z * (LG6 + z * LG7))))));
  return k === 0 ? f - (hfsq - s * (hfsq + r)) : k * LN2_HI - (hfsq - (s * (hfsq + r) + (k * LN2_LO + c)) - f);
}

/** Splits a positive finite number: `x = m * 2^e` with m in [sqrt(1/2), sqrt(2)). */
function splitExponent(value: number): { readonly m: number; readonly e: number } {
  let x = value;
  let e = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984;
    e = -54;
  }
  const hx = high(x);
  e += (hx >> 20) - 1023;
  let m = withHigh(x, (hx & 0x000fffff) | 0x3ff00000);
  if (m > 1.4142135623730951) {
    m /= 2;
    e += 1;
  }
  return { m, e };
}

/** log(1 + f) - f for f in about [sqrt(1/2) - 1, sqrt(2) - 1]: k_log.h. */
function k_log1p(f: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t1 = w * (LG2 + w * (LG4 + w * LG6));
  const t2 = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)));
  return s * (0.5 * f * f + (t2 + t1));
}

function log2(x: number): number {
  if (x !== x || x < 0) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return x;
  const { m, e } = splitExponent(x);
  const f = m - 1;
  const hfsq = 0.5 * f * f;
  const r = k_log1p(f);
  const hi = withoutLow(f - hfsq);
  const lo = f - hi - hfsq + r;
  const INV_HI = 1.4426950407214463;
  const INV_LO = 1.6751713164886512e-10;
  const valHi = hi * INV_HI;
  const valLo = (lo + hi) * INV_LO + lo * INV_HI;
  const w = e + valHi;
  return valLo + (e - w + valHi) + w;
}

function log10(x: number): number {
  if (x !== x || x < 0) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return x;
  const { m, e } = splitExponent(x);
  const f = m - 1;
  const hfsq = 0.5 * f * f;
  const r = k_log1p(f);
  const hi = withoutLow(f - hfsq);
  const lo = f - hi - hfsq + r;
  const IVLN10_HI = 0.4342944818781689;
  const IVLN10_LO = 2.5082946711645275e-11;
  const LOG10_2_HI = 0.30102999566361177;
  const LOG10_2_LO = 3.694239077158931e-13;
  const valHi = hi * IVLN10_HI;
  const y2 = e * LOG10_2_HI;
  const valLo = e * LOG10_2_LO + (lo + hi) * IVLN10_LO + lo * IVLN10_HI;
  const w = y2 + valHi;
  return valLo + (y2 - w + valHi) + w;
}

function expm1(x: number): number {
  if (x !== x || x === 0) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -38.816242903) return -1;
  const magnitude = abs(x);
  let y = x;
  let c = 0;
  let k = 0;
  if (magnitude > 0.34657359027997264) {
    k = magnitude < 1.0397207708399179 ? (x < 0 ? -1 : 1) : (INV_LN2 * x + (x < 0 ? -0.5 : 0.5)) | 0;
    const hi = x - k * LN2_HI;
    const lo = k * LN2_LO;
    y = hi - lo;
    c = hi - y - lo;
  } else if (magnitude < 5.551115123125783e-17) return x;
  const hfx = 0.5 * y;
  const hxs = y * hfx;
  const r1 =
    1 +
    hxs *
      (-0.03333333333333313 +
        hxs *
          (0.0015873015872548146 +
            hxs * (-0.0000793650757867488 + hxs * (0.000004008217827329362 + hxs * -2.0109921818362437e-7))));
  const t = 3 - r1 * hfx;
  let e = hxs * ((r1 - t) / (6 - y * t));
  if (k === 0) return y - (y * e - hxs);
  e = y * (e - c) - c;
  e -= hxs;
  if (k === -1) return 0.5 * (y - e) - 0.5;
  if (k === 1) return y < -0.25 ? -2 * (e - (y + 0.5)) : 1 + 2 * (y - e);
  if (k <= -2 || k > 56) return scale(1 - (e - y), k) - 1;
  if (k < 20) return scale(1 - scale(1, -k) - (e - y), k);
  return scale(y - (e + scale(1, -k)) + 1, k);
}

const PIO2_1 = 1.5707963267341256;
const PIO2_1T = 6.077100506506192e-11;
const PIO2_2 = 6.077100506303966e-11;
const PIO2_2T = 2.0222662487959506e-21;
const PIO2_3 = 2.0222662487111665e-21;
const PIO2_3T = 8.4784276603689e-32;

/** The 24-bit digits of 2/pi. */
const TWO_OVER_PI = [
  0xa2f983, 0x6e4e44, 0x1529fc, 0x2757d1, 0xf534dd, 0xc0db62, 0x95993c, 0x439041, 0xfe5163, 0xabdebb, 0xc561b7,
  0x246e3a, 0x424dd2, 0xe00649, 0x2eea09, 0xd1921c, 0xfe1deb, 0x1cb129, 0xa73ee8, 0x8235f5, 0x2ebb44, 0x84e99c,
  0x7026b4, 0x5f7e41, 0x3991d6, 0x398353, 0x39f49c, 0x845f8b, 0xbdf928, 0x3b1ff8, 0x97ffde, 0x05980f, 0xef2f11,
  0x8b5a0a, 0x6d1f6d, 0x367ecf, 0x27cb09, 0xb74f46, 0x3f669e, 0x5fea2d, 0x7527ba, 0xc7ebe5, 0xf17b3d, 0x0739f7,
  0x8a5292, 0xea6bfb, 0x5fb11f, 0x8d5d08, 0x560330, 0x46fc7b, 0x6babf0, 0xcfbc20, 0x9af436, 0x1da9e3, 0x91615e,
  0xe61b08, 0x659985, 0x5f14a0, 0x68408d, 0xffd880, 0x4d7327, 0x310606, 0x1556ca, 0x73a8c9, 0x60e27b, 0xc08c6b,
] as const;

/** What is left of an angle: `y0 + y1` in [-pi/4, pi/4], and how many quarter turns were taken off, modulo 4. */
interface Reduced {
  readonly n: number;
  readonly y0: number;
  readonly y1: number;
}

function reduceAngle(x: number): Reduced {
  const magnitude = abs(x);
  if (magnitude <= 0.7853981633974483) return { n: 0, y0: x, y1: 0 };
  if (magnitude < 1647099.3291652855) return reduceMedium(x);
  return reduceLarge(x);
}

/** Cody and Waite's reduction in three steps of 33 bits: `rem_pio2` of msun. */
function reduceMedium(x: number): Reduced {
  const magnitude = abs(x);
  const n = (magnitude * 0.6366197723675814 + 0.5) | 0;
  let r = magnitude - n * PIO2_1;
  let w = n * PIO2_1T;
  const exponent = high(magnitude) >> 20;
  let y0 = r - w;
  if (exponent - ((high(y0) >> 20) & 0x7ff) > 16) {
    let t = r;
    w = n * PIO2_2;
    r = t - w;
    w = n * PIO2_2T - (t - r - w);
    y0 = r - w;
    if (exponent - ((high(y0) >> 20) & 0x7ff) > 49) {
      t = r;
      w = n * PIO2_3;
      r = t - w;
      w = n * PIO2_3T - (t - r - w);
      y0 = r - w;
    }
  }
  const y1 = r - y0 - w;
  return x < 0 ? { n: -n & 3, y0: -y0, y1: -y1 } : { n: n & 3, y0, y1 };
}

/**
 * Payne and Hanek's reduction, in integers: the 53 bits of `x` times enough bits of 2/pi. Exact where `rem_pio2` works in
 * doubles; angles this large are rare.
 */
function reduceLarge(x: number): Reduced {
  const magnitude = abs(x);
  setDouble(magnitude);
  const exponent = (getHigh() >> 20) - 1075;
  const mantissa = (BigInt((getHigh() & 0xfffff) | 0x100000) << 32n) | BigInt(getLow());
  let digits = 0n;
  const words = round((exponent + 53) / 24) + 8;
  for (let index = 0; index < words; index += 1) digits = (digits << 24n) | BigInt(TWO_OVER_PI[index] ?? 0);
  const fractionBits = BigInt(24 * words - exponent);
  const product = mantissa * digits;
  const quarter = 1n << fractionBits;
  let n = Number((product >> fractionBits) & 3n);
  let fraction = product & (quarter - 1n);
  let sign = 1n;
  if (fraction >= quarter >> 1n) {
    n = (n + 1) & 3;
    fraction = quarter - fraction;
    sign = -1n;
  }
  // fraction * pi/2 in 160 bits; pi/2 to 192 bits.
  const halfPi = 0x1921fb54442d18469898cc51701b839a252049c1114cf98en;
  const shift = fractionBits > 160n ? fractionBits - 160n : 0n;
  const angle = sign * (((fraction >> shift) * halfPi) >> 60n);
  const unit = fractionBits - shift + 128n;
  const y0 = toDouble(angle, unit);
  const y1 = toDouble(angle - fromDouble(y0, unit), unit);
  return x < 0 ? { n: -n & 3, y0: -y0, y1: -y1 } : { n, y0, y1 };
}

/** `value / 2^unit` as the nearest double. */
function toDouble(value: bigint, unit: bigint): number {
  const size = value < 0n ? -value : value;
  const length = BigInt(bigintToText(size, 2).length);
  const extra = length > 64n ? length - 64n : 0n;
  // 64 bits and a sticky one: `Number` then rounds once.
  const kept = ((size >> extra) << 1n) | (size & ((1n << extra) - 1n) ? 1n : 0n);
  const result = scale(Number(kept), Number(extra - unit) - 1);
  return value < 0n ? -result : result;
}

function fromDouble(value: number, unit: bigint): bigint {
  if (value === 0) return 0n;
  setDouble(abs(value));
  const exponent = BigInt((getHigh() >> 20) - 1075) + unit;
  const mantissa = (BigInt((getHigh() & 0xfffff) | 0x100000) << 32n) | BigInt(getLow());
  const size = exponent >= 0n ? mantissa << exponent : mantissa >> -exponent;
  return value < 0 ? -size : size;
}

const S1 = -0.16666666666666632;
const S2 = 0.00833333333332249;
const S3 = -0.0001984126982985795;
const S4 = 0.0000027557313707070068;
const S5 = -2.5050760253406863e-8;
const S6 = 1.58969099521155e-10;

function kernelSin(x: number, y: number, hasTail: boolean): number {
  if (abs(x) < 7.450580596923828e-9) return x;
  const z = x * x;
  const v = z * x;
  const r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
  return hasTail ? x - (z * (0.5 * y - v * r) - y - v * S1) : x + v * (S1 + z * r);
}

const C1 = 0.0416666666666666;
const C2 = -0.001388888888887411;
const C3 = 0.00002480158728947673;
const C4 = -2.7557314351390663e-7;
const C5 = 2.087572321298175e-9;
const C6 = -1.1359647557788195e-11;

function kernelCos(x: number, y: number): number {
  const ix = high(x) & 0x7fffffff;
  if (ix < 0x3e400000) return 1;
  const z = x * x;
  const r = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))));
  if (ix < 0x3fd33333) return 1 - (0.5 * z - (z * r - x * y));
  let qx = 0.28125;
  if (ix <= 0x3fe90000) {
    setHigh(ix - 0x00200000);
    setLow(0);
    qx = getDouble();
  }
  const iz = 0.5 * z - qx;
  return 1 - qx - (iz - (z * r - x * y));
}

const T = [
  0.3333333333333341, 0.13333333333320124, 0.05396825397622605, 0.021869488294859542, 0.0088632398235993,
  0.0035920791075913124, 0.0014562094543252903, 0.0005880412408202641, 0.0002464631348184699, 0.00007817944429395571,
  0.00007140724913826082, -0.000018558637485527546, 0.00002590730518636337,
] as const;

function kernelTan(angle: number, tail: number, isOdd: boolean): number {
  let x = angle;
  let y = tail;
  const hx = high(x);
  const ix = hx & 0x7fffffff;
  if (ix < 0x3e300000 && !isOdd) return x;
  if (ix < 0x3e300000) {
    const z = x + y;
    if (z === 0) return 1 / abs(x);
  }
  const isLarge = ix >= 0x3fe59428;
  if (isLarge) {
    if (x < 0) {
      x = -x;
      y = -y;
    }
    x = 0.7853981633974483 - x + (3.061616997868383e-17 - y);
    y = 0;
  }
  const z = x * x;
  let w = z * z;
  let r = T[1] + w * (T[3] + w * (T[5] + w * (T[7] + w * (T[9] + w * T[11]))));
  const v = z * (T[2] + w * (T[4] + w * (T[6] + w * (T[8] + w * (T[10] + w * T[12])))));
  const s = z * x;
  r = y + z * (s * (r + v) + y) + T[0] * s;
  w = x + r;
  if (isLarge) {
    const k = isOdd ? -1 : 1;
    return (1 - ((hx >> 30) & 2)) * (k - 2 * (x - ((w * w) / (w + k) - r)));
  }
  if (!isOdd) return w;
  const head = withoutLow(w);
  const rest = r - (head - x);
  const a = -1 / w;
  const t = withoutLow(a);
  return t + a * (1 + t * head + t * rest);
}

function sin(x: number): number {
  if (!(abs(x) < Infinity)) return NaN;
  const { n, y0, y1 } = reduceAngle(x);
  if (abs(x) <= 0.7853981633974483) return kernelSin(x, 0, false);
  const value = n & 1 ? kernelCos(y0, y1) : kernelSin(y0, y1, true);
  return n & 2 ? -value : value;
}

function cos(x: number): number {
  if (!(abs(x) < Infinity)) return NaN;
  const { n, y0, y1 } = reduceAngle(x);
  const value = n & 1 ? kernelSin(y0, y1, true) : kernelCos(y0, y1);
  return n === 1 || n === 2 ? -value : value;
}

function tan(x: number): number {
  if (!(abs(x) < Infinity)) return NaN;
  const { n, y0, y1 } = reduceAngle(x);
  return kernelTan(y0, y1, (n & 1) === 1);
}

const PIO2_HI = 1.5707963267948966;
const PIO2_LO = 6.123233995736766e-17;

function arcRatio(t: number): number {
  const p =
    t *
    (0.16666666666666666 +
      t *
        (-0.3255658186224009 +
          t *
            (0.20121253213486293 +
              t * (-0.04005553450067941 + t * (0.0007915349942898145 + t * 0.00003479331075960212)))));
  const q =
    1 + t * (-2.403394911734414 + t * (2.0209457602335057 + t * (-0.6882839716054533 + t * 0.07703815055590194)));
  return p / q;
}

function asin(x: number): number {
  const magnitude = abs(x);
  if (!(magnitude <= 1)) return NaN;
  if (magnitude === 1) return x * PIO2_HI + x * PIO2_LO;
  if (magnitude < 0.5) return magnitude < 7.450580596923828e-9 ? x : x + x * arcRatio(x * x);
  const t = (1 - magnitude) * 0.5;
  const r = arcRatio(t);
  const s = sqrt(t);
  let result: number;
  if ((high(magnitude) & 0x7fffffff) >= 0x3fef3333) result = PIO2_HI - (2 * (s + s * r) - PIO2_LO);
  else {
    const w = withoutLow(s);
    const c = (t - w * w) / (s + w);
    const p = 2 * s * r - (PIO2_LO - 2 * c);
    const q = 0.7853981633974483 - 2 * w;
    result = 0.7853981633974483 - (p - q);
  }
  return x > 0 ? result : -result;
}

function acos(x: number): number {
  const magnitude = abs(x);
  if (!(magnitude <= 1)) return NaN;
  if (magnitude === 1) return x > 0 ? 0 : 2 * PIO2_HI + 2 * PIO2_LO;
  if (magnitude < 0.5) {
    if (magnitude <= 6.938893903907228e-18) return PIO2_HI + PIO2_LO;
    return PIO2_HI - (x - (PIO2_LO - x * arcRatio(x * x)));
  }
  const z = (1 - magnitude) * 0.5;
  const s = sqrt(z);
  const r = arcRatio(z);
  if (x < 0) return 3.141592653589793 - 2 * (s + (r * s - PIO2_LO));
  const df = withoutLow(s);
  const c = (z - df * df) / (s + df);
  return 2 * (df + (r * s + c));
}

const ATAN_HI = [0.4636476090008061, 0.7853981633974483, 0.982793723247329, PIO2_HI] as const;
const ATAN_LO = [2.2698777452961687e-17, 3.061616997868383e-17, 1.3903311031230998e-17, PIO2_LO] as const;
const AT = [
  0.3333333333333293, -0.19999999999876483, 0.14285714272503466, -0.11111110405462356, 0.09090887133436507,
  -0.0769187620504483, 0.06661073137387531, -0.058335701337905735, 0.049768779946159324, -0.036531572744216916,
  0.016285820115365782,
] as const;

function atan(value: number): number {
  if (value !== value) return NaN;
  let x = abs(value);
  const ix = high(x);
  if (ix >= 0x44100000) return value > 0 ? PIO2_HI + PIO2_LO : -PIO2_HI - PIO2_LO;
  let id = -1;
  if (ix < 0x3fdc0000) {
    if (ix < 0x3e400000) return value;
    x = value;
  } else if (ix < 0x3ff30000) {
    if (ix < 0x3fe60000) {
      id = 0;
      x = (2 * x - 1) / (2 + x);
    } else {
      id = 1;
      x = (x - 1) / (x + 1);
    }
  } else if (ix < 0x40038000) {
    id = 2;
    x = (x - 1.5) / (1 + 1.5 * x);
  } else {
    id = 3;
    x = -1 / x;
  }
  const z = x * x;
  const w = z * z;
  const s1 = z * (AT[0] + w * (AT[2] + w * (AT[4] + w * (AT[6] + w * (AT[8] + w * AT[10])))));
  const s2 = w * (AT[1] + w * (AT[3] + w * (AT[5] + w * (AT[7] + w * AT[9]))));
  if (id < 0) return x - x * (s1 + s2);
  const result = ATAN_HI[id]! - (x * (s1 + s2) - ATAN_LO[id]! - x);
  return value < 0 ? -result : result;
}

const PI = 3.141592653589793;
const PI_LO = 1.2246467991473532e-16;

function atan2(y: number, x: number): number {
  if (x !== x || y !== y) return NaN;
  if (x === 1) return atan(y);
  const isLeft = x < 0 || (x === 0 && 1 / x < 0);
  const isBelow = y < 0 || (y === 0 && 1 / y < 0);
  const signed = (value: number): number => (isBelow ? -value : value);
  if (y === 0) return isLeft ? signed(PI) : y;
  if (x === 0) return signed(PIO2_HI);
  if (abs(x) === Infinity) {
    if (abs(y) === Infinity) return signed(isLeft ? 3 * 0.7853981633974483 : 0.7853981633974483);
    return signed(isLeft ? PI : 0);
  }
  if (abs(y) === Infinity) return signed(PIO2_HI);
  const k = ((high(y) & 0x7fffffff) - (high(x) & 0x7fffffff)) >> 20;
  let z: number;
  let left = isLeft;
  if (k > 60) {
    z = PIO2_HI + 0.5 * PI_LO;
    left = false;
  } else if (isLeft && k < -60) z = 0;
  else z = atan(abs(y / x));
  return signed(left ? PI - (z - PI_LO) : z);
}

function sinh(x: number): number {
  if (x !== x || abs(x) === Infinity) return x;
  const h = x < 0 ? -0.5 : 0.5;
  const magnitude = abs(x);
  if (magnitude < 22) {
    if (magnitude < 3.725290298461914e-9) return x;
    const t = expm1(magnitude);
    return magnitude < 1 ? h * (2 * t - (t * t) / (t + 1)) : h * (t + t / (t + 1));
  }
  if (magnitude < 709.7822265625) return h * exp(magnitude);
  if (magnitude <= 710.4758600739439) {
    const w = exp(0.5 * magnitude);
    return h * w * w;
  }
  return x * Infinity;
}

function cosh(x: number): number {
  if (x !== x) return NaN;
  const magnitude = abs(x);
  if (magnitude < 0.34657359027997264) {
    const t = expm1(magnitude);
    const w = 1 + t;
    return magnitude < 2.7755575615628914e-17 ? w : 1 + (t * t) / (w + w);
  }
  if (magnitude < 22) {
    const t = exp(magnitude);
    return 0.5 * t + 0.5 / t;
  }
  if (magnitude < 709.7822265625) return 0.5 * exp(magnitude);
  if (magnitude <= 710.4758600739439) {
    const w = exp(0.5 * magnitude);
    return 0.5 * w * w;
  }
  return Infinity;
}

function tanh(x: number): number {
  if (x !== x) return NaN;
  const magnitude = abs(x);
  if (magnitude < 3.725290298461914e-9) return x;
  let z = 1;
  if (magnitude < 22) {
    if (magnitude >= 1) z = 1 - 2 / (expm1(2 * magnitude) + 2);
    else {
      const t = expm1(-2 * magnitude);
      z = -t / (t + 2);
    }
  }
  return x < 0 ? -z : z;
}

function asinh(x: number): number {
  if (x !== x || abs(x) === Infinity) return x;
  const magnitude = abs(x);
  if (magnitude < 3.725290298461914e-9) return x;
  let w: number;
  if (magnitude > 268435456) w = log(magnitude) + 0.6931471805599453;
  else if (magnitude > 2) w = log(2 * magnitude + 1 / (sqrt(x * x + 1) + magnitude));
  else {
    const t = x * x;
    w = log1p(magnitude + t / (1 + sqrt(1 + t)));
  }
  return x > 0 ? w : -w;
}

function acosh(x: number): number {
  if (!(x >= 1)) return NaN;
  if (x >= 268435456) return x === Infinity ? x : log(x) + 0.6931471805599453;
  if (x === 1) return 0;
  if (x > 2) return log(2 * x - 1 / (x + sqrt(x * x - 1)));
  const t = x - 1;
  return log1p(t + sqrt(2 * t + t * t));
}

function atanh(x: number): number {
  const magnitude = abs(x);
  if (!(magnitude <= 1)) return NaN;
  if (magnitude === 1) return x * Infinity;
  if (magnitude < 3.725290298461914e-9) return x;
  const twice = magnitude + magnitude;
  const t =
    magnitude < 0.5 ? 0.5 * log1p(twice + (twice * magnitude) / (1 - magnitude)) : 0.5 * log1p(twice / (1 - magnitude));
  return x < 0 ? -t : t;
}

function cbrt(value: number): number {
  let x = value;
  if (x !== x || x === 0 || abs(x) === Infinity) return x;
  let t: number;
  const hx = high(x) & 0x7fffffff;
  if (hx < 0x00100000) {
    t = 18014398509481984 * abs(x);
    const word = high(t) & 0x7fffffff;
    setHigh(((word / 3) | 0) + 696219795);
    setLow(0);
    t = getDouble();
  } else {
    setHigh(((hx / 3) | 0) + 715094163);
    setLow(0);
    t = getDouble();
  }
  x = abs(x);
  let r = t * t * (t / x);
  t =
    t *
    (1.87595182427177 +
      r * (-1.8849797954337717 + r * 1.6214297201053545) +
      r * r * r * (-0.758397934778766 + r * 0.14599619288661245));
  // Rounded to 23 bits, upwards, so that t * t is exact.
  setDouble(t);
  const low = getLow();
  const word = getHigh();
  const isCarry = low + 0x80000000 > 0xffffffff;
  setHigh(isCarry ? word + 1 : word);
  setLow(((low + 0x80000000) & 0xc0000000) >>> 0);
  t = getDouble();
  r = x / (t * t);
  r = (r - t) / (t + t + r);
  t += t * r;
  return value < 0 ? -t : t;
}

function pow(base: number, exponent: number): number {
  const x = +base;
  const y = +exponent;
  if (y === 0) return 1;
  if (x !== x || y !== y) return NaN;
  const ax = abs(x);
  if (abs(y) === Infinity) return ax === 1 ? NaN : ax > 1 === y > 0 ? Infinity : 0;
  const isInteger = y % 1 === 0;
  const isOdd = isInteger && abs(y) < 9007199254740992 && y % 2 !== 0;
  const isNegative = x < 0 || (x === 0 && 1 / x < 0);
  const signed = (value: number): number => (isNegative && isOdd ? -value : value);
  if (ax === 0 || ax === Infinity) return signed((ax === 0) === y > 0 ? 0 : Infinity);
  if (y === 1) return x;
  if (y === -1) return 1 / x;
  if (y === 2) return x * x;
  if (x < 0 && !isInteger) return NaN;
  if (ax === 1) return signed(1);
  if (y === 0.5) return sqrt(x);
  return signed(powPositive(ax, y));
}

const CP = 0.9617966939259756;
const CP_HI = 0.9617967009544373;
const CP_LO = -7.028461650952758e-9;

/** `e_pow.c` for a positive base that is neither 1 nor infinite, and a finite exponent. */
function powPositive(ax: number, y: number): number {
  if (abs(y) > 18446744073709551616) return ax > 1 === y > 0 ? Infinity : 0;
  const logarithm = abs(y) > 2147483648 ? logNearOne(ax) : logExact(ax);
  const t1 = logarithm[0];
  const t2 = logarithm[1];
  if (t1 !== t1) return ax > 1 === y > 0 ? Infinity : 0;
  const y1 = withoutLow(y);
  const pLow = (y - y1) * t1 + y * t2;
  let pHigh = y1 * t1;
  const z = pLow + pHigh;
  if (z >= 1024 && (z > 1024 || pLow + 8.008566259537294e-17 > z - pHigh)) return Infinity;
  if (z <= -1075 && (z < -1075 || pLow <= z - pHigh)) return 0;
  const n = abs(z) > 0.5 ? round(z + 0.5) : 0;
  pHigh -= n;
  const t = withoutLow(pLow + pHigh);
  const u = t * 0.6931471824645996;
  const v = (pLow - (t - pHigh)) * 0.6931471805599453 + t * -1.904654299957768e-9;
  const s = u + v;
  const w = v - (s - u);
  const q = s * s;
  const r1 =
    s -
    q *
      (0.16666666666666602 +
        q *
          (-0.0027777777777015593 +
            q * (0.00006613756321437934 + q * (-0.0000016533902205465252 + q * 4.1381367970572385e-8))));
  const r = (s * r1) / (r1 - 2) - (w + s * w);
  return scale(1 - (r - s), n);
}

/** log2(ax) for huge exponents, where only bases near 1 do not overflow; NaN in place of the others. */
function logNearOne(ax: number): readonly [number, number] {
  const ix = high(ax);
  if (ix < 0x3fefffff || ix > 0x3ff00000) return [NaN, NaN];
  const t = ax - 1;
  const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25));
  const u = 1.4426950216293335 * t;
  const v = t * 1.9259629911266175e-8 - w * INV_LN2;
  const t1 = withoutLow(u + v);
  return [t1, v - (t1 - u)];
}

/** log2(ax) in two doubles. */
function logExact(value: number): readonly [number, number] {
  let ax = value;
  let n = 0;
  if (ax < 2.2250738585072014e-308) {
    ax *= 9007199254740992;
    n -= 53;
  }
  const ix = high(ax);
  n += (ix >> 20) - 0x3ff;
  const j = ix & 0x000fffff;
  let word = j | 0x3ff00000;
  let k = 0;
  if (j > 0x3988e && j < 0xbb67a) k = 1;
  else if (j >= 0xbb67a) {
    n += 1;
    word -= 0x00100000;
  }
  ax = withHigh(ax, word);
  const bp = k === 0 ? 1 : 1.5;
  let u = ax - bp;
  let v = 1 / (ax + bp);
  const ss = u * v;
  const sHigh = withoutLow(ss);
  setHigh(((word >> 1) | 0x20000000) + 0x00080000 + (k << 18));
  setLow(0);
  let tHigh = getDouble();
  let tLow = ax - (tHigh - bp);
  const sLow = v * (u - sHigh * tHigh - sHigh * tLow);
  let s2 = ss * ss;
  let r =
    s2 *
    s2 *
    (0.5999999999999946 +
      s2 *
        (0.4285714285785502 +
          s2 *
            (0.33333332981837743 + s2 * (0.272728123808534 + s2 * (0.23066074577556175 + s2 * 0.20697501780033842)))));
  r += sLow * (sHigh + ss);
  s2 = sHigh * sHigh;
  tHigh = withoutLow(3 + s2 + r);
  tLow = r - (tHigh - 3 - s2);
  u = sHigh * tHigh;
  v = sLow * tHigh + tLow * ss;
  const pHigh = withoutLow(u + v);
  const pLow = v - (pHigh - u);
  const zHigh = CP_HI * pHigh;
  const zLow = CP_LO * pHigh + pLow * CP + (k === 0 ? 0 : 1.350039202129749e-8);
  const dpHigh = k === 0 ? 0 : 0.5849624872207642;
  const t1 = withoutLow(zHigh + zLow + dpHigh + n);
  return [t1, zLow - (t1 - n - dpHigh - zHigh)];
}

/** Scaled by the largest, and summed with Kahan's compensation, as V8 does. */
function hypotOf(values: number[]): number {
  let largest = 0;
  let isNaN = false;
  let isInfinite = false;
  // Each is made a number, also after an infinite one: that may run code.
  for (let index = 0; index < values.length; index += 1) {
    const size = +values[index]!;
    const positive = (values[index] = size < 0 ? -size : size);
    if (positive !== positive) isNaN = true;
    else if (positive === Infinity) isInfinite = true;
    else if (positive > largest) largest = positive;
  }
  if (isInfinite) return Infinity;
  if (isNaN) return NaN;
  if (largest === 0) return 0;
  let sum = 0;
  let compensation = 0;
  for (let index = 0; index < values.length; index += 1) {
    const ratio = values[index]! / largest;
    const summand = ratio * ratio - compensation;
    const preliminary = sum + summand;
    compensation = preliminary - sum - summand;
    sum = preliminary;
  }
  return sqrt(sum) * largest;
}
/** What `Math` of a program has under these names; arguments are numbers by the time they arrive. */
export const transcendental = {
  acos: (x: number) => acos(+x),
  acosh: (x: number) => acosh(+x),
  asin: (x: number) => asin(+x),
  asinh: (x: number) => asinh(+x),
  atan: (x: number) => atan(+x),
  atan2: (y: number, x: number) => atan2(+y, +x),
  atanh: (x: number) => atanh(+x),
  cbrt: (x: number) => cbrt(+x),
  cos: (x: number) => cos(+x),
  cosh: (x: number) => cosh(+x),
  exp: (x: number) => exp(+x),
  expm1: (x: number) => expm1(+x),
  hypot: (...values: number[]) => hypotOf(values),
  log: (x: number) => log(+x),
  log10: (x: number) => log10(+x),
  log1p: (x: number) => log1p(+x),
  log2: (x: number) => log2(+x),
  pow: (x: number, y: number) => pow(+x, +y),
  sin: (x: number) => sin(+x),
  sinh: (x: number) => sinh(+x),
  tan: (x: number) => tan(+x),
  tanh: (x: number) => tanh(+x),
} as const;
Object.defineProperty(transcendental.hypot, 'length', { value: 2, configurable: true });
