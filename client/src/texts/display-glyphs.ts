// Written by `npm run face`.

/** Every character that the display face has. */
export const DISPLAY_GLYPHS =
  ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~·×–’“”…→가개것게겼경고구굴그금기께끝낙남났내놀는님더도돌됐들또람렇려로리린림만맞면명무반방벽별비사새서세소시아앉어얼없에여요운으을음응이임있자작정주준참채처친팅판하한함혀화';
