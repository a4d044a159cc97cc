import type { IntentRefusal } from '@drawguess/game/documents';
import type { ColourName } from '@drawguess/game/ink';

const count = (amount: number, one: string, many: string): string => `${amount} ${amount === 1 ? one : many}`;

/** A refusal names what happened and what to do. */
const refusals: Record<IntentRefusal, string> = {
  'not-host': 'Only the host can do that.',
  'not-now': 'That came too late: the game has moved on.',
  'not-drawer': 'Only the drawer can do that.',
  'too-few-players': 'It takes two players. Invite somebody first.',
  'bad-choice': 'That word is not on offer. Choose another one.',
  'bad-settings': 'Those settings do not work: there may be more players than places.',
  'bad-words': 'That takes more own words. Add some, or play with the built-in ones.',
  'bad-avatar': 'This picture cannot be used. Draw a simpler one.',
  'bad-name': 'That name cannot be used here. Choose another one.',
  'not-player': 'Spectators watch. Take a seat to join in.',
  'room-full': 'All seats are taken. Ask the host to make room.',
  'room-locked': 'The room is locked. Ask the host to open it.',
  'no-spectators': 'This room takes no spectators.',
  'drawer-silent': 'You are about to draw: no talking now.',
  'too-fast': 'That was fast. Wait a second, then send it again.',
  'no-such-player': 'That player is not here.',
  'too-few-voters': 'Voting somebody out takes at least four players who are here.',
  'one-vote-a-turn': 'You can start one vote per turn. Try again after this turn.',
};

/** What the server or the network says by a code; other codes show the server's own words. */
const failures: Record<string, string> = {
  offline: 'The server cannot be reached. Check your connection and try again.',
  'unknown-room': 'There is no room with this code. Check the letters, or create a room.',
  'room-full': 'This room is full. Ask the host to make room, or create your own.',
  'room-locked': 'This room is locked. Ask the host to open it, or create your own.',
  'no-spectators': 'This room takes no spectators. Join it as a player.',
  removed: 'You were removed from this room. Join or create another one.',
  'bad-nickname': 'Choose a nickname of 1 to 20 characters with at least one letter or digit.',
  'bad-avatar': 'Your picture cannot be used. Draw a simpler one, or come without.',
  'rude-nickname': 'Everybody can read nicknames in a public room. Choose a kinder one.',
  'rude-name': 'Everybody can read the name of a public room. Choose a kinder one.',
  'too-many-requests': 'That was a bit much at once. Wait a moment, then try again.',
};

const ordinal = (rank: number): string => {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' };
  return `${rank}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(rank)]}`;
};

type Names = readonly [string, ...string[]];

