/**
 * Runs a task and counts how often Yjs found that somebody else wrote under a document's own client id, which it says
 * on the console and nowhere else. Nothing else may run meanwhile.
 */
export async function countClientIdClashes<Result>(
  task: () => Promise<Result>,
): Promise<{ result: Result; clashes: number }> {
  const { log } = console;
  let clashes = 0;
  console.log = (...parts: unknown[]) => {
    if (parts.some((part) => String(part).includes('Changed the client-id'))) clashes += 1;
    else log(...parts);
  };
  try {
    return { result: await task(), clashes };
  } finally {
    console.log = log;
  }
}
