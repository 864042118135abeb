// Addresses that several tests visit.

const INDICATORS = ['nsp_available', 'nsp_sites', 'oat_available', 'pwid_population_size', 'pwid_hiv_prevalence'];

const PLACES = [
  'ALB', 'ARM', 'AZE', 'BGR', 'BIH', 'BLR', 'CZE', 'EST', 'GEO', 'HRV',
  'HUN', 'KAZ', 'KGZ', 'LTU', 'LVA', 'MDA', 'MKD', 'MNE', 'POL', 'ROU',
  'RUS', 'SRB', 'SVK', 'SVN', 'TJK', 'TKM', 'UKR', 'UZB', 'XKX', 'NPL',
];

/** Five indicators of thirty places. */
export const LARGE_TABLE = `/en/tables?indicators=${INDICATORS.join(',')}&areas=${PLACES.join(',')}`;

/** A table with a compound cell, a place that is a part of another, and the world. */
export const TABLE = '/en/tables?indicators=nsp_available,pwid_hiv_prevalence&areas=BGR,NPL,XKX,PSE-GAZ,world';

/** One place over the years. */
export const PERIODS = '/en/tables?indicators=nsp_available&areas=BGR,DEU&periods=all&layout=areas-periods';

/** A query that cannot be answered. */
export const REFUSED = '/en/tables?indicators=needle%20exchange&areas=BGR';

/** Every kind of page there is, by the name its pictures get. */
export const PAGES = {
  home: { path: '/en/' },
  choose: { path: '/en/tables/choose' },
  search: { path: '/en/search?q=needle' },
  table: { path: TABLE },
  'table-large': { path: LARGE_TABLE },
  'table-periods': { path: PERIODS },
  map: { path: '/en/maps?indicators=nsp_available&areas=scheme:M49', isMap: true },
  'map-region': { path: '/en/maps?indicators=pwid_hiv_prevalence&areas=region:HRI/SUB_SAHARAN_AFRICA', isMap: true },
  'map-form': { path: '/en/maps' },
  finding: { path: '/en/places/BGR/nsp_available' },
  'finding-region': { path: '/en/regions/HRI/EURASIA/nsp_sites' },
  places: { path: '/en/places' },
  place: { path: '/en/places/KGZ' },
  region: { path: '/en/regions/HRI/EURASIA' },
  indicators: { path: '/en/indicators' },
  indicator: { path: '/en/indicators/oat_available' },
  theme: { path: '/en/themes/death_penalty' },
  reporter: { path: '/en/reporters/UNODC' },
  questions: { path: '/en/questions' },
  changes: { path: '/en/questions/changes' },
  rank: { path: '/en/questions/rank' },
  chart: { path: '/en/charts?indicators=pwid_population_size&areas=region:HRI/EURASIA' },
  'chart-line': { path: '/en/charts?indicators=pwid_hiv_prevalence&areas=UKR,KAZ,MMR,EST&periods=all&layout=areas-periods' },
  'chart-dots': { path: '/en/charts?indicators=dp_drug_executions&areas=IRN,SAU,SGP,CHN&periods=2018&kind=dots' },
  'chart-multiples': { path: '/en/charts?indicators=pwid_hiv_prevalence&areas=UKR,KAZ,KGZ,GEO,MDA&periods=all&layout=areas-periods&kind=multiples' },
  'chart-slope': { path: '/en/charts?indicators=nsp_sites&areas=ALB,ARM,AZE,BLR,EST,GEO,KAZ&periods=round:HRI/2018,round:HRI/2020&layout=areas-periods' },
  'chart-units': { path: '/en/charts?indicators=nsp_available&areas=region:HRI/EURASIA' },
  'chart-scatter': { path: '/en/charts?indicators=pwid_hiv_prevalence,pwid_hcv_prevalence,pwid_population_size&areas=region:HRI/EURASIA' },
  'chart-refused': { path: '/en/charts?indicators=nsp_available&areas=region:HRI/EURASIA&kind=bar' },
  'chart-embed': { path: '/en/embed/charts?indicators=pwid_population_size&areas=region:HRI/EURASIA' },
  'map-embed': { path: '/en/embed/maps?indicators=pwid_hiv_prevalence&areas=region:HRI/EURASIA', isMap: true },
  compare: { path: '/en/compare?areas=BGR,GEO,KGZ' },
  edition: { path: '/en/editions/current' },
  editions: { path: '/en/editions' },
  'editions-compare': { path: '/en/editions/compare' },
  refused: { path: REFUSED, status: 400 },
  sources: { path: '/en/sources' },
  about: { path: '/en/about' },
  missing: { path: '/en/no-such-page', status: 404 },
};

/** The same address in another language. */
export function inLanguage(path, lang) {
  return path.replace(/^\/en\//, `/${lang}/`);
}
