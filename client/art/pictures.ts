import { ellipse, type Pen, type Spot } from './pen.ts';

/** A picture of the game's own: what is drawn, and the part of the canvas it takes. */
export type Picture = {
  crop: readonly [x: number, y: number, width: number, height: number];
  draw(pen: Pen): void;
};

const moved = (spots: readonly Spot[], dx: number, dy: number): Spot[] =>
  spots.map(([x, y]) => [x + dx, y + dy]);

function pencil(pen: Pen, [x, y]: Spot, length: number, degrees: number, thick = 54): void {
  const angle = (degrees * Math.PI) / 180;
  const place = (along: number, across: number): Spot => [
    x + along * Math.cos(angle) - across * Math.sin(angle),
    y + along * Math.sin(angle) + across * Math.cos(angle),
  ];
  const half = thick / 2;
  const tip = thick * 1.1;
  pen.take('marker');
  pen.hatch([place(tip, -half), place(length, -half), place(length, half), place(tip, half)], {
    gap: 22,
    degrees: degrees + 70,
    size: 3,
  });
  pen.take('rose');
  pen.hatch(
    [place(length, -half), place(length + 46, -half), place(length + 46, half), place(length, half)],
    { gap: 18, degrees: degrees + 70, size: 3 },
  );
  pen.take('ink');
  pen.corners([
    place(0, 0),
    place(tip, -half),
    place(length + 48, -half),
    place(length + 52, half),
    place(tip, half),
    place(0, 0),
  ]);
  pen.line(
    [
      place(tip, -half),
      place(tip - 10, -half / 3),
      place(tip + 2, 0),
      place(tip - 10, half / 2),
      place(tip, half),
    ],
    1,
  );
  pen.line([place(length, -half), place(length + 6, 0), place(length, half)], 1);
  pen.line([place(tip + 20, -half / 4), place(length - 20, -half / 4)], 1);
  pen.dot(place(10, 0), 2);
}

function bubble(pen: Pen, [x, y]: Spot, [rx, ry]: Spot, tail: Spot, colour: string): void {
  pen.take(colour);
  pen.hatch(ellipse([x, y], [rx * 0.86, ry * 0.8]), { gap: 34, size: 4 });
  pen.take('ink');
  const ring = ellipse([x, y], [rx, ry], 70, 395);
  pen.line([...ring.filter((_, index) => index % 3 === 0), tail, [x + rx * 0.2, y + ry]]);
}

function questionMark(pen: Pen, [x, y]: Spot, scale: number): void {
  pen.line(
    [
      [x - 26 * scale, y - 30 * scale],
      [x - 10 * scale, y - 56 * scale],
      [x + 22 * scale, y - 50 * scale],
      [x + 26 * scale, y - 20 * scale],
      [x + 2 * scale, y + 2 * scale],
      [x, y + 22 * scale],
    ],
    3,
  );
  pen.dot([x, y + 52 * scale], 3);
}

function exclamation(pen: Pen, [x, y]: Spot, scale: number): void {
  pen.line(
    [
      [x + 6 * scale, y - 58 * scale],
      [x + 2 * scale, y - 10 * scale],
      [x, y + 18 * scale],
    ],
    3,
  );
  pen.dot([x - 2 * scale, y + 52 * scale], 3);
}

function star(pen: Pen, [x, y]: Spot, radius: number, colour = 'marker'): void {
  const spots = Array.from({ length: 11 }, (_, index): Spot => {
    const angle = (-90 + index * 36) * (Math.PI / 180);
    const reach = index % 2 === 0 ? radius : radius * 0.45;
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  });
  pen.take(colour);
  pen.hatch(spots, { gap: 22, size: 3 });
  pen.take('ink');
  pen.corners(spots, 1);
}

const whaleBack: Spot[] = [
  [330, 560],
  [338, 470],
  [420, 380],
  [560, 330],
  [720, 330],
  [860, 390],
  [950, 480],
  [1040, 520],
  [1130, 480],
  [1180, 400],
];
const whaleBelly: Spot[] = [
  [1180, 400],
  [1186, 500],
  [1130, 600],
  [1010, 680],
  [860, 740],
  [660, 760],
  [480, 720],
  [370, 650],
  [330, 560],
];

