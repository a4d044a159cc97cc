const list = (words: string): readonly string[] => words.trim().split(/\s+/u);

/*
 * Words that nobody needs at a table of strangers, as guesses are compared (SPEC GS-1): few and beyond doubt. What has an
 * honest meaning as well stays out, since a mask over an honest word costs more than a rude one that slips through.
 */

/** Compared as whole words, so that Scunthorpe stays. */
export const RUDE_ENGLISH: ReadonlySet<string> = new Set(
  list(`
    fuck fucks fucked fucker fuckers fuckin fucking fuk fck motherfucker motherfuckers stfu
    shit shits shitty bullshit shithead bitch bitches bitchy cunt cunts twat twats wanker wankers
    asshole assholes arsehole arseholes dickhead dickheads dumbass bastard bastards
    whore whores slut sluts jizz blowjob
    faggot faggots nigger niggers nigga niggas retard retards retarded
  `),
);

/** Compared as parts of words, since Korean joins endings and particles to them. */
export const RUDE_KOREAN: readonly string[] = list(`
  시발 씨발 씹할 썅 쌍놈 쌍년 씹새 지랄 좆 존나 엿먹 ㅆㅂ ㅄ
  개새끼 개색끼 개자식 새끼야 병신 븅신 미친놈 미친년 창녀 느금마 니애미 니에미
`);

/** Honest words that hold one of those. */
export const HONEST_KOREAN: readonly string[] = list(`
  시발점 시발역 시발차 시발택시 출시발 씨발아 씨발라 병신년 지랄탄
`);
