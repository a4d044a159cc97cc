/** The game's own sounds, made of oscillators and noise as they are needed. */
export type Sounds = {
  /** Somebody came. */
  pop(): void;
  /** A second of the last ten has gone. */
  tick(): void;
  /** A right guess; one's own is a step higher. */
  chime(own: boolean): void;
  /** A guess was close. */
  thud(): void;
  /** Ink appears: so softly that only its absence would be noticed. */
  pencil(): void;
  close(): Promise<void>;
};

const PENCIL_S = 0.045;

/** @throws Error where the browser has no Web Audio */
export function createSounds(): Sounds {
  const context = new AudioContext();
  const noise = context.createBuffer(1, context.sampleRate * PENCIL_S, context.sampleRate);
  const samples = noise.getChannelData(0);
  // Any hiss will do: steps of a Lehmer generator.
  let state = 1;
  for (let at = 0; at < samples.length; at += 1) {
    state = (state * 48_271) % 2_147_483_647;
    samples[at] = (state / 1_073_741_823 - 1) * (1 - at / samples.length);
  }

  /** Browsers keep a page silent until it is touched. */
  const wake = (): void => {
    if (context.state === 'suspended') void context.resume();
  };

  const fading = (volume: number, startS: number, lengthS: number): GainNode => {
    const gain = context.createGain();
    gain.gain.setValueAtTime(volume, startS);
    gain.gain.exponentialRampToValueAtTime(0.0001, startS + lengthS);
    gain.connect(context.destination);
    return gain;
  };

  const note = (
    type: OscillatorType,
    [fromHz, toHz]: readonly [number, number],
    { volume, lengthS, delayS = 0 }: { volume: number; lengthS: number; delayS?: number },
  ): void => {
    wake();
    const startS = context.currentTime + delayS;
    const oscillator = context.createOscillator();
    oscillator.type = type;
    oscillator.frequency.setValueAtTime(fromHz, startS);
    oscillator.frequency.exponentialRampToValueAtTime(toHz, startS + lengthS);
    oscillator.connect(fading(volume, startS, lengthS));
    oscillator.start(startS);
    oscillator.stop(startS + lengthS);
  };

  return {
    pop: () => note('sine', [320, 640], { volume: 0.18, lengthS: 0.09 }),
    tick: () => note('square', [1_150, 1_100], { volume: 0.025, lengthS: 0.03 }),
    chime(own) {
      const step = own ? 1.26 : 1;
      note('triangle', [660 * step, 660 * step], { volume: 0.16, lengthS: 0.22 });
      note('triangle', [990 * step, 990 * step], { volume: 0.16, lengthS: 0.4, delayS: 0.11 });
    },
    thud: () => note('sine', [150, 70], { volume: 0.3, lengthS: 0.16 }),
    pencil() {
      wake();
      const source = context.createBufferSource();
      const filter = context.createBiquadFilter();
      filter.type = 'bandpass';
      filter.frequency.value = 3_400;
      source.buffer = noise;
      source.connect(filter);
      filter.connect(fading(0.035, context.currentTime, PENCIL_S));
      source.start();
    },
    close: () => context.close(),
  };
}