export const pictures = {
  hero: {
    crop: [180, 20, 1360, 860],
    draw(pen) {
      pen.take('sky');
      pen.hatch([...whaleBack, ...whaleBelly], { gap: 62, degrees: -32, size: 5 });
      pen.take('ink');
      pen.line(whaleBack, 3);
      pen.line(
        [
          [1180, 400],
          [1120, 350],
          [1060, 330],
          [1090, 400],
          [1150, 420],
        ],
        3,
      );
      pen.line(
        [
          [1180, 400],
          [1210, 330],
          [1280, 290],
          [1290, 370],
          [1190, 420],
        ],
        3,
      );
      pen.line(whaleBelly, 3);
      pen.line(
        [
          [350, 620],
          [460, 650],
          [600, 640],
          [700, 600],
        ],
        2,
      );
      pen.line(
        [
          [430, 670],
          [470, 650],
        ],
        1,
      );
      pen.line(
        [
          [520, 700],
          [540, 652],
        ],
        1,
      );
      pen.line(
        [
          [610, 715],
          [620, 646],
        ],
        1,
      );
      pen.line(
        [
          [700, 715],
          [690, 625],
        ],
        1,
      );
      pen.dot([500, 530], 4);
      pen.line(
        [
          [460, 480],
          [495, 464],
          [530, 474],
        ],
        1,
      );
      pen.take('blush');
      pen.hatch(ellipse([590, 575], [38, 22]), { gap: 18, size: 3 });
      pen.take('ink');
      pen.line(
        [
          [700, 660],
          [760, 700],
          [770, 770],
          [720, 800],
          [690, 740],
          [680, 690],
        ],
        2,
      );
      pen.take('cobalt');
      pen.line(
        [
          [620, 300],
          [610, 230],
          [560, 180],
          [500, 190],
          [490, 240],
        ],
        2,
      );
      pen.line(
        [
          [640, 300],
          [650, 220],
          [700, 170],
          [760, 190],
          [770, 236],
        ],
        2,
      );
      pen.line(
        [
          [630, 296],
          [628, 190],
          [632, 140],
        ],
        2,
      );
      pen.take('sky');
      pen.line(
        [
          [200, 830],
          [280, 800],
          [360, 830],
          [440, 800],
          [520, 836],
          [600, 806],
          [680, 838],
          [760, 806],
          [840, 836],
          [920, 804],
          [1000, 832],
          [1080, 800],
          [1160, 828],
        ],
        2,
      );
      // What stands on a tint is dark in both themes, which ink is not.
      bubble(pen, [330, 170], [118, 92], [300, 320], 'butter');
      pen.take('navy');
      questionMark(pen, [330, 172], 1);
      bubble(pen, [960, 150], [122, 92], [930, 300], 'mint');
      pen.take('navy');
      exclamation(pen, [960, 150], 1);
      pencil(pen, [1206, 470], 300, 42, 62);
      pen.take('tomato');
      pen.line(
        [
          [1330, 170],
          [1300, 120],
          [1250, 130],
          [1256, 190],
          [1330, 250],
          [1400, 184],
          [1404, 128],
          [1354, 120],
          [1330, 170],
        ],
        3,
      );
    },
  },
  choose: {
    crop: [330, 140, 940, 620],
    draw(pen) {
      const card = (dx: number, dy: number, colour: string): void => {
        const shape = moved(
          [
            [400, 260],
            [620, 230],
            [660, 560],
            [430, 590],
          ],
          dx,
          dy,
        );
        pen.take(colour);
        pen.hatch(shape, { gap: 54, size: 5 });
        pen.take('ink');
        pen.corners([...shape, shape[0] ?? [0, 0], [shape[0]?.[0] ?? 0, (shape[0]?.[1] ?? 0) + 20]], 2);
      };
      card(-20, 60, 'mint');
      pen.line(
        [
          [450, 470],
          [470, 420],
          [540, 400],
          [590, 430],
          [600, 500],
          [540, 540],
          [470, 520],
          [450, 470],
        ],
        2,
      );
      pen.line(
        [
          [540, 400],
          [550, 370],
          [575, 360],
        ],
        2,
      );
      card(270, -20, 'marker');
      pen.corners(
        [
          [722, 400],
          [716, 310],
          [770, 345],
          [850, 338],
          [900, 296],
          [904, 388],
        ],
        2,
      );
      pen.line(
        [
          [722, 396],
          [728, 450],
          [780, 496],
          [850, 490],
          [898, 440],
          [904, 386],
        ],
        2,
      );
      pen.dot([780, 404], 3);
      pen.dot([850, 398], 3);
      pen.line(
        [
          [790, 440],
          [804, 452],
          [816, 438],
          [832, 450],
          [844, 434],
        ],
        1,
      );
      pen.line(
        [
          [690, 430],
          [750, 430],
        ],
        1,
      );
      pen.line(
        [
          [880, 424],
          [940, 412],
        ],
        1,
      );
      card(560, 60, 'blush');
      pen.corners(
        [
          [1010, 450],
          [1100, 370],
          [1190, 440],
          [1180, 550],
          [1030, 560],
          [1015, 450],
        ],
        2,
      );
      pen.corners(
        [
          [1080, 556],
          [1076, 490],
          [1120, 486],
          [1126, 550],
        ],
        1,
      );
      star(pen, [820, 640], 56);
    },
  },
  draw: {
    crop: [330, 120, 940, 640],
    draw(pen) {
      pen.take('sky');
      pen.hatch(
        [
          [420, 540],
          [1060, 520],
          [1064, 640],
          [424, 660],
        ],
        { gap: 56, size: 5 },
      );
      pen.take('ink');
      pen.corners(
        [
          [400, 210],
          [1090, 180],
          [1110, 650],
          [410, 680],
          [398, 206],
        ],
        3,
      );
      pen.take('tomato');
      pen.hatch(
        [
          [600, 470],
          [860, 460],
          [820, 560],
          [650, 566],
        ],
        { gap: 40, size: 4 },
      );
      pen.take('ink');
      pen.line(
        [
          [590, 466],
          [730, 474],
          [870, 456],
          [826, 560],
          [740, 576],
          [640, 566],
          [590, 466],
        ],
        2,
      );
      pen.corners(
        [
          [730, 468],
          [724, 270],
        ],
        2,
      );
      pen.corners(
        [
          [724, 280],
          [860, 430],
          [734, 434],
        ],
        2,
      );
      pen.corners(
        [
          [716, 310],
          [620, 436],
          [716, 438],
        ],
        2,
      );
      pen.take('marker');
      pen.hatch(ellipse([960, 300], [52, 50]), { gap: 26, size: 4 });
      pen.take('ink');
      pen.oval([960, 300], [58, 56]);
      pencil(pen, [880, 440], 260, 38, 56);
    },
  },
  guess: {
    crop: [300, 100, 1000, 680],
    draw(pen) {
      bubble(pen, [560, 300], [200, 130], [480, 520], 'butter');
      pen.take('navy');
      questionMark(pen, [480, 300], 0.9);
      questionMark(pen, [570, 300], 0.9);
      questionMark(pen, [660, 300], 0.9);
      bubble(pen, [1010, 340], [190, 130], [1040, 560], 'mint');
      pen.take('pine');
      pen.line(
        [
          [920, 340],
          [970, 400],
          [1000, 400],
          [1100, 270],
        ],
        4,
      );
      const face = (x: number, y: number, colour: string): void => {
        pen.take(colour);
        pen.hatch(ellipse([x, y], [78, 74]), { gap: 38, size: 5 });
        pen.take('ink');
        pen.oval([x, y], [86, 82]);
        pen.take('navy');
        pen.dot([x - 26, y - 12], 3);
        pen.dot([x + 26, y - 14], 3);
        pen.line(
          [
            [x - 30, y + 24],
            [x, y + 44],
            [x + 32, y + 22],
          ],
          2,
        );
      };
      face(440, 640, 'peach');
      face(780, 660, 'lilac');
      face(1080, 650, 'blush');
      star(pen, [1180, 560], 46);
    },
  },
  table: {
    crop: [400, 220, 800, 480],
    draw(pen) {
      pen.take('caramel');
      pen.hatch(ellipse([800, 420], [270, 84]), { gap: 58, degrees: -12, size: 5 });
      pen.take('ink');
      pen.oval([800, 420], [290, 96], 3);
      pen.line(
        [
          [640, 506],
          [616, 640],
        ],
        3,
      );
      pen.line(
        [
          [960, 504],
          [990, 640],
        ],
        3,
      );
      pen.take('paper');
      pen.hatch(
        [
          [720, 370],
          [880, 362],
          [900, 440],
          [736, 450],
        ],
        { gap: 36, size: 5 },
      );
      pen.take('ink');
      pen.corners(
        [
          [720, 370],
          [880, 362],
          [902, 442],
          [734, 452],
          [718, 368],
        ],
        1,
      );
      pen.line(
        [
          [760, 420],
          [790, 390],
          [812, 420],
          [850, 384],
        ],
        2,
      );
      pen.take('rose');
      pen.hatch(ellipse([470, 560], [50, 20]), { gap: 22, size: 4 });
      pen.take('ink');
      pen.oval([470, 556], [58, 24]);
      pen.line(
        [
          [424, 572],
          [420, 650],
        ],
        2,
      );
      pen.line(
        [
          [516, 572],
          [522, 650],
        ],
        2,
      );
      pen.take('lagoon');
      pen.hatch(ellipse([1130, 556], [50, 20]), { gap: 22, size: 4 });
      pen.take('ink');
      pen.oval([1130, 552], [58, 24]);
      pen.line(
        [
          [1084, 568],
          [1080, 648],
        ],
        2,
      );
      pen.line(
        [
          [1176, 568],
          [1182, 648],
        ],
        2,
      );
    },
  },
  lost: {
    crop: [420, 200, 780, 480],
    draw(pen) {
      pen.take('leaf');
      pen.hatch(
        [
          [540, 560],
          [700, 540],
          [960, 560],
          [980, 600],
          [560, 608],
        ],
        { gap: 34, size: 4 },
      );
      pen.take('ink');
      pen.line(
        [
          [500, 590],
          [520, 500],
          [500, 420],
          [524, 410],
          [560, 500],
          [640, 560],
          [800, 580],
          [980, 590],
          [1010, 606],
          [560, 612],
          [500, 590],
        ],
        2,
      );
      pen.line(
        [
          [502, 420],
          [480, 370],
        ],
        1,
      );
      pen.line(
        [
          [522, 410],
          [536, 360],
        ],
        1,
      );
      pen.dot([478, 366], 2);
      pen.dot([538, 356], 2);
      pen.take('tangerine');
      pen.hatch(ellipse([790, 460], [126, 112]), { gap: 58, size: 5 });
      pen.take('ink');
      pen.line(
        [
          [660, 560],
          [640, 440],
          [720, 346],
          [850, 340],
          [930, 430],
          [900, 550],
          [790, 580],
          [710, 520],
          [720, 430],
          [800, 394],
          [860, 440],
          [840, 510],
          [786, 510],
          [780, 462],
          [806, 456],
        ],
        3,
      );
      questionMark(pen, [1060, 330], 1.1);
    },
  },
  crown: {
    crop: [560, 300, 480, 320],
    draw(pen) {
      const shape: Spot[] = [
        [620, 560],
        [590, 380],
        [700, 460],
        [800, 330],
        [900, 458],
        [1010, 376],
        [984, 560],
      ];
      pen.take('marker');
      pen.hatch(shape, { gap: 50, size: 5 });
      pen.take('ink');
      pen.corners([...shape, [620, 562]], 3);
      pen.take('tomato');
      pen.dot([800, 500], 4);
      pen.dot([690, 510], 3);
      pen.dot([910, 508], 3);
    },
  },
} satisfies Record<string, Picture>;
