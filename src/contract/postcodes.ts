/**
 * What postcodes look like, country by country: a pattern over the code without its spaces and hyphens, then the way it is
 * written. After the last postal code data of the Unicode CLDR (release 26), brought up to date by the addressing guides of the
 * Universal Postal Union. A country that is not here has no postcodes, or none that can be told from a mistake.
 */
const table = String.raw`
AD AD\d{3} AD500
AF \d{4} 1001
AI AI2640 AI-2640
AL \d{4} 1001
AM \d{4}(\d{2})? 0010
AR [A-Z]?\d{4}([A-Z]{3})? C1000AAM
AS \d{5}(\d{4})? 96799
AT \d{4} 1010
AU \d{4} 2000
AX \d{5} 22100
AZ \d{4} AZ 1000
BA \d{5} 71000
BB BB\d{5} BB11000
BD \d{4} 1000
BE \d{4} 1000
BG \d{4} 1000
BH \d{3,4} 317
BL 97\d{3} 97133
BM [A-Z]{2}[A-Z0-9]{2} HM 12
BN [A-Z]{2}\d{4} BS8811
BR \d{8} 01310-100
BT \d{5} 11001
BY \d{6} 220050
CA [ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d K1A 0B1
CC \d{4} 6799
CH \d{4} 8001
CL \d{7} 8320000
CN \d{6} 100000
CO \d{6} 110111
CR \d{5} 10101
CU \d{5} 10400
CV \d{4} 7600
CX \d{4} 6798
CY \d{4} 1010
CZ \d{5} 110 00
DE \d{5} 10115
DK \d{4} 1050
DO \d{5} 10101
DZ \d{5} 16000
EC \d{6} 170150
EE \d{5} 10111
EG \d{5,7} 11511
ES (0[1-9]|[1-4]\d|5[0-2])\d{3} 28001
ET \d{4} 1000
FI \d{5} 00100
FK FIQQ1ZZ FIQQ 1ZZ
FM \d{5}(\d{4})? 96941
FO \d{3} 100
FR \d{5} 75001
GB GIR0AA|[A-Z]{1,2}\d[A-Z\d]?\d[ABD-HJLNP-UW-Z]{2}|BFPO\d{1,4} SW1Y 4JH
GE \d{4} 0105
GF 97\d{3} 97300
GG GY\d\d?\d[ABD-HJLNP-UW-Z]{2} GY1 1AA
GI GX111AA GX11 1AA
GL \d{4} 3900
GN \d{3} 001
GP 97\d{3} 97100
GR \d{5} 104 31
GS SIQQ1ZZ SIQQ 1ZZ
GT \d{5} 01001
GU \d{5}(\d{4})? 96910
GW \d{4} 1000
HM \d{4} 7050
HN \d{5} 11101
HR \d{5} 10000
HT \d{4} 6110
HU \d{4} 1011
ID \d{5} 10110
IE [AC-FHKNPRTV-Y]\d[\dW][AC-FHKNPRTV-Y\d]{4} D02 AF30
IL \d{5}(\d{2})? 9614303
IM IM\d\d?\d[ABD-HJLNP-UW-Z]{2} IM1 1AA
IN [1-9]\d{5} 110001
IO BBND1ZZ BBND 1ZZ
IQ \d{5} 10001
IR \d{10} 11936-12345
IS \d{3} 101
IT \d{5} 00118
JE JE\d\d?\d[ABD-HJLNP-UW-Z]{2} JE2 3AB
JO \d{5} 11118
JP \d{7} 100-0001
KE \d{5} 00100
KG \d{6} 720001
KH \d{5,6} 120101
KR \d{5} 03051
KW \d{5} 54541
KY KY\d{5} KY1-1100
KZ \d{6}|[A-Z]\d{2}[A-Z]\d[A-Z]\d 010000
LA \d{5} 01160
LB \d{4}(\d{4})? 2038 3054
LC LC\d{5} LC04 101
LI 94(8[5-9]|9\d) 9490
LK \d{5} 00100
LR \d{4} 1000
LS \d{3} 100
LT \d{5} LT-01103
LU \d{4} L-1009
LV \d{4} LV-1050
MA \d{5} 10000
MC 980\d{2} 98000
MD \d{4} MD-2001
ME \d{5} 81000
MF 97\d{3} 97150
MG \d{3} 101
MH \d{5}(\d{4})? 96960
MK \d{4} 1000
MM \d{5} 11181
MN \d{5,6} 14200
MP \d{5}(\d{4})? 96950
MQ 97\d{3} 97200
MS MSR\d{4} MSR1110
MT [A-Z]{3}\d{2,4} VLT 1117
MU \d{5}|\d{3}[A-Z]{2}\d{3}|[AR]\d{4} 11328
MV \d{5} 20026
MX \d{5} 06000
MY \d{5} 50050
MZ \d{4}(\d{2})? 1100
NC 98\d{3} 98800
NE \d{4} 8001
NF \d{4} 2899
NG \d{6} 900211
NI \d{5} 11001
NL [1-9]\d{3}[A-Z]{2} 1012 AB
NO \d{4} 0150
NP \d{5} 44600
NZ \d{4} 6011
OM \d{3} 100
PA \d{4} 0801
PE \d{5} 15001
PF 98\d{3} 98714
PG \d{3} 111
PH \d{4} 1008
PK \d{5} 44000
PL \d{5} 00-001
PM 97\d{3} 97500
PN PCRN1ZZ PCRN 1ZZ
PR \d{5}(\d{4})? 00901
PT \d{4}(\d{3})? 1000-205
PW \d{5}(\d{4})? 96940
PY \d{4}(\d{2})? 1001
RE 97\d{3} 97400
RO \d{6} 010011
RS \d{5,6} 11000
RU \d{6} 101000
SA \d{5}(\d{4})? 11564
SD \d{5} 11111
SE \d{5} 111 22
SG \d{6} 018956
SH (ASCN|STHL|TDCU)1ZZ STHL 1ZZ
SI \d{4} 1000
SJ \d{4} 9170
SK \d{5} 811 01
SM 4789\d 47890
SN \d{5} 12500
SO [A-Z]{2}\d{5} BN 03040
SV \d{4} 1101
SZ [HLMS]\d{3} H100
TC TKCA1ZZ TKCA 1ZZ
TH \d{5} 10200
TJ \d{6} 734000
TM \d{6} 744000
TN \d{4} 1000
TR \d{5} 06000
TT \d{6} 500234
TW \d{3}(\d{2,3})? 100
TZ \d{5} 11101
UA \d{5} 01001
US \d{5}(\d{4})? 10001
UY \d{5} 11000
UZ \d{6} 100000
VA 00120 00120
VC VC\d{4} VC0100
VE \d{4}[A-Z]? 1010
VG VG\d{4} VG1110
VI \d{5}(\d{4})? 00801
VN \d{5,6} 100000
WF 986\d{2} 98600
XK \d{5} 10000
YT 976\d{2} 97600
ZA \d{4} 0001
ZM \d{5} 10101`