/** Every word on screen, in English. Another language is one more file that satisfies `Texts`. */
export const en = {
  locale: 'en',
  languageName: 'English',
  switchLanguage: 'Language',
  refusals,
  failures,
  somethingFailed: 'Something went wrong. Try again.',

  home: {
    headline: 'Draw it. Let them guess.',
    promise: 'A table, some friends, one marker. No account.',
    nickname: 'Your nickname',
    nicknameHint: '1 to 20 characters',
    nicknameNeeded: 'Choose a nickname first.',
    otherNickname: 'Another name',
    play: 'Play',
    roomName: 'Name of the room',
    roomNameHint: 'Friday doodles',
    lastRooms: 'Your last rooms',
    asWhom: (nickname: string) => `as ${nickname}`,
    create: 'Create a room',
    creating: 'Making room…',
    settings: 'Game settings',
    or: 'or join your friends',
    code: 'Room code',
    codeNeeded: 'Type the code of the room.',
    join: 'Join',
    joining: 'Joining…',
    back: (code: string) => `Back to room ${code}`,
  },

  join: {
    title: (code: string) => `Join room ${code}`,
    lead: 'Choose a nickname and take a seat.',
    comeBack: (nickname: string) => `Come back as ${nickname}`,
    orSomebodyNew: 'or as somebody new',
    home: 'To the start page',
    watch: 'Only watch',
  },

  openRooms: {
    heading: 'Open tables',
    empty: 'No open table right now. Make yours public and somebody will come.',
    failed: 'The open tables cannot be shown right now.',
    places: (players: number, most: number) => `${players} of ${most} players`,
  },

  howTo: {
    title: 'How to play',
    heading: 'How it goes',
    steps: {
      choose: { what: 'Choose a word', how: 'On your turn you get three words. Take the one you can draw.' },
      draw: { what: 'Draw it', how: 'Everybody sees each line as you draw it. No letters, no digits.' },
      guess: { what: 'Guess it', how: 'Type what you see. The sooner you are right, the more points.' },
    },
    chapters: [
      {
        heading: 'A game',
        lines: [
          'In each round everybody draws once. Whoever has the most points after the last round wins.',
          'You choose one of three words. If you do not, one is chosen for you.',
          'While you draw, letters of the word appear one by one for the others; of Korean words, the first consonants.',
          'Who has guessed it may go on talking: only those who know the word can read that.',
        ],
      },
      {
        heading: 'Points',
        lines: [
          'A right guess earns 50 points, and up to 250 more for being quick.',
          'Nobody is faster at somebody else’s cost: another guess takes nothing from yours.',
          'The drawer earns about what the guessers earn on average. Draw so that everybody gets it.',
        ],
      },
      {
        heading: 'When the line breaks',
        lines: [
          'Keep drawing and guessing. What you did is kept on your device and sent when the line is back.',
          'Your seat and your points wait for you. Open the same link and go on.',
        ],
      },
      {
        heading: 'Fair play',
        lines: [
          'Letters and digits in a drawing spoil it for everybody.',
          'Somebody spoils the game? Choose their name and vote. It takes at least three votes, and more than half.',
        ],
      },
    ],
  },

  about: {
    title: 'About DrawGuess',
    chapters: [
      {
        heading: 'What it is',
        lines: [
          'A game for friends: one draws, the others guess. It runs in the browser, without an account, and goes on when the line does not.',
          'Every picture here was drawn with the game’s own pen, as you would draw it.',
        ],
      },
      {
        heading: 'What is kept',
        lines: [
          'Your nickname, your drawings and your guesses, to show drawings again and to count points. No e-mail, no phone number, no advertising, no trackers.',
          'What this browser needs to bring you back to your seat stays in this browser.',
        ],
      },
      {
        heading: 'What it is made of',
        lines: [
          'Titles are set in Jua by the BM JUA Project Authors, under the SIL Open Font License 1.1.',
          'The code is open, under the MIT license.',
        ],
      },
    ],
  },

  wayOut: {
    inside: (app: string) =>
      `This page is open inside of ${app || 'another app'}. Your seat is safer in your own browser.`,
    byMenu: (host: string) => `Open the menu, choose “Open in browser”, or copy the link to ${host}.`,
    open: 'Open in browser',
  },

  notFound: {
    title: 'There is nothing here',
    hint: 'The address may have a typo, or what was here has been cleared away.',
    start: 'To the start page',
  },

  footer: {
    label: 'More of DrawGuess',
    howToPlay: 'How to play',
    gallery: 'Gallery',
    leaderboard: 'Leaderboard',
    stats: 'Statistics',
    status: 'Status',
    about: 'About',
  },

  nicknames: {
    manners: [
      'Brave',
      'Sleepy',
      'Swift',
      'Merry',
      'Quiet',
      'Clever',
      'Curious',
      'Jolly',
      'Gentle',
      'Proud',
      'Lucky',
      'Tiny',
    ] as Names,
    animals: [
      'Otter',
      'Fox',
      'Heron',
      'Panda',
      'Beaver',
      'Owl',
      'Whale',
      'Hedgehog',
      'Gecko',
      'Badger',
      'Robin',
      'Lynx',
    ] as Names,
  },

  settings: {
    rounds: 'Rounds',
    drawTime: 'Drawing time',
    seconds: (amount: number) => `${amount} s`,
    language: 'Words in',
    languages: { en: 'English', ko: '한국어' },
    maxPlayers: 'Players at most',
    mode: 'Drawing',
    modes: { classic: 'One draws', team: 'Two draw together' },
    isPublic: 'Anyone may find this room and join',
  },

  connection: {
    connecting: 'Connecting…',
    live: 'Live',
    reconnecting: 'Reconnecting…',
    offline: 'Offline',
    offlineWaiting: (waiting: number) => `Offline · ${waiting} waiting`,
    reconnectingWaiting: (waiting: number) => `Reconnecting… ${waiting} waiting`,
  },

  ended: {
    takenOver: 'A newer tab took over.',
    takenOverHint: 'You are playing in another tab or on another device.',
    playHere: 'Play here',
    expired: 'Your place has expired.',
    expiredHint: 'You can take a new seat in the same room.',
    notYours: 'You are no longer in this room.',
    notYoursHint: 'You can take a new seat, if there is one.',
    removed: 'You were removed from this room.',
    removedHint: 'The others voted, or the host decided. You can play in another room.',
    gone: 'This room is gone.',
    goneHint: 'Rooms are cleared away when nobody has played for a while.',
    update: 'There is a new version.',
    updateHint: 'Reload the page to go on playing; your place is kept.',
    reload: 'Reload',
    refused: 'The server ended the connection.',
    refusedHint: (code: number) => `Come back in, or start again from the start page. (${code})`,
    joinAgain: 'Join again',
    home: 'To the start page',
  },

  lobby: {
    title: 'The table is set',
    code: 'Room code',
    invite: 'Invite friends',
    link: 'Link to this room',
    copy: 'Copy link',
    copied: 'Copied',
    share: 'Share',
    shareText: 'Come and draw with me!',
    streamer: 'Hide the code (I am streaming)',
    codeHidden: 'The code is hidden',
    copyByHand: 'Copy the marked link by hand.',
    qr: 'QR code with the link to this room',
    start: 'Start the game',
    needTwo: 'It takes two players. Share the code.',
    waitForHost: (host: string) => `${host} starts the game.`,
    hostSettings: 'Game settings',
    lock: 'Lock the room: nobody new comes in',
    locked: 'The room is locked: nobody new comes in.',
  },

  wall: {
    title: 'Doodle wall',
    hint: 'Draw something while you wait: everybody can.',
    fresh: 'A fresh sheet',
  },

  avatar: {
    draw: 'Draw my face',
    title: 'Draw your face',
    keep: 'Use this face',
    without: 'None of my own',
    cancel: 'Cancel',
    full: 'That is as much ink as a face takes. Take a stroke back, or keep it.',
  },

  words: {
    label: 'Your own words',
    hint: (most: number) => `Up to ${most}, separated by commas or line breaks. Nobody else sees this list.`,
    use: 'How to use your own words',
    uses: { off: 'Do not use them', mixed: 'Mix them in', only: 'Play only these' },
    save: 'Use these words',
    found: (amount: number) => `${count(amount, 'word', 'words')} found`,
    fewest: (fewest: number) => `That takes at least ${count(fewest, 'word', 'words')}.`,
    problems: {
      'too-short': (text: string) =>
        `“${text}” is too short: two letters at least, or one syllable of Hangul.`,
      'too-long': (text: string) => `“${text}” is too long: 30 characters at most.`,
      'bad-characters': (text: string) => `“${text}” holds something that is no letter, digit or hyphen.`,
      duplicate: (text: string) => `“${text}” is there already.`,
      'too-many': (text: string) => `“${text}” is one too many.`,
    },
    moreProblems: (amount: number) => `… and ${amount} more`,
    inRoom: {
      off: (amount: number) => `${count(amount, 'own word', 'own words')}, not used`,
      mixed: (amount: number) => `${count(amount, 'own word', 'own words')}, mixed in`,
      only: (amount: number) => `${count(amount, 'own word', 'own words')} and no others`,
    },
  },

  players: {
    title: 'Players',
    list: (here: number, places: number) => `Players ${here}/${places}`,
    you: 'you',
    host: 'host',
    away: 'away',
    idle: 'idle',
    stillThere: 'Are you still there?',
    stillThereHint: 'You are passed over until you say so.',
    here: 'I am here',
    drawing: 'draws',
    guessed: 'guessed it',
    score: (points: number) => count(points, 'point', 'points'),
    votes: (given: number, needed: number) => `${given} of ${needed} votes to leave`,
    votedBy: (names: string) => `Votes to leave: ${names}`,
    remove: 'Remove from the room',
    voteOut: 'Vote to remove',
    takeBackVote: 'Take my vote back',
    makeHost: 'Make host',
    mute: 'Hide their messages',
    unmute: 'Show their messages',
    close: 'Close',
  },

  reactions: {
    title: 'Reactions',
    names: { heart: 'Lovely', laugh: 'Funny', wow: 'Wow', clap: 'Bravo', think: 'Hmm', fire: 'Hot' },
  },

  watching: {
    count: (amount: number) => `${amount} watching`,
    youWatch: 'You are watching.',
    sit: 'Take a seat',
    stand: 'Give up my seat and watch',
  },

  sound: {
    label: 'Sound and vibration',
    on: 'Sound on',
    off: 'Sound off',
  },

  leave: {
    button: 'Leave',
    question: 'Leave the game?',
    consequence: 'Your seat and your points go to nobody.',
    confirm: 'Leave',
    stay: 'Stay',
  },

  turn: {
    round: (round: number, rounds: number) => `Round ${round} of ${rounds}`,
    timeLeft: (seconds: number) => `${count(seconds, 'second', 'seconds')} left`,
    chooseWord: 'Choose a word to draw',
    isChoosing: (name: string) => `${name} is choosing a word`,
    youDraw: 'You draw',
    youDrawWord: (word: string) => `Draw: ${word}`,
    draws: (name: string) => `${name} draws`,
    guessedIt: 'You guessed it!',
    hiddenWord: (mask: string) => `The word: ${mask}`,
    hiddenLetter: 'hidden',
    theWordWas: 'The word was',
    everybodySees: 'Everybody has this very picture',
    pictureDiffers: 'This copy of the picture is incomplete',
    pictureClosing: 'Waiting for the last strokes…',
    fetchingCanvas: 'Fetching the canvas…',
    lateStrokes: (strokes: number) =>
      strokes === 0
        ? 'The end of a stroke came too late'
        : `${count(strokes, 'stroke', 'strokes')} came too late`,
    lateBefore: (strokes: number) =>
      strokes === 0
        ? 'The end of your drawing came too late for the others.'
        : `${count(strokes, 'stroke', 'strokes')} of your drawing came too late for the others.`,
    points: (points: number) => `+${points}`,
    skipped: 'The drawer was not there: this turn does not count.',
    nobodyScored: 'Nobody got it this time.',
    canvas: 'Canvas',
  },

  tools: {
    title: 'Drawing tools',
    pen: 'Pen',
    eraser: 'Eraser',
    fill: 'Fill',
    undo: 'Undo',
    redo: 'Redo',
    clear: 'Clear all',
    sizes: 'Line width',
    size: (diameter: number) => `Width ${diameter}`,
    colours: 'Colours',
    colourNames: {
      paper: 'White',
      ink: 'Black',
      slate: 'Dark grey',
      ash: 'Grey',
      tomato: 'Red',
      brick: 'Dark red',
      rose: 'Pink',
      blush: 'Light pink',
      tangerine: 'Orange',
      peach: 'Peach',
      marker: 'Yellow',
      butter: 'Light yellow',
      moss: 'Olive',
      leaf: 'Green',
      mint: 'Mint',
      pine: 'Dark green',
      lagoon: 'Teal',
      sky: 'Light blue',
      cobalt: 'Blue',
      navy: 'Dark blue',
      lilac: 'Lilac',
      grape: 'Violet',
      plum: 'Purple',
      cocoa: 'Brown',
      caramel: 'Light brown',
      sand: 'Sand',
    } satisfies Record<ColourName, string>,
  },

  drawing: {
    canvas:
      'Canvas. Arrow keys move the pen, Space puts it down and lifts it, Control makes the steps long, Escape takes a shape back.',
    penDown: 'Pen down',
    penUp: 'Pen up',
    tools: { line: 'Line', rectangle: 'Rectangle', ellipse: 'Ellipse', eyedropper: 'Pick a colour' },
    even: 'Straight, square, round',
    swap: (now: string, before: string) => `Colour: ${now}. Swap with ${before}`,
    fingers: 'Draw with fingers too',
    leftHanded: 'Left-handed',
  },

  chat: {
    title: 'Chat',
    log: 'Guesses and messages',
    guess: 'Type your guess',
    talk: 'Say something',
    talkToSolvers: 'Only those who know the word see this',
    send: 'Send',
    empty: 'Nobody has said anything yet.',
    joined: (name: string) => `${name} sat down.`,
    left: (name: string) => `${name} left.`,
    removed: (name: string) => `${name} was removed.`,
    guessed: (name: string) => `${name} guessed the word!`,
    turnStarted: (name: string) => `${name} draws.`,
    turnEnded: (word: string) => `The word was “${word}”.`,
    gameStarted: 'The game begins.',
    gameEnded: 'The game is over.',
    close: (text: string) => `“${text}” is very close!`,
    heldBack: (text: string) => `“${text}” was not shown: it gives the word away. Send just the word.`,
    solver: (name: string) => `${name} (knows it)`,
  },

  podium: {
    title: 'The game is over',
    winnerTitle: (winner: string) => `${winner} wins!`,
    tieTitle: (winners: string) => `${winners} win together!`,
    rank: ordinal,
    again: 'Play again',
    waitForHost: (host: string) => `${host} can start another game.`,
  },

  gallery: {
    title: 'Just drawn',
    empty: 'Finished drawings will hang here.',
    by: (name: string) => `by ${name}`,
    guessed: (rights: number, guessers: number) => `${rights} of ${guessers} guessed it`,
    drawing: (word: string, name: string) => `Drawing of “${word}” by ${name}`,
    failed: 'The drawings cannot be shown right now.',
  },

  archive: {
    nav: 'Drawings and statistics',
    pages: { gallery: 'Gallery', leaderboard: 'Leaderboard', stats: 'Statistics', status: 'Status' },
    toGallery: 'All drawings, leaderboard and statistics',
    retry: 'Try again',
    more: 'Show more',
    loading: 'Asking the server…',
    own: 'Your games',
    ownHint:
      'Drawings of games that were played in this browser. Only their players, and whom they send the link, can see those of private rooms.',
    ownEmpty: 'You have not played here yet. Finished drawings will hang here.',
    public: 'Public rooms',
    publicHint: 'Drawings of rooms that everybody could join.',
    publicEmpty: 'Nothing has been drawn in a public room yet.',
    drawing: 'Drawing',
    drawnBy: 'Drawn by',
    play: 'Play',
    pause: 'Pause',
    scrubber: 'Place in the replay',
    position: (at: string, of: string) => `${at} of ${of} seconds`,
    speed: 'Speed',
    savePng: 'Save as PNG',
    saveSvg: 'Save as SVG',
    share: 'Share',
    linkCopied: 'The link is copied.',
    copyByHand: (link: string) => `Copy this link by hand: ${link}`,
    notSaved: 'The picture could not be made. Try again.',
    guessLog: 'Guesses',
    noGuesses: 'Nobody guessed anything.',
    seconds: (amount: number) => `${amount} s`,
    verdicts: { right: 'right', contains: 'not shown: it held the word', close: 'close', wrong: '' },
    leaderboardHint:
      'By points per turn, in games of public rooms in which at least three players scored. Two such games, and you are listed.',
    leaderboardEmpty: 'Nobody is on the list yet. Play two games in a public room with three or more.',
    period: 'Period',
    periods: { week: 'This week', all: 'All time' },
    place: 'Place',
    player: 'Player',
    pointsPerTurn: 'Points per turn',
    points: 'Points',
    games: 'Games',
    turns: 'Turns',
    wins: 'Won',
    lastPlayed: 'Last played',
    inGames: 'In public games',
    playerEmpty: 'Nobody of this name has played a public game that counts.',
    severalPlayers: 'There are no accounts: these may be several people of one name.',
    publicDrawings: 'Drawings in public rooms',
    playerDrewNothing: 'Nothing yet.',
    statsHint:
      'Everything that was played on this server. Private rooms are counted, and nothing else is said of them.',
    guesses: 'Guesses',
    rights: 'Right guesses',
    strokes: 'Strokes and fills',
    roomsNow: 'Rooms open now',
    turnsByDay: 'Turns by day',
    daySpan: (from: string, to: string, most: string) => `${from} to ${to}, at most ${most} a day.`,
    activity: 'Just now in public rooms',
    activityEmpty: 'Nothing has happened in a public room yet.',
    gameWon: (names: string, turns: number) => `${names} won a game of ${count(turns, 'turn', 'turns')}.`,
    turnDrawn: (name: string, word: string) => `${name} drew “${word}”.`,
  },

  serverStatus: {
    verdicts: { ok: 'All is well', degraded: 'Something is not well', down: 'Nobody can play right now' },
    score: (score: number) => `${score} of 100`,
    // The server's own words say it best, in English.
    issues: {} as Record<string, (message: string) => string>,
    trends: 'The last five minutes',
    noTrends: 'The server has just started: the first numbers come in a few seconds.',
    trendNames: {
      requests: 'Requests per 5 s',
      failedRequests: 'Failed requests per 5 s',
      answerMs: 'Time to answer',
      loopDelayMs: 'Delay of the process',
      loopBusy: 'Process busy',
      heapBytes: 'Memory of the process',
      loadPerCpu: 'Load per processor',
      roomsOpen: 'Rooms open',
      commands: 'Moves per 5 s',
    },
    trendSentence: (latest: string, lowest: string, highest: string) =>
      `now ${latest}, from ${lowest} to ${highest}`,
    dependencies: 'What the server needs',
    dependencyNames: { 'room-log': 'Log of the rooms', archive: 'Archive' } as Record<string, string>,
    dependency: (name: string, ok: boolean, ms: number, required: boolean) =>
      ok
        ? `${name}: answers in ${ms} ms`
        : `${name}: does not answer${required ? ', and nobody can play without it' : '; games go on without it'}`,
    application: 'Game',
    version: 'Version',
    uptime: 'Running for',
    publicRooms: 'Public rooms',
    commands: 'Moves since the start',
    unarchived: 'Waiting for the archive',
    runtime: 'Process',
    heap: 'Memory in use',
    of: (part: string, whole: string) => `${part} of ${whole}`,
    system: 'Machine',
    memoryFree: 'Memory free',
    cpus: 'Processors',
    units: { d: 'd', h: 'h', min: 'min', s: 's' },
    prometheus: 'Monitoring',
    prometheusNever: 'Not configured: nobody has read this server’s metrics since it started.',
    prometheusStates: {
      'metrics-are-read': (at: string) => `The metrics are read, last at ${at}.`,
      'not-configured': (at: string) => `Nobody reads the metrics now; the last time was ${at}.`,
    },
  },
};

export type Texts = typeof en;
