// Written by `npm run face`.

/** Every character that the display face has. */
export const DISPLAY_GLYPHS =
  ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~·×–’“”…→가개것게겼경고구굴그금기께끝나낙남났내놀는님더도돌됐들떤또람렇려로리린림만맞면명무문반방벽별비사새서세소시아앉어얼없에여영요운으을음응이임있자작정제주준참채처친팅판하한함해혀화';