interface Postcode {
  readonly pattern: RegExp
  readonly example: string
}

const postcodes: ReadonlyMap<string, Postcode> = new Map(
  table
    .trim()
    .split('\n')
    .map((line): [string, Postcode] => {
      const [country = '', pattern = '', ...example] = line.split(' ')
      return [country, { pattern: new RegExp(`^(?:${pattern})$`), example: example.join(' ') }]
    }),
)

/** A postcode of the country as it is written there; absent where postcodes are not checked. */
export function postcodeExample(country: string): string | undefined {
  return postcodes.get(country)?.example
}

/** Upper case, and one space where there were several: a postcode says the same however it was typed. */
export function tidyPostcode(written: string): string {
  return written.trim().toUpperCase().replace(/\s+/g, ' ')
}

/** Can this be a postcode of the country? Spaces, hyphens, case and the country's own letters before it do not matter. */
export function isPostcode(country: string, written: string): boolean {
  const known = postcodes.get(country)
  if (known === undefined) return true
  const compact = tidyPostcode(written).replace(/[\s-]/g, '')
  return [compact, withoutCountry(country, compact)].some((code) => known.pattern.test(code))
}

/** `LV-1050`, `L-1009` and `1050` name the same. */
function withoutCountry(country: string, compact: string): string {
  return compact.replace(new RegExp(`^(?:${country}|${country.slice(0, 1)})(?=\\d)`), '')
}

export const countriesWithPostcodes: readonly string[] = [...postcodes.keys()]
