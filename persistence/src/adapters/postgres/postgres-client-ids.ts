import type { Sql } from '../../archive/index.ts';
import type { ClientIdBlocks } from '../../ports/index.ts';

/** Ids are unsigned 32-bit integers, as Yjs wants them. */
const MAX_CLIENT_ID = 0xffff_ffff;

/**
 * Client ids counted in PostgreSQL, for however many processes (SPEC ST-8). A block is committed before it is given; one
 * whose answer is lost is skipped.
 *
 * @param sql of tables that are up to date (`createSqlArchive`); closing the blocks leaves it open
 */
export function createPostgresClientIds(sql: Pick<Sql, 'transaction'>): ClientIdBlocks {
  return {
    async reserve(count) {
      if (!Number.isInteger(count) || count < 1) throw new RangeError('A block has one id or more.');
      return sql.transaction(async (query) => {
        const { rows } = await query(
          'UPDATE client_id_blocks SET next = next + $1::bigint RETURNING next - $1::bigint AS first',
          [count],
        );
        // Counting from 1 again would corrupt documents silently.
        if (rows[0] === undefined) throw new Error('The table client_id_blocks has lost its row.');
        const first = Number(rows[0].first);
        if (first + count - 1 > MAX_CLIENT_ID) throw new RangeError('All client ids are used up.');
        return first;
      });
    },
    async close() {},
  };
}
