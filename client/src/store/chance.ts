/** One of `choices`, all equally likely as far as the screen cares. */
export function pickOne<One>(choices: readonly [One, ...One[]]): One {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return choices[number % choices.length] ?? choices[0];
}
