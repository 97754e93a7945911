/** Names of generated fans, for their addresses: as many as there are of real ones, so that a search meets as many alike. */
const first =
  'james mary robert patricia john jennifer michael linda david elizabeth william barbara richard susan joseph jessica thomas sarah charles karen daniel lisa matthew nancy anthony betty mark sandra donald ashley steven emily andrew kimberly paul margaret joshua donna kenneth michelle kevin carol brian amanda george melissa timothy deborah ronald stephanie jason rebecca edward sharon jeffrey laura ryan cynthia';
const last =
  'smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez wood james bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers long ross foster jimenez';

const sqlArray = (names: string) => `ARRAY['${names.split(' ').join("', '")}']`;
const pick = (names: string, n: string) => `(${sqlArray(names)})[1 + (${n}) % ${names.split(' ').length}]`;

/** SQL: the address of the fan of an order with the number `n`, another one for each. */
export const addressOf = (n: string) =>
  `${pick(first, `${n}::bigint * 7919 / 97`)} || '.' || ${pick(last, `${n}::bigint * 104729 / 89`)} || ${n} || '@example.com'`;
